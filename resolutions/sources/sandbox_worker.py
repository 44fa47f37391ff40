"""Sandboxed process that reads one file: ``python -m resolutions.sources.sandbox_worker KIND``, see ``sandbox``.

Reads a line of options in JSON and the bytes of the file from standard input, and writes one JSON object to standard
output: the values of ``ExtractedText``, those of a picture of a page, or ``{"refused": sentence}``. Before it reads
the first byte it limits its time, memory, output and number of open files, and denies itself processes, network and
writing.
"""

import base64
import json
import os
import resource
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from resolutions.sources.extracted_text import ExtractedText, UnreadableFileError
from resolutions.sources.file_types import PDF, detect_file_type
from resolutions.sources.recognized_page import RecognizedPage
from resolutions.sources.text_size import require_readable_text

CPU_SECONDS = 50
MAX_MEMORY_BYTES = 1024**3  # bytes of address space
MAX_OUTPUT_BYTES = 64 * 1024**2  # bytes
MAX_OPEN_FILES = 64
EXIT_OUT_OF_MEMORY, EXIT_OUTPUT_TOO_LONG = 3, 4
OUT_OF_MEMORY_MESSAGE = "读取这个文件需要的内存超过上限，已经停止。文件可能异常复杂，请拆分或另存为纯文本后再提交。"
OUTPUT_TOO_LONG_MESSAGE = "从这个文件取出的文字超过上限，已经停止。请拆分后再提交。"
UNREADABLE_MESSAGE = "这个文件已损坏或内容异常，无法读取。"

_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "shutil.",
    "urllib.",
    "ctypes.dlopen",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def set_resource_limits() -> None:
    """Limit time, memory, output, open files and processes of this process (setrlimit)."""
    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, MAX_OUTPUT_BYTES),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def deny_side_effects(event: str, arguments: tuple[Any, ...]) -> None:
    """Audit hook (PEP 578): deny network connections, new processes and writing of files."""
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if writes or event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not for a reader of files")


def run_reader(kind: str, data: bytes, options: Mapping[str, Any]) -> dict[str, Any]:
    """Read ``data`` as ``kind`` and return the JSON values; failures become ``refused``.

    ``kind`` is a type of ``file_types`` that has a reader, ``image`` for all pictures, or ``page`` for the picture of a
    page of a PDF or of a picture.
    """
    try:
        reader = _load_reader(kind, data)
        sys.addaudithook(deny_side_effects)
        return reader(data, options)
    except MemoryError:
        return {"refused": OUT_OF_MEMORY_MESSAGE}
    except UnreadableFileError as error:
        return {"refused": str(error), "scanned_pages": error.scanned_pages}
    except Exception:  # libraries raise anything for broken files
        return {"refused": UNREADABLE_MESSAGE}


def _load_reader(kind: str, data: bytes) -> Callable[[bytes, Mapping[str, Any]], dict[str, Any]]:
    """Import the library of one kind alone, before the process denies itself libraries, and return its reader."""
    if kind == "page":
        render = _load_renderer(data)
        return lambda data, options: _describe_image(*render(data, **options))
    if kind in ("pdf", "image"):
        read_pages = _load_page_reader(kind)
        return lambda data, options: _describe(
            read_pages(data, map(RecognizedPage.from_json, options.get("recognized", ())))
        )
    read = _load_text_reader(kind)
    return lambda data, options: _describe(read(data))


def _load_renderer(data: bytes) -> Callable[..., tuple[bytes, int, int, int]]:
    if detect_file_type(data) == PDF:
        from resolutions.sources.pdf.page_images import render_page

        return render_page
    from resolutions.sources.image.page_images import render_frame

    return render_frame


def _load_page_reader(kind: str) -> Callable[[bytes, Iterable[RecognizedPage]], ExtractedText]:
    if kind == "pdf":
        from resolutions.sources.pdf import read_pdf

        return read_pdf
    from resolutions.sources.image import read_image

    return read_image


def _load_text_reader(kind: str) -> Callable[[bytes], ExtractedText]:
    if kind == "docx":
        from resolutions.sources.word import read_word as read
    elif kind == "odt":
        from resolutions.sources.odt import read_odt as read
    elif kind == "rtf":
        from resolutions.sources.rtf import read_rtf as read
    elif kind == "html":
        from resolutions.sources.html import read_html as read
    else:
        from resolutions.sources.html import read_mhtml as read
    return read


def _describe(extracted: ExtractedText) -> dict[str, Any]:
    require_readable_text(extracted.text)
    return {
        "text": extracted.text,
        "links": extracted.links,
        "warnings": extracted.warnings,
        "places": [place.to_json() for place in extracted.places],
        "scanned_pages": extracted.scanned_pages,
        "recognized_pages": extracted.recognized_pages,
    }


def _describe_image(image: bytes, width: int, height: int, page_count: int) -> dict[str, Any]:
    encoded = base64.b64encode(image).decode()
    return {"image": encoded, "width": width, "height": height, "page_count": page_count}


def main() -> int:
    """Read standard input, write the answer and return the exit code."""
    set_resource_limits()
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints must not write into the answer
    options = json.loads(sys.stdin.buffer.readline())
    result = run_reader(sys.argv[1], sys.stdin.buffer.read(), options)
    try:
        with answer:
            json.dump(result, answer, ensure_ascii=False)
    except OSError:
        return EXIT_OUTPUT_TOO_LONG
    except MemoryError:
        return EXIT_OUT_OF_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(main())
