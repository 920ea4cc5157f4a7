"""The answer of matching in the words of one language."""

from typing import Any

from api.http.schemas import matching as shapes
from api.http.schemas.diagnosis import Named
from api.matching_texts import matching_text
from api.presenting_vehicle import vehicle_output
from engine.matching.answers import CardMatch, MatchAnswer, RankBy
from engine.matching.explaining import ExplanationLine
from engine.matching.extracting import Extracted
from graph.vocabulary import Locale

_DIGITS = 6


def match_output(
    answer: MatchAnswer, rank_by: RankBy, locale: Locale, request_id: str
) -> shapes.MatchResponse:
    """Return the answer with its sentences."""
    return shapes.MatchResponse(**_fields(answer, rank_by, locale, request_id))


def ticket_match_output(
    answer: MatchAnswer, ticket_id: str, now: str, locale: Locale, request_id: str
) -> shapes.TicketMatchResponse:
    """Return the answer of a ticket's match."""
    fields = _fields(answer, RankBy.MATCH_SCORE, locale, request_id)
    return shapes.TicketMatchResponse(**fields, ticket_id=ticket_id, ai_match_timestamp=now)


def _fields(
    answer: MatchAnswer, rank_by: RankBy, locale: Locale, request_id: str
) -> dict[str, Any]:
    latency = {stage: round(ms, 3) for stage, ms in sorted(answer.stage_latency_ms.items())}
    return {
        "request_id": request_id,
        "graph_version": str(answer.graph_version),
        "matches": [
            _match(item, place, latency, locale)
            for place, item in enumerate(answer.matches, start=1)
        ],
        "rank_by": rank_by,
        "fast_path": answer.is_fast,
        "degraded": matching_text(answer.degraded, locale) if answer.degraded else None,
        "degraded_reason": answer.degraded,
        "candidates": answer.candidates,
        "stage_latency_ms": latency,
        "extracted": _extracted(answer.extracted),
        "vehicle": vehicle_output(answer.vehicle, locale),
    }


def _match(
    item: CardMatch, rank: int, latency: dict[str, float], locale: Locale
) -> shapes.CardMatchOutput:
    card, score = item.card, item.score
    french = locale is Locale.FR
    titles = (card.title_fr, card.title_en) if french else (card.title_en, card.title_fr)
    return shapes.CardMatchOutput(
        rank=rank,
        failure_id=card.id,
        title=titles[0] or titles[1] or card.id,
        status=card.status,
        match_score=round(score.total, _DIGITS),
        match_type=score.match_type,
        matched_symptoms=[
            Named(id=key, label=fr if french else en) for key, fr, en in item.matched_symptoms
        ],
        matched_codes=list(item.matched_codes),
        matched_keywords=list(item.matched_keywords),
        confidence_level=card.confidence_level,
        confidence_score=card.confidence_score,
        effectiveness_score=card.effectiveness_score,
        stage_scores=shapes.StageScoresOutput(
            exact=score.stages.exact,
            keyword=score.stages.keyword,
            semantic=score.stages.semantic,
            vehicle=score.stages.vehicle,
        ),
        calibrated_probability=item.calibrated_probability,
        explanation=[_line(line, locale) for line in item.explanation],
        stage_latency_ms=latency,
    )


def _line(line: ExplanationLine, locale: Locale) -> shapes.ExplanationOutput:
    value = "" if line.value is None else f"{line.value:.2f}"
    shown = value.replace(".", ",") if locale is Locale.FR else value
    said = matching_text(line.key, locale).format(matched=", ".join(line.matched), value=shown)
    return shapes.ExplanationOutput(
        stage=line.stage,
        text=said,
        matched=list(line.matched),
        contribution=round(line.contribution, _DIGITS),
    )


def _extracted(found: Extracted) -> shapes.ExtractedOutput:
    return shapes.ExtractedOutput(
        codes=list(found.codes),
        keywords=[term.said for term in found.terms if not term.covers],
        entities=[
            shapes.EntityOutput(kind=item.kind, id=item.id, said=" ".join(item.said))
            for item in found.entities
        ],
    )
