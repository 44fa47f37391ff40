"""No public address shows a word of a draft, a withdrawn text, a replaced text or what they cite.

By docs/design.md, "Provenance and visibility", a draft changes no answer at all: before and after its arrival every
address answers the same. So the first test compares all answers; the second looks for words of hidden texts.
"""

import json
import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from resolutions.desk import receiving, uploads
from resolutions.exports.bulk import bulk_folder
from resolutions.models import (
    AgendaItem,
    CatalogueEntry,
    Document,
    DocumentSubject,
    MemberState,
    ParagraphPair,
    SimilarParagraph,
    SourceFile,
    StateVote,
    Status,
    Subject,
    Translation,
    TranslationParagraph,
    TranslationState,
    VetoedDraft,
)
from resolutions.stubs import build_stub
from resolutions.writing import citation_corrections, corrections
from resolutions.writing.citation_corrections import CitationValues
from resolutions.writing.citation_counts import recount_all
from resolutions.writing.publish import apply_correction
from tests.web import factories

pytestmark = pytest.mark.django_db
WORDS = ["金丝雀", "鹦鹉螺", "信天翁", "啄木鸟", "白鹳", "翠鸟", "2788(2024)"]  # of hidden documents alone
TEXT = "回顾其关于翠鸟的第2553(2020)号、第2151(2014)号和第2788(2024)号决议，强调指出鹦鹉螺对于巩固和平至关重要；"
CITED, COUNTED_STUB, FOOTNOTE_STUB, CATALOGUED = (
    "S/RES/2553(2020)", "S/RES/2151(2014)", "S/RES/2282(2016)", "S/RES/2700(2023)",
)  # fmt: skip
UNDATED_STUB = "S/23500"  # its symbol has no year
WITHDRAWN, REPLACED, CITED_BY_DRAFT, UNKNOWN = (
    "S/RES/2600(2021)", "S/RES/2601(2021)", "S/RES/2788(2024)", "S/RES/2799(2024)",
)  # fmt: skip
# Of a text that goes through the desk: its symbol, what it cites, and what an editor links there by hand.
DESK_DRAFT, CITED_AT_THE_DESK, LINKED_BY_HAND = "S/RES/2761(2024)", "S/2021/325", "S/2019/1001"
DESK_TEXT = """第{number}号决议
安全理事会2024年12月4日第9799次会议通过
安全理事会，
回顾其关于翠鸟的第2553(2020)号和第2788(2024)号决议以及秘书长的报告(S/2021/325)，又回顾鹦鹉螺的来信，
1. 强调指出鹦鹉螺对于巩固和平至关重要；
2. 决定继续处理此案。
"""
KNOWN = (COUNTED_STUB, FOOTNOTE_STUB, CATALOGUED, UNDATED_STUB)
SLUGS = ("texts/draft-2021", "texts/withdrawn-2021")
# Each public address by its name in the urlconf. {key} stands for the key of every document, also of unknown ones;
# {original} for every original.
ADDRESSES = {
    "home": ["/"],
    "desk": ["/admin"],
    "year": ["/years/2014", "/years/2021", "/years/2024", "/years/1992"],
    "year-export": ["/years/2021.ris", "/years/2014.csl.json", "/years/2024.ref.txt", "/years/1992.ris"],
    "document": ["/{key}", "/{key}?text=zh-en", "/{key}?text=en"],
    "text": ["/texts/draft-2021", "/texts/withdrawn-2021"],
    "citations": ["/{key}/cited-by", "/{key}/cites", "/{key}/cited-by.csv", "/{key}/cites.csv", "/{key}/cited-by.atom"],
    "citations-export": ["/{key}/cited-by.ris", "/{key}/cites.bib"],
    "card": ["/{key}/card"],
    "find": ["/{key}/find?q=鹦鹉"],
    "similar": ["/{key}/similar"],
    "report": ["/{key}/report"],
    "paragraph": ["/{key}/paragraph?at=pp1", "/{key}/paragraph"],
    "graph": ["/{key}/graph", "/{key}/graph?steps=2", "/{key}/graph.svg", "/{key}/graph.graphml?steps=2"],
    "document-export": [
        f"/{{key}}.{form}" for form in ("txt", "json", "ris", "bib", "csl.json", "ref.txt", "gbt7714.txt")
    ] + ["/{key}.txt?paragraph=pp1", "/CHARTER.ris"],
    "charter": ["/CHARTER"],
    "charter-part": ["/CHARTER/ch.VII", "/CHARTER/article-39"],
    "charter-part-export": ["/CHARTER/ch.VII.csv", "/CHARTER/art.39.ris", "/CHARTER/art.39.json"],
    "trailing-slash": ["/browse/", "/{key}/", "/{key}/cited-by/"],
    "compare": ["/compare", "/compare?a=2553&b={key}"],
    "trace": ["/trace?phrase=鹦鹉"],
    "original": ["/originals/{original}"],
    "paths": ["/paths", "/paths?from={key}&to=2553(2020)", "/paths?from=2151(2014)&to=2282(2016)",
              "/paths?from=金丝雀文件&to=2553(2020)"],
    "browse": ["/browse", "/browse?organ=S&decade=2020"],
    "browse-documents": ["/browse/documents", "/browse/documents?held=1", "/browse/documents?kind=letter",
                         "/browse/documents?organ=UN"],
    "browse-agenda": ["/browse/agenda", "/browse/agenda?group=situation", "/browse/agenda?group=pinyin"],
    "agenda-export": ["/browse/agenda.csv", "/browse/agenda.json"],
    "browse-agenda-item": ["/browse/agenda/{item}"],
    "agenda-item-export": ["/browse/agenda/{item}.ris"],
    "browse-subjects": ["/browse/subjects"],
    "subjects-export": ["/browse/subjects.csv", "/browse/subjects.json"],
    "browse-subject": ["/browse/subjects/{subject}"],
    "subject-export": ["/browse/subjects/{subject}.csl.json"],
    "browse-divided": ["/browse/divided", "/browse/divided?with=abstain"],
    "divided-export": ["/browse/divided.ris"],
    "documents-export": ["/browse/documents.ris?organ=S", "/browse/documents.csv"],
    "most-cited-export": ["/browse/most-cited.csv"],
    "wanted-export": ["/browse/wanted.csv"],
    "state-export": ["/browse/votes/CHN.ris"],
    "theme-export": ["/browse/themes/安全部门改革.csv"],
    "unapi": ["/unapi", "/unapi?id={key}", "/unapi?id={key}&format=ris"],
    "browse-states": ["/browse/votes"],
    "browse-state": ["/browse/votes/CHN", "/browse/votes/CHN?ballot=A"],
    "states-export": ["/browse/votes.csv", "/browse/votes.json"],
    "state-votes-export": ["/browse/votes/CHN.csv", "/browse/votes/CHN.json?ballot=A"],
    "browse-vetoes": ["/browse/vetoes"],
    "vetoes-export": ["/browse/vetoes.csv", "/browse/vetoes.json", "/browse/vetoes.ris"],
    "themes-export": ["/browse/themes.csv", "/browse/themes.json"],
    "together-export": ["/browse/together.csv", "/browse/together.ris", "/browse/together.json?with={key}"],
    "browse-citations": ["/browse/citations", "/browse/citations?theme=翠鸟", "/browse/citations?verb=recall&age=0-9"],
    "all-citations-export": ["/browse/citations.csv", "/browse/citations.ris"],
    "find-state": ["/browse/votes/chn", "/browse/votes/中国"],
    "browse-themes": ["/browse/themes"],
    "browse-theme": ["/browse/themes/翠鸟"],
    "browse-most-cited": ["/browse/most-cited", "/browse/most-cited?kind=letter"],
    "browse-wanted": ["/browse/wanted"],
    "browse-together": ["/browse/together", "/browse/together?with={key}"],
    "statistics": ["/statistics", "/statistics?organ=S&kind=resolution&decade=2020"],
    "figure-page": [f"/statistics/{key}" for key in ("documents", "citations", "mix", "age", "votes", "central")],
    "figure": [f"/statistics/{key}.{form}" for key in ("documents", "age", "central") for form in ("svg", "csv")],
    "finder": ["/finder"],
    "terms": ["/terms", "/terms?q=鹦鹉螺", "/terms?q=2553", "/terms?q=鹦鹉螺&with=nautilus"],
    "terms-export": ["/terms.csv?q=鹦鹉螺", "/terms.json?q=鹦鹉螺"],
    "data": ["/data"],
    "data-file": [f"/data/{name}" for name in bulk_folder.FILE_NAMES],
    "new-documents": ["/new.atom"],
    "opensearch": ["/opensearch.xml"],
    "robots": ["/robots.txt"],
    "sitemap": ["/sitemap.xml"],
    "sitemap-section": ["/sitemap-pages.xml", "/sitemap-documents.xml"],
    "references": ["/references.ris?symbol={key}", "/references.csl.json?symbol={key}"],
    "search-export": ["/search.ris?q=鹦鹉", "/search.bib?q=*"],
    "search:results": ["/search?q=鹦鹉", "/search?q=金丝", "/search?q=*", "/search?q={key}", "/search?q=nautilus",
                        "/search?q=鹦鹉 nautilus", "/search?q=nautilus&collection=english"],
    "script-words": ["/words/en.js"],
    "search:help": ["/search/help"],
    "search:suggest": ["/search/suggest?q=金丝", "/search/suggest?q=S/RES/27", "/search/suggest?q={key}"],
    "search:feed": ["/search.atom?q=*"],
    "search:table": ["/search.csv?q=*"],
    "api:documents": ["/api/v1/documents?limit=200", "/api/v1/documents?year=2014", "/api/v1/documents?held=false"],
    "api:document": ["/api/v1/documents/{key}"],
    "api:paragraphs": ["/api/v1/paragraphs", "/api/v1/paragraphs?document={key}"],
    "api:citations": ["/api/v1/citations", "/api/v1/citations?source={key}", "/api/v1/citations?target={key}"],
    "api:resolve": ["/api/v1/resolve?text={key}"],
    "api:resolve_text": ["/api/v1/resolve?text=第2151号决议"],
    "api:search": ["/api/v1/search?q=鹦鹉", "/api/v1/search?q=*", "/api/v1/search?q={key}",
                   "/api/v1/search?q=nautilus"],
    "api:search_text": ["/api/v1/search"],  # by POST; test_long_paste.py
    "api:openapi-json": ["/api/v1/openapi.json"],
    "api:api-root": ["/api/v1/"],
    "api:": ["/api/v1/nothing"],
}  # fmt: skip
# An empty feed is as old as its answer.
VARYING = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|<updated>[^<]+</updated>')


