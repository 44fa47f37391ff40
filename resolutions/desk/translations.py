"""A text in another language beside the Chinese one, for the editor: paragraphs, and citations in one language only."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from resolutions.display.labels import format_label
from resolutions.interface.sentences import translate_sentence
from resolutions.models import Citation, Document, Paragraph, Translation, TranslationParagraph, TranslationState
from resolutions.text.numerals import CHINESE_COUNTING_CHARACTERS, parse_chinese_number, to_roman
from resolutions.text.symbols import CHARTER_SYMBOL

_CHINESE_SIGN = re.compile(rf"\(([{CHINESE_COUNTING_CHARACTERS}]{{1,3}})\)")
Mention = tuple[str, str]  # symbol and label of a cited paragraph, which may be empty


@dataclass(frozen=True, slots=True)
class ComparedParagraphs:
    """Paragraphs that say the same, and the documents that only one of them cites, as words."""

    chinese: list[Paragraph]
    other: list[TranslationParagraph]
    only_chinese: list[str]
    only_other: list[str]

    @property
    def differs(self) -> bool:
        """True when a citation stands in one language only, or a paragraph has none beside it."""
        return bool(self.only_chinese or self.only_other or not self.chinese or not self.other)


def list_translations(document: Document) -> list[Translation]:
    """Return the drafts and the published texts in other languages; one query."""
    states = (TranslationState.DRAFT, TranslationState.PUBLISHED)
    found = document.translations.filter(state__in=states).select_related("source").defer("text", "pairs")
    return list(found.order_by("language", "-id"))


def compare_languages(translation: Translation) -> list[ComparedParagraphs]:
    """Compare the paragraphs and counted citations of both languages; three queries."""
    chinese = list(Paragraph.objects.filter(document=translation.document_id).order_by("order"))
    other = list(translation.paragraphs.order_by("order"))
    cited = _load_chinese_mentions(translation.document_id)
    compared = []
    for left, right in translation.pairs:
        one, beside = [chinese[at] for at in left], [other[at] for at in right]
        ours = {mention for paragraph in one for mention in cited.get(paragraph.pk, ())}
        theirs = {mention for paragraph in beside for mention in _read_mentions(paragraph.citations)}
        only_ours, only_theirs = sorted(_missing(ours, theirs)), sorted(_missing(theirs, ours))
        compared.append(ComparedParagraphs(one, beside, list(map(_name, only_ours)), list(map(_name, only_theirs))))
    return compared


def _load_chinese_mentions(document_id: int) -> Mapping[int, set[Mention]]:
    rows = Citation.objects.filter(source=document_id, is_counted=True, target__isnull=False)
    mentions: defaultdict[int, set[Mention]] = defaultdict(set)
    for paragraph, symbol, labels in rows.values_list("paragraph", "target__symbol", "cited_paragraphs"):
        mentions[paragraph] |= set(_spread(symbol, labels))
    return mentions


def _read_mentions(citations: Iterable[Mapping[str, Any]]) -> Iterator[Mention]:
    for citation in citations:
        if citation["is_counted"]:
            yield from _spread(citation["target"], citation["labels"])


def _spread(symbol: str, labels: Iterable[str]) -> Iterator[Mention]:
    """Yield one mention for each cited paragraph; 10(d)(一) is 10(d)(i)."""
    yield symbol, ""
    for label in labels:
        yield symbol, _CHINESE_SIGN.sub(lambda sign: f"({_roman(sign[1])})", label)


def _roman(printed: str) -> str:
    return to_roman(parse_chinese_number(printed) or 0).lower() or printed


def _missing(one: set[Mention], other: set[Mention]) -> Iterator[Mention]:
    """Yield the mentions that only ``one`` has; a missing document is named without its paragraphs."""
    for symbol, label in one - other:
        if not label or (symbol, "") in other:
            yield symbol, label


def _name(mention: Mention) -> str:
    symbol, label = mention
    name = gettext("《宪章》") if symbol == CHARTER_SYMBOL else symbol
    place = translate_sentence(format_label(label) or label)
    return gettext("{document}{paragraph}").format(document=name, paragraph=place) if label else name
