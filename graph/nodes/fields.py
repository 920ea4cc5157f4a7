"""Strict properties for the node classes: neomodel's, without its silent conversions.

neomodel stores 1 as '1' where a text is declared and '3' as 3.0 where a number is. Here a value of
another type is refused, so that what is declared is what is in the graph. Every refusal is a
ValueError, which neomodel turns into its own error. A range stands next to the property that it
bounds.
"""

import json
import math
import re
from datetime import datetime
from enum import StrEnum
from typing import Any

from neo4j.time import DateTime
from neomodel import (
    ArrayProperty,
    BooleanProperty,
    DateTimeNeo4jFormatProperty,
    FloatProperty,
    IntegerProperty,
    StringProperty,
)
from neomodel.properties import Property, validator


class Text(StringProperty):
    """A text; of a closed list when ``choices`` is given, of a form when ``pattern`` is."""

    def __init__(
        self,
        choices: type[StrEnum] | None = None,
        pattern: str | None = None,
        **options: Any,
    ) -> None:
        """Declare a text."""
        allowed = {value.value: value.value for value in choices} if choices else None
        super().__init__(choices=allowed, **options)
        self.pattern = pattern

    def normalize(self, value: Any) -> str:
        """Return the text itself, or raise ValueError."""
        if not isinstance(value, str):
            raise ValueError(f"{value!r} is not a text")  # noqa: TRY004
        if not value.strip() and (self.required or self.choices or self.pattern):
            raise ValueError("it is empty")
        if self.choices is not None and value not in self.choices:
            raise ValueError(f"{value!r} is none of {', '.join(self.choices)}")
        if self.pattern is not None and not re.fullmatch(self.pattern, value):
            raise ValueError(f"{value!r} does not have the form {self.pattern}")
        return str(value)


class UpperText(Text):
    """A text that is stored in upper case and without outer spaces, such as a trouble code."""

    def normalize(self, value: Any) -> str:
        """Return the text in upper case, or raise ValueError."""
        return super().normalize(value.strip().upper() if isinstance(value, str) else value)


class JsonText(Text):
    """A JSON object as text, only for payloads whose shape is not ours to declare."""

    def normalize(self, value: Any) -> str:
        """Return the text itself, or raise ValueError."""
        text = super().normalize(value)
        if not isinstance(json.loads(text), dict):
            raise ValueError("it is not a JSON object")  # noqa: TRY004
        return text


class Whole(IntegerProperty):
    """A whole number within a range."""

    def __init__(
        self, minimum: int | None = None, maximum: int | None = None, **options: Any
    ) -> None:
        """Declare a whole number."""
        super().__init__(**options)
        self.minimum, self.maximum = minimum, maximum

    @validator
    def deflate(self, value: Any) -> int:
        """Return the number itself, or raise ValueError."""
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(f"{value!r} is not a whole number")  # noqa: TRY004
        check_range(value, self.minimum, self.maximum)
        return value


class Number(FloatProperty):
    """A finite number within a range; a whole number is taken as one."""

    def __init__(
        self, minimum: float | None = None, maximum: float | None = None, **options: Any
    ) -> None:
        """Declare a number."""
        super().__init__(**options)
        self.minimum, self.maximum = minimum, maximum

    @validator
    def deflate(self, value: Any) -> float:
        """Return the number as a float, or raise ValueError."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"{value!r} is not a number")  # noqa: TRY004
        check_range(value, self.minimum, self.maximum)
        return float(value)


class Probability(Number):
    """A number from 0 to 1."""

    def __init__(self, **options: Any) -> None:
        """Declare a probability, a weight or a confidence."""
        super().__init__(minimum=0.0, maximum=1.0, **options)


class Flag(BooleanProperty):
    """True or false."""

    @validator
    def deflate(self, value: Any) -> bool:
        """Return the value itself, or raise ValueError."""
        if not isinstance(value, bool):
            raise ValueError(f"{value!r} is neither true nor false")  # noqa: TRY004
        return value


class Moment(DateTimeNeo4jFormatProperty):
    """A point in time with its zone, stored as Neo4j's own type."""

    @validator
    def deflate(self, value: Any) -> Any:
        """Return the value itself, or raise ValueError."""
        if not isinstance(value, datetime | DateTime) or value.tzinfo is None:
            raise ValueError(f"{value!r} is not a date and time with a time zone")
        return value


class Items(ArrayProperty):
    """A list whose items are all of one kind."""

    base_property: Property[Any]

    def __init__(self, base_property: Property[Any], **options: Any) -> None:
        """Declare a list of items like ``base_property``."""
        super().__init__(base_property, **options)

    @validator
    def deflate(self, value: Any) -> list[Any]:
        """Return the list, each item checked, or raise ValueError."""
        if not isinstance(value, list | tuple):
            raise ValueError(f"{value!r} is not a list")  # noqa: TRY004
        return [self._item(position, item) for position, item in enumerate(value)]

    def _item(self, position: int, item: Any) -> Any:
        try:
            return self.base_property.deflate(item, rethrow=False)
        except ValueError as error:
            raise ValueError(f"item {position}: {error}") from error


def check_range(value: float, minimum: float | None, maximum: float | None) -> None:
    """Raise ValueError unless a number is finite and within its range, ends included."""
    if not math.isfinite(value):
        raise ValueError(f"{value!r} is not finite")
    if minimum is not None and value < minimum:
        raise ValueError(f"{value!r} is less than {minimum}")
    if maximum is not None and value > maximum:
        raise ValueError(f"{value!r} is more than {maximum}")
