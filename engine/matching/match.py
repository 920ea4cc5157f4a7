"""Match a request with failure cards: four stages, an ensemble, and the engine's own view (F3).

Codes, signature, keywords and meaning each propose some cards by an index; every proposed card is
then scored by every stage. Without vectors it degrades to keywords and says so.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cypher.rows.matching import CandidateCard
from engine.matching.answers import CardMatch, Degraded, MatchAnswer, MatchRequest, RankBy
from engine.matching.calibrated import Judgement, findings_of, judge
from engine.matching.coverage import AskedVehicle, CardVehicles, asked_vehicle, vehicle_fit
from engine.matching.explaining import explain
from engine.matching.extracting import Extracted, extractor_of
from engine.matching.keywords import Term, shared_terms
from engine.matching.scoring import Signals, fast_score, rank, score
from engine.matching.stages import (
    APPROVED,
    WITH_PENDING,
    CandidateQuestion,
    Clock,
    Stages,
    code_forms,
)
from engine.reading import Reader
from engine.text.codes import find_codes
from engine.vehicle import RecognisedVehicle, VehicleDescription, recognise
from graph.errors import DatabaseError
from graph.session import Graph

__all__ = ["CardMatch", "Degraded", "MatchAnswer", "MatchRequest", "RankBy", "match_cards"]
#: Characters of a text that are embedded; more would blur what it is about.
_EMBEDDED = 500


def match_cards(graph: Graph, reader: Reader | None, request: MatchRequest) -> MatchAnswer:
    """Return the cards that match, at most ``limit``.

    Args:
        graph: with the cards.
        reader: understands words and has the embedder; None degrades to keywords.
        request: what to match.
    """
    return _Matching(graph, reader, request).answer()


class _Matching:
    """One request on its way through the stages."""

    def __init__(self, graph: Graph, reader: Reader | None, request: MatchRequest) -> None:
        self._graph, self._reader, self._request = graph, reader, request
        statuses = WITH_PENDING if request.include_pending else APPROVED
        self._stages = Stages(graph, statuses, request.pending_of)
        self._clock = Clock()
        self._degraded = Degraded.NO_EMBEDDER if reader is None else None
        time = self._clock.time
        self._vehicle = time("vehicle", self._recognise)
        self._asked: AskedVehicle = asked_vehicle(self._vehicle, request.vehicle_make)
        self._extracted = time("keyword", self._extract)
        codes = (*request.error_codes, *self._extracted.codes)
        self._vector = time("semantic", self._encode)
        self._judgement = time("diagnosis", lambda: self._judge(self._stated(codes)))
        denied = self._judgement.absent_codes - set(code_forms(request.error_codes))
        self._forms = tuple(form for form in code_forms(codes) if form not in denied)

    def answer(self) -> MatchAnswer:
        """Return the matches of the fast path, else those of all stages."""
        by_code = self._clock.time("exact", lambda: self._stages.by_code(self._forms))
        signature = self._request.signature_hash
        same = self._clock.time("exact", lambda: self._stages.by_signature(signature))
        sure = [*same, *(card.id for card in by_code if card.complete)]
        if sure and self._request.may_be_fast:
            found, version = self._scored(sure, (), None, fast=True)
            if found:
                return self._answered(found, version, is_fast=True)
        terms = self._extracted.terms
        by_keyword = self._clock.time("keyword", lambda: self._stages.by_keyword(terms))
        near = self._clock.time("semantic", self._meaning)
        ids = [*same, *(card.id for card in by_code), *by_keyword, *near]
        found, version = self._scored(ids, terms, self._vector, fast=False)
        return self._answered(found, version, is_fast=False)

    def _recognise(self) -> RecognisedVehicle:
        make, model = self._request.vehicle_make, self._request.vehicle_model
        return recognise(self._graph, VehicleDescription(make=make, model=model))

    def _extract(self) -> Extracted:
        return extractor_of(self._graph).extract(self._request.symptom_text)

    def _encode(self) -> NDArray[np.float32] | None:
        """Return the vector of the text; without one, say why unless there is no text."""
        text = self._request.symptom_text.strip()
        if not text or self._reader is None:
            return None
        try:
            vector: NDArray[np.float32] = self._reader.embedder.encode([text[:_EMBEDDED]])[0]
        except Exception:  # noqa: BLE001 - a model may fail in any way; keywords still answer
            self._degraded = Degraded.EMBEDDER_FAILED
            return None
        return vector

    def _stated(self, codes: Sequence[str]) -> list[str]:
        """Return the codes that the reading of the text leaves out: it knows who denies an SAE one.

        Where the text cannot be read, all of them are stated.
        """
        if self._vector is None:
            return list(codes)
        read = {code for code in self._extracted.codes if find_codes(code)}
        return [code for code in codes if code not in read or code in self._request.error_codes]

    def _judge(self, codes: Sequence[str]) -> Judgement:
        if self._reader is None:
            return Judgement()
        readable = self._request.symptom_text if self._vector is not None else ""
        return judge(self._graph, self._reader, findings_of(codes, readable), self._vehicle)

    def _meaning(self) -> list[str]:
        """Return the cards near the text's vector, or say why none can be found."""
        try:
            return self._stages.by_meaning(self._vector)
        except DatabaseError:  # what the index refuses: it is not there, or of another model
            self._degraded, self._vector = Degraded.NO_VECTOR_INDEX, None
            return []

    def _scored(
        self,
        ids: Sequence[str],
        terms: Sequence[Term],
        vector: NDArray[np.float32] | None,
        *,
        fast: bool,
    ) -> tuple[list[CardMatch], int]:
        asked = CandidateQuestion(terms, vector, self._judgement.observable_ids)
        traced = self._clock.time("vehicle", lambda: self._stages.trace(ids, asked))
        found = [self._match(card, terms, fast=fast) for card in traced.cards]
        return [item for item in found if item is not None], traced.graph_version

    def _match(self, card: CandidateCard, terms: Sequence[Term], *, fast: bool) -> CardMatch | None:
        had = shared_terms(terms, card.positions)
        signals = self._signals(card, len(had))
        found = fast_score(signals) if fast else score(signals)
        if found is None:
            return None
        words = tuple(term.said for term in had)
        codes = tuple(sorted(signals.codes_in_common))
        return CardMatch(
            card=card,
            score=found,
            matched_codes=codes,
            matched_keywords=words,
            matched_symptoms=tuple(card.symptoms),
            calibrated_probability=self._judgement.probability(card.faults),
            explanation=explain(found, signals, codes, words),
        )

    def _signals(self, card: CandidateCard, shared: int) -> Signals:
        codes = frozenset(card.error_codes or ()) | frozenset(card.known_codes)
        signature = self._request.signature_hash
        return Signals(
            card_codes=codes,
            codes_in_common=codes & frozenset(self._forms),
            same_signature=bool(signature) and card.signature_hash == signature,
            shared_keywords=shared,
            similarity=card.similarity,
            fit=vehicle_fit(_vehicles(card), self._asked),
            effectiveness=card.effectiveness_score if card.usage_count else None,
            is_approved=card.status in APPROVED,
        )

    def _answered(self, found: list[CardMatch], version: int, *, is_fast: bool) -> MatchAnswer:
        matches = [item for item in found if item.score.total > 0.0]
        return MatchAnswer(
            matches=tuple(self._ordered(matches)[: self._request.limit]),
            graph_version=version,
            degraded=self._degraded,
            is_fast=is_fast,
            stage_latency_ms=dict(self._clock.milliseconds),
            candidates=len(found),
            vehicle=self._vehicle,
            extracted=self._extracted,
        )

    def _ordered(self, matches: Sequence[CardMatch]) -> list[CardMatch]:
        by_id = {item.failure_id: item for item in matches}
        order = [by_id[key] for key, _ in rank([(one.failure_id, one.score) for one in matches])]
        if self._request.rank_by is RankBy.CALIBRATED:  # stable: equal ones keep the other order
            order.sort(key=lambda item: -(item.calibrated_probability or 0.0))
        return order


def _vehicles(card: CandidateCard) -> CardVehicles:
    return CardVehicles(
        model_ids=frozenset(card.model_ids),
        engine_ids=frozenset(card.engine_ids),
        make_ids=frozenset(card.make_ids),
        make_words=tuple(card.vehicle_makes or ()),
        is_universal=bool(card.universal_failure),
    )
