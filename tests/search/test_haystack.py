"""The contract of Haystack's ``SearchQuerySet``, checked on small documents by evaluation over the database.

Each method gives what its documentation says, or raises; rows of a table share one index.
"""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.contrib.auth.models import User
from django.db.models import Q
from haystack import DEFAULT_ALIAS, connections
from haystack.backends import SQ
from haystack.exceptions import FacetingError, MoreLikeThisError
from haystack.inputs import AltParser, AutoQuery, Clean, Exact, Not, Raw
from haystack.query import EmptySearchQuerySet, RelatedSearchQuerySet, SearchQuerySet

from resolutions.models import Document, Paragraph
from search.search_indexes import DocumentIndex

pytestmark = pytest.mark.django_db
# Symbol, title, kind, organ, date, citations received, preambular and operative paragraph, footnote
DOCUMENTS = (
    ("S/RES/1(2000)", "妇女与和平", "resolution", "S", "2000-10-31", 9, "回顾妇女的作用", "决定部署警察", ""),
    ("S/RES/2(2000)", "制裁委员会", "resolution", "S", "2000-01-01", 0, "关切儿童", "决定实施武器禁运", "见妇女"),
    ("S/RES/3(2010)", "妇女 儿童", "resolution", "S", "2010-06-01", 3, "重申警察改革", "请秘书长报告", ""),
    ("S/RES/4(2020)", "海盗", "resolution", "S", "2020-12-31", 3, "谴责海盗", "授权会员国，Police 支援", ""),
    ("S/PRST/2010/5", "主席声明", "statement", "S", "2010-12-31", 1, "", "安理会欢迎妇女参与", ""),
    ("A/RES/55/2", "千年宣言", "resolution", "A", "2000-09-08", 20, "重申儿童权利", "决定消除贫穷", ""),
    ("CHARTER", "联合国宪章", "charter", "UN", "1945-06-26", 50, "", "维持国际和平与安全", ""),
    ("REPERTOIRE", "惯例汇辑", "repertoire", "", None, 2, "", "安理会与警察改革及妇女", ""),
)


def create(position: int, row: tuple) -> Document:
    symbol, title, kind, organ, day, cited, preamble, operative, note = row
    document = Document.objects.create(
        symbol=symbol,
        title=title,
        kind=kind,
        organ=organ,
        adopted_on=day and date.fromisoformat(day),
        year=day and int(day[:4]),
        citations_in=cited,
        status="published",
    )
    texts = (("preamble", "PP1", preamble), ("operative", "1", operative), ("footnote", "fn1", note))
    for order, (paragraph_kind, label, text) in enumerate(texts):
        if text:
            Paragraph.objects.create(
                document=document, order=order, kind=paragraph_kind, label=label, anchor=f"p{order}", text=text
            )
    return document


def backend():
    return connections[DEFAULT_ALIAS].get_backend()


@pytest.fixture
def documents() -> list[Document]:
    """Publish and index ``DOCUMENTS``, and store one that is no longer published."""
    created = [create(*item) for item in enumerate(DOCUMENTS)]
    Document.objects.create(symbol="S/RES/9(2000)", title="妇女", kind="resolution", organ="S", status="withdrawn")
    backend().clear()
    backend().update(DocumentIndex(), Document.objects.held())
    return created


def whole(document: Document) -> str:
    return "\n".join([document.symbol, document.title, *(p.text for p in document.paragraphs.all())])


def section(document: Document, kind: str) -> str:
    return "\n".join(p.text for p in document.paragraphs.all() if p.kind == kind)


def has(*words: str) -> Callable[[Document], bool]:
    return lambda document: all(word in whole(document) for word in words)


def meets(*conditions: Q, **lookups: object) -> Callable[[Document], bool]:
    """Return a test by the database itself."""
    found = set(Document.objects.filter(*conditions, **lookups).values_list("pk", flat=True))
    return lambda document: document.pk in found


