"""The API for other systems, with its OpenAPI document and no page from another host."""

from typing import Any

from fastapi import FastAPI
from starlette.routing import Route

from bot.web.api.dossiers import DossierCalls
from bot.web.api.shapes import Answer, Refusal, call

_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refusal, "description": why}
    for status, why in {
        400: "No JSON",
        401: "Forged or stale",
        408: "The body came too slowly",
        413: "More than 1,000 events, or more than 4 MB",
        422: "No list of events",
        503: "The database is away, or too many calls come at once: send the same call again",
    }.items()
}


def api(calls: DossierCalls) -> Route:
    """Everything under `/api`."""
    app = FastAPI(
        title="motcua",
        version="1",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.add_api_route(
        "/api/v1/dossiers",
        calls.receive,
        methods=["POST"],
        response_model=Answer,
        responses=_REFUSALS,
        summary="Tell what changed in dossiers",
        openapi_extra=call(),
    )
    return Route("/api/{rest:path}", app)
