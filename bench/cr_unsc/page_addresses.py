"""Addresses of every kind of page, of the heaviest documents and lists that a portal has."""

from typing import Any
from urllib.parse import quote

SEARCHES = (
    "安全理事会",
    "安全部门改革",
    "妇女、和平与安全 制裁",
    '"根据《联合国宪章》第七章采取行动"',
    "机关:安理会 日期:1990-1999 维持和平",
    "维和行动的任务期限 NEAR/5 秘书长",
    "S/RES/1325(2000)",
    "第1325号决议",
    "afghanistan",
    "不存在的词语组合甲乙丙",
)
SITE = (
    "/", "/CHARTER", "/CHARTER/ch.VII", "/finder", "/data", "/new.atom", "/opensearch.xml", "/robots.txt",
    "/sitemap.xml", "/sitemap-documents.xml", "/compare", "/paths", "/trace", "/search", "/search/help",
    "/api/v1/openapi.json",
)  # fmt: skip
LISTS = (
    "/browse", "/browse/documents", "/browse/documents?organ=S&kind=resolution", "/browse/documents?page=50",
    "/browse/agenda", "/browse/agenda?group=situation", "/browse/agenda?group=pinyin", "/browse/agenda.csv",
    "/browse/subjects", "/browse/subjects.csv", "/browse/divided", "/browse/divided.csv", "/browse/votes",
    "/browse/vetoes", "/browse/vetoes.csv", "/browse/themes", "/browse/most-cited", "/browse/wanted",
    "/browse/together", "/statistics", "/statistics/central.svg", "/statistics/age.csv",
)  # fmt: skip
API = (
    "/api/v1/documents", "/api/v1/documents?page=20", "/api/v1/paragraphs?limit=200", "/api/v1/citations?limit=200",
    "/api/v1/citations?counted=true&page=100", "/api/v1/search?q=制裁", "/api/v1/resolve?text=第1325(2000)号决议",
)  # fmt: skip
DESK = (
    "", "resolutions/document/", "resolutions/document/?q=制裁", "resolutions/document/upload/",
    "resolutions/document/again/", "resolutions/document/again/?all=1", "resolutions/document/catalogue/",
    "resolutions/document/jobs/", "resolutions/document/handbook/", "resolutions/citation/", "resolutions/sourcefile/",
    "resolutions/textversion/", "resolutions/change/", "resolutions/catalogueentry/", "resolutions/agendaitem/",
)  # fmt: skip
PARTS = (
    "", "/cited-by", "/cited-by?page=2", "/cited-by.csv", "/cited-by.atom", "/cited-by.ris", "/cites", "/cites.csv",
    "/graph", "/graph?steps=2", "/graph.svg", "/graph.graphml?steps=2", "/similar", "/card", "/report",
    "/find?q=安全", "?q=安全", ".txt", ".json", ".ris", ".bib", ".csl.json", ".gbt7714.txt",
)  # fmt: skip


def list_addresses() -> list[str]:
    """Return the addresses: the site, lists, searches, documents with all their pages, API and desk."""
    from resolutions.models import AgendaItem, Document, Subject
    from resolutions.statistics.queries.document_lists import list_theme_groups

    held = Document.objects.held()
    cited, citing = held.order_by("-citations_in")[0], held.order_by("-citations_out")[0]
    stub = Document.objects.filter(status="stub").order_by("-citations_in").exclude(symbol="CHARTER")[0]
    item = _largest(AgendaItem, "catalogueentry")
    subject = _largest(Subject, "document_links")
    theme = quote(list_theme_groups()[0].name, safe="")
    year = citing.year
    searches = [f"/search?q={quote(query)}" for query in SEARCHES]
    lists = [
        *LISTS, f"/years/{year}", f"/years/{year}.ris", f"/browse/agenda/{item}", f"/browse/agenda/{item}.ris",
        f"/browse/subjects/{subject}", f"/browse/themes/{theme}", f"/browse/together?with={quote(cited.symbol)}",
    ]  # fmt: skip
    found = [f"{searches[1]}&page=2", f"/search.csv?q={quote(SEARCHES[1])}", f"/search.atom?q={quote(SEARCHES[1])}"]
    two = [
        f"/compare?a={quote(cited.symbol)}&b={quote(citing.symbol)}",
        f"/paths?from={quote(citing.symbol)}&to={quote(cited.symbol)}",
        f"/trace?phrase={quote('安全部门改革')}",
        f"/trace?phrase={quote('决定继续处理此案')}",
        f"/references.ris?symbol={quote(cited.symbol)}",
        f"/search/suggest?q={quote('安全')}",
        "/search/suggest?q=anquan",
    ]
    documents = [f"{document.get_absolute_url()}{part}" for document in (cited, citing) for part in PARTS]
    stubs = [f"{stub.get_absolute_url()}{part}" for part in ("", "/cited-by", "/graph", ".json")]
    api = [*API, f"/api/v1/documents/{cited.symbol}", f"/api/v1/citations?target={quote(cited.symbol)}&limit=200"]
    desk = [f"/admin/{part}" for part in DESK]
    desk += [f"/admin/resolutions/document/{citing.pk}/{part}" for part in ("change/", "history/", "paragraphs/3/")]
    return [*SITE, *lists, *searches, *found, *two, *documents, *stubs, *api, *desk]


def _largest(model: Any, relation: str) -> int:
    """Return the key of the row with the most rows of a relation."""
    from django.db.models import Count

    key: int = model.objects.annotate(n=Count(relation)).order_by("-n").values_list("pk", flat=True)[0]
    return key
