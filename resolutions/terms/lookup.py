"""Look-up of a term in the pairs of paragraphs that readers see: known renderings, candidates, concordance.

Nothing is shown without its paragraphs. English words are compared by their stems, as PostgreSQL has them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, F, Q, QuerySet

from resolutions.models import (
    ENGLISH_CONFIGURATION,
    Document,
    ParagraphPair,
    Translation,
    TranslationParagraph,
)
from resolutions.statistics.queries.cached import DataState
from resolutions.terms.association import Counts
from resolutions.terms.counting import PairOfTexts, propose_chinese, propose_english
from resolutions.terms.grams import english_key
from resolutions.terms.known_names import StrOrPromise, find_known_names
from resolutions.text.english_words import COMMON_WORDS, split_words
from resolutions.text.fold import fold_and_squeeze, fold_variants, squeeze
from resolutions.text.han import ANY_HAN
from search.english.highlighting import cut_beside, cut_snippet
from search.english.pair_texts import PairTexts, build_url, load_pair_texts, load_stems
from search.english.query import EnglishTerm
from search.protocol.highlights import HighlightedText, Range, merge_ranges

MIN_TERM_LENGTH, MAX_TERM_LENGTH = 2, 60  # characters; one Chinese character is in every paragraph
MAX_KNOWN = 8  # renderings shown with their paragraphs
MAX_NAMES_TRIED = 60  # known names that are looked for
MAX_SAMPLE = 5_000  # pairs in memory, of which candidates are counted first; those shown are counted in all pairs
MAX_REMEMBERED = 1_000  # terms whose candidates are kept in memory
SENTENCES = 2  # shown with each rendering
PAGE_SIZE = 20  # paragraphs of the concordance
_CHINESE_SIZE, _ENGLISH_SIZE = 140, 280  # characters of a paragraph around a term


@dataclass(frozen=True, slots=True)
class Term:
    """A term as typed: ``folded`` for a Chinese one, ``words`` for an English one; the other is empty."""

    typed: str
    folded: str = ""
    words: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to look for: signs, a single character, or common words alone."""
        return len(self.folded) < MIN_TERM_LENGTH and COMMON_WORDS.issuperset(self.words)

    @property
    def compared(self) -> str:
        """The form in which renderings are compared: folded Chinese, English without common endings."""
        return self.folded or english_key(" ".join(self.words))

    @property
    def condition(self) -> Q:
        """The condition on a ``ParagraphPair``."""
        if self.folded:
            return Q(chinese__contains=self.folded)
        return Q(vector=SearchQuery(" ".join(self.words), config=ENGLISH_CONFIGURATION, search_type="phrase"))


def read_term(typed: str) -> Term:
    """Read a term in either language; quotation marks around it do not matter.

    >>> read_term("武器 禁運").folded, read_term("“Arms embargoes”").words
    ('武器禁运', ('arms', 'embargoes'))
    """
    typed = typed.replace("\0", " ").strip().strip("\"“”'「」")[:MAX_TERM_LENGTH].strip()
    if ANY_HAN.search(typed):
        return Term(typed, folded=fold_and_squeeze(typed))
    return Term(typed, words=tuple(word.text for word in split_words(typed)))