Everyone = SearchQuerySet
FILTERS: list[tuple[Callable[[], SearchQuerySet], Callable[[], Callable[[Document], bool]]]] = [
    (lambda: Everyone(), lambda: has()),
    (lambda: Everyone().all(), lambda: has()),
    # Texts
    (lambda: Everyone().filter(content="妇女"), lambda: has("妇女")),
    (lambda: Everyone().filter(content="妇女 儿童"), lambda: has("妇女", "儿童")),
    (lambda: Everyone().filter(content="女与和"), lambda: has("女与和")),
    (lambda: Everyone().filter(content="婦女"), lambda: has("妇女")),  # folded as the texts are
    (lambda: Everyone().filter(content="police"), lambda: has("Police")),
    (lambda: Everyone().filter(content="妇女 OR 海盗"), lambda: has("妇女", "OR", "海盗")),  # no syntax
    (lambda: Everyone().filter(content="-警察"), lambda: lambda document: "-警察" in whole(document)),
    (lambda: Everyone().filter(content=""), lambda: lambda document: False),
    (lambda: Everyone().filter(content="无此词语"), lambda: lambda document: False),
    (lambda: Everyone().filter(content__contains="警察改革"), lambda: has("警察改革")),
    (lambda: Everyone().filter(content__exact="妇女 儿童"), lambda: has("妇女 儿童")),
    (lambda: Everyone().filter(text__exact="警察"), lambda: has("警察")),
    (lambda: Everyone().filter(content__in=["海盗", "贫穷"]), lambda: lambda d: has("海盗")(d) or has("贫穷")(d)),
    (lambda: Everyone().filter(content__in=[]), lambda: lambda document: False),
    (lambda: Everyone().filter(content__startswith="pol"), lambda: has("Police")),
    (lambda: Everyone().filter(content__startswith="lice"), lambda: lambda document: False),
    (lambda: Everyone().filter(content__fuzzy="polise"), lambda: has("Police")),
    (lambda: Everyone().filter(preamble="警察"), lambda: lambda d: "警察" in section(d, "preamble")),
    (lambda: Everyone().filter(operative__contains="警察"), lambda: lambda d: "警察" in section(d, "operative")),
    (lambda: Everyone().filter(notes="妇女"), lambda: lambda d: "妇女" in section(d, "footnote")),
    (lambda: Everyone().filter(title="妇女"), lambda: meets(title__contains="妇女")),
    (lambda: Everyone().filter(title__contains="女 儿"), lambda: meets(Q(title__contains="女"), title__contains="儿")),
    (lambda: Everyone().filter(title__exact="海盗"), lambda: meets(title="海盗")),
    (lambda: Everyone().filter(title__exact="妇女"), lambda: lambda document: False),
    (lambda: Everyone().filter(title__in=["海盗", "千年宣言", "无"]), lambda: meets(title__in=["海盗", "千年宣言"])),
    (lambda: Everyone().filter(title__startswith="妇"), lambda: meets(title__startswith="妇")),
    (lambda: Everyone().filter(title__endswith="宪章"), lambda: meets(title__endswith="宪章")),
    (lambda: Everyone().filter(symbol="S/RES/1"), lambda: meets(symbol__contains="S/RES/1")),
    (lambda: Everyone().filter(symbol__exact="S/RES/1(2000)"), lambda: meets(symbol="S/RES/1(2000)")),
    (lambda: Everyone().filter(symbol__startswith="S/"), lambda: meets(symbol__startswith="S/")),
    # Kind and organ
    (lambda: Everyone().filter(kind="resolution"), lambda: meets(kind="resolution")),
    (lambda: Everyone().filter(kind__exact="charter"), lambda: meets(kind="charter")),
    (lambda: Everyone().filter(kind="resol"), lambda: lambda document: False),
    (lambda: Everyone().filter(kind__in=["charter", "statement"]), lambda: meets(kind__in=["charter", "statement"])),
    (lambda: Everyone().filter(kind__startswith="re"), lambda: meets(kind__startswith="re")),
    (lambda: Everyone().filter(kind__contains="at"), lambda: meets(kind__contains="at")),
    (lambda: Everyone().filter(organ="S"), lambda: meets(organ="S")),
    (lambda: Everyone().filter(organ=""), lambda: meets(organ="")),
    (lambda: Everyone().filter(organ__in=("A", "UN")), lambda: meets(organ__in=("A", "UN"))),
    # Numbers and dates
    (lambda: Everyone().filter(year=2010), lambda: meets(year=2010)),
    (lambda: Everyone().filter(year="2010"), lambda: meets(year=2010)),
    (lambda: Everyone().filter(year__exact=2011), lambda: meets(year=2011)),
    (lambda: Everyone().filter(year__gte=2010), lambda: meets(year__gte=2010)),
    (lambda: Everyone().filter(year__gt=2010), lambda: meets(year__gt=2010)),
    (lambda: Everyone().filter(year__lte=2000), lambda: meets(year__lte=2000)),
    (lambda: Everyone().filter(year__lt=2000), lambda: meets(year__lt=2000)),
    (lambda: Everyone().filter(year__lt=1), lambda: lambda document: False),
    (lambda: Everyone().filter(year__gt=2009.5), lambda: meets(year__gte=2010)),
    (lambda: Everyone().filter(year__range=(2000, 2010)), lambda: meets(year__range=(2000, 2010))),
    (lambda: Everyone().filter(year__range=(2010, 2000)), lambda: lambda document: False),
    (lambda: Everyone().filter(year__in={1945, 2020}), lambda: meets(year__in=[1945, 2020])),
    (lambda: Everyone().filter(citations_in=0), lambda: meets(citations_in=0)),
    (lambda: Everyone().filter(citations_in__gt=3), lambda: meets(citations_in__gt=3)),
    (lambda: Everyone().filter(citations_in__lt=3), lambda: meets(citations_in__lt=3)),
    (lambda: Everyone().filter(citations_in__range=[1, 3]), lambda: meets(citations_in__range=[1, 3])),
    (lambda: Everyone().filter(adopted_on=date(2010, 6, 1)), lambda: meets(adopted_on="2010-06-01")),
    (lambda: Everyone().filter(adopted_on__gte=date(2010, 12, 31)), lambda: meets(adopted_on__gte="2010-12-31")),
    (lambda: Everyone().filter(adopted_on__gt="2010-12-31"), lambda: meets(adopted_on__gt="2010-12-31")),
    (lambda: Everyone().filter(adopted_on__lt=date(2000, 1, 1)), lambda: meets(adopted_on__lt="2000-01-01")),
    (lambda: Everyone().filter(adopted_on__lte=datetime(2000, 1, 1, 12)), lambda: meets(adopted_on__lte="2000-01-01")),
    (lambda: Everyone().filter(adopted_on__gte=datetime(2000, 1, 1, 12)), lambda: meets(adopted_on__gt="2000-01-01")),
    (
        lambda: Everyone().filter(adopted_on__range=[date(2000, 9, 1), date(2010, 6, 1)]),
        lambda: meets(adopted_on__range=["2000-09-01", "2010-06-01"]),
    ),
    # Identity
    (lambda: Everyone().filter(django_id=Document.objects.get(symbol="CHARTER").pk), lambda: meets(symbol="CHARTER")),
    (
        lambda: Everyone().filter(django_id__in=Document.objects.filter(organ="A").values_list("pk", flat=True)),
        lambda: meets(organ="A"),
    ),
    (
        lambda: Everyone().filter(id=f"resolutions.document.{Document.objects.get(symbol='CHARTER').pk}"),
        lambda: meets(symbol="CHARTER"),
    ),
    (lambda: Everyone().filter(django_ct="resolutions.document"), lambda: has()),
    (lambda: Everyone().filter(django_ct="auth.user"), lambda: lambda document: False),
    (lambda: Everyone().models(Document), lambda: has()),
    # Combinations
    (lambda: Everyone().filter(content="妇女", year=2000), lambda: lambda d: has("妇女")(d) and d.year == 2000),
    (lambda: Everyone().filter(content="妇女").filter(organ="S"), lambda: lambda d: has("妇女")(d) and d.organ == "S"),
    (lambda: Everyone().exclude(content="妇女"), lambda: lambda d: not has("妇女")(d)),
    (lambda: Everyone().exclude(year__lt=2010), lambda: lambda d: not (d.year and d.year < 2010)),
    (
        lambda: Everyone().exclude(kind="resolution", organ="S"),
        lambda: lambda d: not (d.kind == "resolution" and d.organ == "S"),
    ),
    (
        lambda: Everyone().filter(content="警察").exclude(year=2000),
        lambda: lambda d: has("警察")(d) and d.year != 2000,
    ),
    (
        lambda: Everyone().filter(kind="charter").filter_or(content="海盗"),
        lambda: lambda d: d.kind == "charter" or has("海盗")(d),
    ),
    (
        lambda: Everyone().filter_or(kind="charter", year=2020),
        lambda: lambda d: d.kind == "charter" and d.year == 2020,  # one SQ: its conditions are joined by AND
    ),
    (lambda: Everyone().filter_and(kind="statement", year=2010), lambda: meets(kind="statement", year=2010)),
    (
        lambda: Everyone().filter(SQ(content="海盗") | SQ(year=2010)),
        lambda: lambda d: has("海盗")(d) or d.year == 2010,
    ),
    (
        lambda: Everyone().filter(SQ(organ="S") & (SQ(content="海盗") | SQ(content="制裁")) & ~SQ(year__gte=2015)),
        lambda: lambda d: d.organ == "S" and (has("海盗")(d) or has("制裁")(d)) and d.year < 2015,
    ),
    (
        lambda: Everyone().filter(~(SQ(organ="S") | SQ(organ="A"))),
        lambda: lambda d: d.organ not in ("S", "A"),
    ),
    (lambda: Everyone().filter(~~SQ(organ="S")), lambda: meets(organ="S")),
    (
        lambda: Everyone().filter(organ="S") & Everyone().filter(year=2010),
        lambda: lambda d: d.organ == "S" and d.year == 2010,
    ),
    (
        lambda: Everyone().filter(year=2020) | Everyone().filter(organ="UN"),
        lambda: lambda d: d.year == 2020 or d.organ == "UN",
    ),
    # Narrowing
    (lambda: Everyone().narrow("kind:resolution"), lambda: meets(kind="resolution")),
    (lambda: Everyone().narrow('kind_exact:"statement"'), lambda: meets(kind="statement")),
    (lambda: Everyone().narrow(SQ(organ="S") | SQ(year=1945)), lambda: meets(Q(organ="S") | Q(year=1945))),
    (
        lambda: Everyone().filter(content="妇女").narrow("year:2010").narrow("organ:S"),
        lambda: lambda d: has("妇女")(d) and d.year == 2010 and d.organ == "S",
    ),
    (lambda: Everyone().narrow("kind:none"), lambda: lambda document: False),
    (lambda: Everyone().narrow("year:[2000 TO 2010]"), lambda: meets(year__range=(2000, 2010))),
    (lambda: Everyone().narrow("妇女 OR 海盗"), lambda: lambda d: has("妇女")(d) or has("海盗")(d)),
    # Input types
    (lambda: Everyone().auto_query("妇女 -警察"), lambda: lambda d: has("妇女")(d) and not has("警察")(d)),
    (lambda: Everyone().auto_query('"妇女 儿童" 警察'), lambda: has("妇女 儿童", "警察")),
    (lambda: Everyone().auto_query('妇女 OR "海盗'), lambda: has("妇女", "OR", "海盗")),
    (lambda: Everyone().auto_query(""), lambda: lambda document: False),
    (lambda: Everyone().auto_query("妇女", fieldname="title"), lambda: meets(title__contains="妇女")),
    (lambda: Everyone().filter(title=AutoQuery("妇女 -儿童")), lambda: meets(title="妇女与和平")),
    (lambda: Everyone().filter(content=Exact("妇女 儿童")), lambda: has("妇女 儿童")),
    (lambda: Everyone().filter(kind=Exact("charter")), lambda: meets(kind="charter")),
    (lambda: Everyone().filter(content=Not("妇女")), lambda: lambda d: not has("妇女")(d)),
    (lambda: Everyone().filter(content=Clean("妇女 儿童")), lambda: has("妇女", "儿童")),
    (lambda: Everyone().filter(content=Raw("妇女 NOT 警察")), lambda: lambda d: has("妇女")(d) and not has("警察")(d)),
    (
        lambda: Everyone().raw_search("年份:2000..2010 妇女"),
        lambda: lambda d: has("妇女")(d) and d.year in (2000, 2010),
    ),
    (lambda: Everyone().raw_search("*"), lambda: has()),
    (lambda: Everyone().autocomplete(title="妇 和平"), lambda: meets(title="妇女与和平")),
    (lambda: Everyone().using("default").filter(year=1945), lambda: meets(year=1945)),
    (lambda: Everyone().none(), lambda: lambda document: False),
    (lambda: EmptySearchQuerySet().filter(content="妇女"), lambda: lambda document: False),
]


