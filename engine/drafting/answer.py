"""Check what a language model answered, strictly: a wrong answer is no answer."""

import json
import re
from collections.abc import Collection
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from engine.drafting.discovery import DraftStep, InBoth, WrittenDraft

#: Links, markup and signs that no text of a card needs.
_NOT_PLAIN = re.compile(
    r"https?:|www\.|javascript:|[<>`\x00-\x08\x0b-\x1f\x7f]|\{\{", re.IGNORECASE
)


class RefusedAnswerError(Exception):
    """The answer is not one; ``reason`` is a fixed word, never a part of it."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


_Plain = StringConstraints(min_length=1, strip_whitespace=True)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)


class _Title(_Strict):
    fr: Annotated[str, _Plain, Field(max_length=120)]
    en: Annotated[str, _Plain, Field(max_length=120)]


class _Description(_Strict):
    fr: Annotated[str, _Plain, Field(max_length=500)]
    en: Annotated[str, _Plain, Field(max_length=500)]


class _Cause(_Strict):
    fr: Annotated[str, _Plain, Field(max_length=300)]
    en: Annotated[str, _Plain, Field(max_length=300)]


class _Step(_Cause):
    minutes: Annotated[int, Field(ge=0, le=1440)] | None = None


class _Answer(_Strict):
    title: _Title
    description: _Description
    root_cause: _Cause
    root_cause_ids: Annotated[list[str], Field(max_length=3)]
    steps: Annotated[list[_Step], Field(min_length=1, max_length=12)]


def read_answer(content: str, known_ids: Collection[str], mark: str, model: str) -> WrittenDraft:
    """Return the draft that an answer holds.

    Args:
        content: what the model wrote.
        known_ids: the ids that it may name.
        mark: the mark of the prompt, which an answer does not repeat.
        model: its name.

    Raises:
        RefusedAnswerError: it is not JSON, not of the schema, names other ids, or holds links or
            markup.
    """
    try:
        parsed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise RefusedAnswerError("not_json") from error
    try:
        answer = _Answer.model_validate(parsed)
    except ValidationError as error:
        raise RefusedAnswerError("wrong_schema") from error
    if not set(answer.root_cause_ids) <= set(known_ids):
        raise RefusedAnswerError("unknown_ids")
    if _NOT_PLAIN.search(_all_words(answer)) or mark in content:
        raise RefusedAnswerError("not_plain_text")
    return WrittenDraft(
        title=InBoth(answer.title.fr, answer.title.en),
        description=InBoth(answer.description.fr, answer.description.en),
        root_cause=InBoth(answer.root_cause.fr, answer.root_cause.en),
        root_cause_ids=tuple(dict.fromkeys(answer.root_cause_ids)),
        steps=tuple(DraftStep(InBoth(step.fr, step.en), step.minutes) for step in answer.steps),
        ai_generated=True,
        model=model,
    )


def _all_words(answer: _Answer) -> str:
    parts: list[_Title | _Description | _Cause] = [answer.title, answer.description]
    parts += [answer.root_cause, *answer.steps]
    return "\n".join(text for part in parts for text in (part.fr, part.en))
