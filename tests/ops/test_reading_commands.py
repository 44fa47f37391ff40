"""The command ``read`` needs no database and no environment variable."""

import json
import os
import subprocess
import sys

from django.conf import settings

SEED = next((settings.BASE_DIR / "fixtures" / "texts").glob("000*.txt"))
WITHOUT = ("SECRET_KEY", "DATABASE_URL", "DATA_DIR", "DEBUG", "HTTPS", "SEARCH_URL")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in WITHOUT}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)


def test_a_text_is_read_without_any_setting():
    done = run("read", str(SEED), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["symbol"] == "S/RES/2553(2020)"


def test_any_other_command_still_asks_for_the_secret():
    done = run("migrate", "--plan")
    assert done.returncode != 0 and "SECRET_KEY" in done.stderr