@pytest.fixture
def item(tmp_path, monkeypatch):
    """Texts and stubs that readers know, indexed; the agenda item of one of them."""
    cache.clear()
    monkeypatch.setattr(bulk_folder, "default_folder", lambda: tmp_path)
    cited = factories.make_resolution()
    note = factories.add_paragraph(cited, "footnote", "fn1", "fn1", "1. 第2282(2016)号决议和S/23500。")
    cited.citations_made.filter(target__symbol=FOOTNOTE_STUB).delete()
    Document.objects.filter(symbol=FOOTNOTE_STUB).update(citations_in=0)
    factories.cite(note, "第2282(2016)号决议", _get(FOOTNOTE_STUB), is_counted=False)
    factories.cite(note, "S/23500", factories.make_document(UNDATED_STUB, Status.STUB))
    Document.objects.filter(symbol=FOOTNOTE_STUB).update(citations_in=0)
    item = AgendaItem.objects.create(name_en="Birds", name_zh="鸟类")
    catalogued = factories.make_document(CATALOGUED, Status.STUB, adopted_on=date(2023, 1, 2))
    entry = CatalogueEntry.objects.create(
        document=catalogued, agenda_item=item, date=date(2023, 1, 2), votes_yes=13, votes_no=0, votes_abstain=2
    )
    subject = Subject.objects.create(name_en="BIRDS", name_zh="鸟类")
    DocumentSubject.objects.create(document=catalogued, subject=subject, source="index")
    china = MemberState.objects.create(code="CHN", name_en="CHINA", name_zh="中国")
    StateVote.objects.create(entry=entry, state=china, ballot="A", is_permanent=True)
    VetoedDraft.objects.create(key=CATALOGUED, draft_symbol=CATALOGUED, date=date(2023, 1, 2)).states.add(china)
    factories.make_repertoire(cited)
    recount_all()
    Document.objects.update(updated_at=timezone.now() - timedelta(days=2))  # a draft of today has another date
    factories.index()
    return item


