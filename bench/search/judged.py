"""Measure what readers find: judged queries, by class, asked of the portal and of plain engines.

    python -m bench.search.judged ../shared [--half even] [--poor 0.5]

The queries of ``judged_queries.tsv`` are typed as people type them and judged on 65 texts, which stand among 1,000
laws. Every engine is asked with the query as typed and gives its best 20 documents. nDCG@10 measures the order of the
first ten (1 is perfect), MRR the rank of the first document of the best grade, recall@20 the share of the judged
documents found, “nothing” the share of queries without any document. A weight is tried on one half of the queries and
must not lower the other half. docs/ranking.md says how to judge a weight with these figures.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.search.judged_engines import PORTAL_PAGE, Portal, RankQuery, build_peers, list_engines
from bench.search.judged_texts import NOISE_DOCUMENTS, read_collection
from bench.search.judgements import Judgement, find_unknown_names, read_judgements
from bench.search.measures import DocumentMeasures, ParagraphMeasures

IN_ALL = "in all"
HALVES = {"all": slice(None), "even": slice(0, None, 2), "odd": slice(1, None, 2)}
MAX_NAMES_SHOWN = 6

MeasuresByClass = dict[str, DocumentMeasures]


def main() -> None:
    """Index the texts, check the judgements and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with corpus/zh and scale/laws-hans.tar.xz")
    parser.add_argument("--noise", type=int, default=NOISE_DOCUMENTS, help="number of laws")
    parser.add_argument("--half", choices=HALVES, default="all", help="queries of the file, by parity")
    parser.add_argument("--poor", type=float, default=0.0, help="list the portal's queries below this nDCG")
    options = parser.parse_args()
    if not options.shared.is_dir():
        sys.exit(f"{options.shared} does not exist; the texts are not part of the project.")
    sources = read_collection(options.shared, options.noise)
    judgements = read_judgements()
    if unknown := list(find_unknown_names(judgements, sources)):
        sys.exit("\n".join(f"{query}: no {name}" for query, name in unknown))
    judgements = judgements[HALVES[options.half]]
    with TemporaryDirectory() as folder:
        portal = Portal(Path(folder) / "index", sources.values())
        engines = list_engines(portal, build_peers(Path(folder), sources.values()))
        names = list(sources)
        measured = {name: measure_engine(engine, judgements, names) for name, engine in engines.items()}
        for row in format_table(measured):
            print(row)
        print(measure_paragraphs(portal, judgements, names).describe())
        list_poor(engines[PORTAL_PAGE], judgements, names, options.poor)


def measure_engine(engine: RankQuery, judgements: Iterable[Judgement], names: Sequence[str]) -> MeasuresByClass:
    """Ask an engine for every query; ``names`` are those of the keys from 1 on. The last class is all queries."""
    measures: MeasuresByClass = {}
    for judged in judgements:
        found = [names[key - 1] for key in engine(judged.query)]
        for kind in (judged.kind, IN_ALL):
            measures.setdefault(kind, DocumentMeasures()).add(judged.grades, found)
    measures[IN_ALL] = measures.pop(IN_ALL)
    return measures


def measure_paragraphs(portal: Portal, judgements: Iterable[Judgement], names: Sequence[str]) -> ParagraphMeasures:
    """Compare the paragraphs that the portal shows of the documents found with those judged."""
    measures = ParagraphMeasures()
    for judged in judgements:
        if judged.paragraphs:
            for key, labels in portal.list_paragraphs(judged.query).items():
                if expected := judged.paragraphs.get(names[key - 1]):
                    measures.add(judged.query, expected, labels)
    return measures


def format_table(measured: dict[str, MeasuresByClass]) -> Iterable[str]:
    """Yield the lines of the table: for each class of queries one line an engine."""
    yield f"{'class':12} {'queries':>7}  {'engine':18} nDCG@10   MRR  recall@20  nothing"
    for kind, first in next(iter(measured.values())).items():
        for engine, classes in measured.items():
            ndcg, rank, recall, empty = classes[kind].means()
            yield f"{kind:12} {first.count:7}  {engine:18} {ndcg:7.3f} {rank:5.3f} {recall:10.3f} {empty:7.0%}"


def list_poor(engine: RankQuery, judgements: Iterable[Judgement], names: Sequence[str], least: float) -> None:
    """Print the queries with an nDCG below ``least``, what was found and what was expected."""
    for judged in judgements:
        found = [names[key - 1] for key in engine(judged.query)]
        ndcg = DocumentMeasures().add(judged.grades, found)
        if ndcg < least:
            shown, expected = " ".join(islice(found, MAX_NAMES_SHOWN)), " ".join(judged.grades)
            print(f"{ndcg:.2f}  {judged.kind}  {judged.query!r}: {shown or 'nothing'}  expected {expected}")


if __name__ == "__main__":
    main()
