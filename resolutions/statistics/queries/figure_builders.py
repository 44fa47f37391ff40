"""The figures of the statistics page.

Each builder takes the coverage and needs one query, ``central_documents`` two.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear
from django.urls import reverse

from resolutions.graph.centrality import katz_centrality
from resolutions.graph.network import NO_VERB, Node, sort_verb_counts, verb_name
from resolutions.graph.network_queries import load_all_edges, load_nodes
from resolutions.models import (
    PERMANENT_SEATS,
    Citation,
    Document,
    Status,
    shown_columns,
)
from resolutions.statistics.citation_ages import AGE_BUCKETS, format_age, median_age
from resolutions.statistics.figures import Figure, FigureRow
from resolutions.statistics.queries import vote_lists
from resolutions.statistics.queries.cached import DataState, get_or_compute
from resolutions.statistics.queries.coverage import Coverage, council_resolutions, count_coverage

MAX_DRAWN_VERBS = 6
MAX_CENTRAL_DOCUMENTS = 20
SOURCE_YEAR = Coalesce("source__year", ExtractYear("source__adopted_on"))
_TARGET = shown_columns("target__")
TARGET_YEAR = Coalesce(_TARGET["shown_year"], ExtractYear(_TARGET["shown_date"]))
YEAR = Coalesce("shown_year", ExtractYear("shown_date"))


def documents_by_year(coverage: Coverage) -> Figure:
    """Build the figure of documents by year, with and without text."""
    held = Count("pk", filter=Q(status=Status.PUBLISHED))
    rows = (
        Document.objects.visible().annotate(y=YEAR).exclude(y=None).values_list("y").annotate(held=held, n=Count("pk"))
    )
    counts = {year: (held, total - held) for year, held, total in rows.order_by("y")}
    return Figure(
        key="documents",
        title="每年的文件",
        definition="每一柱是一年通过或印发的文件：下段收录全文，上段仅见于目录或引用。",
        coverage=f"范围：本站有专页的 {coverage.visible} 份文件，其中 {coverage.undated} 份年份不详，未画。"
        "安理会决议和主席声明据目录，大会和其他文件只有被引用的。",
        shape="columns",
        name_heading="年份",
        columns=("收录全文", "仅见于目录或引用"),
        rows=tuple(
            FigureRow(str(year), counts.get(year, (0, 0)), _year_url(year, year in counts)) for year in _span(counts)
        ),
        drawn=2,
        ends_with_remainder=True,
    )


def citations_by_year(coverage: Coverage) -> Figure:
    """Build the figure of citations by year of the citing document."""
    rows = (
        _cited()
        .annotate(y=SOURCE_YEAR)
        .values_list("y")
        .annotate(n=Count("pk"), sources=Count("source", distinct=True))
    )
    counts = {year: (citations, sources) for year, citations, sources in rows.order_by("y")}
    undated = counts.pop(None, (0, 0))
    return Figure(
        key="citations",
        title="每年的引用",
        definition="每一柱是某年的文件引用其他文件的次数；同一段引用两次计两次。",
        coverage=coverage.texts + (f"年份不详的文件引用 {undated[0]} 次，未画。" if undated[0] else ""),
        shape="columns",
        name_heading="年份",
        columns=("引用次数", "引用的文件份数", "平均每份"),
        rows=tuple(_citations_row(year, *counts.get(year, (0, 0))) for year in _span(counts)),
    )


def citations_by_verb(coverage: Coverage) -> Figure:
    """Build the figure of citations by verb group."""
    counts = Counter({group or NO_VERB: n for group, n in _cited().values_list("verb_group").annotate(Count("pk"))})
    total = counts.total() or 1
    rows = tuple(FigureRow(verb_name(group), (n, 100 * n / total)) for group, n in sort_verb_counts(counts))
    return Figure(
        key="verbs",
        title="引用所用的动词",
        definition="每一处引用按支配它的动词归类，如“忆及”归入“回顾”；“仅提及”多为括号中的文号和标题。",
        coverage=coverage.texts,
        shape="bars",
        name_heading="动词",
        columns=("引用次数", "占百分之"),
        rows=rows,
    )


def verb_shares_by_decade(coverage: Coverage) -> Figure:
    """Build the figure of shares of verb groups by decade; the rarer groups are one series."""
    rows = list(_cited().annotate(y=SOURCE_YEAR).exclude(y=None).values_list("y", "verb_group").annotate(Count("pk")))
    total: Counter[str] = Counter()
    decades: dict[int, Counter[str]] = {}
    for year, group, count in rows:
        total[group or NO_VERB] += count
        decades.setdefault(year // 10 * 10, Counter())[group or NO_VERB] += count
    frequent = [group for group, _ in sort_verb_counts(total)][:MAX_DRAWN_VERBS]
    figure_rows = []
    for decade, counts in sorted(decades.items()):
        values = [counts[group] for group in frequent]
        figure_rows.append(FigureRow(f"{decade}年代", (*values, counts.total() - sum(values))))
    return Figure(
        key="mix",
        title="动词的变化",
        definition="每一柱是一个年代的文件所用动词各占百分之几；表中是次数。",
        coverage=coverage.texts,
        shape="shares",
        name_heading="年代",
        columns=(*map(verb_name, frequent), "其他"),
        rows=tuple(figure_rows),
        drawn=len(frequent) + 1,
        ends_with_remainder=True,
    )


def citations_by_age(coverage: Coverage) -> Figure:
    """Build the figure of citations by age of the cited document."""
    years = _cited().annotate(s=SOURCE_YEAR, t=TARGET_YEAR).values_list("s", "t").annotate(Count("pk"))
    ages: Counter[int] = Counter()
    unknown = later = 0
    for source, target, count in years:
        if source is None or target is None:
            unknown += count
        elif target > source:
            later += count
        else:
            ages[source - target] += count
    left_out = f"另有 {unknown} 处一方年份不详" + (f"、{later} 处被引文件年份较晚" if later else "") + "，未计。"
    return Figure(
        key="age",
        title="所引文件距今年数",
        definition=f"引用时被引文件已有多少年（年份相减）；中位数 {format_age(median_age(ages))}。五年以上并为几段。",
        coverage=coverage.texts + left_out,
        shape="columns",
        name_heading="年数",
        columns=("引用次数",),
        rows=tuple(
            FigureRow(name, (sum(count for age, count in ages.items() if first <= age <= last),))
            for name, first, last in AGE_BUCKETS
        ),
    )


def votes_by_year(coverage: Coverage) -> Figure:
    """Build the figure of the Council's resolutions by year and result of the vote."""
    against, abstain = Q(votes_no__gt=0), Q(votes_abstain__gt=0)
    counted = Q(votes_yes__isnull=False)
    unanimous = (counted & ~against & ~abstain) | Q(adoption="一致通过")
    entries = council_resolutions().filter(date__isnull=False)
    rows = (
        entries.annotate(y=ExtractYear("date"))
        .values_list("y")
        .annotate(
            unanimous=Count("pk", filter=unanimous),
            abstained=Count("pk", filter=counted & abstain & ~against),
            against=Count("pk", filter=counted & against),
            n=Count("pk"),
        )
    )
    counts = {year: (*numbers, total - sum(numbers)) for year, *numbers, total in rows.order_by("y")}
    return Figure(
        key="votes",
        title="决议的表决",
        definition="每一柱是一年通过的安理会决议，按有无反对票和弃权票分段；不参加投票的不作弃权。",
        coverage=coverage.catalogue + "来源：达格·哈马舍尔德图书馆。",
        shape="columns",
        name_heading="年份",
        columns=("无反对无弃权", "有弃权", "有反对", "未经表决或未载"),
        rows=tuple(
            FigureRow(str(year), counts.get(year, (0, 0, 0, 0)), _year_url(year, year in counts))
            for year in _span(counts)
        ),
        drawn=4,
    )


