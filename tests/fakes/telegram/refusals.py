"""What the Bot API says when it refuses, word for word where our code depends on the words."""

from typing import Any


class Refusal(Exception):
    """An answer with `ok: false`."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def to_json(self) -> dict[str, Any]:
        said: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return {**said, "parameters": self.parameters} if self.parameters else said


def bad_request(reason: str, **parameters: int) -> Refusal:
    return Refusal(400, f"Bad Request: {reason}", **parameters)


def unauthorized() -> Refusal:
    return Refusal(401, "Unauthorized")


def blocked() -> Refusal:
    return Refusal(403, "Forbidden: bot was blocked by the user")


def webhook_is_active() -> Refusal:
    reason = (
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    return Refusal(409, f"Conflict: {reason}")


def other_poller() -> Refusal:
    reason = "terminated by other getUpdates request; make sure that only one bot instance is running"
    return Refusal(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
