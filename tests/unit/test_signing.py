"""Access tokens: only ours, only now, only for this, and only with our algorithm."""

import base64
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from pydantic import SecretStr

from engine.users.errors import UnauthorisedError
from engine.users.secret_texts import api_key_id, hash_of, new_api_key, new_refresh_token
from engine.users.signing import AccessClaims, Signer
from graph.settings import Settings
from tests.builders.access import SECRET

CLAIMS = AccessClaims("usr_1", "ses_1")
SIGNER = Signer(Settings(jwt_secret=SecretStr(SECRET)))


def forged(key: str | bytes = SECRET, algorithm: str | None = "HS256", **changes: Any) -> str:
    """Return a token like ours with some claims changed; None leaves one out."""
    now = datetime.now(UTC)
    said = {
        "iss": "faultgraph",
        "aud": "faultgraph-api",
        "sub": "usr_1",
        "sid": "ses_1",
        "jti": "1",
        "iat": now,
        "exp": now + timedelta(minutes=5),
    } | changes
    kept = {name: value for name, value in said.items() if value is not None}
    return jwt.encode(kept, key, algorithm=algorithm)


def with_header(token: str, **header: Any) -> str:
    """Return a token with another header and its old signature."""
    text = json.dumps(header).encode()
    return ".".join([base64.urlsafe_b64encode(text).rstrip(b"=").decode(), *token.split(".")[1:]])


def test_a_token_says_what_was_signed() -> None:
    assert SIGNER.read(SIGNER.sign(CLAIMS)) == CLAIMS
    assert SIGNER.read(forged()) == CLAIMS
    assert SIGNER.sign(CLAIMS) != SIGNER.sign(CLAIMS)


OLD = datetime(2020, 1, 1, tzinfo=UTC)
REFUSED = {
    "another key": forged(
        key="another-key-of-64-bytes-or-more-and-not-the-one-of-this-installation"
    ),
    "no algorithm": forged(key="", algorithm="none"),
    "no algorithm, our signature": with_header(forged(), alg="none", typ="JWT"),
    "another algorithm": forged(key=SECRET * 2, algorithm="HS384"),
    "HS512 with our key": forged(algorithm="HS512"),
    "another audience": forged(aud="another"),
    "another issuer": forged(iss="another"),
    "not yet": forged(iat=datetime.now(UTC) + timedelta(hours=1)),
    "no session": forged(sid=None),
    "no subject": forged(sub=None),
    "no end": forged(exp=None),
    "no audience": forged(aud=None),
    "no id": forged(jti=None),
    "cut": forged()[:-2],
    "empty": "..",
    "not base64": "a.b.c",
    "a refresh token": new_refresh_token(),
    "an API key": new_api_key("key_" + "0" * 20),
}


@pytest.mark.parametrize("token", REFUSED.values(), ids=REFUSED.keys())
def test_a_token_that_is_not_ours_is_refused(token: str) -> None:
    with pytest.raises(UnauthorisedError) as caught:
        SIGNER.read(token)
    assert caught.value.key == "token.invalid"
    assert token not in str(vars(caught.value))


def test_a_token_that_is_over_says_so() -> None:
    for token in (forged(exp=OLD), SIGNER.sign(CLAIMS, now=OLD)):
        with pytest.raises(UnauthorisedError) as caught:
            SIGNER.read(token)
        assert caught.value.key == "token.expired"


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    token = Signer(settings).sign(CLAIMS)
    assert Signer(settings).read(token) == CLAIMS
    kept = tmp_path / "home" / "jwt-secret"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len(kept.read_bytes()) >= 32
    assert [path.name for path in kept.parent.iterdir()] == ["jwt-secret"]
    with pytest.raises(UnauthorisedError):
        Signer(Settings(home=tmp_path / "other")).read(token)


def test_a_key_that_is_too_short_is_refused_by_its_setting() -> None:
    with pytest.raises(ValueError, match="jwt_secret") as caught:
        Settings(jwt_secret=SecretStr("k" * 31))
    assert "k" * 31 not in str(caught.value)


def test_an_api_key_names_its_id_and_has_one_form() -> None:
    key = new_api_key("key_0123456789abcdef0123")
    assert key.startswith("fgk_0123456789abcdef0123_")
    assert api_key_id(key) == "key_0123456789abcdef0123"
    assert hash_of(key) != hash_of(key + "x")
    for wrong in (key + "x", key[:-1], key.upper(), "fgk_", "", key + "\n"):
        assert api_key_id(wrong) is None
