"""任务沿革: the resolutions of one agenda item that set up, extend and end the missions of a document."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from resolutions.models import Document, Paragraph, Status
from resolutions.text.mandates import MandateStep, find_mandate_steps
from resolutions.text.parsed import ParagraphKind

MAX_PARAGRAPHS = 400  # of the agenda item that are read
_KINDS = (ParagraphKind.OPERATIVE, ParagraphKind.SUB)
_SIGNS = "延长|延長|续延|續延|设立|設立|成立|终止|終止|结束|結束|撤[销銷]"


@dataclass(frozen=True, slots=True)
class MandateLink:
    """Change of a mission by one resolution, and the URL of its paragraph; "" for the document of the page."""

    act: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class MandateChain:
    """The resolutions on one mission, in order of date."""

    name: str
    links: list[MandateLink]


def find_steps(paragraphs: Iterable[Paragraph]) -> list[MandateStep]:
    """Find what the operative paragraphs of a document do to missions; no query."""
    return [
        step
        for paragraph in paragraphs
        if paragraph.kind in _KINDS
        for step in find_mandate_steps(paragraph.text, paragraph.lead)
    ]


def find_mandate_chains(document: Document, steps: list[MandateStep]) -> list[MandateChain]:
    """Build the chain of each mission in ``steps``; one query, none without steps or agenda item."""
    entry = getattr(document, "catalogue", None)
    if not steps or not entry or not entry.agenda_item_id or not document.is_held:
        return []
    rows = Paragraph.objects.filter(
        document__status=Status.PUBLISHED,
        document__catalogue__agenda_item=entry.agenda_item_id,
        kind__in=_KINDS,
        text__regex=_SIGNS,
    ).select_related("document")
    rows = rows.order_by(F("document__adopted_on").asc(nulls_last=True), "document", "order")[:MAX_PARAGRAPHS]
    found = [(row, step) for row in rows for step in find_mandate_steps(row.text, row.lead)]
    chains = []
    for own in _without_repetition(steps):
        links = [_link(row, step, document) for row, step in found if step.is_about(own)]
        chains.append(MandateChain(own.shown_name, list(dict.fromkeys(links))))
    return [chain for chain in chains if len(chain.links) > 1]


def _without_repetition(steps: list[MandateStep]) -> list[MandateStep]:
    kept: list[MandateStep] = []
    for step in steps:
        if not any(step.is_about(other) for other in kept):
            kept.append(step)
    return kept


def _link(row: Paragraph, step: MandateStep, document: Document) -> MandateLink:
    if row.document_id == document.pk:
        return MandateLink(step.act, "本文件", "")
    return MandateLink(step.act, row.document.title, row.get_absolute_url())