def test_filters_find_what_the_database_has(documents):
    for number, (build, expect) in enumerate(FILTERS):
        wanted, query_set = expect(), build()
        expected = {document.symbol for document in documents if wanted(document)}
        assert {result.symbol for result in query_set} == expected, f"row {number}: {build()}"
        assert build().count() == len(query_set) == len(expected), f"row {number}"


ORDERS: list[tuple[tuple[str, ...], Callable[[Document], tuple]]] = [
    (("adopted_on",), lambda d: (d.adopted_on is None, d.adopted_on or date.max)),
    (("-adopted_on",), lambda d: (d.adopted_on is None, -(d.adopted_on or date.min).toordinal())),
    (("symbol",), lambda d: (d.symbol,)),
    (("-citations_in", "symbol"), lambda d: (-d.citations_in, d.symbol)),
    (("kind", "-citations_in", "title"), lambda d: (d.kind, -d.citations_in, d.title)),
    (("organ", "-year", "symbol"), lambda d: (d.organ, d.year is None, -(d.year or 0), d.symbol)),
    (("-django_id",), lambda d: (-d.pk,)),
]


def test_results_follow_the_order_and_the_slice_asked_for(documents):
    for fields, key in ORDERS:
        expected = [document.symbol for document in sorted(documents, key=key)]
        ordered = SearchQuerySet().order_by(*fields)
        assert [result.symbol for result in ordered] == expected, fields
        assert [result.symbol for result in SearchQuerySet().order_by(*fields)[2:5]] == expected[2:5]
        assert SearchQuerySet().order_by(*fields)[3].symbol == expected[3]
    assert SearchQuerySet().order_by("symbol")[6:100][-1].symbol == max(document.symbol for document in documents)
    with pytest.raises(IndexError):
        SearchQuerySet()[len(documents)]
    assert SearchQuerySet().filter(organ="S").latest("adopted_on").symbol == "S/RES/4(2020)"
    scores = [result.score for result in SearchQuerySet().filter(content="妇女")]
    assert scores == sorted(scores, reverse=True) and scores[0] > 0
    assert SearchQuerySet().filter(content="妇女").best_match().score == scores[0]
    narrowed = [result.score for result in SearchQuerySet().filter(content="妇女").narrow("决定 OR 秘书长 OR 安理会")]
    assert narrowed == scores


