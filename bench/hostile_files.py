"""Result of each hostile file of the tests: ``python -m bench.hostile_files``.

Prints seconds, name and result of each file. Exits with 1 when one raised another error than SourceError or exceeded
the time limit.
"""

import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from resolutions.sources import ArchivedFile, SourceError, extract_text, is_archive, iter_archive
from resolutions.sources.sandbox import TIMEOUT_SECONDS
from tests.sources.hostile import hostile_files

PARALLEL_FILES = 2


def try_file(name: str, data: bytes) -> tuple[str, str]:
    """Return ``read``, ``refused`` or ``raised`` for a file, and the sentences about it."""
    try:
        if is_archive(data):
            results = [_try_member(file) for file in iter_archive(data, name)]
            is_refused = any(kind == "refused" for kind, _ in results)
            return ("refused" if is_refused else "read"), "；".join(dict.fromkeys(sentence for _, sentence in results))
        return "read", _read(data, name)
    except SourceError as error:
        return "refused", str(error)
    except Exception as error:
        return "raised", repr(error)


def _read(data: bytes, name: str) -> str:
    source = extract_text(data, name)
    return "".join((f"读出 {len(source.text)} 字（{source.encoding or source.media_type[-20:]}）。", *source.warnings))


def _try_member(file: ArchivedFile) -> tuple[str, str]:
    try:
        return "read", _read(file.read(), file.name)
    except SourceError as error:
        return "refused", f"拒绝 {file.name[:20]}：{error}"


def time_trial(item: tuple[str, bytes]) -> tuple[str, str, str, float]:
    """Return name, result, sentences and seconds of one file."""
    started = time.monotonic()
    kind, said = try_file(*item)
    return item[0], kind, said, time.monotonic() - started


def main() -> int:
    """Try all files; return the exit code."""
    with ThreadPoolExecutor(PARALLEL_FILES) as threads:
        results = list(threads.map(time_trial, hostile_files()))
    for name, kind, said, seconds in results:
        print(f"{seconds:6.2f} s  {kind:8} {name[:40]:40} {said[:150]}")
    counts = Counter(kind for _, kind, _, _ in results)
    slow = [name for name, _, _, seconds in results if seconds > TIMEOUT_SECONDS + 5]
    print(f"{len(results)} files: {dict(counts)}; over the limit of {TIMEOUT_SECONDS:g} s: {len(slow)}")
    return 1 if counts["raised"] or slow else 0


if __name__ == "__main__":
    sys.exit(main())
