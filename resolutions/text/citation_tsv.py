"""A document's citations as lines of plain text, so that a change of a pattern shows what it gains and loses."""

from resolutions.text.parsed import ParsedDocument


def format_citations_tsv(document: ParsedDocument) -> list[str]:
    """One line a citation in reading order, fields parted by tabs.

    Paragraph, surface, target (undecided ones: ``?`` and the reason), cited paragraphs, verb, theme, form.
    """
    return [
        "\t".join(
            (
                paragraph.label,
                citation.surface,
                citation.target or f"? {citation.undecided}",
                ",".join(citation.paragraphs),
                citation.verb,
                citation.theme,
                citation.form,
            )
        )
        for paragraph in document.paragraphs
        for citation in paragraph.citations
    ]
