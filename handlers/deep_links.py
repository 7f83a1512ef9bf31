"""`/start` links: what may stand in them is letters, digits, "_" and "-" only."""

import re
from dataclasses import dataclass

from handlers.procedures import ProcedureDialog
from handlers.start import StartDialog
from handlers.turn import Outcome, Turn

_PROCEDURE = re.compile("p_([A-Za-z0-9-]{1,60})")
"""`p_1-001193` for the procedure 1.001193."""


@dataclass(frozen=True, slots=True)
class DeepLinks:
    start: StartDialog
    procedures: ProcedureDialog

    async def open(self, turn: Turn) -> Outcome:
        """The card that the link names; the first screen when it names none that we know."""
        named = _PROCEDURE.fullmatch(turn.message.argument)
        code = named[1].replace("-", ".") if named else ""
        procedure = self.procedures.catalogue.get(code)
        if procedure is None:
            return await self.start.show(turn)
        return self.procedures.about(procedure, None, turn.language)
