"""Precision and recall of the citation finder: ``python -m bench.citations [--wrong] [--texts FILE]``.

Gold was marked by judges who never saw the code: by hand (fixtures/gold) for the five texts, for test passages and
for the texts of ../shared/corpus; the English side of the UN Parallel Corpus is a further judge. Prints scores by form,
and with ``--wrong`` each disagreement. ``--texts`` is a JSON list of passages of other sites, which the gold names by
digest.
"""

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.gold_passages import GoldPassage, format_own_paragraphs, match_gold_passages, read_corpus_passages
from resolutions.text import read_document
from resolutions.text.citations import find_citations
from resolutions.text.parsed import ParsedCitation, ParsedParagraph

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "fixtures" / "gold"
TEXTS = ROOT / "fixtures" / "texts"
CORPUS = ROOT.parent / "shared" / "corpus" / "zh"
PARALLEL = ROOT.parent / "shared" / "corpus" / "unpc_zh_en.tsv"


@dataclass(frozen=True)
class GoldPlace:
    """Position of a gold citation in the reading: paragraph index, start and end offset."""

    paragraph: int
    start: int
    end: int


@dataclass
class Score:
    """Counts of one form: right, found but wrong, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def line(self, name: str) -> str:
        """Format the counts with precision, recall and F1 as a line of the table."""
        found, real = self.right + self.wrong, self.right + self.missed
        precision = self.right / found if found else 1.0
        recall = self.right / real if real else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{name:22}{self.right:6}{self.wrong:6}{self.missed:7}{precision:11.4f}{recall:9.4f}{f1:9.4f}"


SCORE_HEADER = f"{'form':22}{'right':>6}{'wrong':>6}{'missed':>7}{'precision':>11}{'recall':>9}{'F1':>9}"


def score_gold() -> tuple[dict[str, Score], Counter[str], list[str]]:
    """Score the five texts: scores by form, numbers of agreeing paragraphs and verbs, disagreements."""
    scores: dict[str, Score] = defaultdict(Score)
    details: Counter[str] = Counter()
    wrong: list[str] = []
    for file in sorted(GOLD.glob("*.jsonl")):
        gold = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
        document = read_document((TEXTS / f"{file.stem}.txt").read_bytes().decode())
        found = {
            (at, citation.start): citation
            for at, paragraph in enumerate(document.paragraphs)
            for citation in paragraph.citations
            if citation.counted and citation.target
        }
        for entry in gold:
            place = _place(document.paragraphs, entry)
            hit = _take(found, place, entry["target"]) if place else None
            if hit is None:
                scores["missed"].missed += 1
                wrong.append(f"missed  {file.stem} {entry}")
                continue
            scores[hit.form].right += 1
            for what, agrees in _agreements(hit, entry):
                details[what] += agrees
                if not agrees:
                    wrong.append(f"{what:8}{file.stem} {entry} read {list(hit.paragraphs)} {hit.verb!r}")
        for (at, _), citation in found.items():
            scores[citation.form].wrong += 1
            wrong.append(f"false   {file.stem} {document.paragraphs[at].label} {citation.surface} → {citation.target}")
    return scores, details, wrong


def _agreements(hit: ParsedCitation, entry: dict) -> Iterator[tuple[str, bool]]:
    yield "paragraphs", list(hit.paragraphs) == entry["paragraphs"]
    yield "verb", hit.verb in (entry["verb"], *entry.get("verb_or", []))


def _place(paragraphs: tuple[ParsedParagraph, ...], entry: dict) -> GoldPlace | None:
    """Return the position of the gold surface in the reading, compared without white space."""
    wanted, left = entry["surface"], entry["occurrence"]
    for at, paragraph in enumerate(paragraphs):
        if entry["anchor"] and paragraph.anchor != entry["anchor"]:
            continue
        bare = [(character, place) for place, character in enumerate(paragraph.text) if not character.isspace()]
        text = "".join(character for character, _ in bare)
        near = entry.get("near", "") if not entry["anchor"] else ""
        starts = [match.start() + len(near) for match in re.finditer(re.escape(near + wanted), text)]
        if len(starts) < left:
            left -= len(starts)
        else:
            start = starts[left - 1]
            return GoldPlace(at, bare[start][1], bare[start + len(wanted) - 1][1] + 1)
    return None


def _take(found: dict[tuple[int, int], ParsedCitation], place: GoldPlace, target: str) -> ParsedCitation | None:
    """Remove and return the citation that overlaps the position and has the target."""
    for key, citation in found.items():
        overlaps = key[0] == place.paragraph and citation.start < place.end and place.start < citation.end
        if overlaps and citation.target == target:
            return found.pop(key)
    return None


_ENGLISH_FORMS = (
    (re.compile(r"\b(\d{1,4}) ?\(((?:19|20)\d\d)\)"), "S/RES/{}({})"),
    (re.compile(r"(?<![\w/])(\d{2}/\d{1,3})(?: ([A-Z])\b)?"), "A/RES/{}{}"),
    (re.compile(r"\b(\d{3,4}) ?([A-Z])? ?\(([IVX]+)\)"), "A/RES/{}{}({})"),
    (re.compile(r"(?<![\w/.])([SAE]/[A-Za-z0-9./\-]*\d(?:\([^)]*\))?)"), "{}"),
)
# Numbers in these English sentences belong to other bodies or have no symbol and year.
_NOT_OURS = re.compile(
    r"Economic Commission for Latin America|Economic and Social Council resolution|by its resolution 1576"
)
_WITHOUT_YEAR = re.compile(r"[Rr]esolution (?:No\. )?(\d{3,4})\b(?! ?\()|\b(\d{4}) Committee|UNSCR ?(\d{3,4})")


def find_english_targets(sentence: str) -> set[str]:
    """Return the symbols in an English sentence; numbers without year are ``S/RES/1540``."""
    targets = {
        re.sub(r"\s", "", form.format(*(part or "" for part in match.groups()))).rstrip(".-")
        for pattern, form in _ENGLISH_FORMS
        for match in pattern.finditer(sentence)
    }
    return {t for t in targets if not (_NOT_OURS.search(sentence) and re.fullmatch(r"A/RES/\d+\(\w+\)", t))}


def score_parallel() -> tuple[Score, list[str]]:
    """Score each sentence: the set of targets in Chinese against the set in English."""
    score = Score()
    wrong: list[str] = []
    with PARALLEL.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            chinese = {c.target for c in find_citations(row["zh_detokenised"]) if c.counted and c.target}
            chinese.discard("CHARTER")
            english = find_english_targets(row["en"])
            bare = {number for match in _WITHOUT_YEAR.finditer(row["en"]) for number in match.groups() if number}
            extra = {t for t in chinese - english if re.sub(r"\D.*", "", t.partition("RES/")[2]) not in bare}
            score.right += len(chinese) - len(extra)
            score.wrong += len(extra)
            score.missed += len(english - chinese)
            if extra or english - chinese:
                missed = sorted(english - chinese)
                wrong.append(f"{row['id']} false {sorted(extra)} missed {missed}: {row['zh_detokenised'][:80]}")
    return score, wrong


def score_passages(file: Path) -> tuple[Score, list[str]]:
    """Score test passages by target and cited paragraphs; undecidable passages are left out."""
    score = Score()
    wrong: list[str] = []
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            gold = Counter(row["targets"].split())
            if "?" not in gold:
                _compare(score, wrong, gold, find_citations(row["passage"]), row["passage"][:80])
    return score, wrong


def score_corpus() -> tuple[Score, list[str]]:
    """Score the sixty texts of ../shared/corpus/zh by target and cited paragraphs."""
    gold: dict[str, Counter[str]] = defaultdict(Counter)
    with (GOLD / "corpus_zh.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            gold[row["file"]][row["target"] + (f"#{row['paragraphs']}" if row["paragraphs"] else "")] += 1
    score = Score()
    wrong: list[str] = []
    for file in sorted(CORPUS.glob("*.txt")):
        document = read_document(file.read_bytes().decode())
        found = [citation for paragraph in document.paragraphs for citation in paragraph.citations]
        _compare(score, wrong, gold[file.name], found, file.name)
    return score, wrong


def score_gold_passages(passages: Iterable[GoldPassage], paragraphs: bool = True) -> tuple[Score, list[str]]:
    """Score passages with gold positions: a citation is right if position and content agree."""
    score = Score()
    wrong: list[str] = []
    for passage in passages:
        left = [citation for citation in find_citations(passage.text) if citation.counted and citation.target]
        missed: list[str] = []
        for expected in sorted(passage.citations, key=lambda one: one.optional):
            hit = next((citation for citation in left if expected.agrees(citation, paragraphs)), None)
            if hit:
                left.remove(hit)
            score.right += bool(hit) and not expected.optional
            missed += [expected.meant[0]] if not hit and not expected.optional else []
        score.wrong += len(left)
        score.missed += len(missed)
        if left or missed:
            wrong.append(f"{passage.source} false {[c.target for c in left]} missed {missed}: {passage.text[:80]}")
    return score, wrong


def _compare(
    score: Score, wrong: list[str], gold: Counter[str], citations: Iterable[ParsedCitation], where: str
) -> None:
    found = Counter(
        citation.target + format_own_paragraphs(citation)
        for citation in citations
        if citation.counted and citation.target
    )
    score.right += (found & gold).total()
    score.wrong += (found - gold).total()
    score.missed += (gold - found).total()
    if found != gold:
        wrong.append(f"false {list(found - gold)} missed {list(gold - found)}: {where}")


def score_further_gold() -> Iterator[tuple[str, tuple[Score, list[str]] | None]]:
    """Yield title and score of each further judge; the score is None where the texts are missing."""
    for file in sorted(GOLD.glob("passages*.tsv")):
        yield f"Passages written as a test ({file.name})", score_passages(file)
    yield "Sixty texts 1946–2024, marked by hand", score_corpus() if CORPUS.exists() else None
    here = CORPUS.exists() and PARALLEL.exists()
    passages = list(read_corpus_passages()) if here else []
    yield "Passages of the same texts, by place: target alone", score_gold_passages(passages, False) if here else None
    yield "Passages of the same texts, by place: target and paragraphs", score_gold_passages(passages) if here else None
    yield "UN Parallel Corpus, the English sentence as witness", score_parallel() if PARALLEL.exists() else None


def score_other_sites(file: Path | None) -> Iterator[tuple[str, tuple[Score, list[str]]]]:
    """Yield title and score of the third judge's passages, as far as ``file`` has their texts."""
    texts = json.loads(file.read_text(encoding="utf-8")) if file else []
    for gold in sorted(GOLD.glob("third_sites*.tsv")) if texts else ():
        passages = list(match_gold_passages(gold, texts))
        yield (
            f"{len(passages)} passages of other sites ({gold.name}): target alone",
            score_gold_passages(passages, False),
        )
        yield f"{len(passages)} passages ({gold.name}): target and paragraphs", score_gold_passages(passages)


def main() -> None:
    """Print all scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="name each disagreement")
    parser.add_argument("--texts", type=Path, metavar="FILE", help="the passages of other sites, a JSON list")
    options = parser.parse_args()
    scores, details, wrong = score_gold()
    print("Gold of the five texts, marked by hand\n" + SCORE_HEADER)
    total = Score()
    for form, score in sorted(scores.items()):
        print(score.line(form))
        total.right, total.wrong, total.missed = (
            total.right + score.right,
            total.wrong + score.wrong,
            total.missed + score.missed,
        )
    print(total.line("all"))
    print(f"of {total.right} right: cited paragraphs agree {details['paragraphs']}, verbs agree {details['verb']}")
    for title, scored in [*score_further_gold(), *score_other_sites(options.texts)]:
        if scored is None:
            print(f"\n{title}: skipped, ../shared/corpus is not here")
            continue
        print(f"\n{title}\n{SCORE_HEADER}\n{scored[0].line('all')}")
        wrong += scored[1]
    if options.wrong:
        print("\n" + "\n".join(wrong))


if __name__ == "__main__":
    main()
