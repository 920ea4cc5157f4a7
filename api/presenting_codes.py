"""A trouble code in the words of one language: the same shape for HTTP and the command line."""

from collections.abc import Iterator
from typing import Any

from api.code_texts import CONTROLS, SUBSYSTEMS, SYSTEMS
from api.failure_types import FAILURE_GROUPS, FAILURE_TYPES
from api.http.schemas import code as shapes
from api.texts import text
from engine.codes.meaning import CodeMeaning, Node
from engine.codes.parsing import TroubleCode
from graph.vocabulary import Locale
from graph.vocabulary_codes import CodeControl, CodeKind, CodeSystem


def present_code(found: CodeMeaning, locale: Locale, request_id: str) -> shapes.CodeResponse:
    """Return the response of a code in the reader's language."""
    code, meaning = found.code, found.meaning or {}
    return shapes.CodeResponse(
        request_id=request_id,
        graph_version=str(found.graph_version),
        locale=locale,
        code=code.code,
        base=code.base,
        kind=code.kind,
        known=found.meaning is not None,
        title=_said(meaning, locale) or None,
        make=meaning.get("make"),
        note="; ".join(text(key, locale) for key in _notes(found)) or None,
        system=_word(code.system.value, SYSTEMS, locale) if code.system else None,
        controlled_by=_word(code.control.value, CONTROLS, locale),
        subsystem=_subsystem(code, locale),
        failure_type=_failure_type(code.failure_type, locale) if code.failure_type else None,
        unusual=found.is_unusual,
        meanings=[
            shapes.MakeMeaning(
                id=node["id"], code=node["code"], make=node["make"], title=_said(node, locale)
            )
            for node in found.others
        ],
        faults=[_fault(fault, meaning["leak"], locale) for fault in found.faults],
        related=[
            shapes.RelatedCode(id=node["id"], code=node["code"], label=_said(node, locale))
            for node in found.related
        ],
        tests=[_test(test, locale) for test in meaning.get("tests", [])],
        sources=[_said(source, locale, "title") for source in meaning.get("sources", [])],
        reviewed=meaning.get("reviewed_at") is not None,
    )


def _notes(found: CodeMeaning) -> Iterator[str]:
    """Yield the keys of what the reader should know."""
    if found.is_unusual:
        yield "unusual"
    if found.is_rolled_up:
        yield "rolled_up"
    if found.code.kind is CodeKind.OEM:
        yield "oem_code" if found.meaning else "oem_needs_make" if found.others else "code_unknown"
    elif found.meaning is None:
        yield "code_unknown"


def _subsystem(code: TroubleCode, locale: Locale) -> str | None:
    """Return the group of a powertrain code that the standard defines."""
    if code.system is not CodeSystem.POWERTRAIN or code.control is not CodeControl.STANDARD:
        return None
    return SUBSYSTEMS.get(code.subsystem or "", {}).get(locale) if code.base[1] in "02" else None


def _failure_type(byte: str, locale: Locale) -> shapes.FailureTypeOutput:
    reserved = text("code_reserved", locale)
    return shapes.FailureTypeOutput(
        byte=byte,
        group=FAILURE_GROUPS.get(byte[0], {}).get(locale, reserved),
        meaning=FAILURE_TYPES.get(byte, {}).get(locale, text("failure_unknown", locale)),
    )


def _fault(fault: Node, leak: float, locale: Locale) -> shapes.IndicatedFault:
    return shapes.IndicatedFault.model_validate(
        {
            "id": fault["id"],
            "label": _said(fault, locale),
            "weight": round(fault["weight"], 4),
            "times_likelier": round(fault["weight"] / max(leak, 1e-9), 1),
            "safety_level": fault["safety_level"],
            "reason": fault.get(f"reason_{locale.value}"),
        }
    )


def _test(test: dict[str, Any], locale: Locale) -> shapes.CodeTest:
    return shapes.CodeTest(
        id=test["id"], label=_said(test, locale), minutes=test["minutes"], skill=test["skill"]
    )


def _word(key: str, words: dict[str, dict[Locale, str]], locale: Locale) -> shapes.Word:
    return shapes.Word(id=key, label=words[key][locale])


def _said(node: Node, locale: Locale, name: str = "label") -> str:
    return str(node.get(f"{name}_{locale.value}") or "")
