"""Photos are addresses of files that are kept elsewhere; nothing is ever fetched from them."""

from urllib.parse import urlsplit

from graph.errors import InvalidInputError

_SCHEMES = {"http", "https"}
_LONGEST = 2000


def check_photos(addresses: list[str]) -> list[str]:
    """Return the addresses once each, when all of them are plain web addresses.

    Raises:
        InvalidInputError: one is no http or https address, is too long, or holds a user name or
            password; the error names its place, not the address.
    """
    for place, address in enumerate(addresses):
        if not _is_plain(address):
            raise InvalidInputError(
                f"photo {place} is not the address of a file on the web",
                field=f"photos.{place}",
                fix="give an https address without user name and password",
                key="action.photo",
                values={"place": place},
            )
    return list(dict.fromkeys(addresses))


def _is_plain(address: str) -> bool:
    if len(address) > _LONGEST or any(char.isspace() or ord(char) < ord(" ") for char in address):
        return False
    try:
        parts = urlsplit(address)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    has_user = parts.username is not None or parts.password is not None
    return parts.scheme in _SCHEMES and bool(parts.hostname) and has_port and not has_user
