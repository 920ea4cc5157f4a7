"""Passwords: what is good enough, and argon2id hashes of them.

Length counts, not signs of many kinds (NIST SP 800-63B 3.1.1.2); the list of common ones is short
on purpose: what is left of such lists at twelve characters and more, and the name of the product.
"""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from graph.errors import InvalidInputError

LEAST, MOST = 12, 256
#: Whoever finds one of these inside a password has found most of it.
_COMMON = (
    "password",
    "passw0rd",
    "motdepasse",
    "qwertyuiop",
    "azertyuiop",
    "1234567890",
    "0123456789",
    "abcdefghij",
    "iloveyou",
    "letmein",
    "administrator",
    "administrateur",
    "changeme",
    "faultgraph",
)
_DIFFERENT = 5
_HASHER = PasswordHasher()  # argon2id, RFC 9106's second recommended parameters
#: Of a password that nobody knows: checking it takes as long as checking a real one.
_NOBODY = _HASHER.hash("nobody has this password: checking it only takes time")


def plain_password(password: str) -> str:
    """Return the form that is hashed: NFKC, so that each keyboard's way to type it is the same."""
    return unicodedata.normalize("NFKC", password)


def check_password_rules(password: str, username: str) -> str:
    """Return a new password in the form that is hashed.

    Raises:
        InvalidInputError: it is too short, too long, common, or made of the user's name.
    """
    plain = plain_password(password)
    if not LEAST <= len(plain) <= MOST:
        raise InvalidInputError(
            f"a password has from {LEAST} to {MOST} characters",
            field="password",
            fix="take a few words that do not belong together",
            key="password.length",
            values={"least": LEAST, "most": MOST},
        )
    if _is_common(plain.casefold(), username):
        raise InvalidInputError(
            "this password is easy to guess",
            field="password",
            fix="take a few words that do not belong together, without your name",
            key="password.common",
        )
    return plain


def hash_password(plain: str) -> str:
    """Return the argon2id hash of a password in its plain form, parameters and salt inside."""
    return _HASHER.hash(plain)


def is_password(stored: str | None, password: str) -> bool:
    """Return whether a password is the one of the hash; without a hash it takes as long."""
    try:
        _HASHER.verify(stored or _NOBODY, plain_password(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Return whether a hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


def _is_common(plain: str, username: str) -> bool:
    rest = plain
    for word in (*_COMMON, username.casefold()):
        rest = rest.replace(word, "")
    return (len(rest) < len(plain) and len(rest) < LEAST // 2) or len(set(plain)) < _DIFFERENT
