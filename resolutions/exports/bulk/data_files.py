"""The data files: what each is called, holds, and how its rows are written."""

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TextIO

from resolutions.exports import data_dictionary
from resolutions.exports.bulk import bulk_queries
from resolutions.exports.bulk.bulk_graphml import write_graphml
from resolutions.exports.records import Record, citation_record, document_key, document_record, paragraph_record


@dataclass(frozen=True, slots=True)
class DataFile:
    """``write`` writes it and returns its counts by their Chinese names; ``fields`` is its dictionary."""

    name: str
    holds: str
    fields: dict[str, str]
    write: Callable[[TextIO], dict[str, int]]


def _write_documents(file: TextIO) -> dict[str, int]:
    return {"文件": _lines(file, map(document_record, bulk_queries.iter_documents()))}


def _write_paragraphs(file: TextIO) -> dict[str, int]:
    records = (
        paragraph_record(paragraph, document_key(document)) for document, paragraph in bulk_queries.iter_paragraphs()
    )
    return {"段落": _lines(file, records)}


def _write_citations(file: TextIO) -> dict[str, int]:
    writer = csv.DictWriter(file, list(data_dictionary.CITATION_FIELDS), lineterminator="\n")
    writer.writeheader()
    count = 0
    for citation in bulk_queries.iter_citations():
        record = citation_record(citation)
        record["cited_paragraphs"] = " ".join(record["cited_paragraphs"])
        record["counted"] = "true" if record["counted"] else "false"
        writer.writerow(record)
        count += 1
    return {"引用": count}


def _write_graph(file: TextIO) -> dict[str, int]:
    nodes, edges = write_graphml(file)
    return {"节点": nodes, "连线": edges}


def _lines(file: TextIO, records: Iterable[Record]) -> int:
    count = 0
    for record in records:
        file.write(json.dumps(record, ensure_ascii=False) + "\n")
        count += 1
    return count


GRAPH_FIELDS = {
    "node id": "文件的本站键",
    "title kind organ year date status": "同 documents.jsonl；不知的没有此项",
    "edge source → target": "引用文件 → 被引文件，每对一条连线",
    "count": "这一对之间计入的引用次数",
    "verbs": "所用动词的类别，以空格分隔",
}
DATA_FILES = (
    DataFile("documents.jsonl", "所有有专页的文件，每行一份", data_dictionary.DOCUMENT_FIELDS, _write_documents),
    DataFile("paragraphs.jsonl", "收录全文的文件的段落，每行一段", data_dictionary.PARAGRAPH_FIELDS, _write_paragraphs),
    DataFile("citations.csv", "每一处引用一行", data_dictionary.CITATION_FIELDS, _write_citations),
    DataFile("citations.graphml", "引文图：计入次数的引用，按文件合并", GRAPH_FIELDS, _write_graph),
)
