"""Documents as plain text: title, symbol and addresses, then the paragraphs."""

from collections.abc import Iterator

from resolutions.exports.reference import Reference
from resolutions.models import Paragraph
from resolutions.text.footnotes import replace_marks

_NOT_HELD = "（本站未收录全文。）"


def write_plain_text(reference: Reference) -> Iterator[str]:
    """Write the document, or the one paragraph of the reference, in parts."""
    yield from (f"{line}\n" for line in _head(reference))
    if reference.paragraph:
        yield f"\n{_paragraph_text(reference.paragraph)}\n"
    elif reference.document.has_text:
        for paragraph in reference.document.paragraphs.in_reading_order():
            yield f"\n{_paragraph_text(paragraph)}\n"
    else:
        yield f"\n{_NOT_HELD}\n"


def _head(reference: Reference) -> Iterator[str]:
    yield reference.title
    if reference.symbol and reference.symbol not in reference.title:
        yield reference.symbol
    if reference.day:
        yield reference.day.isoformat()
    if reference.quality_mark:
        yield f"（{reference.quality_mark}）"
    yield from dict.fromkeys([reference.url, reference.page])


def _paragraph_text(paragraph: Paragraph) -> str:
    """Return the text of a paragraph; a table has one line for each row, with tabs between its cells."""
    if not paragraph.rows:
        return replace_marks(paragraph.text, paragraph.marks, "[{}]").strip()
    first = min((start for row in paragraph.rows for start, _ in row["cells"]), default=0)
    rows = [
        "\t".join(" ".join(paragraph.text[start:end].split()) for start, end in row["cells"]) for row in paragraph.rows
    ]
    return "\n".join([paragraph.text[:first].strip(), *rows]).strip()
