"""Links to a shop's catalogue from a template such as ``https://shop.example/parts/{part_id}``."""

import string
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

#: What a template may name; a value that is not known becomes an empty text.
PLACEHOLDERS = (
    "part_id",
    "gamme_id",
    "fault_id",
    "make_id",
    "model_id",
    "engine_id",
    "locale",
)


def check_template(template: str) -> str:
    """Return the template, or raise ValueError that says what is wrong with it.

    It begins with http:// or https:// and a fixed host, and names known placeholders only, without
    formats or conversions. It names at least the part or its product group.
    """
    try:
        fields = [field for field in string.Formatter().parse(template) if field[1] is not None]
    except ValueError as error:
        raise ValueError(f"a brace is not closed or not doubled: {error}") from error
    unknown = sorted({str(name) for _, name, _, _ in fields if name not in PLACEHOLDERS})
    if unknown:
        raise ValueError(f"unknown placeholder {unknown[0]!r}: use {', '.join(PLACEHOLDERS)}")
    if any(form or conversion for _, _, form, conversion in fields):
        raise ValueError("a placeholder takes no format: write {part_id}")
    if not {"part_id", "gamme_id"} & {name for _, name, _, _ in fields}:
        raise ValueError("it names neither {part_id} nor {gamme_id}")
    address = urlsplit(template)
    if address.scheme not in {"http", "https"} or not address.hostname or "{" in address.netloc:
        raise ValueError("it must begin with https:// and a host without placeholders")
    return template


def catalogue_link(template: str, values: Mapping[str, object]) -> str:
    """Return the link of one part; every value is quoted for a URL, None becomes empty."""
    quoted = {
        name: "" if values.get(name) is None else quote(str(values[name]), safe="")
        for name in PLACEHOLDERS
    }
    return template.format(**quoted)
