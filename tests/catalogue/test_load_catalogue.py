"""The catalogue: stubs from the Library's tables, agenda items in Chinese, differences for staff."""

import csv
import re
from collections import Counter
from dataclasses import astuple
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from resolutions.models import (
    AgendaItem,
    CatalogueEntry,
    Citation,
    Document,
    Kind,
    LinkReport,
    Organ,
    Paragraph,
    Status,
    Subject,
    VetoedDraft,
)
from resolutions.writing import catalogue
from resolutions.writing.catalogue import agenda_items, table_files
from resolutions.writing.derivation import parse_source

RESOLUTION_COLUMNS = (
    "symbol,number,year,date,date_in_text,meeting,topic_en,title_en,adoption,yes,no,abstain,"
    "draft_symbol,undl_record_url,note"
)
CYPRUS = "S/RES/186(1964),186,1964,1964-03-04,1964-03-04,S/PV.1102,The situation in Cyprus,,vote,11,0,0,S/5575,,"
ADMISSION = "S/RES/1(1946),1,1946,1946-01-25,,,Admission of new Members,,without vote,,,,,,"
STATEMENT = "S/PRST/2014/5,2014-02-21,S/PV.7117 (Resumption 1),Cooperation"


@pytest.fixture
def folder(tmp_path):
    """A small catalogue of two resolutions and one statement."""
    write(tmp_path, CYPRUS, ADMISSION)
    (tmp_path / "sc_prst.csv").write_text(f"symbol,date,meeting,topic_en\n{STATEMENT}\n", encoding="utf-8")
    (tmp_path / "agenda_items.csv").write_text("english,chinese\nThe situation in Cyprus,塞浦路斯局势\n", "utf-8")
    return tmp_path


def write(folder, *lines):
    (folder / "sc_resolutions.csv").write_text("\n".join([RESOLUTION_COLUMNS, *lines]), encoding="utf-8")


@pytest.mark.django_db
def test_a_resolution_becomes_a_stub_with_its_facts(folder):
    catalogue.load_catalogue(folder)
    document = Document.objects.get(symbol="S/RES/186(1964)")
    assert (document.organ, document.kind) == (Organ.SECURITY_COUNCIL, Kind.RESOLUTION)
    assert (document.number, document.year, document.title) == (186, 1964, "第186(1964)号决议")
    assert (document.status, document.adopted_on, document.meeting) == (Status.STUB, date(1964, 3, 4), 1102)
    assert str(document.catalogue.agenda_item) == "塞浦路斯局势"
    assert (document.catalogue.adoption, document.catalogue.votes_yes) == ("表决通过", 11)


@pytest.mark.django_db
def test_a_statement_keeps_the_printed_meeting_record(folder):
    catalogue.load_catalogue(folder)
    document = Document.objects.get(symbol="S/PRST/2014/5")
    assert (document.kind, document.number, document.year, document.meeting) == (Kind.STATEMENT, 5, 2014, 7117)
    assert document.catalogue.meeting_symbol == "S/PV.7117 (Resumption 1)"


@pytest.mark.django_db
def test_loading_again_writes_nothing(folder, django_assert_num_queries):
    assert catalogue.load_catalogue(folder) == catalogue.CatalogueLoadResult(3, 0, 3, 0, 3, 0)
    with django_assert_num_queries(13):  # eleven queries between savepoint and release
        assert catalogue.load_catalogue(folder) == catalogue.CatalogueLoadResult(0, 0, 0, 0, 0, 0)


@pytest.mark.django_db
def test_a_corrected_table_changes_only_what_it_names(folder):
    catalogue.load_catalogue(folder)
    before = Document.objects.get(symbol="S/RES/1(1946)").updated_at
    write(folder, CYPRUS.replace("1964-03-04,1964-03-04", "1964-03-05,1964-03-04"), ADMISSION)
    assert catalogue.load_catalogue(folder) == catalogue.CatalogueLoadResult(0, 1, 0, 1, 0, 0)
    assert Document.objects.get(symbol="S/RES/186(1964)").adopted_on == date(1964, 3, 5)
    assert Document.objects.get(symbol="S/RES/1(1946)").updated_at == before


@pytest.mark.django_db
def test_a_stub_made_by_a_citation_is_filled(folder):
    stub = Document.objects.create(symbol="S/RES/186(1964)", title="第186(1964)号决议")
    assert catalogue.load_catalogue(folder).documents_changed == 1
    stub.refresh_from_db()
    assert (stub.meeting, stub.catalogue.draft_symbol) == (1102, "S/5575")


