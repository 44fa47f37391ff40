"""Loading of CR-UNSC: every row published, kept as a draft with its reason, kept in reserve, or named as lost."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from resolutions.desk.versions import restore_version
from resolutions.loading import bulk_load
from resolutions.loading.bulk_load import load_texts
from resolutions.loading.collected_text import WITHOUT_TEXT, LoadCounts
from resolutions.loading.cr_unsc_texts import collect_texts
from resolutions.management import load_command
from resolutions.models import Document, SourceFile, TextOrigin, TextVersion
from resolutions.sources.cr_unsc import read_cr_unsc
from resolutions.sources.data_sets import DataSetError
from resolutions.writing import publish
from resolutions.writing.catalogue import load_catalogue
from resolutions.writing.ingest import Provenance
from resolutions.writing.publish import apply_correction
from resolutions.writing.text_reserve import mark_as_corrected
from search import indexing
from tests.loading.pages import build_row, print_pages, write_csv, write_zip

WHOLE = print_pages(2200, 2015, 2, 12, 7380)
MISREAD = print_pages(814, 1993, 3, 28, 3188, third="7")  # day and number are wrong; it is published with its mark
ROWS = [  # symbol as printed, text, status, reason
    ("S/RES/2200(2015)", WHOLE, "published", ""),
    ("S/RES/2201 (2015)", print_pages(2201, 2015, 2, 15, 7382), "published", ""),
    ("S/RES/2202(2015)", print_pages(2202, 2015, 3, 17, 7384), "draft", "日期与目录不符：文本为2015年3月17日"),
    ("S/RES/2203(2015)", print_pages(2203, 2015, 2, 18, 7999), "draft", "会议与目录不符：文本为第7999次会议"),
    ("S/RES/2204(2015)", print_pages(2204, 2015, 2, 24, 7390, third="5"), "draft", "编号不连续：2之后是5"),
    ("S/RES/2205(2015)", print_pages(2205, 2015, 2, 26, 7393, first="4"), "draft", "执行部分从第4段开始"),
    ("S/RES/2206(2015)", print_pages(2207, 2015, 3, 3, 7396), "draft", "文本所载文号是 S/RES/2207(2015)"),
    ("S/RES/2208(2015)", "The Security Council, recalling its resolutions, decides. " * 9, "draft", "英文本"),
    ("S/RES/899(1994)", print_pages(899, 1994, 3, 4, 3343), "published", ""),
    ("S/RES/814(1993)", MISREAD, "published", ""),
    ("S/RES/813(1993)", print_pages(818, 1993, 3, 26, 3187), "draft", "文本所载文号是 S/RES/818(1993)"),
    ("S/RES/900(1994)", "NA", "stub", ""),
    ("S/RES/1(1946)", " ", "stub", ""),
]
RECOGNISED = {"S/RES/899(1994)", "S/RES/814(1993)", "S/RES/813(1993)"}


def load(path: Path) -> LoadCounts:
    counts = LoadCounts()
    load_texts(collect_texts(read_cr_unsc(path)), counts)
    return counts


@pytest.mark.django_db
def test_each_row_is_published_or_kept_with_its_reason(seeds, client, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(bulk_load, "TEXTS_PER_TRANSACTION", 3)
    monkeypatch.setattr(bulk_load, "TEXTS_PER_PUBLICATION", 2)
    searchable = []

    def make_texts_searchable():
        publish.make_texts_searchable()
        searchable.append(indexing.find_differences().missing)

    monkeypatch.setattr(load_command, "make_texts_searchable", make_texts_searchable)
    damaged = [build_row("决议", "文本"), build_row("S/RES/2209", "文本"), build_row("A/RES/70/1", "文本")]
    rows = [build_row(symbol, text) for symbol, text, _, _ in ROWS]
    held = build_row("S/RES/2553(2020)", print_pages(2553, 2020, 12, 3, 8777))
    path = write_zip(tmp_path / "full.zip", {"CR-UNSC_full.csv": write_csv([*rows, held, *damaged])})
    before = TextVersion.objects.get(document__symbol="S/RES/2553(2020)")

    with pytest.raises(CommandError, match="2 texts could not be loaded"):
        call_command("load_cr_unsc", path)
    out, errors = capsys.readouterr()
    assert "17 read, 8 draft, 4 published, 1 reserve, 0 unchanged, 2 without a Chinese text, 2 failed" in out
    assert searchable == [(), ()]  # the four texts, while the load went on
    assert re.search(r"line \d+: no Council resolution is named '决议'", errors)
    for symbol, _, status, reason in ROWS:
        document = Document.objects.get(symbol=symbol.replace(" ", ""))
        assert (document.symbol, document.status) == (symbol.replace(" ", ""), status), document.warnings
        assert reason in "".join(document.warnings) + errors and (status != "draft" or document.symbol in errors)
        if status != "stub":
            source = document.sources.get()
            assert (source.origin, source.licence, source.url[-3:]) == (
                "cr_unsc",
                "CC0 1.0",
                f"{document.year}"[-2:] + ")",
            )
            assert document.quality == ("ocr" if document.symbol in RECOGNISED else "official")
    misread = Document.objects.get(symbol="S/RES/814(1993)")
    assert misread.adopted_on.isoformat() == "1993-03-26"  # of the catalogue
    assert "文本可能不完整：执行部分第3至6段没有读到" in client.get("/S/RES/814(1993)").content.decode()
    assert "文本可能不完整" not in client.get("/S/RES/899(1994)").content.decode()
    wrong = Document.objects.get(symbol="S/RES/813(1993)")
    assert wrong.title == "第813(1993)号决议"

    document = Document.objects.get(symbol="S/RES/2553(2020)")
    assert document.versions.first() == before and document.versions.count() == 2
    assert [(source.origin) for source in document.sources.in_force()] == ["upload"]
    assert not indexing.find_differences() and not indexing.has_undelivered()
    cited = Document.objects.get(symbol="S/RES/1373(2001)")
    assert cited.citations_in == cited.citations_received.counted().count() == 2

    tables = (TextVersion, SourceFile, Document)
    counts = [model.objects.count() for model in tables]
    with pytest.raises(CommandError):
        call_command("load_cr_unsc", path)
    assert "17 read, 13 unchanged, 2 without a Chinese text, 2 failed" in capsys.readouterr().out
    assert [model.objects.count() for model in tables] == counts


@pytest.mark.django_db
def test_a_text_that_fails_takes_no_other_with_it_and_is_named(tmp_path, monkeypatch):
    load_catalogue()
    texts = [
        print_pages(2200, 2015, 2, 12, 7380),
        "第2201(2015)号决议\n" * 200_000,
        print_pages(2204, 2015, 2, 24, 7390),
    ]
    rows = [build_row(f"S/RES/{2200 + 2 * at}(2015)", text) for at, text in enumerate(texts)]
    (tmp_path / "full.csv").write_bytes(write_csv(rows))
    counts = load(tmp_path / "full.csv")
    assert [line.partition(":")[0] for line in counts.failures] == ["S/RES/2202(2015)"]
    assert sorted(Document.objects.held().values_list("symbol", flat=True)) == ["S/RES/2200(2015)", "S/RES/2204(2015)"]


@pytest.mark.django_db
def test_a_better_text_replaces_a_recognised_one_unless_an_editor_changed_it(tmp_path):
    load_catalogue()
    rows = [build_row("S/RES/899(1994)", print_pages(899, 1994, 3, 4, 3343)), build_row("S/RES/814(1993)", MISREAD)]
    (tmp_path / "scans.csv").write_bytes(write_csv(rows))
    load(tmp_path / "scans.csv")
    edited = Document.objects.get(symbol="S/RES/814(1993)")
    edited.changes.create(what="更正", by_name="编辑")
    texts = collect_texts(read_cr_unsc(tmp_path / "scans.csv"))
    official = Provenance(TextOrigin.UN)
    better = [replace(text, text=f"{text.text} ", provenance=official) for text in texts]
    counts = LoadCounts()
    load_texts(better, counts)
    assert counts.statuses == {"published": 1, "reserve": 1, "unchanged": 0, WITHOUT_TEXT: 0}
    shown = Document.objects.get(symbol="S/RES/899(1994)")
    assert (shown.quality, [version.quality for version in shown.versions.all()]) == ("official", ["official", "ocr"])
    edited.refresh_from_db()
    assert (edited.quality, [version.quality for version in edited.versions.all()]) == ("ocr", ["ocr", "official"])

    restore_version(edited.versions.get(quality="official"))  # an editor chooses the other text
    edited.refresh_from_db()
    chosen = edited.versions.first()
    assert (edited.quality, chosen.is_in_force, chosen.source.origin) == ("official", True, "un")
    assert edited.versions.filter(is_in_force=True).count() == 1

    restore_version(edited.versions.filter(quality="ocr").first())
    apply_correction(mark_as_corrected, edited.pk)
    edited.refresh_from_db()
    assert (edited.quality, edited.quality_mark, edited.versions.first().quality) == ("corrected", "", "corrected")


def good_zip(path: Path) -> Path:
    return write_zip(path / "full.zip", {"full.csv": write_csv([build_row("S/RES/2200(2015)", WHOLE)] * 40)})


def damage_csv(path: Path, change) -> Path:
    path = path / "full.csv"
    path.write_bytes(change(write_csv([build_row("S/RES/2200(2015)", WHOLE)])))
    return path


def truncated_zip(path: Path) -> Path:
    good_zip(path).write_bytes(good_zip(path).read_bytes()[:-300])
    return path / "full.zip"


def flipped_zip(path: Path) -> Path:
    data = bytearray(good_zip(path).read_bytes())
    data[len(data) // 2] ^= 0xFF
    (path / "full.zip").write_bytes(data)
    return path / "full.zip"


@pytest.mark.parametrize(
    "make, sentence",
    [
        (truncated_zip, "full.zip cannot be read to its end: File is not a zip file"),
        (flipped_zip, "full.zip cannot be read to its end: |The table is not UTF-8"),
        (lambda path: write_zip(path / "a.zip", {"a.txt": b""}), "a.zip holds 0 CSV files instead of one"),
        (lambda path: write_zip(path / "a.zip", {"a.csv": b"", "b.csv": b""}), "holds 2 CSV files instead of one"),
        (lambda path: path / "absent.zip", "absent.zip cannot be read to its end: .*No such file"),
        (lambda path: damage_csv(path, lambda data: b""), "The table lacks the columns date, license"),
        (lambda path: damage_csv(path, lambda data: data.replace(b"text_zh", b"text_cn")), "lacks the columns text_zh"),
        (lambda path: damage_csv(path, lambda data: data.decode().encode("gb18030")), "The table is not UTF-8"),
        (lambda path: damage_csv(path, lambda data: data.decode().encode("utf-16")), "The table is not UTF-8"),
        (lambda path: damage_csv(path, lambda data: data[: len(data) // 2]), "The table is no CSV after line"),
    ],
)
def test_a_damaged_file_is_named_in_a_sentence(tmp_path, make, sentence):
    with pytest.raises(DataSetError, match=sentence):
        list(read_cr_unsc(make(tmp_path)))


@pytest.mark.parametrize(
    "name, printed, expected",
    [
        ("date", "2015-02-12", "2015-02-12"),
        ("date", "12 February 2015", "None"),
        ("date", "NA", "None"),
        ("meeting_no", "7380", "7380"),
        ("meeting_no", "７３８０", "None"),
        ("meeting_no", "NA", "None"),
        ("res_no", "99999999999", "None"),
        ("license", "NA", "许可不详"),
        ("license", "CC BY 4.0", "CC BY 4.0"),
        ("url_res_zh", "NA", ""),
        ("url_res_zh", "javascript:alert(1)|https://undocs.org/zh/a", "https://undocs.org/zh/a"),
    ],
)
def test_fields_are_read_as_the_code_book_says(tmp_path, name, printed, expected):
    fields = {"date": "date", "meeting_no": "meeting", "res_no": "number", "license": "licence", "url_res_zh": "url"}
    (tmp_path / "a.csv").write_bytes(write_csv([build_row("S/RES/2200(2015)", WHOLE, **{name: printed})]))
    (row,) = read_cr_unsc(tmp_path / "a.csv")
    assert str(getattr(row, fields[name])) == expected


def test_a_row_with_too_few_fields_has_no_symbol(tmp_path):
    (tmp_path / "a.csv").write_bytes(write_csv([]) + b"S,NA,2015\n")
    (row,) = read_cr_unsc(tmp_path / "a.csv")
    assert (row.line, row.symbol, row.text) == (2, "", "")
