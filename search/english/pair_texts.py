"""Printed texts of pairs of paragraphs, for the results of a search and the look-up of terms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from resolutions.display.labels import format_place
from resolutions.models import Document, Paragraph, ParagraphPair, TranslationParagraph
from search.english.highlighting import collect_words, find_hits
from search.english.matching import find_stems
from search.english.query import EnglishTerm
from search.protocol.highlights import Range

_MODE_OF_BOTH = "text=zh-en"  # in the address of a document page


@dataclass(frozen=True, slots=True)
class PairTexts:
    """A pair of paragraphs as printed; ``place`` is that of the Chinese one, or of the English one where none is."""

    place: str
    chinese: str
    passages: tuple[str, ...]

    @property
    def english(self) -> str:
        """The English paragraphs in reading order, with a blank between them."""
        return " ".join(self.passages)

    def find_hits(self, terms: Sequence[EnglishTerm], stems: Mapping[str, str]) -> list[Range]:
        """Return the ranges of the terms in ``english``; none goes from one paragraph into another."""
        hits, before = [], 0
        for passage in self.passages:
            hits += [(start + before, end + before) for start, end in find_hits(passage, terms, stems)]
            before += len(passage) + 1
        return hits


def load_pair_texts(pairs: Sequence[ParagraphPair]) -> dict[int, PairTexts]:
    """Return the texts of pairs by key, without those that have lost their English ones; two queries."""
    chinese = Paragraph.objects.in_bulk({pk for pair in pairs for pk in pair.chinese_ids})
    english = TranslationParagraph.objects.in_bulk({pk for pair in pairs for pk in pair.english_ids})
    texts = {}
    for pair in pairs:
        left = [chinese[pk] for pk in pair.chinese_ids if pk in chinese]
        right = [english[pk] for pk in pair.english_ids if pk in english]
        if right:
            named = left[0] if left else right[0]
            texts[pair.pk] = PairTexts(
                format_place(named.label, named.kind),
                "".join(one.text for one in left),
                tuple(one.text for one in right),
            )
    return texts


def load_stems(texts: Iterable[PairTexts], terms: Iterable[EnglishTerm]) -> dict[str, str]:
    """Return the stems of the words of the English texts and of the terms; one query, none without terms."""
    words = {word for term in terms for form in term.forms for word in form}
    return find_stems(collect_words(passage for one in texts for passage in one.passages) | words) if words else {}


def build_url(document: Document, anchor: str = "") -> str:
    """Return the address of a document in both languages, or of one of its paragraphs."""
    url = f"{document.get_absolute_url()}?{_MODE_OF_BOTH}"
    return f"{url}#{anchor}" if anchor else url
