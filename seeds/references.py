"""Every id that a record names must exist once, and be of the right kind."""

from collections.abc import Iterator

from pydantic import BaseModel

from seeds.records.source import KnowledgeFile

Place = tuple[str | int, ...]

#: Field name (in any record) to the id prefixes that it may hold.
_REFERENCES: dict[str, tuple[str, ...]] = {
    "source": ("source",),
    "parent": ("system",),
    "system": ("system",),
    "family": ("family",),
    "observable": ("symptom", "sign", "dtc"),
    "fault": ("fault",),
    "related_to": ("fault",),
    "target": ("model", "engine"),
    "except_targets": ("model", "engine"),
    "fits": ("model", "engine"),
    "tools": ("tool",),
    "make": ("make",),
    "engines": ("engine",),
    "root_causes": ("cause",),
    "parts": ("part",),
    "substitutes": ("part",),
    "actions": ("action",),
    "symptoms": ("symptom", "sign", "dtc"),
    "systems": ("system",),
    "covers": ("model", "engine"),
    "leads_to_root_cause": ("cause", "fault"),
}
#: Sections whose records' own id begins with this prefix.
_SECTION_PREFIX: dict[str, tuple[str, ...]] = {
    "sources": ("source",),
    "systems": ("system",),
    "families": ("family",),
    "observables": ("symptom", "sign", "dtc"),
    "faults": ("fault",),
    "root_causes": ("cause",),
    "parts": ("part",),
    "tools": ("tool",),
    "tests": ("test",),
    "actions": ("action",),
    "makes": ("make",),
    "engine_families": ("engine",),
    "models": ("model",),
    "risk_curves": ("risk",),
    "failure_cards": ("card",),
}


def reference_problems(files: dict[str, KnowledgeFile]) -> Iterator[tuple[str, Place, str]]:
    """Yield (file, place, message) of each duplicate, misnamed or dangling id."""
    known: dict[str, str] = {}
    for name, knowledge in files.items():
        for section, prefixes in _SECTION_PREFIX.items():
            for at, record in enumerate(getattr(knowledge, section)):
                place: Place = (section, at, "id")
                if record.id.split(".", 1)[0] not in prefixes:
                    yield name, place, f"{record.id}: must begin with {' or '.join(prefixes)}."
                if record.id in known:
                    yield name, place, f"{record.id} is already defined in {known[record.id]}"
                known[record.id] = name
    for name, knowledge in files.items():
        for place, prefixes, target in _walk(knowledge, ()):
            if target.split(".", 1)[0] not in prefixes:
                yield name, place, f"{target}: must begin with {' or '.join(prefixes)}."
            elif target not in known:
                yield name, place, f"{target} is not defined in any seed file"


def _walk(value: BaseModel, place: Place) -> Iterator[tuple[Place, tuple[str, ...], str]]:
    for field in type(value).model_fields:
        content = getattr(value, field)
        here = (*place, field)
        if isinstance(content, BaseModel):
            yield from _walk(content, here)
        elif isinstance(content, tuple):
            yield from _walk_items(field, content, here)
        elif isinstance(content, str) and field in _REFERENCES and _is_reference(value, field):
            yield here, _REFERENCES[field], content


def _walk_items(
    field: str, items: tuple[object, ...], place: Place
) -> Iterator[tuple[Place, tuple[str, ...], str]]:
    for at, item in enumerate(items):
        if isinstance(item, BaseModel):
            yield from _walk(item, (*place, at))
            link = getattr(item, "id", None)
            if len(place) > 1 and field in _REFERENCES and isinstance(link, str):
                yield (*place, at, "id"), _REFERENCES[field], link
        elif isinstance(item, str) and field in _REFERENCES:
            yield (*place, at), _REFERENCES[field], item


def _is_reference(value: BaseModel, field: str) -> bool:
    """A trouble code's ``make`` is a plain word, not the id of a make."""
    return not (field == "make" and "code" in type(value).model_fields)