def _get(symbol: str) -> Document:
    return Document.objects.get(symbol=symbol)


def add_hidden_text(document: Document, status: Status, **values) -> None:
    """Give ``document`` a status and a text full of the words, without a change of its time."""
    document.status = status  # not saved: ``cite`` counts citations of published documents
    stub = factories.make_document(CITED_BY_DRAFT, Status.STUB) if not _exists(CITED_BY_DRAFT) else _get(CITED_BY_DRAFT)
    text = factories.add_paragraph(document, "preamble", "PP1", "pp1", TEXT)
    for number, target in (("2553(2020)", _get(CITED)), ("2151(2014)", _get(COUNTED_STUB)), ("2788(2024)", stub)):
        factories.cite(text, f"第{number}号", target, verb="回顾", verb_group="recall", theme="翠鸟")
    other = _get(CITED).paragraphs.first()
    SimilarParagraph.objects.create(paragraph=text, other=other, likeness=0.9)
    SimilarParagraph.objects.create(paragraph=other, other=text, likeness=0.9)
    factories.add_original(document, "白鹳.txt", f"{document.key} {TEXT}".encode())
    said = {"title": "金丝雀文件", "facts": {"from": "信天翁"}, "warnings": ["啄木鸟"], "meeting": 8799}
    said |= {"adopted_on": date(1992, 2, 3), "year": document.year or 1992}
    Document.objects.filter(pk=document.pk).update(status=status, **(said | values))


