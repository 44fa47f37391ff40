"""Make the stored dump: ``python -m tests.upgrade.make_dump 2026-11-26``.

This is the record of how ``2026-11-26/`` and ``expected.json`` were made, with the code of that day. It is not made
to run on later code, and a dump that later code made would be no test of an upgrade: an older portal's data stay as
they are. What ``expected.json`` says is true after ``manage.py repair``, which reads the file that was left waiting.

The dump is plain SQL that any client of PostgreSQL 14 or newer can execute, without the commands of psql.
"""

import json
import lzma
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from portal.local.postgres import EmbeddedPostgres

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KEPT = ("originals", "index")
STRENGTH = 9 | lzma.PRESET_EXTREME  # two thirds of what gzip makes: versions of one text lie far apart
# Commands of psql, and a setting that PostgreSQL before 17 does not know.
LEFT_OUT = re.compile(r"^(?:\\(?:un)?restrict .*|SET transaction_timeout = 0;)\n", re.MULTILINE)


def main(name: str) -> None:
    with tempfile.TemporaryDirectory(prefix="resolutions-dump-") as folder:
        Path(folder).chmod(0o711)  # under root the server runs as somebody else
        data = Path(folder, "data")
        data.mkdir()
        with EmbeddedPostgres(Path(folder, "postgres"), durable=False) as server:
            environment = environment_of(data, server.url)
            manage(environment, "migrate", "--verbosity=0")
            manage(environment, "collectstatic", "--no-input", "--verbosity=0")  # forms of the desk are filled in
            (HERE / name).mkdir(exist_ok=True)
            manage(environment, "shell", "--no-imports", "-c", "from tests.upgrade.old_data import fill; fill()")
            write_dump(server, HERE / name / "database.sql.xz")
            write_data(data, HERE / name / "data.tar.xz")
            asked = {"commands": [["repair"]]} | json.loads((data / "addresses.json").read_text())
            write_expected(facts(environment, asked), HERE / "expected.json")


def environment_of(data: Path, url: str) -> dict[str, str]:
    given = {"SEARCH_URL", "ALLOWED_HOSTS", "BEHIND_PROXY", "LOG_LEVEL"}
    kept = {name: value for name, value in os.environ.items() if name not in given}
    ours = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": url,
        "DATA_DIR": str(data),
        "DEBUG": "0",
        "HTTPS": "0",
    }
    return kept | ours | {"SECRET_KEY": "a key for this dump, which guards nothing and is long enough for its check"}


def manage(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)


def write_dump(server: EmbeddedPostgres, path: Path) -> None:
    program = str(server.place.programs / "pg_dump")
    options = ["--inserts", "--rows-per-insert=200", "--no-owner", "--no-privileges", "--no-comments"]
    done = subprocess.run([program, *options, server.url], capture_output=True, text=True, check=True)
    path.write_bytes(lzma.compress(LEFT_OUT.sub("", done.stdout).encode(), preset=STRENGTH))


def write_data(data: Path, path: Path) -> None:
    """Pack the folders that belong to the database, with relative names and without owners."""
    with tarfile.open(path, "w:xz", preset=STRENGTH) as archive:
        for name in KEPT:
            archive.add(data / name, name, filter=without_owner)


def without_owner(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def facts(environment: dict[str, str], asked: dict[str, Any]) -> dict[str, Any]:
    command, given = [sys.executable, "-m", "tests.upgrade.facts"], json.dumps(asked)
    done = subprocess.run(
        command, cwd=ROOT, env=environment, input=given, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout)


def write_expected(found: dict[str, Any], path: Path) -> None:
    """Write JSON with one line for each fact, so that a diff is readable."""
    blocks = [f"{written(name)}: {block(values)}" for name, values in found.items()]
    path.write_text("{\n" + ",\n".join(blocks) + "\n}\n", encoding="utf-8")


def block(values: dict[str, Any] | list[Any]) -> str:
    if isinstance(values, dict):
        return "{\n" + ",\n".join(f" {written(name)}: {written(value)}" for name, value in values.items()) + "\n}"
    return "[\n" + ",\n".join(f" {written(value)}" for value in values) + "\n]"


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1])
