"""Does the shipped knowledge make sense, beyond what its models refuse already?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from graph.vocabulary import (
    Label,
    ObservableType,
    Powertrain,
    RelationshipType,
    SafetyLevel,
    TestSkill,
)
from seeds.compiling.pack import CompiledPack
from seeds.qualifiers import likelihood_ratios
from seeds.records.fault import FaultRecord
from seeds.records.observable import ObservableRecord
from seeds.records.repair import ActionRecord, TestRecord
from seeds.records.source import KnowledgeFile

FEWEST_FAULTS, FEWEST_FAMILIES = 25, 5
FEWEST_OBSERVABLES, FEWEST_CODES = 70, 30
FEWEST_QUALIFIED, FEWEST_QUALIFIED_OBSERVABLES = 40, 15
#: Sums over the values of a taxonomy may miss 1 by this much: ratios are kept to 6 decimals.
RATIO_TOLERANCE = 1e-6
#: Labour in euro a minute: 18 to 210 euro an hour, from a scooter shop to a high-voltage bay.
LABOUR_RATES = (0.3, 3.5)
#: A question at the counter takes this long at most, for the whole list of a test.
LONGEST_AT_COUNTER = 5
#: No test may cost more than this, in euro a minute: half an hour with a device at most.
DEAREST_TEST = 2.5
#: An observable that speaks for more of the faults than this tells nothing about any of them.
LARGEST_SHARE_OF_FAULTS = 0.4
#: Symptoms that truly come with most faults, and why; their leak is high, so they weigh little.
GENERAL_SYMPTOMS = {
    "symptom.engine_warning_light": "every stored emission or drivetrain fault lights this lamp",
}
#: Labels that are the same word in French and English.
SAME_WORD = {"oscilloscope"}
SPARKLESS = {Powertrain.DIESEL, Powertrain.BATTERY_ELECTRIC, Powertrain.FUEL_CELL}
_NEEDS_NO_SOURCE = {Label.ALIAS, Label.SOURCE, Label.VERIFICATION_TEMPLATE}


def observables(files: Sequence[KnowledgeFile]) -> list[ObservableRecord]:
    """Return the observables of all files."""
    return [record for file in files for record in file.observables]


def faults(files: Sequence[KnowledgeFile]) -> list[FaultRecord]:
    """Return the faults of all files."""
    return [record for file in files for record in file.faults]


def tests(files: Sequence[KnowledgeFile]) -> list[TestRecord]:
    """Return the tests of all files."""
    return [record for file in files for record in file.tests]


def source_problems(pack: CompiledPack) -> Iterator[str]:
    """Yield nodes and relationships without a source, and sources without a licence."""
    licences = {
        node.id: str(node.properties.get("licence") or "").strip()
        for node in pack.nodes
        if Label.SOURCE in node.labels
    }
    yield from (f"{source} has no licence" for source, licence in licences.items() if not licence)
    sourced = {
        row.start
        for row in pack.relationships
        if row.type is RelationshipType.SOURCED_FROM and row.end in licences
    }
    for node in pack.nodes:
        if not set(node.labels) & _NEEDS_NO_SOURCE and node.id not in sourced:
            yield f"{node.id} has no source"
    for row in pack.relationships:
        named = row.properties.get("sources") or []
        if not named or not set(named) <= licences.keys():
            yield f"{row.start} -{row.type}-> {row.end} has no source"


def weight_problems(pack: CompiledPack) -> Iterator[str]:
    """Yield weights that no evidence can move: exactly 0 or 1."""
    for row in pack.relationships:
        if row.alpha is not None and row.beta is not None and not (row.alpha > 0 and row.beta > 0):
            yield f"{row.start} -{row.type}-> {row.end} has a weight of exactly 0 or 1"


def wording_problems(files: Sequence[KnowledgeFile]) -> Iterator[str]:
    """Yield observables with few aliases, words of two observables, and untranslated labels."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in observables(files):
        for locale in ("fr", "en"):
            aliases = {text.casefold() for text in getattr(record.aliases, locale)}
            if len(aliases) < 3:
                yield f"{record.id} has {len(aliases)} aliases in {locale}"
            for text in {*aliases, getattr(record.label, locale).casefold()}:
                owners[locale, text].add(record.id)
    for (locale, text), ids in owners.items():
        if len(ids) > 1:
            yield f"{text!r} ({locale}) means {' and '.join(sorted(ids))}"
    for label_fr, label_en, record_id in _labels(files):
        same = label_fr.casefold() == label_en.casefold()
        if same and not label_fr.isupper() and label_fr.casefold() not in SAME_WORD:
            yield f"{record_id} has one label for both languages: {label_fr}"


def rate_problems(files: Sequence[KnowledgeFile]) -> Iterator[str]:
    """Yield observables that an unlisted cause shows more rarely than a listed fault does."""
    for record in observables(files):
        if record.unlisted_rate < record.leak:
            yield f"{record.id}: unlisted_rate {record.unlisted_rate} < leak {record.leak}"


