"""Why a request is not done: a status for the page and a sentence for the person."""


class Refused(Exception):
    """`key` names the sentence; `retry_after` is in seconds, 0 when trying again cannot help."""

    def __init__(self, status: int, key: str, retry_after: int = 0) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.retry_after = retry_after
