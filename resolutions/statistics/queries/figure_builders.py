"""The figures of the statistics page under any filter; each number has a link to the list that it counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from resolutions.graph.centrality import katz_centrality
from resolutions.graph.network import NO_VERB, Node, sort_verb_counts, verb_name
from resolutions.graph.network_queries import load_all_edges, load_nodes
from resolutions.models import PERMANENT_SEATS, Document, Kind, Organ
from resolutions.models.choices import chinese_names
from resolutions.statistics.citation_ages import AGE_BUCKETS, format_age, median_age
from resolutions.statistics.figures import Figure, FigureRow
from resolutions.statistics.queries import vote_lists
from resolutions.statistics.queries.cached import DataState, get_or_compute
from resolutions.statistics.queries.citation_lists import LATER, UNKNOWN_AGE
from resolutions.statistics.queries.coverage import load_coverage
from resolutions.statistics.queries.document_filter import UNKNOWN, VOTE_NAMES, DocumentFilter
from resolutions.statistics.queries.document_groups import (
    CitationGroup,
    SourceGroup,
    filtered,
    load_citation_groups,
    load_document_groups,
    load_source_groups,
)

MAX_DRAWN_VERBS = 6
MAX_CENTRAL_DOCUMENTS = 20
FigureBuilder = Callable[[DataState, DocumentFilter], Figure]


def documents_by_year(state: DataState, conditions: DocumentFilter) -> Figure:
    """Build the figure of documents by year, with and without text."""
    counts: dict[int, list[int]] = {}
    for group in filtered(load_document_groups(state), conditions):
        if group.year is not None:
            counts.setdefault(group.year, [0, 0])[0 if group.is_held else 1] += group.documents
    coverage = load_coverage(state, conditions)
    undated = _documents_url(conditions, decade=UNKNOWN)
    return Figure(
        key="documents",
        title="每年的文件",
        definition="每一柱是一年通过或印发的文件：下段收录全文，上段仅见于目录或引用。",
        coverage=coverage.documents,
        shape="columns",
        name_heading="年份",
        columns=("收录全文", "仅见于目录或引用"),
        rows=tuple(_documents_row(year, counts.get(year, (0, 0)), conditions) for year in _span(counts)),
        drawn=2,
        ends_with_remainder=True,
        left_out=(FigureRow("年份不详的文件", (coverage.undated,), undated),) if coverage.undated else (),
    )


def citations_by_year(state: DataState, conditions: DocumentFilter) -> Figure:
    """Build the figure of citations by year of the citing document."""
    counts = _count_years(load_citation_groups(state, conditions))
    sources = _count_years(load_source_groups(state, conditions))
    undated = counts.pop(None, 0)
    left_out = FigureRow("年份不详的文件所作的引用", (undated,), _citations_url(conditions, decade=UNKNOWN))
    return Figure(
        key="citations",
        title="每年的引用",
        definition="每一柱是某年的文件引用其他文件的次数；同一段引用两次计两次。",
        coverage=load_coverage(state, conditions).texts
        + (f"年份不详的文件引用 {undated} 次，未画。" if undated else ""),
        shape="columns",
        name_heading="年份",
        columns=("引用次数", "引用的文件份数", "平均每份"),
        rows=tuple(_citations_row(year, counts[year], sources[year], conditions) for year in _span(counts)),
        left_out=(left_out,) if undated else (),
    )


def citations_by_verb(state: DataState, conditions: DocumentFilter) -> Figure:
    """Build the figure of citations by verb group."""
    counts: Counter[str] = Counter()
    for group in load_citation_groups(state, conditions):
        counts[group.verb_group or NO_VERB] += group.citations
    total = counts.total() or 1
    return Figure(
        key="verbs",
        title="引用所用的动词",
        definition="每一处引用按支配它的动词归类，如“忆及”归入“回顾”；“仅提及”多为括号中的文号和标题。",
        coverage=load_coverage(state, conditions).texts,
        shape="bars",
        name_heading="动词",
        columns=("引用次数", "占百分之"),
        rows=tuple(
            _linked_row(verb_name(group), (n, 100 * n / total), (_citations_url(conditions, verb=group),))
            for group, n in sort_verb_counts(counts)
        ),
    )


def verb_shares_by_decade(state: DataState, conditions: DocumentFilter) -> Figure:
    """Build the figure of shares of verb groups by decade; the rarer groups are one series."""
    total: Counter[str] = Counter()
    decades: dict[int, Counter[str]] = {}
    for group in load_citation_groups(state, conditions):
        if group.year is not None:
            total[group.verb_group or NO_VERB] += group.citations
            decades.setdefault(group.year // 10 * 10, Counter())[group.verb_group or NO_VERB] += group.citations
    ordered = [group for group, _ in sort_verb_counts(total)]
    series = [*([verb] for verb in ordered[:MAX_DRAWN_VERBS]), ordered[MAX_DRAWN_VERBS:]]
    return Figure(
        key="mix",
        title="动词的变化",
        definition="每一柱是一个年代的文件所用动词各占百分之几；表中是次数。",
        coverage=load_coverage(state, conditions).texts,
        shape="shares",
        name_heading="年代",
        columns=(*(verb_name(verb) for verb in ordered[:MAX_DRAWN_VERBS]), "其他"),
        rows=tuple(_verbs_row(decade, decades[decade], series, conditions) for decade in sorted(decades)),
        drawn=len(series),
        ends_with_remainder=True,
    )


def citations_by_age(state: DataState, conditions: DocumentFilter) -> Figure:
    """Build the figure of citations by age of the cited document."""
    ages: Counter[int] = Counter()
    unknown = later = 0
    for group in load_citation_groups(state, conditions):
        if group.year is None or group.target_year is None:
            unknown += group.citations
        elif group.target_year > group.year:
            later += group.citations
        else:
            ages[group.year - group.target_year] += group.citations
    left_out = (
        FigureRow("一方年份不详的引用", (unknown,), _citations_url(conditions, age=UNKNOWN_AGE)),
        FigureRow("被引文件年份较晚的引用", (later,), _citations_url(conditions, age=LATER)),
    )
    words = "、".join(f"{row.values[0]} 处{row.name.removesuffix('的引用')}" for row in left_out if row.values[0])
    return Figure(
        key="age",
        title="所引文件距今年数",
        definition=f"引用时被引文件已有多少年（年份相减）；中位数 {format_age(median_age(ages))}。五年以上并为几段。",
        coverage=load_coverage(state, conditions).texts + (f"另有 {words}，未计。" if words else ""),
        shape="columns",
        name_heading="年数",
        columns=("引用次数",),
        rows=tuple(
            _linked_row(
                bucket.name,
                (sum(count for age, count in ages.items() if bucket.first <= age <= bucket.last),),
                (_citations_url(conditions, age=bucket.key),),
            )
            for bucket in AGE_BUCKETS
        ) if ages else (),
        left_out=tuple(row for row in left_out if row.values[0]),
    )  # fmt: skip


def votes_by_year(state: DataState, conditions: DocumentFilter) -> Figure:
    """Build the figure of the Council's resolutions by year and result of the vote."""
    counts: dict[int, Counter[str]] = {}
    for group in filtered(load_document_groups(state), conditions):
        if group.vote and group.year is not None:
            counts.setdefault(group.year, Counter())[group.vote] += group.documents
    resolutions = conditions.with_changes(organ=Organ.SECURITY_COUNCIL.value, kind=Kind.RESOLUTION.value)
    return Figure(
        key="votes",
        title="决议的表决",
        definition="每一柱是一年通过的安理会决议，按有无反对票和弃权票分段；不参加投票的不作弃权。",
        coverage=load_coverage(state, conditions).catalogue + "来源：达格·哈马舍尔德图书馆。",
        shape="columns",
        name_heading="年份",
        columns=tuple(VOTE_NAMES.values()),
        rows=tuple(_votes_row(year, counts.get(year, Counter()), resolutions) for year in _span(counts)),
        drawn=4,
    )