def hub_problems(files: Sequence[KnowledgeFile]) -> Iterator[str]:
    """Yield observables that speak for so many faults that they tell nothing."""
    total = len(faults(files))
    counts = Counter(link.observable for fault in faults(files) for link in fault.indicated_by)
    for observable, count in counts.most_common():
        if observable not in GENERAL_SYMPTOMS and count > LARGEST_SHARE_OF_FAULTS * total:
            yield f"{observable} indicates {count} of {total} faults"


def fault_problems(files: Sequence[KnowledgeFile]) -> Iterator[str]:
    """Yield faults without cause or action, with too many causes, or on the wrong engine."""
    for fault in faults(files):
        if not fault.root_causes:
            yield f"{fault.id} has no root cause"
        if not fault.actions:
            yield f"{fault.id} has no action"
        shares = sum(cause.share for cause in fault.root_causes)
        if shares > 1.0001:
            yield f"{fault.id}: shares of its root causes sum to {shares:.4f}"
        wrong = SPARKLESS & set(fault.powertrains)
        if wrong and _is_about_sparks(fault):
            yield f"{fault.id} needs a spark but applies to {', '.join(sorted(wrong))}"


def verification_problems(files: Sequence[KnowledgeFile]) -> Iterator[str]:
    """Yield faults that nobody is told how to check, and critical ones that let people drive."""
    for fault in faults(files):
        if fault.verification is None:
            yield f"{fault.id} has no verification"
        elif fault.safety_level is SafetyLevel.CRITICAL and fault.verification.can_drive:
            yield f"{fault.id} is critical, but its verification lets people drive"


def cascade_cycle(edges: Sequence[tuple[str, str]]) -> list[str]:
    """Return the faults of one cycle of cause and effect, or nothing."""
    effects: dict[str, list[str]] = defaultdict(list)
    for cause, effect in edges:
        effects[cause].append(effect)
    done: set[str] = set()

    def search(fault: str, path: list[str]) -> list[str]:
        if fault in path:
            return [*path[path.index(fault) :], fault]
        if fault in done:
            return []
        for effect in effects[fault]:
            if cycle := search(effect, [*path, fault]):
                return cycle
        done.add(fault)
        return []

    return next((cycle for start in sorted(effects) if (cycle := search(start, []))), [])


def coverage_problems(files: Sequence[KnowledgeFile]) -> Iterator[str]:
    """Yield what is missing of the first slice of knowledge."""
    families = {fault.family for fault in faults(files)}
    codes = [o for o in observables(files) if o.observable_type is ObservableType.DTC]
    links = [link for fault in faults(files) for link in fault.indicated_by]
    qualified = [link.observable for link in links if link.qualifiers]
    for what, count, fewest in (
        ("faults", len(faults(files)), FEWEST_FAULTS),
        ("families", len(families), FEWEST_FAMILIES),
        ("observables", len(observables(files)), FEWEST_OBSERVABLES),
        ("trouble codes", len(codes), FEWEST_CODES),
        ("links with qualifiers", len(qualified), FEWEST_QUALIFIED),
        ("observables with qualifiers", len(set(qualified)), FEWEST_QUALIFIED_OBSERVABLES),
    ):
        if count < fewest:
            yield f"{count} {what}, fewer than {fewest}"
    electric = [f for f in faults(files) if set(f.powertrains) & {Powertrain.BATTERY_ELECTRIC}]
    if not any(Powertrain.PETROL not in fault.powertrains for fault in electric):
        yield "no family of faults of electric vehicles"


def base_rate_problems(files: Sequence[KnowledgeFile]) -> Iterator[str]:
    """Yield base rates of conditions that no mixture of their faults' shares can give."""
    shares: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    known = {record.id: record for record in observables(files)}
    for fault in faults(files):
        for link in fault.indicated_by:
            for taxonomy, named in link.qualifiers.items():
                rates = known[link.observable].qualifiers[taxonomy]
                for value, ratio in likelihood_ratios(rates, named):
                    shares[link.observable, taxonomy, value].append(ratio * rates[value])
    for record in known.values():
        for taxonomy, rates in record.qualifiers.items():
            for value, rate in rates.items():
                of_faults = shares[record.id, taxonomy, value] or [0.0]
                low, high = min(of_faults), max(of_faults)
                if not low - RATIO_TOLERANCE <= rate <= high + RATIO_TOLERANCE:
                    spread = f"its faults show it in {low:.2f} to {high:.2f}"
                    yield f"{record.id}: {taxonomy}={value} has the base rate {rate}, but {spread}"


