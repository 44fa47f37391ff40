"""The Library's voting data: what is imported, what stays, and a sentence for each file that is not right."""

import io
import shutil
from dataclasses import astuple

import pytest
from django.core.management import CommandError, call_command

from resolutions.models import (
    AgendaItem,
    CatalogueEntry,
    CatalogueImport,
    Citation,
    Document,
    DocumentSubject,
    FactSource,
    ImportKind,
    Paragraph,
    StateVote,
    Status,
    Subject,
)
from resolutions.pages.document_facts import load_agenda_items
from resolutions.statistics.queries.document_lists import agenda_items
from resolutions.writing import catalogue
from resolutions.writing.catalogue import table_files
from resolutions.writing.catalogue.csv_files import ImportFileError
from resolutions.writing.catalogue.import_files import import_file
from resolutions.writing.catalogue.thesaurus import read_thesaurus
from resolutions.writing.catalogue.voting_file import read_voting_file
from tests.catalogue.voting_data import HEADER, vote_rows, write_csv

DIVIDED = "AYYAYYYYYYYYYYN"
KNOWN = "S/RES/2803(2025)"


def run(path, command="load_votes", **options):
    out, err = io.StringIO(), io.StringIO()
    call_command(command, str(path), stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"resolution": "A/RES/70/1"}, "line 2: 'A/RES/70/1' is no symbol of a resolution"),
        ({"resolution": "S/RES/2900"}, "'S/RES/2900' is no symbol"),
        ({"date": "04/03/2027"}, "the date '04/03/2027' is not written as 2025-07-17"),
        ({"date": ""}, "the date '' is not written"),
        ({"date": "2026-03-04"}, "is of another year"),
        ({"total_yes": "14"}, "15 votes Y, but total_yes is 14"),
        ({"total_yes": "all"}, "total_yes is 'all', no number of votes"),
        ({"total_ms": "11"}, "15 of 11 votes"),
        ({"draft": "S/" + "9" * 130}, "draft_symbol is longer than 120 characters"),
    ],
)
def test_a_resolution_that_contradicts_itself_is_left_out(change, sentence):
    rows = vote_rows(**change) + vote_rows("S/RES/2901(2027)")
    file = read_voting_file(write_csv(rows))
    assert [resolution.symbol for resolution in file.resolutions] == ["S/RES/2901(2027)"]
    assert sentence in str(file.problems[0])
    assert file.problems[0].in_chinese.startswith("第2行：")


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"ms_vote": "maybe"}, "line 6: S/RES/2900(2027): 'MAYBE' is no vote; Y, N, A and X are"),
        ({"ms_vote": ""}, "'' is no vote"),
        ({"ms_code": "C"}, "'C' is no code of a State"),
        ({"ms_name": ""}, "is no code of a State"),
        ({"permanent_member": "perhaps"}, "permanent_member is neither True nor False"),
        ({"meeting": "S/PV.7"}, "another meeting than in line 2"),
        ({"ms_code": "CHN", "ms_name": "CHINA"}, "two votes of one State"),
    ],
)
def test_a_bad_row_is_named_with_its_line(change, sentence):
    rows = vote_rows()
    rows[4] |= change
    file = read_voting_file(write_csv(rows))
    assert not file.resolutions and sentence in str(file.problems[0])


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (write_csv(vote_rows(), encoding="utf-16"), "it is UTF-16"),
        (write_csv(vote_rows(description="Côte d'Ivoire"), encoding="latin-1"), "line 2 is not UTF-8"),
        (b"PK\x03\x04rest", "an Excel workbook"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"<!DOCTYPE html><title>challenge</title>", "this is a web page"),
        (b"undl_id,ms_code\n1,\0", "NUL"),
        (b"a,b\n1,2\n", "the columns ms_code, ms_name"),
        (write_csv(vote_rows(), [name for name in HEADER if name != "subjects"]), "the columns subjects are missing"),
        (
            write_csv(vote_rows(), [name for name in HEADER if not name.startswith("ms_")]),
            "one row per State is needed",
        ),
    ],
)
def test_a_file_that_is_no_such_table_gets_one_sentence(data, sentence):
    with pytest.raises(ImportFileError, match=sentence.replace("(", r"\(")) as caught:
        read_voting_file(data)
    assert caught.value.chinese.endswith("。")


