"""An explanation as an escaped HTML fragment and as FAQ entries (KG v2.8.9)."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from api.http.schemas.diagnosis import DiagnoseResponse
from api.http.schemas.explained import FAQEntry, TraceOutput, UrgencyOutput
from api.safety_texts import driving_text
from api.texts import text
from api.tracing import Tracer
from graph.vocabulary import Locale


@cache
def _page() -> Template:
    pages = Environment(
        loader=PackageLoader("api", "pages"), autoescape=True, undefined=StrictUndefined
    )
    return pages.get_template("explanation.html.j2")


def detailed_html(
    fields: dict[str, Any], summary: str, answer: DiagnoseResponse, locale: Locale
) -> str:
    """Return the explanation of one fault as a fragment: no script, no style, all escaped.

    Args:
        fields: of the explained diagnosis.
        summary: in one or two sentences.
        answer: the response that the diagnosis belongs to.
        locale: the reader's language.
    """
    chain: list[TraceOutput] = fields["reasoning"].trace
    return _page().render(
        **fields,
        summary=summary,
        locale=locale.value,
        findings=answer.observables,
        chain=chain,
        colon=" : " if locale is Locale.FR else ": ",
        say=lambda key: text(key, locale),
    )


def faq_entries(fields: dict[str, Any], tracer: Tracer) -> list[FAQEntry]:
    """Return questions that owners ask, with answers; nothing that a user wrote is in them."""
    return [
        FAQEntry(question=tracer.say(f"faq_{name}", fault=tracer.label), answer=answer)
        for name, answer in _answers(fields, tracer)
        if answer
    ]


def _answers(fields: dict[str, Any], tracer: Tracer) -> Iterator[tuple[str, str]]:
    how_soon: UrgencyOutput = fields["urgency"]
    yield "why", fields["reasoning"].chain_of_evidence
    check = fields["verification"]
    yield "check", ". ".join(filter(None, (check.quick_test, check.visual_check))) + "."
    driving = driving_text(
        how_soon.max_km_before_repair, tracer.locale, can_drive=how_soon.can_drive
    )
    yield "drive", f"{driving}. {how_soon.label}. {how_soon.reason}"
    causes = [f"{item.cause.label}. {item.explanation}" for item in fields["root_causes"]]
    yield "causes", " ".join([*causes, *(f"{tip}." for tip in fields["prevention_advice"])])
    yield "parts", ", ".join(part.label for part in fields["parts"])
    cost = fields["total_labor_cost_range"]
    if cost:
        yield (
            "cost",
            tracer.say(
                "answer_cost",
                time=fields["total_estimated_time"],
                low=f"{cost.min:.0f}",
                high=f"{cost.max:.0f}",
                currency=cost.currency,
            ),
        )


def faq_json_ld(entries: list[FAQEntry], locale: Locale) -> dict[str, Any]:
    """Return the entries as a schema.org FAQPage."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": locale.value,
        "mainEntity": [
            {
                "@type": "Question",
                "name": entry.question,
                "acceptedAnswer": {"@type": "Answer", "text": entry.answer},
            }
            for entry in entries
        ],
    }
