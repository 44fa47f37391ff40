"""术语: renderings with their paragraphs, on the page and as CSV; nothing without paragraphs."""

import csv
import io
import re

import pytest

from resolutions.models import Document, MemberState, ParagraphPair, Status, Subject, Translation
from resolutions.models.choices import chinese
from resolutions.statistics.queries.cached import read_data_state
from resolutions.terms import lookup
from resolutions.terms.known_names import find_known_names
from resolutions.terms.lookup import find_in_chinese, read_term
from resolutions.text.english_words import BARRIER, index_words
from resolutions.writing.translation_texts import withdraw_translation
from tests.search.bilingual_documents import PIRACY, WOMEN, add_both

pytestmark = pytest.mark.django_db
FIRST, SECOND = "S/RES/2790(2025)", "S/RES/2792(2025)"


@pytest.fixture
def texts(db):
    Subject.objects.create(name_en="INTERNATIONAL NAVIGATION", name_zh="国际航运", chinese_source="unbis")
    Subject.objects.create(name_en="NARWHALS", name_zh="独角鲸", chinese_source="unbis")
    Subject.objects.create(name_en="ARMS LIMITATION", name_zh="武器禁运", chinese_source="portal")
    return {"piracy": add_both(PIRACY), "women": add_both(WOMEN)}


def show(client, typed: str, **parameters):
    answer = client.get("/terms", {"q": typed, **parameters})
    assert answer.status_code == 200
    return answer


def rows(client, typed: str) -> list[dict[str, str]]:
    text = client.get("/terms.csv", {"q": typed}).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    "typed, name, rendering, source",
    [
        ("武器禁运", "武器禁运", "arms embargo", "S/RES/1973(2011)"),  # of the list of English names
        ("武器禁運", "武器禁运", "arms embargo", "S/RES/1973(2011)"),
        ("arms embargoes", "arms embargo", "武器禁运", "S/RES/1973(2011)"),
        ("ARMS EMBARGO", "arms embargo", "武器禁运", "S/RES/1973(2011)"),
        ("国际航运", "国际航运", "international navigation", "主题词：联合国书目信息系统叙词表"),
        ("International  navigation", "international navigation", "国际航运", "主题词：联合国书目信息系统叙词表"),
        ("科特迪瓦", "科特迪瓦", "Côte d’Ivoire", "UNBIS 1001339"),
    ],
)
def test_a_known_pair_is_shown_with_its_source_and_paragraphs(client, texts, typed, name, rendering, source):
    known = show(client, typed).context["lookup"].known
    one = known[0]
    assert (one.term.lower(), one.text.lower(), one.counts.both > 0) == (name, rendering.lower(), True)
    assert chinese(one.source) == source
    assert one.sentences and all(any(run.is_hit for run in s.chinese.runs) for s in one.sentences)
    assert all(any(run.is_hit for run in sentence.english.runs) for sentence in one.sentences)


def test_the_name_of_a_state_is_no_shout(db):
    MemberState.objects.create(code="XAA", name_en="UPPER ATLANTIS", name_zh="上大西洲")
    assert [name.english for name in find_known_names(read_data_state(), folded="上大西洲")] == ["Upper Atlantis"]


def test_a_name_without_a_paragraph_is_not_shown(client, texts):
    page = show(client, "武器禁运").content.decode()
    assert "imitation" not in page.lower()  # a heading of the table, but no English paragraph has it
    narwhal = show(client, "独角鲸").content.decode()
    assert "narwhal" not in narwhal.lower() and "没有“独角鲸”" in narwhal


def test_names_without_paragraphs_leave_room_for_one_that_has_some(client, texts):
    for number in range(20):
        Subject.objects.create(name_en=f"ARMS EMBARGO {number}", name_zh=f"{number}号武器禁运")
    Subject.objects.create(name_en="ARMS EMBARGOES ON THE SUDAN", name_zh="对苏丹实施武器禁运")
    known = show(client, "武器禁运").context["lookup"].known
    assert [one.term for one in known] == ["武器禁运", "对苏丹实施武器禁运"]


def test_first_and_last_use_lead_to_the_page_of_both_languages(client, texts):
    page = show(client, "武器禁运").content.decode()
    assert f'href="/{FIRST}?text=zh-en#op1"' in page and f'href="/{SECOND}?text=zh-en#op2"' in page
    assert page.index("首次：") < page.index("2025年7月4日") < page.index("末次：") < page.index("2025年8月1日")
    assert "同现 2 对" in page and "{{" not in page and "{%" not in page
    assert f">{FIRST}</a>" in page.replace("\n  ", "")


def test_the_paragraphs_of_a_rendering_are_listed(client, texts):
    page = show(client, "决定", **{"with": "decides"}).content.decode()
    assert "译作“decides”的段落" in page and "共 3 对" in page
    assert len(re.findall("<mark>决定</mark>", page)) == 3 and "候选译法" not in page
    none = show(client, "决定", **{"with": "narwhal"}).content.decode()
    assert "没有段落中文英文分别有" in none


def test_paragraphs_are_escaped_and_marked(client, texts):
    page = show(client, "停火").content.decode()
    assert "&lt;<mark>停火</mark>&gt;" in page and "<停火>" not in page


def test_candidates_say_that_they_are_counted(client, texts, monkeypatch):
    monkeypatch.setattr("resolutions.terms.association.MIN_LIKELIHOOD", 1.0)
    page = show(client, "继续积极处理此案")
    assert "对照段落太少" in page.content.decode()  # one paragraph
    page = show(client, "决定")
    candidates = page.context["lookup"].candidates
    assert [(one.text.lower(), one.counts.both, one.source) for one in candidates] == [
        ("decides", 3, ""),
        ("arms embargo", 2, ""),
    ]
    assert "由对照段落统计得出，未经核对" in page.content.decode()
    named = rows(client, "决定")
    assert [row["由对照段落统计得出"] for row in named if row["译法"].lower() == "decides"] == ["是"]