def ratio_problems(pack: CompiledPack) -> Iterator[str]:
    """Yield evidence whose ratios do not average to 1 over the observable's base rates."""
    rates = {
        (node.id, name): rate
        for node in pack.nodes
        for name, rate in zip(
            node.properties.get("qualifier") or (),
            node.properties.get("qualifier_rate") or (),
            strict=True,
        )
    }
    for row in pack.relationships:
        sums: dict[str, float] = defaultdict(float)
        names = row.properties.get("qualifier") or ()
        for name, ratio in zip(names, row.properties.get("ratio") or (), strict=True):
            sums[name.split("=", 1)[0]] += rates[row.start, name] * ratio
        for taxonomy, total in sums.items():
            if abs(total - 1.0) > RATIO_TOLERANCE:
                yield f"{row.start} -> {row.end}: ratios of {taxonomy} average to {total:.6f}"


def unasked_problems(files: Sequence[KnowledgeFile]) -> Iterator[str]:
    """Yield observables of a fault that no test reveals, and symptoms not asked at the counter."""
    skills: dict[str, set[TestSkill]] = defaultdict(set)
    for test in tests(files):
        for link in test.reveals:
            skills[link.observable].add(test.skill)
    for observable in sorted({o.observable for f in faults(files) for o in f.indicated_by}):
        if not skills[observable]:
            yield f"{observable} is revealed by no test"
        elif observable.startswith("symptom.") and TestSkill.COUNTER not in skills[observable]:
            yield f"{observable} is a symptom, but no test asks the driver for it"


def check_price_problems(files: Sequence[KnowledgeFile]) -> Iterator[str]:
    """Yield tests whose price does not go with where they are done."""
    for test in tests(files):
        at_counter = test.skill is TestSkill.COUNTER
        if at_counter and (test.cost_eur or test.tools or test.minutes > LONGEST_AT_COUNTER):
            yield f"{test.id} is done at the counter, but takes money, tools or long"
        if test.skill is TestSkill.BAY and not (test.cost_eur and test.tools):
            yield f"{test.id} takes a bay, but no money or no tool"
        if test.cost_eur > DEAREST_TEST * test.minutes:
            yield f"{test.id} costs {test.cost_eur:g} euro for {test.minutes} minutes"


def repair_cost_problems(files: Sequence[KnowledgeFile]) -> Iterator[str]:
    """Yield repairs that a plan cannot price: parts, labour, or a part without a probability."""
    parts = {part.id: part for file in files for part in file.parts}
    actions = {action.id: action for file in files for action in file.actions}
    for fault in faults(files):
        needed = {link.id for link in fault.parts}
        used = {part.id for link in fault.actions for part in actions[link.id].parts}
        for part in sorted(used - needed):
            yield f"{fault.id} does not say how often it needs {part}, which its actions use"
        for part in sorted(needed - used):
            yield f"{fault.id} needs {part}, which none of its actions uses"
        for part in sorted(needed):
            low, high = parts[part].price_min_eur, parts[part].price_max_eur
            if low is None or high is None or not 0 < low < high:
                yield f"{part} of {fault.id} has no price range"
    for action in actions.values():
        yield from _action_cost_problems(action)


def _action_cost_problems(action: ActionRecord) -> Iterator[str]:
    low, high = (rate * action.duration_minutes for rate in LABOUR_RATES)
    if not low <= action.labor_cost_min_eur < action.labor_cost_max_eur <= high:
        spread = f"{action.labor_cost_min_eur:g} to {action.labor_cost_max_eur:g} euro"
        yield f"{action.id}: labour of {spread} for {action.duration_minutes} minutes"
    for part in action.parts:
        if (part.condition is None) != (part.weight is None):
            yield f"{action.id}: {part.id} needs a condition and a weight, or neither"


def cascade_problems(files: Sequence[KnowledgeFile]) -> Iterator[str]:
    """Yield effects that no vehicle with the cause can have, or that the cause does not raise."""
    known = {fault.id: fault for fault in faults(files)}
    for fault in known.values():
        for link in fault.causes:
            effect = known[link.fault]
            shared = set(fault.powertrains) & set(effect.powertrains)
            if not shared or not set(fault.vehicle_types) & set(effect.vehicle_types):
                yield f"{fault.id} -CAUSES-> {effect.id}: no vehicle can have both"
            if link.weight <= effect.prior_rate:
                rates = f"{link.weight:g} is not above its prior {effect.prior_rate:g}"
                yield f"{fault.id} -CAUSES-> {effect.id}: {rates}"


def _is_about_sparks(fault: FaultRecord) -> bool:
    words = f"{fault.id} {fault.label.en} {fault.label.fr}".casefold()
    return fault.family == "family.ignition" or any(
        word in words for word in ("spark_plug", "spark plug", "ignition coil", "bougie d'allumage")
    )


def _labels(files: Sequence[KnowledgeFile]) -> Iterator[tuple[str, str, str]]:
    for file in files:
        for section in KnowledgeFile.model_fields:
            records = getattr(file, section)
            for record in records if isinstance(records, tuple) else ():
                label = getattr(record, "label", None)
                if label is not None and not isinstance(label, str):  # a proper name is a str
                    yield label.fr, label.en, record.id
