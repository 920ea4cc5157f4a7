"""Does the shipped knowledge make sense, beyond what its models refuse already?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from graph.vocabulary import Label, ObservableType, Powertrain, RelationshipType
from seeds.compiling.pack import CompiledPack
from seeds.records.fault import FaultRecord
from seeds.records.observable import ObservableRecord
from seeds.records.source import KnowledgeFile

FEWEST_FAULTS, FEWEST_FAMILIES = 25, 5
FEWEST_OBSERVABLES, FEWEST_CODES = 70, 30
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
    for what, count, fewest in (
        ("faults", len(faults(files)), FEWEST_FAULTS),
        ("families", len(families), FEWEST_FAMILIES),
        ("observables", len(observables(files)), FEWEST_OBSERVABLES),
        ("trouble codes", len(codes), FEWEST_CODES),
    ):
        if count < fewest:
            yield f"{count} {what}, fewer than {fewest}"
    electric = [f for f in faults(files) if set(f.powertrains) & {Powertrain.BATTERY_ELECTRIC}]
    if not any(Powertrain.PETROL not in fault.powertrains for fault in electric):
        yield "no family of faults of electric vehicles"


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