def vetoes_by_seat(state: DataState, conditions: DocumentFilter) -> Figure:
    """Build the figure of vetoed drafts by permanent seat; it has no filter, and two queries."""
    counts, alone = vote_lists.count_vetoes_by_seat(), vote_lists.count_vetoes_by_seat(alone=True)
    page = reverse("browse-vetoes")
    return Figure(
        key="vetoes",
        title="常任理事国的否决",
        definition="每一条是一个常任理事国否决的决议草案份数；几国否决同一草案，各计一次。",
        coverage="范围：1946年至2025年9月被否决的决议草案。来源：达格·哈马舍尔德图书馆的否决表。",
        shape="bars",
        name_heading="常任理事国",
        columns=("否决的决议草案", "其中单独否决"),
        rows=tuple(
            _linked_row(name, (counts[seat], alone[seat]), (f"{page}?seat={seat}", f"{page}?seat={seat}&alone=1"))
            for seat, name in chinese_names(PERMANENT_SEATS.items()).items()
            if counts[seat]
        ),
    )


def central_documents(state: DataState, conditions: DocumentFilter) -> Figure:
    """Build the figure of the documents with the highest Katz centrality; at most three queries."""
    scores, cited = get_or_compute(state, "centrality", _compute_centrality)
    matching = set(scores)
    if conditions.is_set:
        matching &= set(conditions.select(Document.objects.visible()).values_list("pk", flat=True))
    best = sorted(matching, key=lambda pk: (-scores[pk], pk))[:MAX_CENTRAL_DOCUMENTS]
    nodes = load_nodes(best)
    return Figure(
        key="central",
        title="中心性最高的文件",
        definition="引用它的文件每份得 1 分，引用那些文件的每份 0.05 分，再远一步 0.0025 分，依此类推（卡茨中心性）。",
        coverage=load_coverage(state, DocumentFilter()).texts
        + (f"列出的是{'、'.join(conditions.names)}的文件。" if conditions.is_set else ""),
        shape="bars",
        name_heading="文件",
        columns=("得分", "引用它的文件"),
        rows=tuple(_central_row(nodes[pk], scores[pk], cited[pk]) for pk in best),
    )


