"""Filters and facets: counts compared with brute force, links, chips and the form of the results page."""

import random
from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction
from django.http import QueryDict

from resolutions.models import CatalogueEntry, Document
from resolutions.models.citations import Citation
from search.pages.form_state import FormState
from search.protocol.key_facets import KeyFacet
from search.protocol.request import SearchRequest
from tests.search.small_index import document, open_search
from tests.web.html import normalize_tags

KINDS, THEMES, VOTES = ("resolution", "statement", "letter"), ("妇女", "儿童", "青年"), ("unanimous", "against")
WORDS = ("制裁", "维和", "和平")


def make_facts(generator: random.Random, key: int) -> dict:
    """Facts of a made document, as the index and the database would know them."""
    day = date(generator.randint(1946, 2024), generator.randint(1, 12), 1)
    return {
        "key": key,
        "words": {word for word in WORDS if generator.random() < 0.6},
        "kind": {generator.choice(KINDS)},
        "theme": {theme for theme in THEMES if generator.random() < 0.4},
        "vote": {vote for vote in VOTES if generator.random() < 0.4},
        "date": day,
    }


def meets(facts: dict, name: str, values: tuple[str, ...]) -> bool:
    if name == "year":
        spans = [value.partition("-")[::2] for value in values]
        return any(int(first) <= facts["date"].year <= int(last or first) for first, last in spans)
    if name == "date":
        bounds = [value.split("..") for value in values]
        return any((first or "0") <= facts["date"].isoformat() <= (last or "9") for first, last in bounds)
    return not facts[name].isdisjoint(values)


def choose_filters(generator: random.Random) -> dict[str, tuple[str, ...]]:
    offered = {
        "kind": KINDS,
        "theme": THEMES,
        "vote": VOTES,
        "year": ("1990-1999", "1946", "2001-2024", "1900"),
        "date": ("1990-01-01..", "..2000-06-30", "1970-01-01..1999-12-31"),
    }
    names = generator.sample(sorted(offered), generator.randint(0, 3))
    return {name: tuple(generator.sample(offered[name], generator.randint(1, 2))) for name in names}


def test_counts_of_facets_are_those_of_brute_force_whatever_is_chosen(tmp_path):
    generator = random.Random(1946)
    everything = [make_facts(generator, key) for key in range(1, 121)]
    documents = [
        replace(
            document(facts["key"], "。".join(sorted(facts["words"])) or "无", kind=min(facts["kind"])),
            date=facts["date"],
            year=facts["date"].year,
            themes=tuple(facts["theme"]),
        )
        for facts in everything
    ]
    search = open_search(tmp_path, documents)
    votes = KeyFacet({vote: [facts["key"] for facts in everything if vote in facts["vote"]] for vote in VOTES})
    for _ in range(60):
        filters, word = choose_filters(generator), generator.choice([*WORDS, "*"])
        answer = search.answer(SearchRequest(word, mode="exact", filters=filters, key_facets={"vote": votes}, size=200))

        def found(word, **wanted):
            named = [facts for facts in everything if word == "*" or word in facts["words"]]
            return {facts["key"] for facts in named if all(meets(facts, *item) for item in wanted.items())}

        assert {result.card.key for result in answer.results} == found(word, **filters), (word, filters)
        for name in ("kind", "theme", "vote", "year"):
            counts = {item.value: item.count for item in answer.facets[name]}
            others = {key: values for key, values in filters.items() if key != name}
            alone = {value: len(found(word, **others, **{name: (value,)})) for value in counts}
            assert counts == alone, (word, filters, name)
            assert set(filters.get(name, ())) <= counts.keys()
        years = {
            facts["date"].year
            for facts in everything
            if facts["key"] in found(word, **(filters | {"year": ("0-9999",)}))
        }
        assert years <= {int(item.value) for item in answer.facets["year"] if item.value.isdecimal()}


@pytest.mark.parametrize(
    "address, expected",
    [
        ("year=1990-1999&year=2004&year=1990-1999", {"year": ("1990-1999", "2004")}),
        ("year=abc&year=&kind=&kind=resolution", {"kind": ("resolution",)}),
        ("from=2001-09-12&to=2002-01-31", {"date": ("2001-09-12..2002-01-31",)}),
        ("from=2001-09-12&to=", {"date": ("2001-09-12..",)}),
        ("from=&to=2001-02-31", {}),
        ("to=1999-12-31", {"date": ("..1999-12-31",)}),
        ("cites=1325&cites=&cites=宪章", {"cites": ("S/RES/1325(2000)", "CHARTER")}),
        ("cites=第1325(2000)号决议&cites=S/RES/1325(2000)", {"cites": ("S/RES/1325(2000)",)}),
        ("cites=不是文号", {"cites": ("不是文号",)}),
        ("vote=against&vote=abstentions&charter=VII", {"vote": ("against", "abstentions"), "charter": ("VII",)}),
        ("verb=recall&theme=妇女、和平与安全", {"verb": ("recall",), "theme": ("妇女、和平与安全",)}),
    ],
)
def test_filters_are_read_from_the_address_and_written_back(address, expected):
    state = FormState.from_parameters(QueryDict(address))
    assert dict(state.filters) == expected
    assert FormState.from_parameters(QueryDict(state.query_string())) == state