def test_results_have_the_stored_fields_and_lead_to_the_document(documents, django_assert_num_queries):
    charter = next(document for document in documents if document.symbol == "CHARTER")
    result = SearchQuerySet().filter(kind="charter")[0]
    assert (result.pk, result.model, result.object) == (charter.pk, Document, charter)
    assert (result.app_label, result.model_name, result.id) == (
        "resolutions",
        "document",
        f"resolutions.document.{charter.pk}",
    )
    stored = {"symbol": "CHARTER", "title": "联合国宪章", "kind": "charter", "organ": "UN", "year": 1945}
    assert stored.items() <= result.get_stored_fields().items()
    assert (result.adopted_on, result.citations_in, result.text) == (date(1945, 6, 26), 50, None)
    assert list(SearchQuerySet().filter(kind="charter").values("symbol", "pk")) == [
        {"symbol": "CHARTER", "pk": charter.pk}
    ]
    assert list(SearchQuerySet().filter(kind="charter").values_list("symbol", "year")) == [["CHARTER", 1945]]
    years = SearchQuerySet().filter(year__gt=0).order_by("adopted_on").values_list("year", flat=True)
    assert list(years) == [1945, 2000, 2000, 2000, 2010, 2010, 2020] and list(years[1:3]) == [2000, 2000]
    loaded = list(SearchQuerySet().load_all())
    with django_assert_num_queries(0):
        assert {one.object for one in loaded} == set(documents)
    only = RelatedSearchQuerySet().load_all().load_all_queryset(Document, Document.objects.filter(organ="S"))
    assert {one.object.organ for one in only} == {"S"} and len(list(only)) == 5


