"""Citations as tab-separated lines, so that a diff shows what a change of the patterns gains and loses."""

from resolutions.text.parsed import ParsedDocument


def format_citations_tsv(document: ParsedDocument) -> list[str]:
    """Format one line a citation in reading order.

    Columns: paragraph label, surface, target (undecided: ``?`` and the reason), cited paragraphs, verb, theme, form.
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