FIGURES: dict[str, FigureBuilder] = {
    "documents": documents_by_year,
    "citations": citations_by_year,
    "verbs": citations_by_verb,
    "mix": verb_shares_by_decade,
    "age": citations_by_age,
    "votes": votes_by_year,
    "vetoes": vetoes_by_seat,
    "central": central_documents,
}

ON_OTHER_PAGES = {"vetoes"}  # figures that the page 统计 leaves out
FILTERS = ("organ", "kind", "decade")  # the conditions that figures take


def load_figure(state: DataState, key: str, conditions: DocumentFilter | None = None) -> Figure:
    """Return the figure of this key, without conditions cached for one state of the data; at most five queries.

    With conditions it is added up anew from cached groups. Raises ``KeyError`` for a key that is not in ``FIGURES``.
    """
    if conditions and conditions.is_set:
        return FIGURES[key](state, conditions)
    return get_or_compute(state, f"figure-{key}", lambda: FIGURES[key](state, DocumentFilter()))


def _span(years: Iterable[int | None]) -> range:
    """Return every year from the first to the last, so that the chart has a gap for a year without a count."""
    known = [year for year in years if year is not None]
    return range(min(known), max(known) + 1) if known else range(0)


def _count_years(groups: Iterable[CitationGroup | SourceGroup]) -> Counter[int | None]:
    counts: Counter[int | None] = Counter()
    for group in groups:
        counts[group.year] += group[-1]
    return counts


def _linked_row(name: str, values: tuple[float, ...], urls: tuple[str, ...]) -> FigureRow:
    """Return a row whose name has the link of its first number; a zero has none."""
    linked = tuple(url if value else "" for value, url in zip(values, urls, strict=False))
    return FigureRow(name, values, linked[0], linked)


def _documents_row(year: int, counts: Iterable[int], conditions: DocumentFilter) -> FigureRow:
    held, stubs = counts
    urls = [_documents_url(conditions, year=str(year), held=held_only) for held_only in "10"]
    page = _documents_url(conditions, year=str(year)) if conditions.is_set else reverse("year", args=[year])
    return FigureRow(
        str(year), (held, stubs), page if held + stubs else "", (urls[0] if held else "", urls[1] if stubs else "")
    )


def _citations_row(year: int, citations: int, sources: int, conditions: DocumentFilter) -> FigureRow:
    url = _citations_url(conditions, year=str(year))
    return _linked_row(str(year), (citations, sources, citations / sources if sources else 0), (url, url))


def _verbs_row(
    decade: int, counts: Mapping[str, int], series: list[list[str]], conditions: DocumentFilter
) -> FigureRow:
    values = tuple(sum(counts.get(verb, 0) for verb in verbs) for verbs in series)
    urls = (_citations_url(conditions, decade=str(decade), verb=verbs) for verbs in series)
    linked = tuple(url if value else "" for value, url in zip(values, urls, strict=True))
    return FigureRow(f"{decade}年代", values, _citations_url(conditions, decade=str(decade)), linked)


def _votes_row(year: int, counts: Mapping[str, int], resolutions: DocumentFilter) -> FigureRow:
    values = tuple(counts.get(result, 0) for result in VOTE_NAMES)
    urls = (_documents_url(resolutions, year=str(year), vote=result) for result in VOTE_NAMES)
    linked = tuple(url if value else "" for value, url in zip(values, urls, strict=True))
    return FigureRow(str(year), values, _documents_url(resolutions, year=str(year)) if any(values) else "", linked)


def _central_row(node: Node, score: float, cited: int) -> FigureRow:
    name = f"{node.label} {node.note}".strip()
    cited_by = reverse("citations", kwargs={"address": node.key, "side": "cited-by"})
    name_en = f"{node.label} {node.note_en}" if node.note_en else ""
    return FigureRow(name, (score, cited), reverse("graph", kwargs={"address": node.key}), ("", cited_by), name_en)


def _compute_centrality() -> tuple[dict[int, float], Counter[int]]:
    edges = load_all_edges()
    return katz_centrality(edges), Counter(target for _, target in edges)


def _documents_url(conditions: DocumentFilter, **changes: Any) -> str:
    return f"{reverse('browse-documents')}?{_narrow(conditions, changes).query_string}"


def _citations_url(conditions: DocumentFilter, verb: str | list[str] = "", age: str = "", **changes: Any) -> str:
    further = [("verb", one) for one in ([verb] if isinstance(verb, str) else verb) if one]
    further += [("age", age)] if age else []
    query = "&".join(filter(None, (_narrow(conditions, changes).query_string, urlencode(further))))
    return f"{reverse('browse-citations')}?{query}"


def _narrow(conditions: DocumentFilter, changes: dict[str, Any]) -> DocumentFilter:
    """Return the filter with ``changes``; a year stands for its decade."""
    return conditions.with_changes(**({"decade": ""} if "year" in changes else {}), **changes)