def test_facets_count_all_documents_found(documents):
    fields = SearchQuerySet().facet("kind").facet("organ").facet("year").facet_counts()["fields"]
    assert fields["kind"] == [("resolution", 5), ("charter", 1), ("repertoire", 1), ("statement", 1)]
    assert fields["organ"] == [("S", 5), ("", 1), ("A", 1), ("UN", 1)]
    assert fields["year"] == [(2000, 3), (2010, 2), (1945, 1), (2020, 1)]
    found = SearchQuerySet().filter(content="妇女").narrow("organ:S").facet("kind")[:1]
    assert len(found) == 1
    narrowed = SearchQuerySet().filter(content="妇女").narrow("organ:S").facet("kind").facet_counts()
    assert narrowed == {"fields": {"kind": [("resolution", 3), ("statement", 1)]}, "dates": {}, "queries": {}}


def test_highlighted_results_mark_and_escape(documents):
    charter = Document.objects.get(symbol="CHARTER")
    charter.paragraphs.update(text="维持 <b>和平</b> 与安全")
    DocumentIndex().update_object(charter)
    (snippet,) = SearchQuerySet().filter(content="和平", kind="charter").highlight()[0].highlighted["text"]
    assert snippet == "维持 &lt;b&gt;<em>和平</em>&lt;/b&gt; 与安全"
    assert SearchQuerySet().filter(kind="charter")[0].highlighted is None


