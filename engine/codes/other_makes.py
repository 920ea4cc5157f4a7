"""A maker's own code without its make: what it means to the makes that have it.

Such a code is only evidence when the make is known, because two makers use the same text for two
things. Otherwise the meanings are offered, and nothing is taken for known.
"""

from collections.abc import Sequence
from dataclasses import replace

from cypher.library import query
from cypher.rows.code import ListOemMeaningsRow
from engine.codes.parsing import is_oem_code
from engine.evidence import Candidate, UnderstoodFinding
from graph.session import Graph

LIST_OEM_MEANINGS = query("code/list_oem_meanings", ListOemMeaningsRow)
#: Why a maker's own code without a make is not understood; a key of the texts.
NEEDS_MAKE = "oem_needs_make"


def with_other_makes(graph: Graph, found: Sequence[UnderstoodFinding]) -> list[UnderstoodFinding]:
    """Return the findings, those of makers' own codes with what they mean to other makes.

    Without any such code nothing is read.
    """
    codes = {item.said.strip().upper() for item in found if _is_oem(item)}
    if not codes:
        return list(found)
    meanings = graph.read(LIST_OEM_MEANINGS, codes=sorted(codes))[0].meanings
    return [_offered(item, meanings) if _is_oem(item) else item for item in found]


def _is_oem(item: UnderstoodFinding) -> bool:
    return item.explicit and is_oem_code(item.said)


def _offered(
    item: UnderstoodFinding, meanings: Sequence[tuple[str, str, str, str, str]]
) -> UnderstoodFinding:
    others = tuple(
        Candidate(key, f"{make}: {french}", f"{make}: {english}", 1.0)
        for code, key, make, french, english in meanings
        if code == item.said.strip().upper() and key not in item.ids
    )
    reason = None if item.ids else NEEDS_MAKE if others else "code_without_knowledge"
    return replace(item, alternatives=others, reason=reason)
