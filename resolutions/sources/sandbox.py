"""Reading of a file in a subprocess, so that a crash, a hang or a memory leak does not harm the portal."""

import base64
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from resolutions.sources import sandbox_worker
from resolutions.sources.extracted_text import ExtractedText, UnreadableFileError
from resolutions.sources.recognized_page import RecognizedPage
from resolutions.sources.text_places import TextPlace

TIMEOUT_SECONDS = 60  # wall clock; a hundred pages take four seconds of one core
PAGE_TIMEOUT_SECONDS = 15  # for the picture of a page, which a request waits for
_ROOT = Path(__file__).resolve().parents[2]
_TOO_SLOW = "读取这个文件超过 {seconds:g} 秒，已经停止。文件可能异常复杂或已损坏，请拆分或另存为纯文本后再提交。"
_CRASHED = "读取这个文件时读取程序意外停止，文件可能已损坏或含有异常内容。"


@dataclass(frozen=True, slots=True)
class PageImage:
    """Picture of a page as displayed, and the number of pages of its file.

    ``data`` is a JPEG, or the rows of grey pixels from the top, one byte each.
    """

    data: bytes
    width: int
    height: int
    page_count: int


def read_in_sandbox(
    kind: str, data: bytes, timeout: float = TIMEOUT_SECONDS, recognized: Sequence[RecognizedPage] = ()
) -> ExtractedText:
    """Read ``data`` as ``kind`` in a process with limits, see ``sandbox_worker``.

    ``kind`` is that of ``sandbox_worker.run_reader``; ``timeout`` is in seconds. Raises UnreadableFileError with the
    reason, and no other error whatever the process does.
    """
    options = {"recognized": [page.to_json() for page in recognized]} if recognized else {}
    result = _run_in_sandbox(kind, options, data, timeout)
    try:
        return ExtractedText(
            result["text"],
            tuple(result["links"]),
            tuple(result["warnings"]),
            tuple(map(TextPlace.from_json, result["places"])),
            tuple(result["scanned_pages"]),
            tuple(result["recognized_pages"]),
        )
    except (KeyError, TypeError) as error:
        raise UnreadableFileError(_CRASHED) from error


def render_page_in_sandbox(
    data: bytes, page: int, *, width: int = 0, dpi: int = 0, timeout: float = PAGE_TIMEOUT_SECONDS
) -> PageImage:
    """Return ``page``, counted from 1, of a PDF or a picture: a JPEG of ``width`` pixels, or grey pixels at ``dpi``.

    A page that would have too many pixels gets fewer. Raises UnreadableFileError as ``read_in_sandbox`` does.
    """
    result = _run_in_sandbox("page", {"page": page, "width": width, "dpi": dpi}, data, timeout)
    try:
        return PageImage(base64.b64decode(result["image"]), result["width"], result["height"], result["page_count"])
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableFileError(_CRASHED) from error


def _run_in_sandbox(kind: str, options: Mapping[str, Any], data: bytes, timeout: float) -> dict[str, Any]:
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(json.dumps(options).encode() + b"\n")
        given.write(data)
        given.seek(0)
        code = _run(kind, given, answer, timeout)
        answer.seek(0)
        return _understand(code, answer.read(sandbox_worker.MAX_OUTPUT_BYTES + 1))


def _run(kind: str, given: IO[bytes], answer: IO[bytes], timeout: float) -> int:
    """Return the exit code of the process; negative for the signal that ended it.

    The process gets none of the environment of the portal, which holds the secrets.
    """
    process = subprocess.Popen(
        [sys.executable, "-s", "-m", "resolutions.sources.sandbox_worker", kind],
        stdin=given,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(),
        env={"PYTHONPATH": str(_ROOT), "LANG": "C.UTF-8", "PATH": os.defpath},
        start_new_session=True,
    )
    try:
        return process.wait(timeout)
    except subprocess.TimeoutExpired:
        raise UnreadableFileError(_TOO_SLOW.format(seconds=timeout)) from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _understand(code: int, answer: bytes) -> dict[str, Any]:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise UnreadableFileError(_TOO_SLOW.format(seconds=sandbox_worker.CPU_SECONDS))
    if code == sandbox_worker.EXIT_OUT_OF_MEMORY:
        raise UnreadableFileError(sandbox_worker.OUT_OF_MEMORY_MESSAGE)
    if code in (sandbox_worker.EXIT_OUTPUT_TOO_LONG, -signal.SIGXFSZ):
        raise UnreadableFileError(sandbox_worker.OUTPUT_TOO_LONG_MESSAGE)
    try:
        result = json.loads(answer)
    except ValueError as error:
        raise UnreadableFileError(_CRASHED) from error
    if code != 0 or not isinstance(result, dict):
        raise UnreadableFileError(_CRASHED)
    if "refused" in result:
        raise UnreadableFileError(result["refused"], tuple(result.get("scanned_pages", ())))
    return result