@pytest.mark.django_db
@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.DRAFT, Status.WITHDRAWN])
def test_a_document_that_was_read_is_linked_and_left_alone(folder, status):
    held = Document.objects.create(symbol="S/RES/186(1964)", title="读到的标题", meeting=9, status=status)
    catalogue.load_catalogue(folder)
    entry = CatalogueEntry.objects.get(document__symbol="S/RES/186(1964)")
    assert (entry.document.pk, entry.document.title, entry.document.meeting) == (held.pk, "读到的标题", 9)
    assert entry.document.adopted_on is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "line, place",
    [
        (CYPRUS.replace("1964-03-04", "4 March"), "sc_resolutions.csv, line 2"),
        (CYPRUS.replace(",11,", ",all,"), "line 2"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(folder, line, place):
    write(folder, line)
    with pytest.raises(CommandError, match=place):
        call_command("load_catalogue", folder=folder)
    assert not Document.objects.exists() and not AgendaItem.objects.exists()


@pytest.mark.django_db
def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(CommandError, match="cannot read"):
        call_command("load_catalogue", folder=tmp_path)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "read, meeting, sentences",
    [
        (date(1973, 10, 21), 1747, []),
        (date(1973, 10, 22), 1747, []),
        (None, None, []),
        (
            date(1973, 10, 23),
            1747,
            ["日期与目录不符：文本为1973年10月23日，目录为1973年10月21日，英文本标题为1973年10月22日。"],
        ),
        (date(1973, 10, 22), 1748, ["会议与目录不符：文本为第1748次会议，目录为第1747次会议（S/PV.1747）。"]),
    ],
)
def test_a_disagreement_gives_a_sentence(read, meeting, sentences):
    document = Document(symbol="S/RES/338(1973)", adopted_on=read, meeting=meeting, status=Status.PUBLISHED)
    document.catalogue = CatalogueEntry(
        date=date(1973, 10, 21), date_in_text=date(1973, 10, 22), meeting_symbol="S/PV.1747"
    )
    assert catalogue.find_disagreements(document) == sentences


@pytest.mark.django_db
def test_a_document_outside_the_catalogue_disagrees_with_nothing():
    document = Document.objects.create(symbol="S/RES/9999(2099)", title="…", adopted_on=date(2099, 1, 1))
    assert catalogue.find_disagreements(document) == []


ITEMS = {row.english: row for row in table_files.read_agenda_items()}
TRANSLATIONS = {name: row.chinese for name, row in ITEMS.items()}
TOPICS = sorted({row.topic for row in table_files.read_catalogue_tables()})
SYMBOLS = re.compile(r"[SA]/\d+(?:/\d+|/Rev\.\d)?|(?:Add|Corr)\.\d|\d+\([IVX]+\)")


def test_every_agenda_item_is_translated_once():
    with (catalogue.CATALOGUE_FOLDER / table_files.AGENDA_ITEMS_FILE).open(encoding="utf-8", newline="") as file:
        listed = [line["english"] for line in csv.DictReader(file)]
    assert sorted(listed) == TOPICS


def test_every_translation_is_chinese_but_for_symbols():
    rest = {topic: SYMBOLS.sub("", TRANSLATIONS[topic]) for topic in TOPICS}
    assert [topic for topic, chinese in rest.items() if not re.search(r"[\u4e00-\u9fff]", chinese)] == []
    assert [chinese for chinese in rest.values() if re.search(r"[A-Za-z]|\s", chinese)] == []


def test_every_translation_keeps_symbols_and_years():
    marks = re.compile(r"S/(?:\d{4}/)?\d+(?:/Rev\.\d)?|(?<![\d/])(?:19|20)\d\d(?!\d)")
    lost = [(topic, mark) for topic in TOPICS for mark in marks.findall(topic) if mark not in TRANSLATIONS[topic]]
    assert lost == []


@pytest.mark.parametrize(
    "english, chinese",
    [
        ("The situation in Cyprus", "塞浦路斯局势"),
        (
            "Threats to international peace and security caused by terrorist acts",
            "恐怖主义行为对国际和平与安全造成的威胁",
        ),
        ("The question of South Africa", "南非问题"),
        ("Admission of new Members", "接纳新会员国"),
        ("Middle East situation, including the Palestinian question", "中东局势，包括巴勒斯坦问题"),
        ("Middle East — UNIFIL", "中东——联黎部队"),
    ],
)
def test_agenda_items_have_the_names_of_the_united_nations(english, chinese):
    assert TRANSLATIONS[english] == chinese


def test_the_tables_are_whole():
    rows = table_files.read_catalogue_tables()
    assert [row.symbol for row in rows[:2813]][::2812] == ["S/RES/1(1946)", "S/RES/2813(2026)"]
    assert len(rows) == len({row.symbol for row in rows}) == 3861
    assert [row.symbol for row in rows if not row.topic] == []
    assert [row.symbol for row in rows if not row.facts["date"]] == ["S/PRST/2004/31", "S/PRST/2004/32"]


def test_no_table_has_a_broken_name_or_a_symbol_with_blanks():
    for path in catalogue.CATALOGUE_FOLDER.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert agenda_items.mend_encoding(text) == text and "\ufffd" not in text and "\xa0" not in text
    drafts = [row.facts["draft_symbol"] for row in table_files.read_catalogue_tables()]
    assert [draft for draft in drafts if re.search(r"\s", draft)] == []


def test_subjects_and_vetoes_are_whole():
    headings = {row["name_en"]: row for row in table_files.read_subject_headings()}
    pairs = table_files.read_subjects()
    assert (len(headings), len(pairs)) == (123, 2166)
    assert {heading for _, heading in pairs} == headings.keys()
    assert {symbol for symbol, _ in pairs} <= {row.symbol for row in table_files.read_catalogue_tables()}
    assert all(row["name_zh"] for row in headings.values())
    assert Counter(row["chinese_source"] for row in headings.values()) == {"unbis": 37, "official": 35, "portal": 51}
    vetoes = table_files.read_vetoes()
    assert len({row.facts["key"] for row in vetoes}) == len(vetoes) == 233
    assert all(row.facts["topic_zh"] for row in vetoes)
    states = {row["code"] for row in table_files.read_member_states()}
    assert {code for row in vetoes for code in row.states} == {"CHN", "FRA", "GBR", "RUS", "SUN", "USA"} <= states


@pytest.mark.parametrize(
    "one, other",
    [
        ("International Tribunal — Yugoslavia", "International Tribunal - Yugoslavia"),
        ("The situation in the Middle East", "Situation in Middle East."),
        ("Non-proliferation/People's Republic", "Non-proliferation / People’s Republic"),
        ("Non-proliferation/People's Republic", "Non-proliferation — Peopleâ\x80\x99s Republic"),
        ("Côte d'Ivoire", "COTE D’IVOIRE"),
        ("Côte d'Ivoire", "CÃ´te d'Ivoire"),
        ("Complaint by Lebanon", "Complaints by the Lebanon"),
        ("Date of election", "The dates of elections"),
    ],
)  # fmt: skip
def test_spelling_variants_share_a_key(one, other):
    assert agenda_items.spelling_key(one) == agenda_items.spelling_key(other)


def test_no_two_items_of_the_tables_differ_by_spelling_order_or_symbol_alone():
    """Punctuation, case, articles, the plural, the order of the words and a symbol in brackets make no other item."""
    items: dict[str, set[str]] = {}
    for name, row in ITEMS.items():
        plain = re.sub(r"\( ?S/\d+ ?\)", "", name)
        key = " ".join(sorted(agenda_items.spelling_key(plain).split()))
        items.setdefault(key, set()).add(row.joined_to or name)
    assert [names for names in items.values() if len(names) > 1] == [
        {
            "Threats to international peace and security caused by terrorist acts",
            "Threats to peace and security caused by international terrorist acts",
        }
    ]


def test_variants_are_joined_to_an_item_that_is_none():
    joined = {name: row.joined_to for name, row in ITEMS.items() if row.joined_to}
    assert [name for name, main in joined.items() if main in joined or main not in ITEMS] == []
    names = Counter(row.chinese for row in ITEMS.values() if not row.joined_to)
    assert [name for name, count in names.items() if count > 1] == []
    assert joined["Middle East situation"] == "The situation in the Middle East"
    assert joined["Non-proliferation/DPRK"] == "Non-proliferation - Democratic People's Republic of Korea"


@pytest.mark.django_db
def test_variants_share_one_item_and_old_names_lead_to_it(folder):
    """An item with a broken name, from an older table, is joined as well."""
    broken = AgendaItem.objects.create(name_en="The situation in CyprÃ¼s")
    (folder / "agenda_items.csv").write_text(
        "english,chinese,joined_to,situation\nThe situation in Cyprüs,塞浦路斯局势,,塞浦路斯\n"
        "Cyprus situation,塞浦路斯局势,The situation in Cyprüs,塞浦路斯\n",
        "utf-8",
    )
    write(folder, CYPRUS.replace("The situation in Cyprus", "Cyprus situation"), ADMISSION)
    catalogue.load_catalogue(folder)
    item = CatalogueEntry.objects.get(document__symbol="S/RES/186(1964)").agenda_item
    assert (item.name_en, item.situation) == ("The situation in Cyprüs", "塞浦路斯")
    assert CatalogueEntry.objects.get(document__symbol="S/RES/186(1964)").topic_en == "Cyprus situation"
    assert {variant.name_en for variant in item.variants.all()} == {"Cyprus situation", broken.name_en}


@pytest.mark.django_db
def test_a_stub_without_a_year_becomes_part_of_the_real_document(folder):
    citing = cite("S/RES/186", "S/RES/9")
    report = LinkReport.objects.create(document=Document.objects.get(symbol="S/RES/186"), problem="other")
    assert catalogue.load_catalogue(folder).merged == 1
    real = Document.objects.get(symbol="S/RES/186(1964)")
    report.refresh_from_db()
    assert (report.document, real.citations_in) == (real, 1)
    assert set(citing.citations_made.values_list("target__symbol", flat=True)) == {"S/RES/186(1964)", "S/RES/9"}
    assert not Document.objects.filter(symbol="S/RES/186").exists()
    assert Document.objects.get(pk=citing.pk).updated_at > citing.updated_at  # the index renews it
    assert real.changes.get().what == "并入未写年份的条目 S/RES/186，连同 1 份文件的引用"
    assert catalogue.load_catalogue(folder).merged == 0


@pytest.mark.django_db
def test_a_text_without_a_year_moves_unless_the_real_document_has_one(folder):
    cite("S/RES/186")
    Document.objects.filter(symbol="S/RES/186").update(status=Status.DRAFT, title="读到的标题")
    catalogue.load_catalogue(folder)
    real = Document.objects.get(symbol="S/RES/186(1964)")
    assert (real.status, real.title, real.citations_in) == (Status.DRAFT, "读到的标题", 1)
    Document.objects.create(symbol="S/RES/186", number=186, status=Status.DRAFT)
    assert catalogue.load_catalogue(folder).merged == 0  # both have a text: an editor decides


@pytest.mark.django_db
def test_repair_merges_old_stubs_without_a_year(folder, capsys):
    catalogue.load_catalogue(folder)
    cite("S/RES/186", "S/RES/9")
    with pytest.raises(CommandError, match="something remains"):
        call_command("repair", "--check")
    call_command("repair")
    assert "merged 1 stubs without a year" in capsys.readouterr().out
    assert Document.objects.get(symbol="S/RES/186(1964)").citations_in == 1


@pytest.mark.django_db
def test_the_old_address_of_a_merged_stub_redirects(folder, client):
    catalogue.load_catalogue(folder)
    for rest in ("", "/cited-by", ".json"):
        response = client.get(f"/S/RES/186{rest}")
        assert (response.status_code, response["Location"]) == (301, f"/S/RES/186(1964){rest}")


def cite(*symbols):
    """Write a published document that cites stubs."""
    citing = Document.objects.create(symbol="S/RES/2700(2023)", title="…", status=Status.PUBLISHED)
    for order, symbol in enumerate(symbols):
        number = int(symbol.removeprefix("S/RES/"))
        target = Document.objects.create(symbol=symbol, organ="S", kind="resolution", number=number, title="…")
        paragraph = Paragraph.objects.create(
            document=citing, order=order, kind="body", anchor=f"p{order}", text="第186号决议"
        )
        Citation.objects.create(paragraph=paragraph, source=citing, target=target, start=0, end=7)
    return citing


@pytest.mark.django_db
def test_the_whole_catalogue_loads_once(django_assert_max_num_queries):
    loaded = catalogue.load_catalogue()
    assert (loaded.documents, loaded.entries, loaded.vetoes, loaded.subject_links) == (3861, 3861, 233, 2166)
    with django_assert_max_num_queries(25):
        assert not any(astuple(catalogue.load_catalogue()))
    draft = VetoedDraft.objects.get(key="S/2022/431")
    assert (str(draft.agenda_item), draft.votes_no) == ("不扩散——朝鲜民主主义人民共和国", 2)
    assert set(map(str, draft.states.all())) == {"中国", "俄罗斯联邦"}
    assert Subject.objects.get(acronym="MONUSCO").document_links.count() == 28
    assert AgendaItem.objects.exclude(joined_to=None).filter(catalogueentry__isnull=False).count() == 0


@pytest.mark.django_db
def test_the_reader_asks_the_loaded_catalogue_in_one_query(folder, django_assert_num_queries):
    catalogue.load_catalogue(folder)
    with django_assert_num_queries(1):
        lookup = CatalogueEntry.objects.as_lookup()
    assert lookup == catalogue.read_lookup(folder)
    assert lookup.find_adopted("statement", date(2014, 2, 21), 7117) == "S/PRST/2014/5"


@pytest.mark.django_db
def test_a_text_is_parsed_with_the_loaded_catalogue(folder):
    newer = "S/RES/2817(2026),2817,2026,2026-03-11,,S/PV.10120,The situation in Cyprus,,vote,13,0,2,,,"
    write(folder, CYPRUS, newer)
    catalogue.load_catalogue(folder)
    [paragraph] = parse_source("安理会第2817号决议。").paragraphs
    assert [citation.target for citation in paragraph.citations] == ["S/RES/2817(2026)"]