def test_a_truncated_file_loses_only_its_last_resolution():
    whole = write_csv(vote_rows() + vote_rows("S/RES/2901(2027)"))
    for cut in (5, 200, 1500):
        file = read_voting_file(whole[:-cut])
        assert [resolution.symbol for resolution in file.resolutions] == ["S/RES/2900(2027)"]
        assert "truncated" in str(file.problems[0])


@pytest.mark.parametrize(
    "data",
    [
        write_csv(vote_rows(), encoding="utf-8-sig"),
        write_csv(vote_rows(), delimiter=";"),
        write_csv(vote_rows(), delimiter="\t"),
        write_csv(vote_rows()).replace(b"\r\n", b"\n"),
        write_csv(vote_rows(symbol="S/RES/2900(2027)"), list(reversed(HEADER))),
        write_csv(vote_rows()).replace(b"S/RES/2900(2027)", b"S/RES/2900 (2027) "),
        write_csv(vote_rows()).replace(b",True,", b",TRUE,").replace(b"undl_id", b"UNDL_ID"),
    ],
)
def test_other_ways_to_save_the_same_table(data):
    [resolution] = read_voting_file(data).resolutions
    assert resolution == read_voting_file(write_csv(vote_rows())).resolutions[0]


@pytest.fixture
def tables(db, tmp_path):
    """Tables of one resolution, with the names of States and subjects."""
    folder = tmp_path / "tables"
    folder.mkdir()
    for name in (table_files.HEADINGS_FILE, table_files.STATES_FILE, table_files.AGENDA_ITEMS_FILE):
        shutil.copy(catalogue.CATALOGUE_FOLDER / name, folder)
    for name in table_files.TABLE_FILES:
        lines = (catalogue.CATALOGUE_FOLDER / name).read_text("utf-8").splitlines()
        (folder / name).write_text("\n".join(line for line in lines if KNOWN in line or line == lines[0]), "utf-8")
    catalogue.load_catalogue(folder)
    return folder


@pytest.fixture
def voting_file(tmp_path):
    path = tmp_path / "2027_3_5_sc_voting.csv"
    known = {"date": "2025-11-17", "draft": "S/2025/748", "meeting": "S/PV.10046", "subjects": "PALESTINE QUESTION"}
    rows = vote_rows(votes=DIVIDED, vote_note="A note.") + vote_rows(KNOWN, "AYYAYYYYYYYYYYY", **known)
    path.write_bytes(write_csv(rows))
    return path


def test_the_file_gives_new_resolutions_titles_subjects_and_votes(tables, voting_file):
    """Also: a preview writes nothing, a second import finds nothing, stubs without a year are merged."""
    citing = cite_without_year("S/RES/2900")
    before = CatalogueEntry.objects.count()
    preview = run(voting_file, dry_run=True)
    assert "new: S/RES/2900(2027)" in preview and "read 2, would write: 1 resolutions" in preview
    assert (CatalogueEntry.objects.count(), StateVote.objects.count()) == (before, 0)

    assert "read 2, wrote: 1 resolutions" in run(voting_file)
    entry = CatalogueEntry.objects.get(document__symbol="S/RES/2900(2027)")
    assert str(entry.agenda_item) == "中东局势"  # in another spelling than the catalogue's
    assert (entry.document.status, entry.document.meeting) == (Status.STUB, 10200)
    assert entry.title_en == "Security Council resolution 2900 (2027) [on an invented situation]"
    assert (entry.votes_yes, entry.votes_no, entry.votes_abstain, entry.votes_absent) == (12, 1, 2, 0)
    assert set(entry.sources.values()) == {"voting"} and entry.vote_note == "A note."
    votes = {str(vote.state): vote for vote in entry.state_votes.select_related("state")}
    assert (len(votes), votes["中国"].get_ballot_display(), votes["中国"].is_permanent) == (15, "弃权", True)
    assert votes["瑞士"].get_ballot_display() == "反对" and not votes["瑞士"].is_permanent
    assert set(subjects_of("S/RES/2900(2027)")) == {("中东局势", "voting"), ("INVENTED CONCEPT", "voting")}
    assert list(citing.citations_made.values_list("target__symbol", flat=True)) == ["S/RES/2900(2027)"]
    assert CatalogueImport.objects.get().summary["resolutions"] == 1

    assert "wrote: 0 resolutions, 0 facts, 0 changed, 0 kept, 0 votes, 0 subjects" in run(voting_file)
    assert CatalogueImport.objects.count() == 1
    assert not any(astuple(catalogue.load_catalogue(tables)))  # the portal's tables do not take the facts back


