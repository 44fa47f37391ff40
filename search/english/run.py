"""Search of the English texts beside Chinese ones: documents, their best paragraphs, and the Chinese beside them.

PostgreSQL finds and ranks the paragraphs. Filters, other orders and the Chinese part of a query are left to the search
engine, which is asked for these documents alone; so every engine gives the same answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.contrib.postgres.search import SearchRank
from django.db.models import F, FloatField, Max, QuerySet, Value
from django.db.models.expressions import Combinable

from resolutions.models import Document, ParagraphPair, Translation
from resolutions.statistics.queries.cached import DataState
from search.engine import search_engine
from search.english.highlighting import cut_beside, cut_snippet
from search.english.matching import build_condition, build_rank_query
from search.english.pair_texts import build_url, load_pair_texts, load_stems
from search.english.query import EnglishQuery, EnglishTerm
from search.protocol.answer import Answer, FacetCount
from search.protocol.highlights import HighlightedText
from search.protocol.request import SearchRequest
from search.query.parser import And, KeyCondition, Query
from search.query.synonyms import expand_query

MAX_PARAGRAPHS = 3  # shown of a document
MAX_CARDS = 200  # documents that the engine returns in one answer, when one page of them is wanted
_BY_LENGTH = Value(1)  # ts_rank divides by 1 + log(length): a long paragraph is not better because it is long


@dataclass(frozen=True, slots=True)
class EnglishParagraph:
    """An English paragraph with its hits, and the Chinese that says the same; that is empty where nothing does."""

    place: str
    url: str
    english: HighlightedText
    chinese: HighlightedText
    anchor: str


@dataclass(frozen=True, slots=True)
class EnglishDocument:
    """A document of the results; ``more`` counts the matching paragraphs that are not shown."""

    document: Document
    paragraphs: tuple[EnglishParagraph, ...]
    more: int

    @property
    def url(self) -> str:
        """The page of both languages."""
        return build_url(self.document)


@dataclass(frozen=True, slots=True)
class EnglishMatches:
    """``total`` counts the documents with an English paragraph that matches, ``documents`` are those of one page.

    ``has_chinese_part``: part of the query was looked for in the Chinese text of these documents. ``facets`` are
    counted on request. ``is_late``: the database took too long, so nothing is known of the English texts.
    """

    total: int = 0
    documents: tuple[EnglishDocument, ...] = ()
    has_chinese_part: bool = False
    facets: Mapping[str, list[FacetCount]] = field(default_factory=dict)
    is_late: bool = False


def has_english_texts(state: DataState) -> bool:
    """Return whether readers see any English text beside a Chinese one; one query for each state of the data."""
    return _has_english_texts(state)


@lru_cache(maxsize=1)
def _has_english_texts(state: DataState) -> bool:
    return ParagraphPair.objects.shown().exists()


def search_english(
    query: EnglishQuery, request: SearchRequest, first: int, count: int, *, with_facets: bool = False
) -> EnglishMatches:
    """Return ``count`` documents from number ``first`` on; seven queries, and searches of the engine where it narrows.

    ``request`` has the filters, the order and the mode. Raises what ``SearchEngine.search`` raises.
    """
    ranked = _rank_documents(query)
    if not ranked:
        return EnglishMatches(has_chinese_part=bool(query.rest))
    by_rank = not query.rest and request.sort == "relevance"
    facets: Mapping[str, list[FacetCount]] = {}
    total, found = len(ranked), ranked[first : first + count]
    if not by_rank or request.filters or with_facets:
        engine = Narrowing(query, request)
        page = (0, 1) if by_rank else (first, count)
        answer = engine.ask(ranked, *page, with_facets=with_facets)
        facets = answer.facets
        if not by_rank:
            total, found = answer.total, _keys(answer)
        elif request.filters:
            total = answer.total
            found = engine.take(ranked, total, first, count)
    return EnglishMatches(total, _load_documents(query, found), bool(query.rest), facets=facets)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The conditions of a search that the engine judges, of documents given by their keys."""

    query: EnglishQuery
    request: SearchRequest

    def ask(self, keys: Sequence[int], first: int, count: int, *, with_facets: bool = False) -> Answer:
        """Return some of the documents that meet the conditions, in the order of the request."""
        wanted = replace(
            self.request,
            typed="",
            pieces=(),
            node=_build_node(self.query, keys, self.request),
            offset=first,
            size=count,
            with_facets=with_facets,
            with_snippets=False,
            with_partial=False,
        )
        return search_engine().search(wanted)

    def take(self, keys: Sequence[int], total: int, first: int, count: int) -> list[int]:
        """Return ``count`` keys from number ``first`` on of the ``total`` that meet the conditions, in the order given.

        Long lists are halved: the engine counts one half, and returns no documents of other pages.
        """
        total = min(total, len(keys))
        if count <= 0 or first >= total:
            return []
        if total <= MAX_CARDS:
            kept = set(_keys(self.ask(keys, 0, total)))
            return [key for key in keys if key in kept][first : first + count]
        left, right = keys[: len(keys) // 2], keys[len(keys) // 2 :]
        in_left = self.ask(left, 0, 1).total
        found = self.take(left, in_left, first, count)
        return found + self.take(right, total - in_left, max(0, first - in_left), count - len(found))


def _keys(answer: Answer) -> list[int]:
    return [result.card.key for result in answer.results]


def _build_node(query: EnglishQuery, keys: Iterable[int], request: SearchRequest) -> And:
    rest = query.rest
    if rest:
        expanded, _ = expand_query(Query("", And(rest), ""), request.use_synonyms)
        rest = expanded.node.parts if isinstance(expanded.node, And) else (expanded.node,) if expanded.node else ()
    return And((KeyCondition(frozenset(keys)), *rest))


def _matching(query: EnglishQuery) -> QuerySet[ParagraphPair]:
    return ParagraphPair.objects.shown().filter(build_condition(query.node))


def _rank(terms: Iterable[EnglishTerm]) -> Combinable:
    wanted = build_rank_query(terms)
    if wanted is None:
        return Value(0.0, output_field=FloatField())
    return SearchRank(F("vector"), wanted, normalization=_BY_LENGTH)


def _rank_documents(query: EnglishQuery) -> list[int]:
    """Return the keys of the documents that match, the best first, of equal ones the newest; one query."""
    rows = (
        _matching(query)
        .values(key=F("translation__document_id"), day=F("translation__document__adopted_on"))
        .annotate(best=Max(_rank(query.terms())))
        .order_by("-best", F("day").desc(nulls_last=True), "-key")
    )
    return [row["key"] for row in rows]


def _load_documents(query: EnglishQuery, keys: Sequence[int]) -> tuple[EnglishDocument, ...]:
    """Load the documents with their best paragraphs; six queries."""
    documents = Document.objects.held().in_bulk(keys)
    rows: defaultdict[int, list[ParagraphPair]] = defaultdict(list)
    of_translation = dict(Translation.objects.shown().filter(document__in=documents).values_list("pk", "document_id"))
    matching = _matching(query).filter(translation__in=of_translation).defer("words", "vector", "chinese")
    for pair in matching.annotate(rank=_rank(query.terms())).order_by("-rank", "id"):
        rows[of_translation[pair.translation_id]].append(pair)
    shown = [pair for key in rows for pair in rows[key][:MAX_PARAGRAPHS]]
    of_pairs = {pk: documents[key] for pk, key in of_translation.items()}
    paragraphs = _show_pairs(query.terms(), shown, of_pairs)
    return tuple(
        EnglishDocument(
            documents[key],
            tuple(paragraphs[pair.pk] for pair in rows[key][:MAX_PARAGRAPHS] if pair.pk in paragraphs),
            max(0, len(rows[key]) - MAX_PARAGRAPHS),
        )
        for key in keys
        if key in documents and rows[key]
    )


def _show_pairs(
    terms: Sequence[EnglishTerm], pairs: Sequence[ParagraphPair], documents: Mapping[int, Document]
) -> dict[int, EnglishParagraph]:
    """Return the pairs by key; ``documents`` are those of each translation."""
    texts = load_pair_texts(pairs)
    stems = load_stems(texts.values(), terms)
    shown = {}
    for pair in pairs:
        if one := texts.get(pair.pk):
            hits = one.find_hits(terms, stems)
            shown[pair.pk] = EnglishParagraph(
                place=one.place,
                url=build_url(documents[pair.translation_id], pair.anchor),
                english=cut_snippet(one.english, hits),
                chinese=cut_beside(one.chinese, one.english, hits),
                anchor=pair.anchor,
            )
    return shown
