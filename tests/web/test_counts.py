"""Every number of the pages 浏览 and 统计 links to the list that it counts, and the list has that many."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.test import Client

from resolutions.statistics.queries.cached import read_data_state
from resolutions.statistics.queries.document_filter import VOTE_NAMES, DocumentFilter, InvalidFilterError
from resolutions.statistics.queries.figure_builders import FIGURES, load_figure
from tests.web.html import read_page

FILTERS = [
    "",
    "?organ=S",
    "?organ=S&kind=statement&decade=2000",
    "?kind=resolution&decade=1990",
    "?decade=unknown",
]
EVERY = 9  # of the rows of a figure by year
_LINKED = re.compile(r'<a\s[^>]*?href="([^"#]+)"[^>]*>(?:(?!</a>).)*?<(?:span\s+class="n"|small)>(\d+)', re.S)
_BESIDE = re.compile(r'<a\s[^>]*?href="([^"#]+)"[^>]*>[^<]*</a\s*>(?:(?!<a\s|</li>).)*?<span\s+class="n">(\d+)', re.S)
_HELD = re.compile(r'<a\s[^>]*?href="([^"#]+)"[^>]*>全文<span class="n">(\d+)', re.S)


def count_listed(client: Client, address: str) -> int:
    """The number of rows of a list, all its pages together."""
    response = client.get(unescape(address))
    assert response.status_code == 200, address
    context = response.context
    if "listing" in context:
        return context["listing"].total_documents
    if "held" in context and "stubs" in context:
        return len(context["held"]) + len(context["stubs"])
    return context["paginator"].count


@pytest.mark.parametrize("query", FILTERS)
def test_every_number_of_browse_is_that_of_its_list(seeds, client, query):
    html = read_page(client, f"/browse{query}").split('id="most-cited"')[0]
    numbers = dict(_BESIDE.findall(html)) | dict(_LINKED.findall(html)) | dict(_HELD.findall(html))
    numbers = {url: int(count) for url, count in numbers.items() if "most-cited" not in url}
    assert len(numbers) > (3 if query else 80)
    chosen = {
        url: count for number, (url, count) in enumerate(numbers.items()) if number % 3 == 0 or "years" not in url
    }
    assert {url: count_listed(client, url) for url in chosen} == chosen


@pytest.mark.parametrize("query", FILTERS)
def test_every_number_of_a_figure_is_that_of_its_list(seeds, client, query):
    conditions = DocumentFilter.from_query(QueryDict(query[1:]).dict())
    for key in FIGURES.keys() - {"vetoes"}:
        figure = load_figure(read_data_state(), key, conditions)
        links: dict[tuple[str, str], float] = {(row.url, "left out"): row.values[0] for row in figure.left_out}
        for number, row in enumerate(figure.rows):
            if number % EVERY and len(figure.rows) > 30:
                continue
            columns = zip(figure.columns, row.values, row.urls, strict=False)
            links |= {(url, name): value for name, value, url in columns if url}
            assert not row.url or sum(row.values)
        for (url, name), value in links.items():
            if name == "引用的文件份数":
                assert client.get(url).context["sources"] == value, url
            else:
                assert count_listed(client, url) == value, (key, url)
        assert query or links


def test_the_bars_of_a_chart_lead_to_what_they_draw(seeds, client):
    html = read_page(client, "/statistics")
    bars = re.findall(r'<g class="stacks".*?</g></svg>', html, re.S)
    assert len(bars) == 7 and all("<a\n  href=" in bar or "<a href=" in bar for bar in bars)


def test_a_veto_alone_is_listed_alone(seeds, client):
    figure = load_figure(read_data_state(), "vetoes")
    for row in figure.rows:
        for value, url in zip(row.values, row.urls, strict=True):
            assert (count_listed(client, url) if url else 0) == value


def test_the_form_has_the_values_with_their_numbers_and_keeps_the_choice(seeds, client):
    html = read_page(client, "/statistics?organ=S&kind=resolution&decade=1990")
    assert '<form class="filter-form" method="get">' in html
    assert re.search(r'<option value="S"\s+selected', html) and re.search(r'<option value="1990"\s+selected', html)
    for name in ("organ", "kind", "decade"):
        values = re.findall(
            r'<option value="([^"]*)"[^>]*>[^<（]+（(\d+)）', html.split(f'name="{name}"')[1].split("</select")[0]
        )
        chosen = {"organ": "S", "kind": "resolution", "decade": "1990"}
        for value, count in values:
            query = "&".join(f"{k}={v}" for k, v in (chosen | {name: value}).items())
            assert count_listed(client, f"/browse/documents?{query}") == int(count), (name, value)
        assert values


@pytest.mark.parametrize("address", ["/browse?organ=all&kind=&decade=", "/statistics?organ=all&kind=&decade="])
def test_a_form_without_a_choice_shows_everything(seeds, client, address):
    assert client.get(address).context["conditions"] == DocumentFilter() if "browse" in address else True
    shown, plain = (client.get(one).content.decode() for one in (address, urlsplit(address).path))
    assert without_language_links(shown) == without_language_links(plain)


def without_language_links(page: str) -> str:
    """Leave out the links to the other languages, which keep the parameters of the address."""
    return re.sub(
        r'<link rel="alternate" hreflang[^>]*>|<nav class="interface-languages".*?</nav>', "", page, flags=re.DOTALL
    )


@pytest.mark.parametrize("query", [
    "organ=X", "organ=s", "kind=poem", "decade=1995", "decade=199", "decade=1990年代", "decade=x", "year=99", "held=2",
    "vote=veto", "kind=%00", "year=１９９４", "decade=unknow",
])  # fmt: skip
def test_an_unknown_value_gets_a_sentence(db, client, query):
    for page in ("/browse", "/statistics", "/browse/documents", "/statistics/votes", "/statistics/votes.csv",
                 "/browse/most-cited", "/browse/citations"):  # fmt: skip
        response = client.get(f"{page}?{query}")
        assert response.status_code == 404 and "地址中的条件有误" in response.content.decode(), page


def test_values_of_a_filter_are_named_in_chinese():
    conditions = DocumentFilter.from_query(
        {"organ": "", "kind": "report", "year": "1994", "held": "0", "vote": "against"}
    )
    assert conditions.names == ["其他", "报告", "1994年", "仅见于目录或引用", "有反对"]
    assert DocumentFilter.from_query({"organ": "all"}) == DocumentFilter()
    assert set(VOTE_NAMES) == {"unanimous", "abstain", "against", "unrecorded"}
    with pytest.raises(InvalidFilterError, match="年份"):
        DocumentFilter.from_query({"year": "0"})


@pytest.mark.parametrize("query", ["age=3-x", "age=-1", "verb=sing", "verb=recall&verb=x", "age=unknow"])
def test_an_unknown_condition_on_citations_gets_a_sentence(db, client, query):
    response = client.get(f"/browse/citations?{query}")
    assert response.status_code == 404 and "地址中的条件有误" in response.content.decode()


def test_citations_are_narrowed_by_verb_age_and_theme_together(seeds, client):
    def rows(query: str) -> int:
        return count_listed(client, f"/browse/citations?{query}")

    both = rows("verb=recall&verb=reaffirm")
    assert both == rows("verb=recall") + rows("verb=reaffirm") > 0
    assert rows("age=0-4000") + rows("age=unknown") + rows("age=later") == rows("")
    assert 0 < rows("theme=妇女、和平与安全") == rows("theme=婦女與和平與安全") < rows("")
    assert client.get("/browse/citations?theme=无此主题").status_code == 404


def test_citations_of_all_documents_are_exported(seeds, client):
    lines = b"".join(client.get("/browse/citations.csv?verb=recall")).decode("utf-8-sig").splitlines()
    assert len(lines) > 1 and "引文" in lines[0]
    assert "TY  - GOVDOC" in b"".join(client.get("/browse/citations.ris?verb=recall")).decode()
