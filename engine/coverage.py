"""How much the graph knows by family of faults, and which faults are thin or hard to tell apart."""

from collections import defaultdict
from dataclasses import dataclass, fields

from cypher.library import query
from cypher.rows.admin import CountCoverageRow
from engine.inference.twins import nearest
from engine.validating.computed import read_profiles
from graph.errors import empty_graph
from graph.session import Graph, Transaction

COUNT_COVERAGE = query("admin/count_coverage", CountCoverageRow)
#: A fault with fewer observables than this cannot be found with confidence.
FEWEST_OBSERVABLES = 4
FEWEST_ROOT_CAUSES = 2
#: The nearest fault and the bits between; None and None without any.
Neighbour = tuple[str | None, float | None]


@dataclass(frozen=True)
class FaultCoverage:
    """What the graph knows about one fault, as counts.

    Attributes:
        tests: tests that reveal one of its observables.
        trees: approved cards with a diagnostic tree.
        reviewed: 1 when somebody reviewed the fault.
        nearest: the fault that findings tell it from worst, of those that share a vehicle.
        nearest_bits: sum of what each finding tells between the two, 0 to 1 each: a bound on what
            all tell together, so it may be above 1.
    """

    fault_id: str
    family_id: str
    symptoms: int
    signs: int
    codes: int
    tests: int
    root_causes: int
    parts: int
    actions: int
    cards: int
    trees: int
    reviewed: int
    nearest: str | None
    nearest_bits: float | None

    @property
    def missing(self) -> tuple[str, ...]:
        """What a complete fault has and this one has not, as names of its counts."""
        observables = self.symptoms + self.signs + self.codes
        lacks = {
            "observables": observables < FEWEST_OBSERVABLES,
            "signs": not self.signs,
            "tests": not self.tests,
            "root_causes": self.root_causes < FEWEST_ROOT_CAUSES,
            "actions": not self.actions,
        }
        return tuple(name for name, lacking in lacks.items() if lacking)


#: The counts of a fault that add up over a family.
COUNTED = tuple(field.name for field in fields(FaultCoverage) if field.type is int)


@dataclass(frozen=True)
class FamilyCoverage:
    """The faults of one family and the sums of their counts."""

    family_id: str
    label_fr: str
    label_en: str
    faults: int
    sums: dict[str, int]

    def mean(self, name: str) -> float:
        """Return a count per fault; 0 without any fault."""
        return self.sums[name] / self.faults if self.faults else 0.0


@dataclass(frozen=True)
class Coverage:
    """The whole graph: families in the order in which they are shown, faults by id."""

    families: tuple[FamilyCoverage, ...]
    faults: tuple[FaultCoverage, ...]


def read_coverage(graph: Graph) -> Coverage:
    """Count what the graph knows about each fault, and find its nearest neighbour.

    Raises:
        NotReadyError: the graph holds no knowledge.
    """
    row, neighbours = graph.read_unit(_read)
    if not row.families:
        raise empty_graph()
    faults = tuple(
        FaultCoverage(*counts, *neighbours.get(counts[0], (None, None))) for counts in row.faults
    )
    of_family: dict[str, list[FaultCoverage]] = defaultdict(list)
    for fault in faults:
        of_family[fault.family_id].append(fault)
    families = tuple(
        FamilyCoverage(
            *names,
            faults=len(of_family[names[0]]),
            sums={name: sum(getattr(f, name) for f in of_family[names[0]]) for name in COUNTED},
        )
        for names in row.families
    )
    return Coverage(families, faults)


def _read(tx: Transaction) -> tuple[CountCoverageRow, dict[str, Neighbour]]:
    return tx.run(COUNT_COVERAGE)[0], _neighbours(tx)


def _neighbours(tx: Transaction) -> dict[str, Neighbour]:
    profiles = read_profiles(tx)
    names = profiles.fault_ids
    return {
        names[row]: (None, None) if other is None else (names[other], round(bits, 3))
        for row, other, bits in nearest(profiles.rates, profiles.comparable)
    }
