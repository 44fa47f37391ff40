"""The five texts of fixtures/texts by number."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "fixtures" / "texts"
SEEDS = {file.name[:3]: file.read_bytes().decode("utf-8") for file in sorted(FOLDER.glob("*.txt"))}
CORPUS = FOLDER.parent.parent.parent / "shared" / "corpus" / "zh"


def printed_source(seed: str) -> str:
    """Return the source without white space, link annotations and the rules above footnotes."""
    lines = [line for line in SEEDS[seed].splitlines() if not line.strip().startswith("https://undocs.org/")]
    return re.sub(r"\s", "", "".join(line for line in lines if not re.fullmatch(r"_{10,}", line.strip())))