@pytest.mark.django_db
@pytest.mark.usefixtures("seeds")
class TestPage:
    """The page over the five texts and the catalogue."""

    STARTS = (
        {"q": "安全部门改革"},
        {"q": "妇女和平安全", "year": ["2017"]},  # matched by words alone
        {"q": "*", "year": ["2010-2019", "2021"], "agenda": ["维护国际和平与安全"], "vote": ["unanimous"]},
        {"q": "安全部门改革", "cites": ["S/RES/2151(2014)"], "verb": ["recall"], "charter": ["VIII"]},
        {"q": "量子色动力学", "kind": ["resolution"]},
        {"kind": ["resolution", "letter"], "from": "2017-01-01"},
    )

    @pytest.mark.parametrize("start", STARTS, ids=str)
    def test_every_facet_link_leads_to_as_many_documents_as_it_says(self, client, start):
        for facet in client.get("/search", start).context["filters"].facets:
            for choice in facet.choices[:5]:
                page = client.get(choice.url)
                assert page.context["total"] == choice.count, choice
                if facet.takes_several:
                    again = next(item for item in page.context["filters"].facets if item.field == facet.field)
                    others = {one.value for one in facet.choices if one.count} - set(start.get(facet.field, ()))
                    assert others <= {one.value for one in again.choices}, choice

    def test_values_of_one_facet_add_up_and_facets_narrow_each_other(self, client):
        def total(**more):
            return client.get("/search", {"q": "*"} | more).context["total"]

        assert total(year=["2017", "2020"]) == total(year="2017") + total(year="2020")
        assert total(year=["2017", "2020"], kind="resolution") == 2
        assert total(**{"from": "2017-01-01", "to": "2017-12-31"}) == total(year="2017")

    def test_facts_of_the_catalogue_and_citations_are_those_of_the_database(self, client):
        for vote, lookup in (
            ("unanimous", {"votes_yes__gt": 0, "votes_no": 0, "votes_abstain": 0}),
            ("abstentions", {"votes_abstain__gt": 0}),
            ("against", {"votes_no__gt": 0}),
        ):
            entries = CatalogueEntry.objects.filter(**lookup)
            without_vote = CatalogueEntry.objects.filter(adoption="一致通过") if vote == "unanimous" else entries.none()
            expected = entries.exclude(adoption="一致通过").count() + without_vote.count()
            held = client.get("/search", {"vote": vote})
            alone = client.get("/search", {"vote": vote, "collection": "catalogue"})
            assert held.context["total"] + alone.context["catalogue"].total == expected > 0
        published = Citation.objects.published().filter(
            target__symbol="CHARTER", cited_paragraphs__contains=["ch.VIII"]
        )
        assert client.get("/search", {"charter": "VIII"}).context["total"] == len(set(published.values_list("source")))
        for typed in ("引用:宪章第八章", "引用:第八章", "cites:ch.VIII", "动词:根据 引用:第八章 OR 引用:第八章"):
            assert client.get("/search", {"q": typed}).context["total"] == len(set(published.values_list("source")))
        recalling = Citation.objects.published().filter(target__symbol="S/RES/2151(2014)", verb_group="recall")
        found = client.get("/search", {"cites": "2151", "verb": "recall"}).context["total"]
        assert found == len(set(recalling.values_list("source"))) > 0

    def test_a_changed_vote_is_noticed_without_the_index(self, client):
        entry = CatalogueEntry.objects.get(document__symbol="S/RES/2553(2020)")
        before = client.get("/search", {"vote": "against"}).context["total"]
        with transaction.atomic():  # gives the row a new ``xmin``, as any later transaction does
            CatalogueEntry.objects.filter(pk=entry.pk).update(votes_no=1)
        assert client.get("/search", {"vote": "against"}).context["total"] == before + 1

    def test_documents_without_text_are_found_by_filters_alone(self, client):
        page = client.get("/search", {"collection": "catalogue", "from": "1990-08-02", "to": "1990-08-31"})
        expected = Document.objects.visible().filter(
            catalogue__isnull=False, shown_date__range=("1990-08-02", "1990-08-31")
        )
        assert page.context["catalogue"].total == expected.count() > 3
        assert "的议程项目或英文标题相符" not in page.content.decode()

    def test_the_form_has_a_named_field_for_each_filter_and_keeps_the_search(self, client):
        address = {"q": "安全部门改革", "mode": "exact", "sort": "newest", "kind": "resolution", "from": "2017-01-01"}
        page = normalize_tags(client.get("/search", address).content.decode())
        for expected in (
            '<input type="hidden" name="q" value="安全部门改革">',
            '<input type="hidden" name="mode" value="exact">',
            '<input type="hidden" name="sort" value="newest">',
            '<input type="checkbox" name="kind" value="resolution" aria-label="决议" checked>',
            '<input type="date" name="from" value="2017-01-01"',
            '<option value="recall">回顾</option>',
            'href="#filters">筛选（2）</a>',
        ):
            assert expected in page
        assert 'type="hidden" name="kind"' not in page

    def test_chosen_values_stay_in_the_form_where_nothing_is_counted(self, client):
        page = client.get("/search", {"q": "索马里", "collection": "catalogue", "year": "1992", "theme": "海盗"})
        hidden = page.context["filters"].hidden
        assert {("year", "1992"), ("theme", "海盗")} <= set(hidden) and not page.context["filters"].facets

    def test_each_chip_removes_one_filter(self, client):
        address = {"q": "妇女", "year": ["2017", "2020"], "vote": "unanimous", "to": "2020-12-31", "collection": "held"}
        chips = client.get("/search", address).context["chips"]
        assert [chip.name for chip in chips] == [
            "年份：2017年",
            "年份：2020年",
            "表决：一致",
            "日期：至2020年12月31日",
            "收录情况：有全文",
        ]
        assert [len(client.get(chip.url).context["chips"]) for chip in chips] == [4] * 5

    def test_a_facet_that_cannot_narrow_is_not_offered(self, client):
        fields = {facet.field for facet in client.get("/search", {"q": "2382 2553 妇女"}).context["filters"].facets}
        assert "organ" not in fields
