"""Lists of citations: the sentences under their documents, and as a table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from resolutions.display.labels import format_label, format_labels
from resolutions.models import Citation, Document
from resolutions.pages.citation_filters import PAGE_SIZE, load_sentences
from resolutions.pages.cited_by import CitingSentence

CSV_COLUMNS = [
    "引用文件",
    "引用文件标题",
    "日期",
    "段落",
    "动词",
    "主题",
    "被引文件",
    "被引段落",
    "引文",
    "整句",
    "脚注所注的正文",
    "地址",
    "段落编号",
    "被引段落编号",
]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Consecutive sentences of one citing document."""

    source: Document
    sentences: list[CitingSentence]


def group_by_source(sentences: list[CitingSentence]) -> list[SourceGroup]:
    """Group consecutive sentences by their citing document."""
    groups = [list(group) for _, group in groupby(sentences, lambda sentence: sentence.source.pk)]
    return [SourceGroup(sentences[0].source, sentences) for sentences in groups]


def iter_csv_rows(absolute: Callable[[str], str], pks: Sequence[int]) -> Iterator[list[str]]:
    """Yield the head and the rows of citations given by key, in their order; a page of them is loaded at a time.

    A row is a sentence and one document that it cites. ``absolute`` makes an address absolute.
    """
    yield list(CSV_COLUMNS)
    for start in range(0, len(pks), PAGE_SIZE):
        for item in load_sentences(pks[start : start + PAGE_SIZE]):
            for target, group in groupby(sorted(item.citations, key=_order), lambda citation: citation.target):
                yield _columns(absolute, item, target, list(group))


def _order(citation: Citation) -> tuple[int, int]:
    return citation.target_id or 0, citation.start


def _columns(
    absolute: Callable[[str], str], item: CitingSentence, target: Document | None, citations: list[Citation]
) -> list[str]:
    """Return the cells of one sentence and one document that it cites."""
    source = item.source
    labels = list(dict.fromkeys(label for citation in citations for label in citation.cited_paragraphs))
    return [
        source.symbol,
        source.title,
        source.adopted_on.isoformat() if source.adopted_on else "",
        format_label(item.paragraph.label),
        "、".join(dict.fromkeys(citation.verb for citation in citations if citation.verb)),
        "、".join(dict.fromkeys(citation.theme for citation in citations if citation.theme)),
        (target.symbol or target.title) if target else "",
        format_labels(labels),
        "、".join(citation.surface for citation in citations),
        item.text,
        item.footnoted_sentence,
        absolute(item.url),
        item.paragraph.label,
        " ".join(labels),
    ]
