"""What is said before the answer when a question tells more than the procedure it asks for."""

from dataclasses import dataclass
from functools import cache

from domain.content import Text
from domain.messages import Language
from domain.procedures import Catalogue, Procedure
from domain.search.phrases import Phrases
from domain.search.said import Said
from domain.search.text import Words
from handlers.sections import Section
from handlers.texts.catalogue import texts


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of the catalogue; the phrases that call for it, and those that forbid it, stand there too.

    `event` limits it to the procedures of one life event. `instead` is the answer whose place it takes.
    """

    name: str
    event: str = ""
    instead: Section | None = None

    @property
    def words(self) -> Text:
        return Text(f"remark.{self.name}")


_REMARKS = (
    Remark("loss", event="quadoi"),
    Remark("amount", event="trogiup", instead=Section.FEE),
    Remark("fine", instead=Section.FEE),
)


@dataclass(frozen=True, slots=True)
class Remarks:
    catalogue: Catalogue

    def on(self, procedure: Procedure, question: Said | None) -> Remark | None:
        """The remark that the question calls for before the card of this procedure, if any."""
        if not question:
            return None
        fitting = (one for one in _REMARKS if self._of_event(procedure, one.event))
        return next((one for one in fitting if _called_for(one, question.written_out)), None)

    def _of_event(self, procedure: Procedure, event: str) -> bool:
        return not event or any(
            procedure.code in one.codes for one in self.catalogue.events() if one.id == event
        )


def _called_for(remark: Remark, message: Words) -> bool:
    calling, forbidding = _phrases(f"remark.{remark.name}_words"), _phrases(f"remark.{remark.name}_not_words")
    return bool(calling.find(message)) and not forbidding.find(message)


@cache
def _phrases(key: str) -> Phrases[str]:
    """What people type, in any language; a remark that nothing forbids has no such list."""
    lists = (texts(language).get(key, "") for language in Language)
    return Phrases((phrase, key) for phrases in lists for phrase in phrases.split(","))
