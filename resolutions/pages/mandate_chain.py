"""任务沿革: the resolutions on the same situation that set up, extend and end the missions of a document.

A mandate is renewed under other agenda items than that of its first resolution, and one resolution can have several:
all items of the document count, and with them the items of the same situation.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext, pgettext_lazy

from resolutions.interface.titles import title_in_language
from resolutions.models import AgendaItem, Document, Paragraph
from resolutions.text.mandates import MandateStep, find_mandate_steps
from resolutions.text.parsed import ParagraphKind

MAX_PARAGRAPHS = 2_000  # of the agenda items that are read
_KINDS = (ParagraphKind.OPERATIVE, ParagraphKind.SUB)
# The act of a resolution on a mission, before the name of the resolution
_ACTS = {
    "设立": pgettext_lazy("mission", "设立"),
    "延长": pgettext_lazy("mission", "延长"),
    "终止": pgettext_lazy("mission", "终止"),
}
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
    """Build the chain of each mission in ``steps``; at most three queries, none without steps or agenda item."""
    items = document.agenda_items if steps and document.is_held else []
    if not items:
        return []
    situations = {item.situation for item in items} - {""}
    kin = AgendaItem.objects.filter(situation__in=situations).values_list("pk", flat=True) if situations else ()
    rows = Paragraph.objects.filter(
        document__in=Document.objects.held().under([*items, *kin]).values("pk"),
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
        return MandateLink(str(_ACTS[step.act]), gettext("本文件"), "")
    return MandateLink(str(_ACTS[step.act]), title_in_language(row.document), row.get_absolute_url())