@dataclass(frozen=True, slots=True)
class Use:
    """A paragraph of a document; ``url`` is its place on the page of both languages."""

    title: str
    symbol: str
    date: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A pair of paragraphs around the terms, which are marked."""

    use: Use
    place: str
    chinese: HighlightedText
    english: HighlightedText


@dataclass(frozen=True, slots=True)
class Rendering:
    """A term in both languages: ``source`` names the list that has the pair; candidates have none.

    ``text`` is the rendering in the other language, ``term`` the term itself, longer than what was typed where a list
    has a longer name. ``counts`` are those of all pairs of paragraphs.
    """

    term: str
    text: str
    source: StrOrPromise
    counts: Counts
    first: Use
    last: Use
    sentences: tuple[Sentence, ...]

    @property
    def share(self) -> int:
        """Per cent of the paragraphs with the term that also have the rendering."""
        return round(100 * self.counts.both / self.counts.source) if self.counts.source else 0


@dataclass(frozen=True, slots=True)
class TermLookup:
    """Answer to a look-up; ``count`` is the number of pairs with the term, ``total`` that of all pairs."""

    term: Term
    count: int
    total: int
    known: tuple[Rendering, ...] = ()
    candidates: tuple[Rendering, ...] = ()


def look_up_term(term: Term, state: DataState) -> TermLookup:
    """Return the renderings of a term; some twelve queries and one for each rendering."""
    shown = ParagraphPair.objects.shown()
    numbers = shown.aggregate(total=Count("pk"), count=Count("pk", filter=term.condition))
    lookup = TermLookup(term, numbers["count"], numbers["total"])
    if not lookup.count:
        return lookup
    named = _find_named(term, state)
    taken = {other.compared for _, other, _ in named}
    proposed = [(term, other, "") for other in _propose(term, state) if other.compared not in taken]
    renderings = _build_renderings(lookup, [*named, *proposed])
    known = tuple(one for one in renderings if one.source)
    candidates = tuple(one for one in renderings if not one.source and one.counts.is_significant)
    return replace(lookup, known=known, candidates=candidates)


def count_pairs() -> tuple[int, int]:
    """Return the numbers of pairs of paragraphs and of documents that readers see in both languages; one query."""
    numbers = ParagraphPair.objects.shown().aggregate(
        pairs=Count("pk"), documents=Count("translation__document", distinct=True)
    )
    return numbers["pairs"], numbers["documents"]


def count_sentences(term: Term, rendering: Term | None) -> int:
    """Return the number of pairs with the term, and with its rendering if given; one query."""
    return _matching(term, rendering).count()


def find_sentences(term: Term, rendering: Term | None, first: int, count: int) -> list[Sentence]:
    """Return some of the pairs with the term, and with its rendering if given, newest first; seven queries."""
    newest = F("translation__document__adopted_on").desc(nulls_last=True)
    ordered = _matching(term, rendering).order_by(newest, "translation_id", "position").values_list("pk", flat=True)
    keys = list(ordered[first : first + count])
    terms = [term, rendering] if rendering else [term]
    paragraphs = load_paragraphs(keys, terms)
    return [paragraphs.mark(key, terms) for key in keys if key in paragraphs]


def _matching(term: Term, rendering: Term | None) -> QuerySet[ParagraphPair]:
    rows = ParagraphPair.objects.shown().filter(term.condition)
    return rows.filter(rendering.condition) if rendering else rows


_Named = tuple[Term, Term, StrOrPromise]


def _find_named(term: Term, state: DataState) -> list[_Named]:
    """Return the names of the lists that stand with their other name in some paragraph; one query."""
    names = find_known_names(state, folded=term.folded, key=english_key(" ".join(term.words)))[:MAX_NAMES_TRIED]
    sides = [(read_term(name.chinese), read_term(name.english), name) for name in names]
    sides = [(chinese, english, name) for chinese, english, name in sides if chinese.folded and not english.is_empty]
    rows = ParagraphPair.objects.shown().filter(term.condition)
    counts = rows.aggregate(
        **{f"n{at}": Count("pk", filter=one.condition & other.condition) for at, (one, other, _) in enumerate(sides)}
    )
    kept = [side for at, side in enumerate(sides) if counts[f"n{at}"]][:MAX_KNOWN]
    pairs = [(one, other) if term.folded else (other, one) for one, other, _ in kept]
    return [(one, other, name.source) for (one, other), (_, _, name) in zip(pairs, kept, strict=True)]


def _propose(term: Term, state: DataState) -> list[Term]:
    """Return what goes with the term in a sample of the pairs."""
    return [read_term(text) for text in _propose_texts(state, term.folded, english_key(" ".join(term.words)))]


@lru_cache(maxsize=MAX_REMEMBERED)
def _propose_texts(state: DataState, folded: str, key: str) -> tuple[str, ...]:
    """Return the candidates for a folded Chinese term or the key of an English one; counted once for each state."""
    sample = _load_sample(state)
    return tuple(one.text for one in (propose_english(sample, folded) if folded else propose_chinese(sample, key)))


@lru_cache(maxsize=1)
def _load_sample(state: DataState) -> list[PairOfTexts]:
    """Load the pairs of the newest documents; two queries for each state of the data."""
    rows = ParagraphPair.objects.shown().exclude(chinese="").order_by("-translation__document__adopted_on", "pk")
    columns = list(rows.values_list("chinese", "words", "english_ids")[:MAX_SAMPLE])
    wanted = {pk for *_, ids in columns for pk in ids}
    texts = dict(TranslationParagraph.objects.filter(pk__in=wanted).values_list("pk", "text"))
    return [
        PairOfTexts.read(chinese, "\n".join(texts.get(pk, "") for pk in ids), words) for chinese, words, ids in columns
    ]


def _build_renderings(lookup: TermLookup, pairs: Sequence[_Named]) -> list[Rendering]:
    """Count the pairs of terms in all paragraphs and load the first and last of each; a query each, and seven."""
    shown = ParagraphPair.objects.shown()
    numbers = shown.aggregate(
        **{f"source{at}": Count("pk", filter=one.condition) for at, (one, _, _) in enumerate(pairs)},
        **{f"target{at}": Count("pk", filter=other.condition) for at, (_, other, _) in enumerate(pairs)},
    )
    oldest = F("translation__document__adopted_on").asc(nulls_last=True), "translation_id", "position"
    keys = [
        list(shown.filter(one.condition, other.condition).order_by(*oldest).values_list("pk", flat=True))
        for one, other, _ in pairs
    ]
    wanted = {key for of_pair in keys for key in (*of_pair[:SENTENCES], *of_pair[-1:])}
    paragraphs = load_paragraphs(wanted, [term for one, other, _ in pairs for term in (one, other)])
    found = []
    for at, ((one, other, source), of_pair) in enumerate(zip(pairs, keys, strict=True)):
        sentences = [paragraphs.mark(key, [one, other]) for key in of_pair[:SENTENCES] if key in paragraphs]
        if sentences and of_pair[-1] in paragraphs:
            counts = Counts(len(of_pair), numbers[f"source{at}"], numbers[f"target{at}"], lookup.total)
            names = (_printed_form(sentences, one), _printed_form(sentences, other))
            last = paragraphs.mark(of_pair[-1], [one, other]).use
            found.append(Rendering(*names, source, counts, sentences[0].use, last, tuple(sentences)))
    return found


def _printed_form(sentences: Sequence[Sentence], term: Term) -> str:
    """Return a term as typed or listed, an English one as the first paragraph prints it."""
    printed = [" ".join(run.text.split()) for run in sentences[0].english.runs if run.is_hit]
    is_like = [one for one in printed if english_key(_fold(one)) == english_key(" ".join(term.words))]
    return is_like[0] if term.words and is_like else term.typed


def _fold(english: str) -> str:
    return " ".join(word.text for word in split_words(english))


@dataclass(frozen=True, slots=True)
class LoadedParagraphs:
    """Pairs of paragraphs with their texts, by key; ``stems`` are those of all English words."""

    rows: Mapping[int, tuple[Use, PairTexts]]
    stems: Mapping[str, str]

    def __contains__(self, key: int) -> bool:
        """Return whether readers see the pair."""
        return key in self.rows

    def mark(self, key: int, terms: Iterable[Term]) -> Sentence:
        """Return a pair with the terms marked; a side without one is cut where the other side has its hit."""
        use, texts = self.rows[key]
        chinese, english = texts.chinese, texts.english
        left = merge_ranges(span for term in terms if term.folded for span in find_in_chinese(chinese, term.folded))
        right = texts.find_hits([EnglishTerm(term.words) for term in terms if term.words], self.stems)
        if left:
            chinese_part = cut_snippet(chinese, left, _CHINESE_SIZE)
        else:
            chinese_part = cut_beside(chinese, english, right, _CHINESE_SIZE)
        if right:
            english_part = cut_snippet(english, right, _ENGLISH_SIZE)
        else:
            english_part = cut_beside(english, chinese, left, _ENGLISH_SIZE)
        return Sentence(use, texts.place, chinese_part, english_part)


def load_paragraphs(keys: Iterable[int], terms: Iterable[Term]) -> LoadedParagraphs:
    """Load pairs of paragraphs that readers see; six queries."""
    pairs = list(ParagraphPair.objects.shown().filter(pk__in=list(keys)).defer("chinese", "words", "vector"))
    of_translation = dict(
        Translation.objects.filter(pk__in={one.translation_id for one in pairs}).values_list("pk", "document_id")
    )
    documents = Document.objects.held().in_bulk(set(of_translation.values()))
    texts = load_pair_texts(pairs)
    rows = {}
    for pair in pairs:
        document = documents.get(of_translation[pair.translation_id])
        if document and pair.pk in texts:
            rows[pair.pk] = (_build_use(document, pair.anchor), texts[pair.pk])
    english = [EnglishTerm(term.words) for term in terms if term.words]
    return LoadedParagraphs(rows, load_stems((one for _, one in rows.values()), english))


def _build_use(document: Document, anchor: str) -> Use:
    return Use(document.title, document.symbol, document.adopted_on, build_url(document, anchor))


def find_in_chinese(text: str, folded: str) -> list[Range]:
    """Return the places of a folded term in a text as printed.

    >>> find_in_chinese("決定 武器 禁運；武器禁运", "武器禁运")
    [(3, 8), (9, 13)]
    """
    squeezed, offsets = squeeze(fold_variants(text))
    found, at = [], squeezed.find(folded)
    while at >= 0:
        last = at + len(folded) - 1
        found.append((offsets[at], offsets[last] + 1) if offsets else (at, last + 1))
        at = squeezed.find(folded, last + 1)
    return found
