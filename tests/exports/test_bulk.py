"""The bulk files: complete, readable by other programs, the same bytes for the same data."""

import csv
import hashlib
import io
import json

import networkx
import pytest
from django.core.management import CommandError, call_command

from resolutions.exports import data_dictionary
from resolutions.exports.bulk import bulk_folder
from resolutions.models import Citation, Document, Paragraph, Status
from tests.web import factories


@pytest.fixture
def written(seeds, tmp_path):
    call_command("export", str(tmp_path), stdout=io.StringIO())
    return tmp_path


def lines(path) -> list[dict]:
    with path.open(encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


def rows(path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_document_paragraph_and_citation_is_there_once(written):
    assert len({one["key"] for one in lines(written / "documents.jsonl")}) == Document.objects.count()
    assert len(lines(written / "paragraphs.jsonl")) == Paragraph.objects.count()
    assert len(rows(written / "citations.csv")) == Citation.objects.shown().count()


def test_the_offsets_of_a_citation_give_its_surface(written):
    texts = {(one["document"], one["anchor"]): one["text"] for one in lines(written / "paragraphs.jsonl")}
    for row in rows(written / "citations.csv"):
        text = texts[row["source"], row["anchor"]]
        assert text[int(row["start"]) : int(row["end"])] == row["surface"]


def test_the_graph_has_every_pair_with_its_count(written):
    graph = networkx.read_graphml(written / "citations.graphml")
    pairs = Citation.objects.counted().values_list("source", "target").distinct().count()
    assert graph.is_directed() and graph.number_of_edges() == pairs
    assert sum(count for *_, count in graph.edges(data="count")) == Citation.objects.counted().count()
    assert graph.nodes["S/RES/2553(2020)"]["title"] == "第2553(2020)号决议"
    assert "recall" in graph.edges["S/RES/2553(2020)", "S/RES/2151(2014)"]["verbs"]


def test_the_dictionary_names_every_field_and_no_other(written):
    assert list(lines(written / "documents.jsonl")[0]) == list(data_dictionary.DOCUMENT_FIELDS)
    assert list(lines(written / "paragraphs.jsonl")[0]) == list(data_dictionary.PARAGRAPH_FIELDS)
    assert list(rows(written / "citations.csv")[0]) == list(data_dictionary.CITATION_FIELDS)
    catalogues = [one["catalogue"] for one in lines(written / "documents.jsonl") if one["catalogue"]]
    assert list(catalogues[0]) == list(data_dictionary.CATALOGUE_FIELDS)
    described = (written / "README.md").read_text("utf-8")
    assert all(
        f"| {name} |" in described
        for name in (
            *data_dictionary.DOCUMENT_FIELDS,
            *data_dictionary.CITATION_FIELDS,
            *data_dictionary.CATALOGUE_FIELDS,
        )
    )


def test_the_checksums_are_those_of_the_files(written):
    sums = dict(reversed(line.split("  ")) for line in (written / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == {path.name for path in written.iterdir()} - {"SHA256SUMS"}
    assert {name: hashlib.sha256((written / name).read_bytes()).hexdigest() for name in sums} == sums


def test_identical_data_give_identical_bytes(written, tmp_path_factory):
    again = tmp_path_factory.mktemp("again")
    bulk_folder.write_bulk_files(again)
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in written.iterdir()
    }


def test_drafts_withdrawn_texts_and_rejected_citations_stay_out(db, tmp_path):
    held = factories.make_resolution()
    Citation.objects.filter(target__symbol="S/RES/2282(2016)").update(origin="rejected")
    for symbol, status in (("S/RES/2600(2021)", Status.DRAFT), ("S/RES/2601(2021)", Status.WITHDRAWN)):
        other = factories.make_document(symbol, status)
        text = factories.add_paragraph(other, "body", "p1", "p1", factories.CITING)
        factories.cite(text, "第 2553(2020)号决议", held)
    bulk_folder.write_bulk_files(tmp_path)
    assert {one["key"] for one in lines(tmp_path / "documents.jsonl")} == {
        "S/RES/2151(2014)", "S/RES/2282(2016)", "S/RES/2553(2020)", "S/RES/2601(2021)",
    }  # fmt: skip
    assert {one["document"] for one in lines(tmp_path / "paragraphs.jsonl")} == {"S/RES/2553(2020)"}
    assert [row["target"] for row in rows(tmp_path / "citations.csv")] == ["S/RES/2151(2014)"]
    assert networkx.read_graphml(tmp_path / "citations.graphml").number_of_edges() == 1


def test_awkward_characters_survive_in_every_file(db, tmp_path):
    title = '"引号", <标签> & \x0b\u2028第二行'
    held = factories.make_resolution()
    Document.objects.filter(pk=held.pk).update(title=title)
    bulk_folder.write_bulk_files(tmp_path)
    assert title in {one["title"] for one in lines(tmp_path / "documents.jsonl")}
    graph = networkx.read_graphml(tmp_path / "citations.graphml")
    assert graph.nodes["S/RES/2553(2020)"]["title"] == title.replace("\x0b", "\N{REPLACEMENT CHARACTER}")


@pytest.mark.django_db(transaction=True)
def test_a_server_s_cursor_reads_them_outside_of_a_test_too(tmp_path):
    factories.make_resolution()
    bulk_folder.write_bulk_files(tmp_path)
    assert len(lines(tmp_path / "paragraphs.jsonl")) == 3


def test_a_folder_that_cannot_be_written_is_named(db, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="cannot write"):
        call_command("export", str(tmp_path / "file"), stdout=io.StringIO())


def test_the_data_page_offers_what_was_written(db, client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    factories.make_resolution()
    assert "批量文件尚未生成" in client.get("/data").content.decode()
    bulk_folder.write_bulk_files(tmp_path / "export")
    page = client.get("/data").content.decode()
    response = client.get("/data/citations.csv")
    body = b"".join(response)
    assert hashlib.sha256(body).hexdigest() in page
    assert response["Content-Disposition"] == 'attachment; filename="citations.csv"'
    assert [client.get(f"/data/{name}").status_code for name in ("other.csv", ".citations.csv.part")] == [404, 404]
