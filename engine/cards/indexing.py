"""What a card is found by: its keywords, its tags and its vector (F4, F5; section 9, "also")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.cards.content import Bilingual, CardContent
from engine.embedding import fold, normalise
from engine.matching.extracting import Extractor
from engine.matching.keywords import Term
from engine.matching.subsystem_words import is_subsystem_token, subsystem_token
from graph.embedder import Embedder
from graph.vocabulary import Locale
from graph.vocabulary_records import SubsystemCategory

#: Words kept of a card in each language, the most telling first.
_WORDS = 20
#: Tags that are made of the keywords.
_TAGS = 6
#: Characters that are embedded; more would blur what the card is about.
_EMBEDDED = 500


@dataclass(frozen=True)
class CardIndex:
    """What a card is found by.

    Attributes:
        keywords: stems of its telling words in both languages, and ids of what it names, sorted.
            A request is compared with them, not people.
        embedding: vector of what fails and how it shows; None without an embedder.
        tags: its most telling words as they are written, beside those that the author chose.
    """

    keywords: tuple[str, ...]
    embedding: list[float] | None
    tags: tuple[str, ...]


def _no_texts() -> dict[Locale, str]:
    return {}


@dataclass(frozen=True)
class CardTexts:
    """The words of a card.

    Attributes:
        titles: by language, as far as they are written.
        bodies: descriptions, causes and conditions by language.
        symptom_text: as somebody said it, in any language.
        symptom_ids: observables that indicate it; their aliases are its words too.
        tags: of the author.
    """

    titles: Mapping[Locale, str] = field(default_factory=_no_texts)
    bodies: Mapping[Locale, str] = field(default_factory=_no_texts)
    symptom_text: str | None = None
    subsystem: SubsystemCategory | None = None
    symptom_ids: Sequence[str] = ()
    tags: Sequence[str] = ()


def index_of(content: CardContent, embedder: Embedder | None, extractor: Extractor) -> CardIndex:
    """Return what a card is found by.

    Args:
        content: of the card.
        embedder: makes its vector; None makes none, so that only words find it.
        extractor: of the graph that the card is in.
    """
    said = (content.description, content.root_cause, *content.failure_conditions)
    texts = CardTexts(
        titles=_by_language([content.title]),
        bodies=_by_language(said),
        symptom_text=content.symptom_text,
        subsystem=content.subsystem_category,
        symptom_ids=content.symptoms,
        tags=content.tags,
    )
    return index_texts(texts, embedder, extractor)


def index_texts(texts: CardTexts, embedder: Embedder | None, extractor: Extractor) -> CardIndex:
    """Return what a card with these words is found by."""
    named = _terms(texts, extractor)
    words = [term for term in named if not term.covers]
    # The author says which subsystem it is; a word that sounds like another one does not.
    tokens = {token for term in named for token in term.tokens}
    keywords = {token for token in tokens if not is_subsystem_token(token)}
    if texts.subsystem is not None:
        keywords.add(subsystem_token(texts.subsystem))
    own = {fold(normalise(tag)) for tag in texts.tags}
    tags = dict.fromkeys(term.said for term in words if term.said not in own)
    vector = embedder.encode([embedded_text(texts, extractor)])[0].tolist() if embedder else None
    return CardIndex(tuple(sorted(keywords)), vector, tuple(tags)[:_TAGS])


def embedded_text(texts: CardTexts, extractor: Extractor) -> str:
    """Return what the vector of a card is made from: what fails, and how it shows.

    One language is enough, English where it is written: the models know many.
    """
    title = texts.titles.get(Locale.EN) or texts.titles.get(Locale.FR) or ""
    body = texts.bodies.get(Locale.EN) or texts.bodies.get(Locale.FR) or ""
    shown = [extractor.observable_texts.get(key, ())[:1] for key in texts.symptom_ids]
    parts = [texts.symptom_text or "", title, *(text for each in shown for text in each), body]
    return ". ".join(part for part in parts if part)[:_EMBEDDED]


def _terms(texts: CardTexts, extractor: Extractor) -> list[Term]:
    """Return the keywords of each language, the most telling first, each once."""
    found: dict[tuple[str, ...], Term] = {}
    for locale in Locale:
        # A title says what fails: its words count twice.
        title = texts.titles.get(locale, "")
        words = f"{title}. {title}. {texts.bodies.get(locale, '')}"
        _add(found, extractor.extract(words, locale, _WORDS).terms)
    shown = [text for key in texts.symptom_ids for text in extractor.observable_texts.get(key, ())]
    anyhow = ". ".join([texts.symptom_text or "", *shown])
    _add(found, extractor.extract(anyhow, None, _WORDS).terms)
    return sorted(found.values(), key=lambda term: (-term.weight, term.said))


def _add(found: dict[tuple[str, ...], Term], terms: Sequence[Term]) -> None:
    for term in terms:
        found.setdefault(tuple(sorted(term.tokens)), term)


def _by_language(texts: Sequence[Bilingual]) -> dict[Locale, str]:
    listed = {
        Locale.FR: [text.fr for text in texts if text.fr],
        Locale.EN: [text.en for text in texts if text.en],
    }
    return {locale: ". ".join(each) for locale, each in listed.items() if each}
