"""Alignment of Chinese and English sentences: ``python -m bench.alignment [--wrong] [--seed N]``.

The sentences of ../shared/corpus/unpc_zh_en.tsv are shuffled within blocks of twenty and paired again. Prints the share
of right pairs for the whole scorer, and beside it without statistics, by length only and at random. Statistics of
terms are learnt from the blocks of the other folds only; names of States and subject headings are those of
fixtures/catalogue, terms those of UNBIS in ../shared/catalogue.
"""

import argparse
import csv
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from resolutions.text.alignment import PairScorer, assign_best, learn_terms
from resolutions.text.alignment.scoring import score_length

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PAIRS = SHARED / "corpus" / "unpc_zh_en.tsv"
BLOCK, FOLDS = 20, 5

Pair = tuple[str, str]
Score = Callable[[str, str], float]


def load_pairs(path: Path = PAIRS) -> list[Pair]:
    """Return the Chinese and English sentences."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["zh_detokenised"], row["en"]) for row in csv.DictReader(file, delimiter="\t")]


def load_terms() -> dict[str, str]:
    """Return the English names of States, subjects and UNBIS concepts in lower case, with their Chinese."""
    sources = (
        (ROOT / "fixtures/catalogue/member_states.csv", "english", "chinese"),
        (ROOT / "fixtures/catalogue/sc_subject_headings.csv", "heading", "chinese"),
        (SHARED / "catalogue/unbis_en_zh.csv", "english", "chinese"),
    )
    terms: dict[str, str] = {}
    for path, english, chinese in sources:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                terms.setdefault(row[english].lower(), row[chinese])
    return terms


def cut_into_blocks(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Return the pairs in blocks of twenty, the last one shorter."""
    return [list(pairs[at : at + BLOCK]) for at in range(0, len(pairs), BLOCK)]


def pair_again(block: Sequence[Pair], score: Score, chance: random.Random) -> list[tuple[int, int]]:
    """Return for each Chinese sentence of a shuffled block its own index and that of the chosen English one."""
    order = list(range(len(block)))
    chance.shuffle(order)
    english = [block[at][1] for at in order]
    chosen = assign_best([[score(chinese, one) for one in english] for chinese, _ in block])
    return [(at, order[column]) for at, column in enumerate(chosen)]


def measure(blocks: Sequence[Sequence[Pair]], scores: Sequence[Score], seed: int, wrong: bool = False) -> float:
    """Return the share of right pairs; ``scores`` has one for each block. The same text twice is no mistake."""
    chance = random.Random(seed)
    right = total = 0
    for block, score in zip(blocks, scores, strict=True):
        for at, found in pair_again(block, score, chance):
            total += 1
            is_right = at == found or block[at][1] == block[found][1] or block[at][0] == block[found][0]
            right += is_right
            if wrong and not is_right:
                print(f"    {block[at][0][:60]}\n        {block[found][1][:90]}\n        not {block[at][1][:90]}")
    return right / total


def learn_scorers(blocks: Sequence[Sequence[Pair]], terms: dict[str, str]) -> list[Score]:
    """Return the scorer of each block, learnt from the blocks of the other folds."""
    scorers = []
    for fold in range(FOLDS):
        learnt = [pair for at, block in enumerate(blocks) if at % FOLDS != fold for pair in block]
        scorers.append(PairScorer(terms, learn_terms(learnt)).score)
    return [scorers[at % FOLDS] for at in range(len(blocks))]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print each pair that is wrong")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    blocks, terms = cut_into_blocks(load_pairs()), load_terms()
    chance = random.Random(options.seed)
    ways: dict[str, list[Score]] = {
        "all signs": learn_scorers(blocks, terms),
        "without statistics": [PairScorer(terms).score] * len(blocks),
        "without terms and statistics": [PairScorer().score] * len(blocks),
        "length only": [lambda one, other: score_length(len(one), len("".join(other.split())))] * len(blocks),
        "random": [lambda one, other: chance.random()] * len(blocks),
    }
    print(f"{sum(map(len, blocks))} pairs in {len(blocks)} blocks")
    for name, scores in ways.items():
        print(f"{name:30}{measure(blocks, scores, options.seed, options.wrong and name == 'all signs'):.3f}")


if __name__ == "__main__":
    main()
