"""Renderings of terms found by co-occurrence: ``python -m bench.terms [--shared FOLDER] [--wrong] [--part PART]``.

The pairs are the 519 sentences of ``corpus/unpc_zh_en.tsv`` and the paragraphs of the documents that
``corpus/un_files`` has in both languages, paired as the portal pairs them. ``judged_terms.tsv`` has terms with the
renderings that translators accept, judged by hand: ``tune`` was in view when thresholds were chosen, ``test`` was not.

For both directions it prints, for the proposals of the portal and for two baselines (the most frequent word group of
the paragraphs, and one at random), the precision of the first proposal (of the terms that have any), the recall at one
and at five (of all terms), and the terms with a proposal.
"""

import argparse
import csv
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.alignment import load_pairs
from resolutions.sources.text_extraction import extract_text
from resolutions.terms.counting import PairOfTexts, find_chinese, find_english, propose_chinese, propose_english
from resolutions.terms.grams import chinese_grams, english_grams, english_key
from resolutions.text import read_document
from resolutions.text.alignment import align_paragraphs
from resolutions.text.alignment.paragraph_pairs import TextParagraph
from resolutions.text.english_words import BARRIER, index_words, split_words
from resolutions.text.fold import fold_and_squeeze
from search.chinese.dictionary import load_dictionary

SHARED = Path(__file__).resolve().parents[2] / "shared"
JUDGED = Path(__file__).with_name("judged_terms.tsv")
IN_BOTH_LANGUAGES = (
    ("S_RES_2784-EN.pdf", "made/N2517000.docx"),
    ("A_RES_78_323-EN.pdf", "made/A_RES_78_323-ZH.docx"),
)
MOST = 5  # proposals that count

Propose = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class JudgedTerm:
    """A term with what it may be in the other language; ``part`` is ``tune`` or ``test``."""

    part: str
    chinese: tuple[str, ...]
    english: tuple[str, ...]


def read_judged() -> list[JudgedTerm]:
    """Read the judged terms; alternatives are separated by a bar."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [
            JudgedTerm(row["part"], tuple(row["chinese"].split("|")), tuple(row["english"].split("|"))) for row in rows
        ]


def read_pairs(shared: Path) -> list[PairOfTexts]:
    """Return the sentences and the paragraphs of both languages."""
    sentences = load_pairs(shared / "corpus" / "unpc_zh_en.tsv")
    pairs = [
        PairOfTexts.read(fold_and_squeeze(chinese), english, index_words(english)) for chinese, english in sentences
    ]
    for english_name, chinese_name in IN_BOTH_LANGUAGES:
        folder = shared / "corpus" / "un_files"
        chinese, english = _read_paragraphs(folder / chinese_name), _read_paragraphs(folder / english_name)
        for pair in align_paragraphs(chinese, english).pairs:
            left = "\n".join(fold_and_squeeze(chinese[at].text) for at in pair.chinese)
            right = [english[at].text for at in pair.english]
            if right:
                pairs.append(PairOfTexts.read(left, "\n".join(right), BARRIER.join(map(index_words, right))))
    return pairs


def _read_paragraphs(path: Path) -> list[TextParagraph]:
    parsed = read_document(extract_text(path.read_bytes(), path.name).text)
    return [TextParagraph(one.kind, one.label, one.anchor, one.text) for one in parsed.paragraphs]


def build_ways(pairs: Sequence[PairOfTexts], *, to_english: bool, seed: int = 1) -> dict[str, Propose]:
    """Return the ways to propose renderings of a term, by name."""
    chance, dictionary = random.Random(seed), load_dictionary()

    def groups(term: str) -> Iterator[str]:
        if to_english:
            for row in find_chinese(pairs, term):
                yield from {english_key(gram) for gram in english_grams(row.english)}
        else:
            for row in find_english(pairs, write_key(term)):
                yield from set(chinese_grams(row.chinese, dictionary))

    def ours(term: str) -> list[str]:
        if to_english:
            return [one.text for one in propose_english(pairs, term)]
        return [one.text for one in propose_chinese(pairs, write_key(term))]

    def most_frequent(term: str) -> list[str]:
        """Return the groups of most paragraphs, in a random order where these are as many."""
        counts = sorted(Counter(groups(term)).items())
        chance.shuffle(counts)
        return [group for group, _ in sorted(counts, key=lambda item: -item[1])[:MOST]]

    def at_random(term: str) -> list[str]:
        found = sorted(set(groups(term)))
        return chance.sample(found, min(MOST, len(found)))

    return {"portal": ours, "most frequent group": most_frequent, "random group": at_random}


def write_key(term: str) -> str:
    """Return a term as groups of words are compared."""
    return english_key(" ".join(word.text for word in split_words(term))) if term.isascii() or "ô" in term else term


def is_right(proposal: str, accepted: Sequence[str]) -> bool:
    """Return whether a proposal is an accepted rendering, whatever its number or tense."""
    return write_key(proposal) in {write_key(one) for one in accepted}


def measure(terms: Sequence[tuple[str, Sequence[str]]], propose: Propose, wrong: bool = False) -> str:
    """Return a line of figures; each term is typed in its first form."""
    first = among = answered = 0
    for term, accepted in terms:
        proposals = propose(term)[:MOST]
        answered += bool(proposals)
        right = [is_right(one, accepted) for one in proposals]
        first += right[:1] == [True]
        among += any(right)
        if wrong and right[:1] != [True]:
            print(f"    {term}: {' / '.join(proposals) or 'nothing'}; accepted {' / '.join(accepted)}")
    precision = first / answered if answered else 0.0
    return f"{precision:9.2f}{first / len(terms):10.2f}{among / len(terms):10.2f}{answered:6} of {len(terms)}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--wrong", action="store_true", help="print each term with a wrong first proposal")
    parser.add_argument("--part", choices=("tune", "test"), help="only this part")
    options = parser.parse_args()
    pairs, judged = read_pairs(options.shared), read_judged()
    print(f"{len(pairs)} pairs, {len(judged)} judged terms")
    for part in [options.part] if options.part else ["tune", "test"]:
        for to_english in (True, False):
            terms = [
                (one.chinese[0], one.english) if to_english else (one.english[0], one.chinese)
                for one in judged
                if one.part == part
            ]
            print(f"{part}, Chinese to English" if to_english else f"{part}, English to Chinese")
            print(f"  {'':22}precision  recall@1  recall@5  answered")
            for name, propose in build_ways(pairs, to_english=to_english).items():
                print(f"  {name:22}{measure(terms, propose, options.wrong and name == 'portal')}")


if __name__ == "__main__":
    main()
