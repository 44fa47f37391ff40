"""The worked examples of docs/api.md, run unchanged against a real server."""

import contextlib
import io
import json
import re
import shlex
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from django.conf import settings

PAGE = Path(settings.BASE_DIR, "docs", "api.md").read_text("utf-8")
WRITTEN_FOR = "http://127.0.0.1:8000"


def examples(language: str) -> list[tuple[str, str]]:
    """Each example in ``language`` with the output printed beneath it."""
    return re.findall(rf"```{language}\n(.*?)```\n\n```\w+\n(.*?)```", PAGE, re.S)


@pytest.mark.parametrize("command, printed", examples("sh"))
def test_the_command_gives_what_is_printed_beneath_it(seeds, live_server, command, printed):
    assert json.loads(curl(command.replace(WRITTEN_FOR, live_server.url))) == json.loads(printed)


@pytest.mark.parametrize("program, printed", examples("python"))
def test_the_program_prints_the_output_given_below_it(seeds, live_server, program, printed):
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(program.replace(WRITTEN_FOR, live_server.url), {})
    assert output.getvalue() == printed


def test_every_address_of_the_schema_is_documented(client):
    described = client.get("/api/v1/openapi.json").json()["paths"]
    assert described and all(f"| `{path.removeprefix('/api/v1/')}` |" in PAGE for path in described)


def curl(command: str) -> str:
    """Do the same as ``curl -s -G ADDRESS --data-urlencode NAME=VALUE …``, which may not be installed."""
    program, *words = shlex.split(command)
    assert program == "curl" and words[:2] == ["-s", "-G"]
    address, *rest = words[2:]
    assert set(rest[::2]) <= {"--data-urlencode"}
    parameters = urlencode([tuple(word.split("=", 1)) for word in rest[1::2]])
    with urlopen(f"{address}?{parameters}") as answer:
        return answer.read().decode()
