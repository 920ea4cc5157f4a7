"""Risk curves and the parts that fail by them."""

from collections.abc import Iterator

from graph.vocabulary import Label, RelationshipType
from seeds.compiling.context import Context, labels
from seeds.records.risk import RiskCurveRecord
from seeds.rows import NodeRow, RelationshipRow


def compile_risk_curve(
    record: RiskCurveRecord, context: Context
) -> Iterator[NodeRow | RelationshipRow]:
    """Yield the curve as aligned lists, and its parts; an empty text stands for no label."""
    points = record.risk_points
    labelled = any(point.label for point in points)

    def column(locale: str) -> list[str] | None:
        said = [getattr(point.label, locale) if point.label else "" for point in points]
        return said if labelled else None

    yield NodeRow(
        (Label.RISK_CURVE,),
        record.id,
        {
            **labels(record.label),
            **context.governance(record),
            "part_category": record.part_category,
            "vehicle_category": record.vehicle_category and record.vehicle_category.value,
            "engine_type": record.engine_type and record.engine_type.value,
            "curve_km": [float(point.km) for point in points],
            "curve_risk": [float(point.risk) for point in points],
            "curve_labels_fr": column("fr"),
            "curve_labels_en": column("en"),
        },
    )
    for part in record.parts:
        yield context.relationship(RelationshipType.HAS_RISK, (part, record.id), record)
