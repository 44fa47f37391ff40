"""References in CSL-JSON, set by pandoc in the official styles that researchers use.

The styles are read where they lie beside the checkout; they are not part of the project.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from resolutions.exports.chinese_references import format_gbt7714
from resolutions.exports.csl import build_csl_item
from resolutions.exports.reference import Reference
from tests.exports.test_references import LETTER, NOTE, PARAGRAPH, RESOLUTION, STATEMENT

STYLES = Path(__file__).resolve().parents[3] / "shared" / "csl"
PANDOC = shutil.which("pandoc")
REFERENCES = [RESOLUTION, PARAGRAPH, STATEMENT, NOTE, LETTER]

pytestmark = [
    pytest.mark.skipif(not STYLES.is_dir(), reason=f"no citation styles in {STYLES.name}/"),
    pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed"),
]


def set_bibliography(tmp_path: Path, style: str, references: list[Reference]) -> list[str]:
    """Return the entries of a bibliography in a style, sorted."""
    items, page = tmp_path / "items.json", tmp_path / "page.md"
    items.write_text(json.dumps([build_csl_item(reference) for reference in references], ensure_ascii=False))
    page.write_text("---\nnocite: '@*'\nlang: zh-CN\n---\n")
    command = [str(PANDOC), str(page), "--citeproc", f"--bibliography={items}", f"--csl={STYLES / style}.csl"]
    done = subprocess.run([*command, "--to=plain", "--wrap=none"], capture_output=True, check=True)
    return sorted(line for line in done.stdout.decode().splitlines() if line)


def test_the_national_standard_sets_what_the_portal_writes(tmp_path):
    printed = set_bibliography(tmp_path, "china-national-standard-gb-t-7714-2025-numeric", REFERENCES)
    entries = sorted(line.partition("] ")[2] for line in printed)
    written = sorted(format_gbt7714(reference) for reference in REFERENCES)
    assert entries == [entry.replace("：第12段.", ".") for entry in written]  # a style prints the place in the note


@pytest.mark.parametrize(
    "style, reference, entry",
    [
        (
            "china-national-standard-gb-t-7714-2015-numeric",
            RESOLUTION,
            "联合国安全理事会. 第2553(2020)号决议: S/RES/2553(2020)[R/OL]. 纽约: 联合国, 2020.",
        ),
        ("apa", RESOLUTION, "联合国安全理事会. (2020). 第2553(2020)号决议 (决议 S/RES/2553(2020)). 联合国."),
        ("apa", STATEMENT, "联合国安全理事会. (2014). 安全理事会主席声明 (主席声明 S/PRST/2014/5). 联合国."),
        (
            "chicago-author-date",
            RESOLUTION,
            "联合国安全理事会. 2020. 第2553(2020)号决议. 决议 S/RES/2553(2020). 联合国.",
        ),
        ("oscola", RESOLUTION, "联合国安全理事会, 《第2553(2020)号决议》 (联合国 2020) 决议 S/RES/2553(2020) <"),
    ],
)
def test_a_style_prints_organ_title_and_symbol(style, reference, entry, tmp_path):
    assert entry in set_bibliography(tmp_path, style, [reference])[0]