def vetoes_by_seat(coverage: Coverage) -> Figure:
    """Build the figure of vetoed drafts by permanent seat."""
    counts, alone = vote_lists.count_vetoes_by_seat(), vote_lists.count_vetoes_by_seat(alone=True)
    return Figure(
        key="vetoes",
        title="常任理事国的否决",
        definition="每一条是一个常任理事国否决的决议草案份数；几国否决同一草案，各计一次。",
        coverage="范围：1946年至2025年9月被否决的决议草案。来源：达格·哈马舍尔德图书馆的否决表。",
        shape="bars",
        name_heading="常任理事国",
        columns=("否决的决议草案", "其中单独否决"),
        rows=tuple(
            FigureRow(name, (counts[seat], alone[seat]), f"{reverse('browse-vetoes')}?seat={seat}")
            for seat, name in PERMANENT_SEATS.items()
            if counts[seat]
        ),
    )


def central_documents(coverage: Coverage) -> Figure:
    """Build the figure of the documents with the highest Katz centrality; two queries."""
    edges = load_all_edges()
    scores = katz_centrality(edges)
    cited = Counter(target for _, target in edges)
    best = sorted(scores, key=lambda pk: (-scores[pk], pk))[:MAX_CENTRAL_DOCUMENTS]
    nodes = load_nodes(best)
    rows = tuple(FigureRow(_node_name(nodes[pk]), (scores[pk], cited[pk]), _graph_url(nodes[pk])) for pk in best)
    return Figure(
        key="central",
        title="中心性最高的文件",
        definition="引用它的文件每份得 1 分，引用那些文件的每份 0.05 分，再远一步 0.0025 分，依此类推（卡茨中心性）。",
        coverage=coverage.texts,
        shape="bars",
        name_heading="文件",
        columns=("得分", "引用它的文件"),
        rows=rows,
    )


FIGURES: dict[str, Callable[[Coverage], Figure]] = {
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


def load_figure(state: DataState, key: str) -> Figure:
    """Return the figure of this key, cached for one state of the data; at most five queries.

    Raises ``KeyError`` for a key that is not in ``FIGURES``.
    """
    return get_or_compute(
        state, f"figure-{key}", lambda: FIGURES[key](get_or_compute(state, "coverage", count_coverage))
    )


def _cited() -> QuerySet[Citation]:
    return Citation.objects.counted().exclude(source=F("target"))


def _span(years: Iterable[int]) -> range:
    """Return every year from the first to the last, so that the chart has a gap for a year without a count."""
    known = list(years)
    return range(min(known), max(known) + 1) if known else range(0)


def _citations_row(year: int, citations: int, sources: int) -> FigureRow:
    average = citations / sources if sources else 0
    return FigureRow(str(year), (citations, sources, average), _year_url(year, bool(sources)))


def _year_url(year: int, has_documents: bool) -> str:
    return reverse("year", args=[year]) if has_documents else ""


def _graph_url(node: Node) -> str:
    return reverse("graph", kwargs={"address": node.key})


def _node_name(node: Node) -> str:
    return f"{node.label} {node.note}".strip()