def test_a_known_resolution_keeps_what_says_more_and_takes_what_is_new(tables, voting_file):
    entry = CatalogueEntry.objects.get(document__symbol=KNOWN)
    topic = entry.topic_en
    entry.draft_symbol, entry.sources = "S/2025/9999", {"draft_symbol": FactSource.EDITOR}
    entry.save()
    output = run(voting_file)
    assert "kept: S/RES/2803(2025) draft_symbol: S/2025/9999 -> S/2025/748" in output
    entry.refresh_from_db()
    assert (entry.draft_symbol, entry.topic_en) == ("S/2025/9999", topic)
    assert entry.title_en.startswith("Security Council resolution 2803") and entry.meeting_symbol == "S/PV.10046"
    assert entry.document.meeting is None or entry.document.meeting == 10046
    assert set(subjects_of(KNOWN)) == {("巴勒斯坦问题", "voting")}


def test_a_resolution_under_several_agenda_items_has_all_of_them(tables, tmp_path, client):
    """The items of a file are joined by a bar. Other spellings of an item are no further ones."""
    topic = CatalogueEntry.objects.get(document__symbol=KNOWN).topic_en
    path = tmp_path / "several.csv"
    rows = [
        ("S/RES/2901(2027)", "The situation in Cyprus.|Invented item.", ["塞浦路斯局势", "Invented item"]),
        ("S/RES/2902(2027)", "Cyprus situation|Situation in Cyprus", ["Cyprus situation", "塞浦路斯局势"]),
        ("S/RES/2903(2027)", "The situation in Cyprus|Situations in Cyprus.||", ["塞浦路斯局势"]),
        (KNOWN, f"Invented item|{topic}", ["中东局势，包括巴勒斯坦问题", "Invented item"]),
    ]
    known = {"date": "2025-11-17", "draft": "S/2025/748"}
    path.write_bytes(
        write_csv(
            [
                row
                for symbol, agenda, _ in rows
                for row in vote_rows(symbol, agenda=agenda, **(known if symbol == KNOWN else {}))
            ]
        )
    )
    assert "3 agenda items" in run(path)
    for symbol, _, names in rows:
        items = load_agenda_items(Document.objects.get(symbol=symbol))
        assert [str(item) for item in items] == names, symbol
    assert "0 votes, 0 subjects, 0 subjects removed, 0 agenda items" in run(path)
    invented = AgendaItem.objects.get(name_en="Invented item")
    page = client.get(f"/{KNOWN}").content.decode()
    assert f"/browse/agenda/{invented.pk}" in page and "包括巴勒斯坦问题" in page
    listed = client.get(f"/browse/agenda/{invented.pk}").content.decode()
    assert KNOWN in listed and "S/RES/2901(2027)" in listed and "S/RES/2902" not in listed
    assert ("Invented item", 0, 2) in [(str(item), item.held, item.total) for item in agenda_items()]