def test_the_table_has_counts_sources_and_paragraphs(client, texts):
    row = rows(client, "武器禁运")[0]
    assert (row["术语"], row["译法"], row["由对照段落统计得出"], row["同现段数"]) == (
        "武器禁运",
        "arms embargo",
        "否",
        "2",
    )
    assert (row["首次文号"], row["末次文号"], row["首次日期"]) == (FIRST, SECOND, "2025-07-04")
    assert row["首次段落"] == f"http://testserver/{FIRST}?text=zh-en#op1"
    assert "武器禁运" in row["中文例句"] and "arms embargo" in row["英文例句"]
    assert client.get("/terms.json", {"q": "武器禁运"}).json()[0]["both"] == 2
    assert rows(client, "独角鲸") == [] and rows(client, "") == []
    assert client.get("/terms.xlsx", {"q": "武器禁运"}).status_code == 404


def test_what_readers_do_not_see_is_in_no_term(client, texts):
    document, translation = texts["women"]
    assert show(client, "性暴力").context["lookup"].known
    Document.objects.filter(pk=document.pk).update(status=Status.WITHDRAWN)
    assert "没有“性暴力”" in show(client, "性暴力").content.decode()
    Document.objects.filter(pk=document.pk).update(status=Status.PUBLISHED)
    withdraw_translation(translation)
    assert "没有“性暴力”" in show(client, "性暴力").content.decode() and rows(client, "性暴力") == []


@pytest.mark.parametrize("typed", ["的", "the", "of the", "，", "'", "%", "  "])
def test_a_term_that_says_nothing_is_not_looked_for(client, texts, typed):
    page = show(client, typed)
    assert "lookup" not in page.context and "total" not in page.context


@pytest.mark.parametrize("typed", ["a' OR 'b", "武器%禁运", "_器禁运", "arms & !embargo", "\\", "禁运\0", "x" * 500])
def test_signs_are_no_syntax_of_the_database(client, texts, typed):
    assert client.get("/terms", {"q": typed}).status_code == 200


def test_a_page_that_does_not_exist_is_said(client, texts):
    answer = client.get("/terms", {"q": "武器禁运", "page": "9"})
    assert answer.status_code == 404 and "没有第 9 页" in answer.content.decode()


@pytest.mark.parametrize(
    "text, folded, marked",
    [
        ("武器禁運和武器禁运", "武器禁运", ["武器禁運", "武器禁运"]),
        ("第 2790 (2025)号", "第2790(2025)号", ["第 2790 (2025)号"]),
        ("没有", "武器", []),
    ],
)
def test_places_in_a_text_are_those_as_printed(text, folded, marked):
    assert [text[start:end] for start, end in find_in_chinese(text, folded)] == marked


def test_a_term_is_chinese_when_it_has_chinese_characters():
    assert read_term("ISIL组织").folded and not read_term("ISIL组织").words
    assert read_term("«cease-fire»").words == ("cease", "fire")


def test_the_source_of_a_name_is_in_the_language_of_each_page_and_chinese_in_the_export(client, texts):
    def source(language: str) -> str:
        page = show(client, "国际航运", lang=language).content.decode()
        return " ".join(re.findall('<span class="tag">(.*?)</span>', page))

    assert source("en") == "Subject: UNBIS Thesaurus"  # first, while nothing is in memory
    export = client.get("/terms.csv", {"q": "国际航运", "lang": "en"}).getvalue().decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(export)))["出处"] == "主题词：联合国书目信息系统叙词表"
    assert source("zh-hans") == "主题词：联合国书目信息系统叙词表"
    assert source("zh-hant") == "主題詞：聯合國書目信息系統敘詞表"


def test_candidates_are_counted_once_for_each_state_of_the_data(client, texts, monkeypatch):
    counted = []
    propose = lookup.propose_english
    monkeypatch.setattr(lookup, "propose_english", lambda *given: (counted.append(given), propose(*given))[1])
    first = rows(client, "性暴力")
    assert len(counted) == 1 and rows(client, "性暴力") == first and len(counted) == 1
    show(client, "决定")
    assert len(counted) == 2
    Document.objects.update(title="另一标题")
    show(client, "决定")
    assert len(counted) == 3


def test_texts_in_another_language_are_no_english(client, texts):
    Translation.objects.filter(pk=texts["women"][1].pk).update(language="fr")
    assert "没有“性暴力”" in show(client, "性暴力").content.decode()
    assert show(client, "海盗").context["total"] == 2


@pytest.mark.parametrize(
    "passages, found",
    [
        (["report on the arms", "embargo on quokkas"], []),  # of two passages
        (["arms on the report", "a report on the embargo"], ["reports on the embargo"]),
        (["quokka-like arms"], ["quokka like arms", "quokkalike arms"]),
        (["embargoes on quokka-like arms"], ["embargo on quokka", "quokkalike arm"]),  # arms | embargoes
        (["embargoes on quokka-like arms", "report"], []),
        (["The arms", "the embargo"], []),
    ],
)
def test_an_english_term_stands_in_one_passage(client, texts, passages, found):
    pair = ParagraphPair.objects.filter(translation=texts["women"][1]).exclude(chinese="").first()
    ParagraphPair.objects.exclude(pk=pair.pk).delete()
    pair.words = BARRIER.join(map(index_words, passages))
    pair.save()
    across = ["arms embargo", "arms the embargo", "arms report", "arms " + "of " * 15 + "embargo"]
    assert [typed for typed in [*across, *found] if show(client, typed).context["total"]] == found