def _exists(symbol: str) -> bool:
    return Document.objects.filter(symbol=symbol).exists()


def named_addresses() -> dict[str, str]:
    """Return the public patterns of the urlconf by name; a pattern without a name has that of its namespace."""
    names: dict[str, str] = {}

    def walk(patterns, namespace: str) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                if pattern.namespace != "admin":
                    walk(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)
            else:
                names[f"{namespace}{pattern.name or ''}"] = str(pattern.pattern)

    walk(get_resolver().url_patterns, "")
    return names


def addresses(item: AgendaItem) -> list[str]:
    keys = [CITED, *KNOWN, WITHDRAWN, REPLACED, UNKNOWN, CITED_BY_DRAFT, *SLUGS, "2799"]
    keys += [DESK_DRAFT, CITED_AT_THE_DESK, LINKED_BY_HAND]
    subject = Subject.objects.get()
    filled = [address.replace("{item}", str(item.pk)) for group in ADDRESSES.values() for address in group]
    filled = [address.replace("{subject}", str(subject.pk)) for address in filled]
    filled = [address.replace("{key}", key) for address in filled for key in keys]
    return list(dict.fromkeys(address for address in filled if "{original}" not in address))


def answer(client, address: str) -> tuple[int, str]:
    """Return status and body; JSON and HTML as the text that readers see of it."""
    response = client.get(address)
    body = VARYING.sub("", b"".join(response).decode())
    if "json" in response.get("Content-Type", "") and body.lstrip().startswith(("{", "[")) and "\n{" not in body:
        body = json.dumps(json.loads(body), ensure_ascii=False)
    return response.status_code, response.get("Location", "") + body


