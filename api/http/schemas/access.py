"""Shapes of sign-in, users, keys, garages and the access log; the examples are made up."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from graph.vocabulary import Locale
from graph.vocabulary_records import Role

Username = Annotated[
    str, Field(min_length=1, max_length=100, description="letters, digits and . _ @ + -")
]
#: No rule of length here: a wrong password is answered 401, and none is repeated in an error.
Password = Annotated[SecretStr, Field(max_length=1000, description="never stored, never logged")]
GarageId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{2,63}$", description="id of a garage")]
_USER = {
    "id": "usr_5f0c2a7be1d94c3a8b6e",
    "username": "m.durand",
    "role": "technician",
    "garage_id": "garage_local",
    "is_cross_garage": False,
    "is_active": True,
    "locale": "fr",
    "created_at": "2026-11-24T10:00:00.000000000+00:00",
    "updated_at": "2026-11-24T10:00:00.000000000+00:00",
}
_CURSOR = "YWZ0ZXI6a2V5XzhkMWY2MGEyYzk0YjRlNWZhMDcz"
_FRAME = {"request_id": "req_95b7e9ca4027e4c9", "graph_version": "6"}
_TOKENS = {
    "access_token": "eyJ…",
    "token_type": "Bearer",
    "expires_in": 900,
    "refresh_token": "fgr_…",
    "user": _USER,
}


def example(values: dict[str, Any]) -> ConfigDict:
    """Return the configuration of a shape with one example."""
    return ConfigDict(json_schema_extra={"examples": [values]})


class Input(BaseModel):
    """What comes in: nothing that is not known, and nothing of it in an error."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class LoginRequest(Input):
    """Who signs in."""

    model_config = example(
        {"username": "m.durand", "password": "deux vélos sous la pluie", "locale": "fr"}
    )

    username: Username
    password: Password
    locale: Locale | None = Field(None, description="language of errors")


class RefreshRequest(Input):
    """The last refresh token of a session."""

    model_config = example({"refresh_token": "fgr_…"})

    refresh_token: Annotated[SecretStr, Field(max_length=2000, description="good once")]


class LogoutRequest(Input):
    """Which sessions end."""

    model_config = example({"all_sessions": False})

    all_sessions: bool = Field(default=False, description="true: of all devices")


class PasswordRequest(Input):
    """A new password of one's own."""

    model_config = example(
        {
            "current_password": "deux vélos sous la pluie",
            "new_password": "le phare éclaire trois moulins",
        }
    )

    current_password: Password
    new_password: Password


class UserInput(Input):
    """A new user."""

    model_config = example(
        {"username": "m.durand", "password": "deux vélos sous la pluie", "role": "technician"}
    )

    username: Username
    password: Password
    role: Role = Role.VIEWER
    garage_id: GarageId | None = Field(None, description="of another garage than one's own")
    is_cross_garage: bool = Field(
        default=False, description="sees all garages; experts and admins only"
    )
    locale: Locale | None = Field(None, description="language of the user")


class UserChange(Input):
    """What changes of a user; what is left out stays."""

    model_config = example({"role": "expert"})

    role: Role | None = None
    garage_id: GarageId | None = Field(None, description="moves the user to another garage")
    is_cross_garage: bool | None = Field(None, description="sees all garages")
    is_active: bool | None = Field(None, description="false: signed out at once, and not let in")
    locale: Locale | None = Field(None, description="language of the user")
    password: Password | None = Field(None, description="a new one; ends all sessions")


class UserOutput(BaseModel):
    """A user, without anything secret."""

    id: str
    username: str
    role: Role
    garage_id: str
    is_cross_garage: bool
    is_active: bool
    locale: Locale | None
    created_at: str | None
    updated_at: str | None


class Framed(BaseModel):
    """What every answer carries."""

    request_id: str
    graph_version: str


class TokensResponse(Framed):
    """What somebody gets who signed in; ``expires_in`` in seconds, of the access token."""

    model_config = example({**_FRAME, **_TOKENS})

    access_token: str
    token_type: str = "Bearer"  # noqa: S105 - RFC 6750's word
    expires_in: int
    refresh_token: str
    user: UserOutput


class SessionsResponse(Framed):
    """How many sessions ended."""

    model_config = example({**_FRAME, "ended": 1})

    ended: int


class PrincipalOutput(BaseModel):
    """Who asks, as the server sees it."""

    id: str
    name: str
    role: Role
    garage_id: str
    is_cross_garage: bool
    operations: list[str] = Field(description="what a key is bound to; empty: all of its role")


class MeResponse(Framed):
    """Who asks."""

    model_config = example(
        _FRAME
        | {
            "principal": {
                "id": "usr_5f0c2a7be1d94c3a8b6e",
                "name": "m.durand",
                "role": "technician",
                "garage_id": "garage_local",
                "is_cross_garage": False,
                "operations": [],
            }
        }
    )

    principal: PrincipalOutput


