"""Measure recall: strings copied from thousands of texts, and exact searches compared with reading all texts.

python -m bench.search.recall ../shared/scale/laws-hans.tar.xz [--documents 3475] [--strings 2000]
"""

import random
import tempfile
from collections.abc import Iterator

import opencc

from bench.search.corpus import build_parser, parse_options, read_texts
from bench.search.portal_engine import build_index
from search.chinese.dictionary import load_dictionary
from search.chinese.folding import fold
from search.chinese.needles import parse_needle
from search.chinese.squeezing import squeeze
from search.index.folder import IndexFolder
from search.index.snapshot import SnapshotManager
from search.protocol.documents import IndexableDocument
from search.protocol.request import SearchRequest
from search.results.answer import Searcher
from search.results.matching import Matcher


def iter_copied_strings(text: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield kind and string for random strings of ``text`` in the forms in which readers copy them."""
    start, size = chance.randrange(len(text)), chance.randint(1, 10)
    plain = text[start : start + size]
    yield "any cut", plain
    yield "full width", "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in plain)
    yield "traditional", opencc.OpenCC("s2t").convert(plain)
    yield "printed line break", plain[: size // 2] + "\n" + plain[size // 2 :]
    squeezed = squeeze(fold(plain))
    if not len(squeezed.barriers):
        yield "without punctuation", squeezed.characters
    numbers = [i for i, c in enumerate(text) if c.isdigit()]
    if numbers:
        position = chance.choice(numbers)
        yield "number or date", text[max(position - 2, 0) : position + 4]


def measure_recall(search: Searcher, sources: list[IndexableDocument], count: int) -> None:
    """Search for ``count`` copied strings; print those not found and the exact searches with another result."""
    chance, missed, tried = random.Random(7), [], 0
    unequal: list[str] = []
    texts = {n: search.snapshot.text(n).folded() for n in search.snapshot.live_ids.tolist()}
    squeezed_texts = {n: squeeze(text).characters for n, text in texts.items()}
    while tried < count:
        source = chance.choice(sources)
        text = chance.choice(source.passages).text
        for kind, string in iter_copied_strings(text, chance):
            if not fold(string):
                continue
            tried += 1
            _, ids = search.find(SearchRequest(string, size=len(sources)))
            if source.key not in search.snapshot.keys[ids]:
                missed.append((kind, string))
            if tried % 10 == 0:
                unequal += _unequal_phrases(search, texts, string)
                unequal += _unequal_texts(search, squeezed_texts, string)
    print(f"{tried} strings, not found: {len(missed)} {missed[:5]}")
    compared = f"{tried // 10} phrases and as many texts without quotation marks compared with reading all texts"
    print(f"{compared}, unequal: {len(unequal)} {unequal[:5]}")


def _unequal_phrases(search: Searcher, texts: dict[int, str], string: str) -> list[str]:
    folded = fold(string.replace('"', ""))
    if not folded:
        return []
    _, ids = search.find(SearchRequest(f'"{folded}"', "exact", size=len(texts)))
    return [] if set(ids.tolist()) == {n for n, text in texts.items() if folded in text} else [folded]


def _unequal_texts(search: Searcher, squeezed_texts: dict[int, str], string: str) -> list[str]:
    """Compare a string typed without quotation marks with a reading of all texts that may have it."""
    needle = parse_needle(fold(string))
    if not needle.characters:
        return []
    snapshot = search.snapshot
    found = Matcher(snapshot, search.dictionary).match_string(needle.string, "all").ids
    expected = {
        number
        for number, characters in squeezed_texts.items()
        if needle.characters in characters
        and any(squeeze(snapshot.text(number).folded(), snapshot.layout(number).unit_starts).find(needle))
    }
    return [] if set(found.tolist()) == expected else [needle.string]


def main() -> None:
    """Build the index and measure recall."""
    parser = build_parser(__doc__)
    parser.add_argument("--strings", type=int, default=2000)
    options = parse_options(parser)
    sources = read_texts(options.texts, options.documents)
    with tempfile.TemporaryDirectory() as path:
        build_index(IndexFolder(path), sources)
        search = Searcher(SnapshotManager(IndexFolder(path)).snapshot(), load_dictionary())
        measure_recall(search, sources, options.strings)


if __name__ == "__main__":
    main()
