"""Near variants of a phrase: phrases of the texts that begin and end as it does and differ in one place between.

决定继续积极处理此案 has the variants 决定继续处理此案 (a word less) and 决定继续积极审议此案 (another word).
A phrase with a word more, and one without the first or the last word, are variants too.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from search.chinese.dictionary import load_dictionary
from search.chinese.folding import fold
from search.chinese.gap_characters import is_gap_character
from search.chinese.needles import parse_needle
from search.index.snapshot import Snapshot
from search.protocol.errors import QueryTooComplexError
from search.protocol.phrase_history import PhraseVariant
from search.results.phrase_history import count_phrase, iter_matching_documents
from search.results.time_limit import TimeLimit

MAX_VARIANTS = 5
MIN_LENGTH = 5  # characters of a phrase that has variants
MAX_OCCURRENCES = 2000  # of the beginning of the phrase that are compared with it
MAX_MORE = 6  # characters that a variant has in place of others or more
MIN_END = 2  # characters at the beginning, and at the end, that a variant shares with the phrase
MIN_SHARE = 0.6  # of the characters of the phrase that a variant shares with it
_UNIFIED, _RUNS = re.compile("[一-鿿]"), re.compile("[一-鿿]+|[^一-鿿]+")


def find_phrase_variants(open_documents: Callable[[str], Snapshot], phrase: str) -> list[PhraseVariant]:
    """Return variants of ``phrase`` with the numbers of their uses, the most frequent first.

    ``open_documents`` returns a snapshot with all documents that contain a folded string.

    The numbers are those of ``find_phrase_uses``. A phrase that is too short, or takes too long, has fewer variants or
    none. Raises ``SearchBusyError``.
    """
    folded = _squeeze(fold(phrase))
    variants: list[PhraseVariant] = []
    if len(folded) < MIN_LENGTH:
        return variants
    limit = TimeLimit.start()
    try:
        near = Counter(_iter_near(open_documents, folded, limit))
        frequent = [string for string, _ in sorted(near.items(), key=lambda item: (-item[1], item[0]))[:MAX_VARIANTS]]
        variants += filter(None, (count_phrase(open_documents(string), string, limit) for string in frequent))
        own = count_phrase(open_documents(folded), folded, limit)
        for string in _trimmed(folded):
            variant = count_phrase(open_documents(string), string, limit)
            if variant and (not own or variant.count > own.count):  # otherwise its uses are those of the phrase
                variants.append(variant)
    except QueryTooComplexError:
        pass  # those found so far are complete
    return sorted(variants, key=lambda variant: -variant.count)


def read_variant(window: str, phrase: str) -> str:
    """Return the beginning of ``window`` that is a near variant of ``phrase``; "" if there is none.

    Both are without punctuation; ``window`` begins as ``phrase`` does. The longest end in common is taken.

    >>> windows = ("决定继续处理此案并", "决定继续积极审议此案", "决定继续积极处理此案", "决定继续审议")
    >>> [read_variant(window, "决定继续积极处理此案") for window in windows]
    ['决定继续处理此案', '决定继续积极审议此案', '', '']
    """
    if window.startswith(phrase):
        return ""
    same = next((at for at, pair in enumerate(zip(window, phrase, strict=False)) if pair[0] != pair[1]), len(window))
    for tail in range(MIN_END, len(phrase) - MIN_END + 1):
        end = window.find(phrase[tail:], MIN_END)
        if end < 0:
            continue
        head = min(same, tail, end)
        if head + len(phrase) - tail < MIN_SHARE * len(phrase) or end - head > MAX_MORE:
            return ""
        return window[: end + len(phrase) - tail]
    return ""


def _iter_near(open_documents: Callable[[str], Snapshot], phrase: str, limit: TimeLimit) -> Iterator[str]:
    """Yield the variant at each occurrence of the first word of ``phrase``, the earliest documents first."""
    words = _cut(phrase)
    head = words[0] if len(words[0]) >= MIN_END else "".join(words[:2])
    seen, snapshot = 0, open_documents(head)
    for number, (spans,) in iter_matching_documents(snapshot, [head], limit):
        limit.check()
        text = snapshot.text(number).folded()
        for start in spans.starts.tolist():
            yield from filter(None, [read_variant(_clause(text, start, len(phrase) + MAX_MORE), phrase)])
        seen += len(spans)
        if seen >= MAX_OCCURRENCES:
            return


def _clause(text: str, start: int, length: int) -> str:
    """Return up to ``length`` characters from ``start`` to the next punctuation, blanks left out."""
    characters: list[str] = []
    for character in text[start : start + 2 * length]:
        if character == " ":
            continue
        if len(characters) == length or character == "\n" or is_gap_character(character):
            break
        characters.append(character)
    return "".join(characters)


def _trimmed(phrase: str) -> list[str]:
    """Return the phrase without its first and without its last word, as far as they are long enough."""
    words = _cut(phrase)
    return [part for part in ("".join(words[1:]), "".join(words[:-1])) if len(part) >= max(MIN_LENGTH, len(phrase) / 2)]


def _cut(phrase: str) -> list[str]:
    """Split a phrase into words; one that the dictionary has as a whole is split too."""
    dictionary = load_dictionary()
    return [
        word
        for run in _RUNS.findall(phrase)
        for word in (dictionary.cut_printed(run) if _UNIFIED.match(run) else [run])
    ]


def _squeeze(folded: str) -> str:
    return parse_needle(folded).characters