class UserResponse(Framed):
    """One user."""

    model_config = example({**_FRAME, "user": _USER})

    user: UserOutput


class UsersResponse(Framed):
    """One page of users, by id."""

    model_config = example({**_FRAME, "users": [_USER], "next_cursor": _CURSOR})

    users: list[UserOutput]
    next_cursor: str | None


class DeletedResponse(Framed):
    """What is gone."""

    model_config = example({**_FRAME, "id": "usr_5f0c2a7be1d94c3a8b6e"})

    id: str


_KEY = {
    "id": "key_8d1f60a2c94b4e5fa073",
    "name": "web shop",
    "role": "viewer",
    "garage_id": "garage_local",
    "operations": ["diagnosis", "GET /api/knowledge-graph/dtc/{code}"],
    "created_by": "usr_5f0c2a7be1d94c3a8b6e",
    "created_at": "2026-11-24T10:00:00.000000000+00:00",
    "expires_at": "2027-11-24T10:00:00.000000000+00:00",
    "revoked_at": "2026-11-25T10:00:00.000000000+00:00",
    "last_used_at": "2026-11-25T09:00:00.000000000+00:00",
}


class ApiKeyInput(Input):
    """A new key of a program."""

    model_config = example(
        {"name": "web shop", "role": "viewer", "operations": ["diagnosis"], "days": 365}
    )

    name: str = Field(min_length=1, max_length=100, pattern=r"\S", description="for people")
    role: Role = Role.VIEWER
    garage_id: GarageId | None = Field(None, description="of another garage than one's own")
    operations: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field(
        [], max_length=50, description="tags or single operations; none: all that the role may"
    )
    days: int = Field(365, ge=1, le=1825, description="how long it is good for")


class ApiKeyOutput(BaseModel):
    """A key, without its secret; ``last_used_at`` by the hour."""

    id: str
    name: str
    role: Role
    garage_id: str
    operations: list[str]
    created_by: str | None
    created_at: str | None
    expires_at: str | None
    revoked_at: str | None
    last_used_at: str | None


class ApiKeyCreated(Framed):
    """A new key; ``api_key`` is shown this once."""

    model_config = example({**_FRAME, "id": _KEY["id"], "api_key": "fgk_8d1f60a2c94b4e5fa073_…"})

    id: str
    api_key: str


class ApiKeysResponse(Framed):
    """One page of keys, by id."""

    model_config = example({**_FRAME, "api_keys": [_KEY], "next_cursor": _CURSOR})

    api_keys: list[ApiKeyOutput]
    next_cursor: str | None


class GarageInput(Input):
    """A new garage."""

    model_config = example({"garage_id": "garage_lyon", "name": "Garage de Lyon"})

    garage_id: GarageId
    name: str = Field(min_length=1, max_length=200, pattern=r"\S", description="for people")


class GarageOutput(BaseModel):
    """A garage."""

    id: str
    name: str
    users: int = Field(description="how many belong to it")
    created_at: str | None


class GarageCreated(Framed):
    """The garage; ``created`` is false when it was there."""

    model_config = example({**_FRAME, "id": "garage_lyon", "created": True})

    id: str
    created: bool


class GaragesResponse(Framed):
    """One page of garages, by id."""

    model_config = example(
        _FRAME
        | {
            "garages": [
                {
                    "id": "garage_lyon",
                    "name": "Garage de Lyon",
                    "users": 3,
                    "created_at": "2026-11-24T10:00:00.000000000+00:00",
                }
            ],
            "next_cursor": _CURSOR,
        }
    )

    garages: list[GarageOutput]
    next_cursor: str | None


class AccessEntryOutput(BaseModel):
    """Who asked for which change, and the status of the answer."""

    id: str
    user_id: str
    garage_id: str | None
    role: Role | None
    operation: str
    target: str | None = Field(description="ids in the address, separated by spaces")
    http_status: int
    created_at: str


class AccessLogResponse(Framed):
    """One page of the access log, the latest first."""

    model_config = example(
        _FRAME
        | {
            "entries": [
                {
                    "id": "acc_1c9be24f0ab14c5b8f3d",
                    "user_id": "usr_5f0c2a7be1d94c3a8b6e",
                    "garage_id": "garage_local",
                    "role": "technician",
                    "operation": "POST /api/knowledge-graph/cases/{case_id}/outcome",
                    "target": "case_0d7f5b1e6a9c4f2b8e35",
                    "http_status": 200,
                    "created_at": "2026-11-24T10:00:00.000000000+00:00",
                }
            ],
            "next_cursor": _CURSOR,
        }
    )

    entries: list[AccessEntryOutput]
    next_cursor: str | None


def iso(value: Any) -> str | None:
    """Return a time of the graph as ISO 8601."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, datetime) else str(value.isoformat())
