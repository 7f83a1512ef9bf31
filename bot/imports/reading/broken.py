"""A file that cannot be read at all, said with what to do about it."""

from domain.content import Text


class BrokenFileError(Exception):
    """`text` names the sentence; `row` the place where reading ended, 0 where there is none."""

    def __init__(self, key: str, /, row: int = 0, **values: str | int) -> None:
        super().__init__(key)
        self.row = row
        self.text = Text(f"imports.file.{key}", **values)
