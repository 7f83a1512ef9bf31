"""What a trial installation shows beside the real thing: sample dossiers and the digits that open them."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SampleDossier:
    """A made-up dossier. `state` is the name of its state; `late` says that it is past its day."""

    code: str
    state: str
    late: bool = False


@dataclass(slots=True)
class Demonstration:
    """Filled at the start of a trial installation; empty everywhere else."""

    dossiers: Sequence[SampleDossier] = field(default=())
    digits: str = ""
