"""The sample catalogue: the procedures that a commune is asked for most, one file each."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.sample.records import InvalidRecordError, build, read_json
from domain.procedures import LifeEvent, Procedure

_SAMPLE = files("bot.sample")


def load_procedures(folder: Traversable = _SAMPLE / "procedures") -> tuple[Procedure, ...]:
    """Read every procedure, ordered by code. Raises InvalidRecordError naming file and key."""
    by_name = {file.name: file for file in folder.iterdir() if file.name.endswith(".json")}
    return tuple(_procedure(by_name[name]) for name in sorted(by_name))


def load_events(file: Traversable = _SAMPLE / "life_events.json") -> tuple[LifeEvent, ...]:
    """Read the life events in the order in which they are offered; errors as above."""
    rows = read_json(file)
    if not isinstance(rows, list):
        raise InvalidRecordError(file.name, "should be a list")
    return tuple(build(LifeEvent, row, f"{file.name}: [{index}]") for index, row in enumerate(rows))


def _procedure(file: Traversable) -> Procedure:
    procedure = build(Procedure, read_json(file), file.name)
    if file.name != f"{procedure.code}.json":
        raise InvalidRecordError(f"{file.name}: code", "should be the name of the file")
    return procedure
