"""Errors as problem details (RFC 9457)."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Problem(BaseModel):
    """What went wrong, for people and for programs."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "about:blank",
                "title": "Invalid input",
                "status": 422,
                "code": "invalid_input",
                "detail": "'P9Z99' is not a trouble code",
                "field": "observables.0",
                "fix": "a code is a letter P, B, C or U, a digit 0-3 and three more",
                "request_id": "req_6b1f0c2d9e8a4f57",
            }
        }
    )

    type: str = "about:blank"
    title: str
    status: int = Field(ge=400, le=599)
    code: str = Field(description="stable machine-readable name")
    detail: str
    field: str | None = None
    fix: str | None = None
    request_id: str
    details: dict[str, Any] = Field(default_factory=dict)
