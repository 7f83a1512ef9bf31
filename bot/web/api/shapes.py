"""The shapes of the feed as OpenAPI tells them; a call itself is read item by item in `events.py`."""

from typing import Any

from pydantic import BaseModel, Field

from bot.web.api.signature import SIGNATURE, SOURCE, TIMESTAMP
from domain.dossiers import Told

MOST_EVENTS = 1_000
_MOMENT = "ISO 8601 (without a zone: Asia/Ho_Chi_Minh), yyyyMMddHHmmss or dd/MM/yyyy HH:mm"


class Event(BaseModel):
    """One change of a dossier. Fields that are left out stay as they are known."""

    event_id: str = Field(max_length=80, description="Unique within the source; told again, it is `seen`.")
    code: str = Field(max_length=48, examples=["H41.99-261127-0001"])
    status: int | str = Field(description="National code 1-10, or the source's own word for the state.")
    at: str = Field(description=f"When the state began: {_MOMENT}")
    procedure: str | None = Field(None, description="Its code, such as 1.001193, or its name.")
    procedure_name: str | None = None
    agency: str | None = Field(None, description="Its code, such as H41.99, or its name.")
    agency_name: str | None = None
    received: str | None = Field(None, description=f"{_MOMENT}, or the date alone")
    due: str | None = Field(None, description=f"{_MOMENT}, or the date alone")
    finished: str | None = Field(None, description=f"{_MOMENT}, or the date alone")
    note_for_citizen: str | None = Field(None, max_length=4_000, description="Shown to proven persons only.")
    phone: str | None = Field(None, description="Hashed on arrival, never stored.")
    id_number: str | None = Field(None, description="Hashed on arrival, never stored.")


class Result(BaseModel):
    """What became of one event. An error beside another result than `refused` is only a warning."""

    event_id: str | None
    result: Told
    error: str | None


class Answer(BaseModel):
    results: list[Result]


class Refusal(BaseModel):
    error: str


def _header(name: str, description: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": True,
        "description": description,
        "schema": {"type": "string"},
    }


def call() -> dict[str, Any]:
    """The headers and the body of a call."""
    events = {"type": "array", "maxItems": MOST_EVENTS, "items": Event.model_json_schema()}
    body = {"type": "object", "required": ["events"], "properties": {"events": events}}
    return {
        "parameters": [
            _header(SOURCE, "Name of the source."),
            _header(TIMESTAMP, "Unix seconds, at most 300 from this machine's clock."),
            _header(SIGNATURE, 'v1= and hex HMAC-SHA256 of the secret over timestamp + "." + raw body.'),
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
    }
