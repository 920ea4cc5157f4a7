"""What could be asked next, and what asking takes: no input or output.

An observable can be asked when a likely fault bears on it, it can occur on the vehicle, nothing is
known of it yet ("unknown" means that the user could not tell), and a test within the budget
reveals it. Without a known test its kind decides where it can be answered.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cypher.rows.diagnosis import ObservedFinding, QuestionRow, TestRow
from engine.budget import Budget
from engine.turn import Turn
from graph.vocabulary import ObservableType, TestSkill

#: Where and how long an observable is looked at when the graph knows no test: estimates.
_WITHOUT_TEST: dict[ObservableType, tuple[TestSkill, float]] = {
    ObservableType.SYMPTOM: (TestSkill.COUNTER, 1.0),
    ObservableType.SIGN: (TestSkill.DRIVEWAY, 10.0),
    ObservableType.DTC: (TestSkill.DRIVEWAY, 10.0),
}
#: One question of a talk, and one more value from a test that is under way, in minutes.
QUESTION_MINUTES = 1.0


@dataclass(frozen=True)
class Asking:
    """What it takes to know one observable.

    Attributes:
        column: of the observable in the network.
        test: what reveals it, or None when the graph knows no test.
        minutes: to get this one answer; a test that is under way costs only the look.
        cost_eur: money beside the time.
        skill: counter, driveway or bay.
        also: columns of the other observables that the test shows at the same time.
        is_whole_test: the test has to be made first, and then shows all of them.
    """

    column: int
    test: TestRow | None
    minutes: float
    cost_eur: float
    skill: str
    also: tuple[int, ...] = ()
    is_whole_test: bool = False

    def price_eur(self, hourly_rate_eur: float) -> float:
        """Return what asking costs in EUR, its time at the hourly rate included."""
        return self.cost_eur + self.minutes * hourly_rate_eur / 60.0


def askable(turn: Turn, budget: Budget) -> list[Asking]:
    """Return the cheapest way to ask each open observable, in the order of the columns."""
    columns = {item.id: turn.network.column_of[item.id] for item in _open(turn)}
    ways: dict[str, list[Asking]] = {key: [] for key in columns}
    under_way = _under_way(turn)
    for test in turn.row.tests:
        for way in _with_test(test, columns, is_under_way=test.id in under_way):
            ways[turn.network.observable_ids[way.column]].append(way)
    found = []
    for item in _open(turn):
        offered = ways[item.id] or [_without_test(turn, item)]
        allowed = [way for way in offered if budget.allows(way.skill, way.minutes)]
        if allowed:
            found.append(min(allowed, key=lambda way: (way.minutes, way.cost_eur, _name(way))))
    return found


def open_qualifiers(turn: Turn) -> Iterable[tuple[ObservedFinding, str, tuple[str, ...]]]:
    """Yield (finding, taxonomy, values) of present findings whose circumstances are not stated."""
    for finding in turn.findings:
        known = turn.known[finding.id]
        if not known.is_present or not finding.qualifier:
            continue
        values: dict[str, list[str]] = {}
        for name in finding.qualifier:
            taxonomy, value = name.split("=", 1)
            values.setdefault(taxonomy, []).append(value)
        for taxonomy, names in sorted(values.items()):
            if taxonomy not in known.qualifiers and any(_matters(finding, taxonomy)):
                yield finding, taxonomy, tuple(names)


def _matters(finding: ObservedFinding, taxonomy: str) -> Iterable[bool]:
    """Yield whether each relationship says something of the taxonomy."""
    for _, _, _, _, names, _ in finding.edges:
        yield any(name.startswith(f"{taxonomy}=") for name in names or [])


def _open(turn: Turn) -> list[QuestionRow]:
    """Return the observables that may be asked, in the order of the columns.

    Who comes because the car does not start is not asked about brake pads, however common worn
    ones are: an observable must bear on a fault that explains something that is present.
    """
    explaining = _explaining(turn)
    found = [
        item
        for item in turn.row.questions
        if item.applies
        and item.id not in turn.known
        and (explaining is None or any(fault in explaining for fault, _ in item.edges))
    ]
    return sorted(found, key=lambda item: item.id)


def _explaining(turn: Turn) -> set[str] | None:
    """Return the faults that make a present finding likelier than the leak; None without any."""
    present = [item for item in turn.findings if turn.known[item.id].is_present]
    found = {edge[0] for item in present for edge in item.edges if edge[1] > item.leak}
    return found or None


def _under_way(turn: Turn) -> set[str]:
    """Return the tests that were made: the easiest ones that show what is known.

    A driver who tells of a noise has not taken the car apart, though that would show it too.
    """
    easiest: dict[str, TestRow] = {}
    for test in turn.row.tests:
        for key in test.reveals:
            if key not in easiest or _trouble(test) < _trouble(easiest[key]):
                easiest[key] = test
    return {
        easiest[key].id for key, known in turn.known.items() if known.is_known and key in easiest
    }


def _trouble(test: TestRow) -> tuple[float, float, str]:
    return (test.minutes, test.cost_eur, test.id)


def _with_test(test: TestRow, columns: dict[str, int], *, is_under_way: bool) -> Iterable[Asking]:
    """Yield one way for each open observable that the test shows."""
    shown = tuple(sorted(columns[key] for key in test.reveals if key in columns))
    is_whole = test.skill != TestSkill.COUNTER and not is_under_way
    minutes = test.minutes if is_whole else min(test.minutes, QUESTION_MINUTES)
    cost = test.cost_eur if is_whole else 0.0
    for column in shown:
        others = tuple(other for other in shown if other != column) if is_whole else ()
        yield Asking(column, test, minutes, cost, test.skill, others, is_whole_test=is_whole)


def _without_test(turn: Turn, item: QuestionRow) -> Asking:
    skill, minutes = _WITHOUT_TEST[ObservableType(item.observable_type)]
    return Asking(turn.network.column_of[item.id], None, minutes, 0.0, skill.value)


def _name(way: Asking) -> str:
    return way.test.id if way.test else ""