def all_answers(client, item: AgendaItem) -> dict[str, tuple[int, str]]:
    bulk_folder.write_bulk_files(bulk_folder.default_folder())
    return {address: answer(client, address) for address in addresses(item)}


def make_drafts() -> None:
    """Write drafts over every kind of stub, and some that nothing public names."""
    make_drafts_at_the_desk()
    for symbol in set(KNOWN) - {COUNTED_STUB}:
        add_hidden_text(_get(symbol), Status.DRAFT, kind="letter", organ="UN")
    add_hidden_text(factories.make_document(UNKNOWN, Status.STUB), Status.DRAFT)
    slug = SLUGS[0].removeprefix("texts/")
    add_hidden_text(Document.objects.create(slug=slug, title="金丝雀文件"), Status.DRAFT)
    add_hidden_english(_get(CITED), TranslationState.DRAFT)
    add_hidden_english(_get(CITED), TranslationState.WITHDRAWN)


def add_hidden_english(document: Document, state: TranslationState) -> None:
    """Give ``document`` an English text full of the words, that readers may not see."""
    name = f"白鹳 {state}-EN.txt"
    stored = {"sha256": f"{state:0<64}", "name": name, "media_type": "text/plain", "size": 1}
    source = SourceFile.objects.create(document=document, **stored)
    translation = Translation.objects.create(
        document=document, source=source, language="en", state=state, text=TEXT, title="金丝雀文件"
    )
    TranslationParagraph.objects.create(
        translation=translation,
        order=0,
        kind="preamble",
        label="PP1",
        anchor="pp1",
        text=TEXT,
        citations=[{"start": 0, "end": 2, "target": CITED_BY_DRAFT, "labels": [], "is_counted": True}],
    )
    english = translation.paragraphs.get()
    ParagraphPair.objects.create(
        translation=translation,
        position=0,
        anchor="pp1",
        chinese=TEXT,
        words=" the nautilus ",
        english_ids=[english.pk],
    )


def make_drafts_at_the_desk() -> None:
    """Upload a text of a stub and one that nothing names, and correct heading and citations as an editor does."""
    for number in ("2151(2014)", "2761(2024)"):
        text = DESK_TEXT.format(number=number)
        upload = uploads.process_upload(receiving.receive_file(text.encode(), f"白鹳 {number}.txt"))
        document = upload.document
        assert document and document.status == Status.DRAFT
        apply_correction(corrections.correct_heading, document.pk, {"title": "金丝雀文件"})
        words = document.paragraphs.get(text__contains="来信")
        start = words.text.index("来信")
        by_hand = CitationValues(LINKED_BY_HAND, ["1"])
        apply_correction(citation_corrections.add_citation, words.pk, start, start + 2, by_hand)
        apply_correction(citation_corrections.reject_citation, document.citations_made.in_reading_order().first().pk)


def test_every_public_address_has_a_row():
    assert named_addresses().keys() == ADDRESSES.keys()


def test_a_draft_changes_no_answer(client, item):
    before = all_answers(client, item)
    make_drafts()
    after = all_answers(client, item)
    assert {address: (before[address], after[address]) for address in before if before[address] != after[address]} == {}
    assert {before[f"/{key}{rest}"][0] for key in KNOWN for rest in ("", "/graph", "/cited-by", ".ris")} == {200}
    named_by_drafts = (UNKNOWN, CITED_BY_DRAFT, SLUGS[0], DESK_DRAFT, CITED_AT_THE_DESK, LINKED_BY_HAND)
    assert {after[f"/{key}{rest}"][0] for key in named_by_drafts for rest in ("", "/graph", ".ris")} == {404}


