"""Old Word files (DOC): converted by LibreOffice where there is one, otherwise refused with advice."""

import os
from pathlib import Path

import pytest

from resolutions.sources import SourceError, extract_text
from resolutions.sources.office import conversion
from resolutions.text import read_document
from tests.sources.samples import said, seed

FILE = Path(__file__).parent / "office_files" / "libreoffice-000.doc"
IS_REQUIRED = os.environ.get("REQUIRE_OFFICE") == "1"


@pytest.fixture
def office(monkeypatch, tmp_path):
    """Return a function that installs a program in the place of LibreOffice."""

    def install(script: str) -> None:
        (tmp_path / "office").write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "office").chmod(0o755)
        monkeypatch.setenv("SOFFICE", str(tmp_path / "office"))

    return install


@pytest.mark.skipif(not conversion.find_office() and not IS_REQUIRED, reason="LibreOffice is not installed")
def test_an_old_word_file_is_read_as_its_text():
    source = extract_text(FILE.read_bytes(), "a.doc")
    assert said(read_document(source.text)) == said(seed("000"))
    assert source.media_type == "application/msword"


@pytest.mark.skipif(not conversion.find_office() and not IS_REQUIRED, reason="LibreOffice is not installed")
@pytest.mark.parametrize("cut", [3000, 20_000, 30_000])
def test_a_broken_one_is_read_in_part_or_refused(cut):
    try:
        extract_text(FILE.read_bytes()[:cut] + b"\0" * 100, "a.doc")
    except SourceError as error:
        assert str(error).endswith("。")


@pytest.mark.parametrize("named", ["none", "/no/such/program"])
def test_without_a_program_the_refusal_says_how_to_convert(monkeypatch, named):
    monkeypatch.setenv("SOFFICE", named)
    with pytest.raises(SourceError, match=r"没有安装 LibreOffice.*另存为.*DOCX.*soffice --headless"):
        extract_text(FILE.read_bytes(), "a.doc")


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -SEGV $$"])
def test_a_failed_conversion_costs_a_sentence(office, script):
    office(script)
    with pytest.raises(SourceError, match="没有转换成功"):
        extract_text(FILE.read_bytes(), "a.doc")


def test_a_program_that_hangs_is_ended_with_all_that_it_started(office, monkeypatch, tmp_path):
    office(f"sleep 600 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setattr(conversion, "TIMEOUT_SECONDS", 1)
    with pytest.raises(SourceError, match="已经停止"):
        extract_text(FILE.read_bytes(), "a.doc")
    child = Path(f"/proc/{(tmp_path / 'child').read_text().strip()}/stat")
    assert not child.exists() or child.read_text().split()[2] == "Z"


def test_the_program_gets_no_secrets_and_a_profile_without_macros(office, monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "hidden")
    office(f'env > {tmp_path}/seen; echo "$@" > {tmp_path}/arguments; cp -r profile {tmp_path}/profile')
    with pytest.raises(SourceError):
        extract_text(FILE.read_bytes(), "a.doc")
    assert "hidden" not in (tmp_path / "seen").read_text()
    assert "--headless" in (tmp_path / "arguments").read_text()
    profile = (tmp_path / "profile/user/registrymodifications.xcu").read_text()
    assert "<value>true</value>" in profile.partition("DisableMacrosExecution")[2]
