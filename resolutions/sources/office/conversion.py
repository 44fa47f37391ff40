"""Conversion of old Word files (DOC) by LibreOffice, where the operator has installed it.

``SOFFICE`` names the program, ``none`` forbids it; without it the program is looked for on the path. It runs with a
profile of its own without macros and links, with limits on time, memory and output, without the environment of the
portal, and without a network where the system allows a process to give it up.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from resolutions.sources.extracted_text import UnreadableFileError
from resolutions.sources.process_limits import limit_process

NONE = "none"
TIMEOUT_SECONDS = 60  # wall clock; a long file takes ten
_CPU_SECONDS = 50
_MEMORY_BYTES = 4 * 1024**3  # of address space; 200 MB are used
_MAX_OUTPUT_BYTES = 200 * 1024**2  # of one file
_PROGRAMS = ("soffice", "libreoffice")
_NO_NETWORK = ["unshare", "--user", "--map-current-user", "--net"]
_NOT_INSTALLED = (
    "这是旧版 Word 文件（DOC），服务器没有安装 LibreOffice，不能直接读取。请用 Word、WPS 或 LibreOffice 打开，“另存为”"
    "DOCX 后再提交；文件很多时可用命令 soffice --headless --convert-to docx 一次转换。"
)
_FAILED = (
    "这个旧版 Word 文件（DOC）没有转换成功，可能已损坏或有密码保护。请用 Word 或 WPS 打开，“另存为”DOCX 后再提交。"
)
_TOO_SLOW = f"转换这个旧版 Word 文件超过 {TIMEOUT_SECONDS} 秒，已经停止。请“另存为”DOCX 后再提交。"
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>2</value></prop></item></oor:items>
"""


def find_office() -> str:
    """Return the path of LibreOffice; empty where there is none or the operator forbids it."""
    named = os.environ.get("SOFFICE") or ""
    if named == NONE:
        return ""
    return next(filter(None, map(shutil.which, [named] if named else _PROGRAMS)), "")


def find_missing_office() -> str:
    """Return the value of ``SOFFICE`` when it names a program that is not there; empty otherwise."""
    named = os.environ.get("SOFFICE") or ""
    return "" if named in ("", NONE) or find_office() else named


def convert_to_docx(data: bytes) -> bytes:
    """Return the DOCX that LibreOffice makes of a DOC. Raises UnreadableFileError with the reason."""
    program = find_office()
    if not program:
        raise UnreadableFileError(_NOT_INSTALLED)
    with tempfile.TemporaryDirectory(prefix="convert-") as folder:
        place = Path(folder)
        (place / "profile" / "user").mkdir(parents=True)
        (place / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        (place / "source.doc").write_bytes(data)
        _run(program, place)
        result = place / "converted" / "source.docx"
        if not result.is_file():
            raise UnreadableFileError(_FAILED)
        return result.read_bytes()


def _run(program: str, place: Path) -> None:
    command = [
        *_give_up_network(), program, f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault",
        "--convert-to", "docx:Office Open XML Text", "--outdir", str(place / "converted"), str(place / "source.doc"),
    ]  # fmt: skip
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=place,
        env={"HOME": str(place), "TMPDIR": str(place), "LANG": "C.UTF-8", "PATH": os.environ.get("PATH", os.defpath)},
        start_new_session=True,
    )
    try:
        limit_process(process.pid, cpu_seconds=_CPU_SECONDS, memory=_MEMORY_BYTES, output=_MAX_OUTPUT_BYTES)
        process.wait(TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableFileError(_TOO_SLOW) from None
    finally:
        _end_group(process)


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    """End the program and all that it started, which may outlive it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@cache
def _give_up_network() -> list[str]:
    """Return the command that runs another without a network; empty where the system does not allow it."""
    if not shutil.which(_NO_NETWORK[0]):
        return []
    tried = subprocess.run([*_NO_NETWORK, "true"], capture_output=True, timeout=10, check=False)
    return [] if tried.returncode else _NO_NETWORK