def test_no_answer_has_a_word_of_a_withdrawn_or_replaced_text(client, item):
    named = factories.make_document(WITHDRAWN)
    add_hidden_text(named, Status.WITHDRAWN, facts={"from": "信天翁", "withdrawn": "文本有误"})
    factories.cite(_get(CITED).paragraphs.get(anchor="fn1"), "S/23500", _get(WITHDRAWN))
    nameless = Document.objects.create(slug=SLUGS[1].removeprefix("texts/"), title="金丝雀文件")
    add_hidden_text(nameless, Status.WITHDRAWN)
    replaced = factories.make_document(REPLACED)
    factories.add_original(replaced, "白鹳.txt", TEXT.encode())
    current = factories.add_original(replaced, "2601.txt", b"text")
    factories.index()
    answers = all_answers(client, item)
    shown = {address: [word for word in WORDS if word in body] for address, (_, body) in answers.items()}
    typed = re.compile("|".join(map(re.escape, WORDS)))
    assert {address: words for address, words in shown.items() if words and not typed.search(address)} == {}
    assert "文本有误" in answers[f"/{WITHDRAWN}"][1] and answers[f"/{WITHDRAWN}"][0] == 200
    originals = [source.pk for document in (named, nameless, replaced) for source in document.sources.all()]
    statuses = {pk: client.get(f"/originals/{pk}").status_code for pk in originals}
    assert {pk for pk, status in statuses.items() if status == 200} == {current.pk}


def test_the_words_are_seen_while_the_text_is_published(client, item):
    """Without this the tests above could pass because no address ever shows them."""
    document = factories.make_document(UNKNOWN)
    add_hidden_text(document, Status.PUBLISHED, published_at=timezone.now())
    factories.index()
    answers = all_answers(client, item)
    assert all(any(word in body for _, body in answers.values()) for word in WORDS if word != "啄木鸟")
    names = {name for name, group in ADDRESSES.items() for address in group if _shows(answers, address, item)}
    assert len(names) > 30


def _shows(answers: dict[str, tuple[int, str]], address: str, item: AgendaItem) -> bool:
    filled = address.replace("{item}", str(item.pk)).replace("{key}", UNKNOWN)
    return any(word in answers[filled][1] for word in [*WORDS, "2799(2024)"]) if filled in answers else False


@pytest.mark.parametrize(
    "symbol",
    ["S/RES/2553(2020)", "S/PRST/2014/5", "A/RES/70/1", "A/RES/1514(XV)", "A/RES/ES-7/6", "S/2016/952", "S/PV.8699",
     "S/23500", "A/66/615", "CHARTER", "A/DEC/37/457", "A/54/PV.3", "E/2016/7", "ST/SGB/2003/13", "S/RES/2553",
     "S/RES/2553(2020)/Corr.1", "S/PRST/2014/5/Corr.1", "A/RES/70/1/Add.1", "A/RES/217A(III)", "A/RES/S-10/2",
     "A/RES/1514", "A/DEC/37/457/Corr.1", "A/DEC/ES-7/401", "S/PV.8699(Resumption1)", "A/ES-10/PV.39", "S/1945/1",
     "S/2016/952/Add.1", "S/2016/Rev.1", "A/1514"],
)  # fmt: skip
def test_columns_of_a_draft_are_those_of_its_symbol_in_sql_too(symbol):
    stub = build_stub(symbol)
    Document.objects.create(
        symbol=symbol, title="金丝雀", kind="letter", organ="X", year=stub.year or 1992, adopted_on=date(1992, 2, 3),
        status=Status.DRAFT, citations_in=1,
    )  # fmt: skip
    same = {"shown_kind": stub.kind, "shown_organ": stub.organ, "shown_year": stub.year, "shown_date": None}
    shown = Document.objects.visible().get(**same)
    assert (shown.kind, shown.organ, shown.year, shown.adopted_on) == (stub.kind, stub.organ, stub.year, None)
