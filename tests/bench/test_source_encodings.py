"""A corpus beside the checkout, read in every encoding that can represent it."""

from pathlib import Path

import pytest

from resolutions.sources import extract_text

CORPUS = Path(__file__).resolve().parents[3] / "shared/corpus/zh"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus/zh is not on this machine")
CODECS = {"gb18030": "GB18030", "big5hkscs": "Big5", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-8": "UTF-8"}


def samples(codec):
    """Yield each text and each line of 20 characters or more that the encoding can represent."""
    for path in sorted(CORPUS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for sample in [text, *(line for line in text.splitlines() if len(line) >= 20)]:
            if codec != "big5hkscs" or sample == sample.encode(codec, "ignore").decode(codec):
                yield sample


@pytest.mark.parametrize("codec", CODECS)
def test_corpus_is_read_back(codec):
    wrong = [s[:40] for s in samples(codec) if extract_text(s.encode(codec), "a").encoding != CODECS[codec]]
    assert wrong == []
    assert sum(1 for _ in samples(codec)) > 100
