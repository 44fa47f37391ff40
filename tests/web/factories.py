"""Small documents of real sentences, written directly to the tables to test pages without the text reader."""

from datetime import date
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from resolutions.models import Citation, Document, Kind, Paragraph, SourceFile, Status, TextVersion
from resolutions.text.symbols import describe_symbol
from search import indexing
from tests.passages import CHARTER_SENTENCE as CHARTER_SENTENCE
from tests.passages import CITING as CITING
from tests.passages import FOOTNOTE as FOOTNOTE
from tests.passages import MARKED as MARKED
from tests.passages import OPERATIVE as OPERATIVE
from tests.passages import PREAMBLE as PREAMBLE
from tests.passages import SUB as SUB


def make_document(symbol: str = "S/RES/2553(2020)", status: str = Status.PUBLISHED, **values) -> Document:
    """Create a document as ingest does: facts from the symbol, and a date unless it is a stub."""
    facts = describe_symbol(symbol)
    held = {"adopted_on": date(facts.year or 2020, 12, 3), "published_at": timezone.now()}
    defaults = {"organ": facts.organ, "kind": facts.kind, "number": facts.number, "year": facts.year}
    if status != Status.STUB:
        defaults |= held
    return Document.objects.create(symbol=symbol, status=status, **{"title": facts.title, **defaults, **values})


def add_paragraph(document: Document, kind: str, label: str, anchor: str, text: str, **values) -> Paragraph:
    order = document.paragraphs.count()
    return Paragraph.objects.create(
        document=document, order=order, kind=kind, label=label, anchor=anchor, text=text, **values
    )


def cite(paragraph: Paragraph, surface: str, target: Document | None, **values) -> Citation:
    """Create the citation of ``target`` by the text ``surface``, and count it for ``target``."""
    start = paragraph.text.index(surface)
    citation = Citation.objects.create(
        paragraph=paragraph,
        source=paragraph.document,
        target=target,
        start=start,
        end=start + len(surface),
        form="test",
        **values,
    )
    if target and paragraph.document.is_held:
        target.citations_in += 1
        target.save()
    return citation


def make_resolution() -> Document:
    """Create 2553(2020) with a preamble that cites two stubs, and two operative paragraphs."""
    document = make_document()
    preamble = add_paragraph(document, "preamble", "PP1", "pp1", PREAMBLE)
    cite(
        preamble,
        "第 2151(2014)号决议",
        make_document("S/RES/2151(2014)", Status.STUB),
        verb="回顾",
        theme="安全部门改革",
    )
    cite(preamble, "第 2282(2016)号决议", make_document("S/RES/2282(2016)", Status.STUB), verb="回顾")
    add_paragraph(document, "operative", "12", "op12", OPERATIVE, lead=4)
    add_paragraph(document, "sub", "12(a)", "op12a", SUB, lead=4, level=1)
    return document


def make_repertoire(cited: Document) -> Document:
    """Create pages of the Repertoire that cite the Charter and, in a footnote, two paragraphs of ``cited``."""
    document = Document.objects.create(
        slug="repertoire-2020",
        title="维护国际和平与安全",
        kind=Kind.REPERTOIRE,
        status=Status.PUBLISHED,
        year=2020,
        published_at=timezone.now(),
    )
    add_paragraph(document, "heading", "p1", "p1", "35.  维护国际和平与安全", lead=5)
    mark = MARKED.index("905")
    add_paragraph(document, "body", "p2", "p2", MARKED, marks=[[mark, mark + 3, "fn905"]])
    charter = Document.objects.filter(symbol="CHARTER").first() or make_document("CHARTER", Status.STUB)
    cite(
        add_paragraph(document, "body", "p3", "p3", CHARTER_SENTENCE),
        "《宪章》第七章",
        charter,
        verb="根据",
        cited_paragraphs=["ch.VII"],
    )
    add_paragraph(document, "footnote", "fn905", "fn905", FOOTNOTE, lead=4)
    note = add_paragraph(document, "footnote", "fn954", "fn954", CITING, lead=4)
    cite(note, "第 2553(2020)号决议，第 12 和 14 段", cited, cited_paragraphs=["12", "14"])
    return document


def add_original(document: Document, name: str, data: bytes) -> SourceFile:
    """Store a file as the original in force."""
    path = default_storage.save(f"test/{document.pk}", ContentFile(data))
    source = SourceFile.objects.create(
        document=document, sha256=sha256(data).hexdigest(), name=name, media_type="text/html", size=len(data), file=path
    )
    document.versions.update(is_in_force=False)
    TextVersion.objects.create(document=document, source=source, text=data.decode(), reader="1", reason="收录")
    return source


def make_table(document: Document) -> Paragraph:
    """Create a table of two columns with a head that is repeated after a page break."""
    cells = ["会议记录", "日期", "S/PV.8699", "2020年1月9日", "会议记录", "日期", "S/PV.8748", "2020年7月14日"]
    text, places = "表1", []
    for cell in cells:
        start = len(text) + 1
        text += "\n" + cell
        places.append([start, len(text)])
    roles = ["head", "body", "repeat", "body"]
    rows = [{"role": role, "cells": places[2 * n : 2 * n + 2]} for n, role in enumerate(roles)]
    return add_paragraph(document, "table", "table1", "table1", text, rows=rows)


def index() -> None:
    """Index all published documents."""
    indexing.rebuild_from_database()
