"""Access tokens: short JWTs, signed with one algorithm and one key of this installation.

A token only says which session it belongs to. Role, garage and whether the user may sign in are
read from the graph at each request, so that a change holds at once.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt

from engine.users.errors import UnauthorisedError
from graph.local.private import make_private
from graph.settings import Settings

ALGORITHM = "HS256"
ISSUER = "faultgraph"
AUDIENCE = "faultgraph-api"
_CLAIMS = ("iss", "aud", "sub", "sid", "jti", "iat", "exp")
#: Clocks of two machines may differ by so much.
_LEEWAY_S = 5


@dataclass(frozen=True)
class AccessClaims:
    """What a valid access token says."""

    user_id: str
    session_id: str


class Signer:
    """Makes and checks access tokens; the key is read when the first one is needed."""

    def __init__(self, settings: Settings) -> None:
        """Keep where the key is, and how long a token lives."""
        self._settings = settings
        self._key: bytes | None = None

    @property
    def lifetime_s(self) -> int:
        """Return how long an access token is good for, in seconds."""
        return self._settings.access_token_minutes * 60

    def sign(self, claims: AccessClaims, now: datetime | None = None) -> str:
        """Return a token that says this, from now on."""
        issued = now or datetime.now(UTC)
        said = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": claims.user_id,
            "sid": claims.session_id,
            "jti": secrets.token_hex(16),
            "iat": issued,
            "exp": issued + timedelta(seconds=self.lifetime_s),
        }
        return jwt.encode(said, self._secret(), algorithm=ALGORITHM)

    def read(self, token: str) -> AccessClaims:
        """Return what a token says.

        Raises:
            UnauthorisedError: it is over, forged, or meant for something else.
        """
        try:
            said = jwt.decode(
                token,
                self._secret(),
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                audience=AUDIENCE,
                leeway=_LEEWAY_S,
                options={"require": list(_CLAIMS)},
            )
        except jwt.ExpiredSignatureError as error:
            raise expired_token() from error
        except jwt.InvalidTokenError as error:
            raise refused_token() from error
        return AccessClaims(str(said["sub"]), str(said["sid"]))

    def _secret(self) -> bytes:
        if self._key is None:
            stated = self._settings.jwt_secret
            self._key = stated.get_secret_value().encode() if stated else _kept(self._settings.home)
        return self._key


def expired_token() -> UnauthorisedError:
    """Return the error of a token or a session that is over."""
    return UnauthorisedError(
        "the access token is over",
        field="Authorization",
        fix="take a new one with the refresh token, or sign in again",
        key="token.expired",
    )


def refused_token() -> UnauthorisedError:
    """Return the error of a token that is none of ours, or no longer one."""
    return UnauthorisedError(
        "the access token is not valid",
        field="Authorization",
        fix="sign in again with POST /api/auth/login",
        key="token.invalid",
    )


def _kept(home: Path) -> bytes:
    """Return the key of this installation; the first one to need it makes it."""
    make_private(home)
    path = home / "jwt-secret"
    part = home / f"jwt-secret.{secrets.token_hex(4)}.part"
    if not path.exists():
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(part, path)  # fails where another process was first
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return path.read_text(encoding="ascii").strip().encode()
