"""A change of what the reader makes of the same text needs a new ``READER_VERSION``.

Otherwise the desk cannot find the texts that an older reader parsed. When this test fails after a change of the reader:
increase ``READER_VERSION`` in resolutions/writing/derivation.py and add its line to ``DIGESTS``.
"""

import hashlib
from pathlib import Path

import pytest

from resolutions.sources import extract_text
from tests import passages

ROOT = Path(__file__).resolve().parent.parent.parent
TEXTS = sorted((ROOT / "fixtures/texts").glob("*.txt"))
# SHA-256 of the outputs for ``TEXTS`` and the passages, by version of the reader.
DIGESTS = {
    "1": "d79863eba78cf79b50fc1b655cff632777c41414872c75b6fc6f023c4040f119",
    "2": "37a86442dc16d0e219e6e350eacb90ca87c5abb92da4c9cdf8e258089c198fa4",
}


def compute_outputs() -> str:
    """Return the SHA-256 of the parsed fixtures, as the digest of a text version is computed."""
    from resolutions.writing.derivation import compute_digest, parse_source

    digest = hashlib.sha256()
    for path in TEXTS:
        source = extract_text(path.read_bytes(), path.name)
        digest.update(compute_digest(parse_source(source.text, source.links, source.warnings)).encode())
    short = "\n".join(value for name, value in sorted(vars(passages).items()) if name.isupper())
    digest.update(compute_digest(parse_source(short)).encode())
    return digest.hexdigest()


@pytest.mark.django_db
def test_the_outputs_of_the_reader_are_those_of_its_version():
    from resolutions.writing.derivation import READER_VERSION

    assert len(TEXTS) >= 5
    assert DIGESTS.get(READER_VERSION) == compute_outputs()


def test_every_version_has_outputs_of_its_own():
    assert len(set(DIGESTS.values())) == len(DIGESTS)