def test_a_spelling_is_suggested_only_when_the_connection_asks_for_it(documents, monkeypatch):
    assert SearchQuerySet().auto_query("秘书张").spelling_suggestion() is None
    monkeypatch.setattr(backend(), "include_spelling", True)
    assert SearchQuerySet().spelling_suggestion("秘书张") == "秘书长"
    assert SearchQuerySet().set_spelling_query("秘书张").spelling_suggestion() == "秘书长"
    assert SearchQuerySet().spelling_suggestion("全无此词") is None


def test_documents_are_removed_updated_and_cleared(documents):
    index, charter = DocumentIndex(), Document.objects.get(symbol="CHARTER")
    index.remove_object(charter)
    assert SearchQuerySet().count() == len(documents) - 1
    index.update_object(charter)
    backend().clear(models=[User])
    assert SearchQuerySet().count() == len(documents)
    backend().remove(f"resolutions.document.{charter.pk}")
    assert SearchQuerySet().filter(kind="charter").count() == 0
    index.clear()
    assert SearchQuerySet().count() == 0 and list(SearchQuerySet().facet("kind")) == []
    index.update()
    assert SearchQuerySet().count() == len(documents)
    with pytest.warns(UserWarning, match="not registered"):
        assert SearchQuerySet().models(User).count() == 0


UNSUPPORTED: list[Callable[[], object]] = [
    lambda: SearchQuerySet().filter(content="妇女").boost("警察", 2).count(),
    lambda: SearchQuerySet().more_like_this(Document.objects.held()[0]).count(),
    lambda: SearchQuerySet().date_facet("adopted_on", date(2000, 1, 1), date(2010, 1, 1), "year").facet_counts(),
    lambda: SearchQuerySet().query_facet("year", "[2000 TO 2010]").facet_counts(),
    lambda: SearchQuerySet().facet("title").facet_counts(),
    lambda: SearchQuerySet().facet("kind", limit=1).facet_counts(),
    lambda: SearchQuerySet().stats("citations_in").stats_results(),
    lambda: SearchQuerySet().order_by("text").count(),
    lambda: SearchQuerySet().order_by("adopted_on", "preamble").count(),
    lambda: SearchQuerySet().highlight(pre_tags=["<b>"]).count(),
    lambda: list(SearchQuerySet().values("text")),
    lambda: SearchQuerySet().filter(unknown="妇女").count(),
    lambda: SearchQuerySet().filter(year__fuzzy=2010).count(),
    lambda: SearchQuerySet().filter(year__startswith=20).count(),
    lambda: SearchQuerySet().filter(kind__gt="charter").count(),
    lambda: SearchQuerySet().filter(content__endswith="女").count(),
    lambda: SearchQuerySet().filter(content__gt="女").count(),
    lambda: SearchQuerySet().filter(year=None).count(),
    lambda: SearchQuerySet().filter(title=["妇女"]).count(),
    lambda: SearchQuerySet().filter(content=AltParser("dismax", "妇女")).count(),
    lambda: SearchQuerySet().narrow('"妇女').count(),
    lambda: SearchQuerySet().narrow("unknown:妇女").count(),
    lambda: backend().build_schema({}),
    lambda: backend().search("妇女", within={"field": "place"}),
]


def test_a_call_that_is_not_supported_says_so(documents):
    for number, call in enumerate(UNSUPPORTED):
        with pytest.raises(NotImplementedError):
            call()
            pytest.fail(f"row {number} was answered")
    with pytest.raises(ValueError, match="x"):
        SearchQuerySet().filter(year__gte="x").count()
    with pytest.raises(MoreLikeThisError):
        SearchQuerySet().more_like_this(None).count()
    with pytest.raises(FacetingError):
        SearchQuerySet().date_facet("adopted_on", date(2000, 1, 1), date(2010, 1, 1), "decade")


def test_other_engines_get_the_sections_of_a_document(documents):
    data = DocumentIndex().full_prepare(Document.objects.get(symbol="S/RES/2(2000)"))
    assert (data["preamble"], data["operative"], data["notes"]) == ("关切儿童", "决定实施武器禁运", "见妇女")
    assert data["text"] == "S/RES/2(2000)\n制裁委员会\n关切儿童\n决定实施武器禁运\n见妇女"
