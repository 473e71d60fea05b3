"""What every page of one thing does where there is no such thing."""

from __future__ import annotations

from starlette.exceptions import HTTPException


def not_here() -> HTTPException:
    """Return the answer that the corpus does not hold it."""
    return HTTPException(404)
