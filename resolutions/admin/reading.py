"""What the portal understood of a document, in numbers and by what it left open."""

from resolutions.models import Citation, Paragraph, Status


def what_was_read(document: int | str) -> dict:
    """Paragraphs and citations of the document with this key, and what could not be decided; three queries."""
    citations = Citation.objects.filter(source=document)
    shown = list(citations.shown().values_list("target", "target__status"))
    held = {target for target, status in shown if status == Status.PUBLISHED}
    undecided = citations.undecided().select_related("paragraph")
    return {
        "paragraph_count": Paragraph.objects.filter(document=document).count(),
        "citation_count": len(shown),
        "held_count": len(held),
        "stub_count": len({target for target, _ in shown} - held),
        "undecided": [(citation.paragraph.label, citation.surface, citation.undecided) for citation in undecided],
    }
