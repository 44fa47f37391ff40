"""``.ci/maven-answers`` decides whether the tests of OpenSearch may be skipped: only where no registry answers."""

import os
import subprocess
from pathlib import Path

import pytest

from portal.local.environment import ROOT

FETCH = """
for argument; do case $argument in -Dmaven.repo.local=*) folder=${argument#*=} ;; esac; done
mkdir -p "$folder/junit" && touch "$folder/junit/junit-4.13.2.pom"
"""


def answers(folder: Path, mvn: str | None, seconds: str = "20") -> bool:
    """Run the script with a program ``mvn`` of these lines, None for none."""
    for name in ("bash", "env", "mktemp", "rm", "find", "timeout", "mkdir", "touch", "sleep"):
        (folder / name).symlink_to(Path("/usr/bin") / name)
    if mvn is not None:
        (folder / "mvn").write_text(f"#!/usr/bin/env bash\n{mvn}\n")
        (folder / "mvn").chmod(0o755)
    environment = {"PATH": str(folder), "SECONDS_TO_ANSWER": seconds, "TMPDIR": str(folder)}
    done = subprocess.run([ROOT / ".ci" / "maven-answers"], env=environment, check=False)
    assert not [path for path in folder.iterdir() if path.is_dir()], "nothing is left behind"
    return done.returncode == 0


@pytest.mark.parametrize(
    "mvn, expected",
    [
        (FETCH, True),
        (None, False),  # not installed
        ("exit 1", False),  # no answer
        ("exit 0", False),  # says so and has fetched nothing
        (f"{FETCH}\nexit 1", False),
        (f"sleep 20{FETCH}", False),  # answers too late
    ],
)
def test_maven_answers_only_when_a_file_was_fetched(tmp_path, mvn, expected):
    assert answers(tmp_path, mvn, "1" if mvn and "sleep" in mvn else "20") is expected


def test_continuous_integration_requires_opensearch_where_maven_answers():
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    asked = next(at for at, line in enumerate(lines) if line.startswith("if .ci/maven-answers"))
    assert lines[asked + 1].strip() == "export REQUIRE_OPENSEARCH=1"
    assert asked < next(at for at, line in enumerate(lines) if "make test" in line)
    assert os.access(ROOT / ".ci" / "maven-answers", os.X_OK)
