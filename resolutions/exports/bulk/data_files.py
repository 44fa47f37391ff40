"""The bulk files: name, description, fields and writer of each."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import TextIOBase

from resolutions.exports import data_dictionary
from resolutions.exports.bulk import bulk_queries
from resolutions.exports.bulk.bulk_graphml import write_graphml
from resolutions.exports.csv_guard import iter_csv_lines
from resolutions.exports.records import Record, citation_record, document_record, paragraph_record

LINE_FEED = "\n"  # on every system, so that identical data give identical bytes


@dataclass(frozen=True, slots=True)
class DataFile:
    """One bulk file.

    ``fields`` explains its fields in Chinese. ``write`` writes its rows to a text file and returns the
    numbers of rows by their Chinese name.
    """

    name: str
    description: str
    fields: dict[str, str]
    write: Callable[[TextIOBase], dict[str, int]]


def _write_documents(file: TextIOBase) -> dict[str, int]:
    return {"文件": _write_json_lines(file, map(document_record, bulk_queries.iter_documents()))}


def _write_paragraphs(file: TextIOBase) -> dict[str, int]:
    records = (paragraph_record(paragraph, document.key) for document, paragraph in bulk_queries.iter_paragraphs())
    return {"段落": _write_json_lines(file, records)}


def _write_citations(file: TextIOBase) -> dict[str, int]:
    file.writelines(iter_csv_lines([data_dictionary.CITATION_FIELDS], LINE_FEED))
    count = 0
    for citation in bulk_queries.iter_citations():
        file.writelines(iter_csv_lines([_csv_cells(citation_record(citation))], LINE_FEED))
        count += 1
    return {"引用": count}


def _csv_cells(record: Record) -> list[str]:
    """Spell the record of a citation for CSV: lists apart by blanks, booleans as in JSON."""
    spelled = record | {
        "cited_paragraphs": " ".join(record["cited_paragraphs"]),
        "counted": "true" if record["counted"] else "false",
    }
    return [str(spelled[name]) for name in data_dictionary.CITATION_FIELDS]


def _write_graph(file: TextIOBase) -> dict[str, int]:
    nodes, edges = write_graphml(file)
    return {"节点": nodes, "连线": edges}


def _write_json_lines(file: TextIOBase, records: Iterable[Record]) -> int:
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
    DataFile(
        "citations.csv",
        "每一处引用一行；以 = + - @、制表符或回车开头的单元格前加一个撇号，以免电子表格当作公式",
        data_dictionary.CITATION_FIELDS,
        _write_citations,
    ),
    DataFile("citations.graphml", "引文图：计入次数的引用，按文件合并", GRAPH_FIELDS, _write_graph),
)