def test_a_later_file_corrects_votes_and_subjects(tables, voting_file, tmp_path):
    run(voting_file)
    later = tmp_path / "later.csv"
    later.write_bytes(write_csv(vote_rows(votes="Y" + DIVIDED[1:], subjects="INVENTED CONCEPT")))
    assert "0 resolutions, 0 facts, 2 changed, 0 kept, 1 votes, 0 subjects, 1 subjects removed" in run(later)
    vote = StateVote.objects.get(entry__document__symbol="S/RES/2900(2027)", state__code="CHN")
    assert vote.ballot == "Y"
    assert StateVote.objects.count() == 30


def test_rows_that_are_lost_are_named_and_end_with_an_error(tables, tmp_path):
    path = tmp_path / "half.csv"
    path.write_bytes(write_csv(vote_rows() + vote_rows("S/RES/2901(2027)"))[:-300])
    err = io.StringIO()
    with pytest.raises(CommandError, match=r"1 rows or resolutions of half.csv were not imported"):
        call_command("load_votes", str(path), stdout=io.StringIO(), stderr=err)
    assert "truncated" in err.getvalue()
    assert CatalogueEntry.objects.filter(document__symbol="S/RES/2900(2027)").exists()
    for bad in (tmp_path / "missing.csv", tmp_path):
        with pytest.raises(CommandError, match="cannot read"):
            run(bad)


def test_the_number_of_queries_does_not_grow_with_the_file(tables, django_assert_max_num_queries):
    rows = [row for number in range(40) for row in vote_rows(f"S/RES/{2900 + number}(2027)", DIVIDED)]
    with django_assert_max_num_queries(40):
        assert import_file(ImportKind.VOTING, write_csv(rows)).counts["votes"] == 600


def test_the_thesaurus_names_subjects_in_chinese(db, tmp_path):
    path = tmp_path / "unbis_en_zh.csv"
    url = "http://metadata.un.org/thesaurus/1"
    path.write_text(f"uri,english,chinese\n{url},Invented concept,虚构概念\n{url}2,OTHER,其他\n", "utf-8")
    subject = Subject.objects.create(name_en="INVENTED CONCEPT")
    corrected = Subject.objects.create(name_en="OTHER", name_zh="别的", chinese_source="editor")
    assert "would write: 2 concepts, 0 changed, 1 subjects" in run(path, "load_unbis", dry_run=True)
    run(path, "load_unbis")
    subject.refresh_from_db()
    corrected.refresh_from_db()
    assert (subject.name_zh, subject.chinese_source, subject.thesaurus_url) == ("虚构概念", "unbis", url)
    assert corrected.name_zh == "别的"
    assert "wrote: 0 concepts, 0 changed, 0 subjects" in run(path, "load_unbis")


@pytest.mark.parametrize(
    "line, sentence",
    [
        ("http://metadata.un.org/thesaurus/1,A,", "English or Chinese is missing"),
        ("http://metadata.un.org/thesaurus/1,,甲", "English or Chinese is missing"),
        ("ftp://example.org/1,A,甲", "is no address of the thesaurus"),
        ("http://metadata.un.org/thesaurus/1,A," + "甲" * 201, "the name is too long"),
        ("http://metadata.un.org/thesaurus/1", "English or Chinese is missing"),
    ],
)
def test_a_bad_line_of_the_thesaurus_is_named(line, sentence):
    file = read_thesaurus(f"uri,english,chinese\n{line}\n".encode())
    assert not file.concepts and sentence in str(file.problems[0])


def subjects_of(symbol):
    links = DocumentSubject.objects.filter(document__symbol=symbol).select_related("subject")
    return [(str(link.subject), link.source) for link in links]


def cite_without_year(symbol):
    citing = Document.objects.create(symbol="S/RES/2999(2027)", title="…", status=Status.PUBLISHED)
    target = Document.objects.create(symbol=symbol, organ="S", kind="resolution", number=2900, title="…")
    paragraph = Paragraph.objects.create(document=citing, order=0, kind="body", anchor="p1", text="第2900号决议")
    Citation.objects.create(paragraph=paragraph, source=citing, target=target, start=0, end=8)
    return citing
