"""``faultgraph knowledge coverage``: what the graph knows, as a table and a heat map."""

from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from api.cli.output import console, print_json, wants_json
from api.connection import connect
from api.texts import text
from engine.coverage import Coverage, FamilyCoverage, FaultCoverage, read_coverage
from graph.settings import load_settings
from graph.vocabulary import Locale

#: The counts that the heat map shows, and those of the table above it: 80 columns hold them.
_HEAT = ("symptoms", "signs", "codes", "tests", "root_causes", "actions", "cards")
_TABLE = ("symptoms", "signs", "codes", "cards", "trees", "reviewed")
_FAMILY_WIDTH = 20
#: Background from poor to rich, by rank of a cell among those of its column.
_SHADES = ("on red3", "on dark_orange3", "on gold3", "on chartreuse4", "on green4")
_CLOSEST = 10


def coverage(
    *,
    closest: Annotated[
        int, typer.Option(min=0, max=500, help="Pairs shown of the closest faults.")
    ] = _CLOSEST,
    locale: Annotated[Locale, typer.Option(help="Language of the words.")] = Locale.EN,
    as_json: Annotated[
        bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
    ] = None,
) -> None:
    """Count what the graph knows by family, and name thin faults and those hard to tell apart."""
    with connect(load_settings()) as graph:
        found = read_coverage(graph)
    pairs = closest_pairs(found)[:closest]
    if wants_json(as_json):
        print_json(_as_json(found, pairs))
        return
    out = console()
    out.print(_counts(found, locale))
    out.print(_heat_map(found, locale))
    thin = [fault for fault in found.faults if fault.missing]
    if thin:
        out.print(_thin(thin, locale))
    if pairs:
        out.print(_pairs(pairs, locale))


def closest_pairs(found: Coverage) -> list[tuple[str, str, float]]:
    """Return each fault with its nearest, the closest first, every pair once."""
    pairs = {
        (min(fault.fault_id, fault.nearest), max(fault.fault_id, fault.nearest), fault.nearest_bits)
        for fault in found.faults
        if fault.nearest is not None and fault.nearest_bits is not None
    }
    return sorted(pairs, key=lambda pair: (pair[2], pair[0], pair[1]))


def _as_json(found: Coverage, pairs: list[tuple[str, str, float]]) -> dict[str, Any]:
    return {
        "families": [
            {**asdict(family), "means": {name: round(family.mean(name), 2) for name in _HEAT}}
            for family in found.families
        ],
        "faults": [{**asdict(fault), "missing": list(fault.missing)} for fault in found.faults],
        "closest": [{"faults": [a, b], "bits": bits} for a, b, bits in pairs],
    }


def _counts(found: Coverage, locale: Locale) -> Table:
    table = _family_table("coverage_title", ("faults", *_TABLE), locale)
    for family in found.families:
        sums = [str(family.sums[name]) for name in _TABLE]
        table.add_row(_label(family, locale), str(family.faults), *sums)
    totals = [str(sum(family.sums[name] for family in found.families)) for name in _TABLE]
    table.add_row(
        text("coverage_total", locale),
        str(len(found.faults)),
        *totals,
        style="bold",
        end_section=True,
    )
    return table


def _heat_map(found: Coverage, locale: Locale) -> Table:
    table = _family_table("coverage_heat_title", _HEAT, locale)
    families = [family for family in found.families if family.faults]
    for family in families:
        cells = [_cell(family, name, families) for name in _HEAT]
        table.add_row(_label(family, locale), *cells)
    return table


def _family_table(title: str, counts: tuple[str, ...], locale: Locale) -> Table:
    """Return an empty table with a column for the family and one for each count."""
    table = Table(title=text(title, locale), box=SIMPLE, padding=(0, 1, 0, 0))
    table.add_column(text("coverage_family", locale), max_width=_FAMILY_WIDTH)
    for name in counts:
        table.add_column(text(f"coverage_{name}", locale), justify="right")
    return table


def _cell(family: FamilyCoverage, name: str, families: list[FamilyCoverage]) -> Text:
    """Return a mean on the shade of its rank in the column."""
    poorer = sum(other.mean(name) < family.mean(name) for other in families)
    shade = _SHADES[poorer * len(_SHADES) // len(families)]
    return Text(f"{family.mean(name):.1f}", style=f"black {shade}", justify="right")


def _thin(faults: list[FaultCoverage], locale: Locale) -> Table:
    table = Table(title=text("coverage_thin_title", locale))
    table.add_column(text("coverage_fault", locale))
    table.add_column(text("coverage_missing", locale))
    for fault in faults:
        names = ", ".join(text(f"coverage_{name}", locale) for name in fault.missing)
        table.add_row(fault.fault_id, names)
    return table


def _pairs(pairs: list[tuple[str, str, float]], locale: Locale) -> Table:
    table = Table(title=text("coverage_close_title", locale))
    table.add_column(text("coverage_fault", locale))
    table.add_column(text("coverage_nearest", locale))
    table.add_column(text("coverage_bits", locale), justify="right")
    for first, second, bits in pairs:
        table.add_row(first, second, f"{bits:.2f}")
    return table


def _label(family: FamilyCoverage, locale: Locale) -> str:
    return family.label_fr if locale is Locale.FR else family.label_en
