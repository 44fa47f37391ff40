"""Run a program of recognition with limits on time and memory, and without the environment of the portal."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence

from resolutions.recognition.engine import RecognitionError
from resolutions.sources.process_limits import limit_process

TIMEOUT_SECONDS = 300  # wall clock for one page; the slower engine takes 15 to 60
CPU_SECONDS = 240
MAX_OUTPUT_BYTES = 64 * 1024**2  # bytes
_TOO_SLOW = "识别这一页用的时间超过上限，已经停止。"
_CRASHED = "识别程序意外停止，没有认出这一页。"


def run_limited(command: Sequence[str], given: bytes, memory: int, environment: Mapping[str, str]) -> bytes:
    """Return the standard output of ``command`` with ``given`` as its input; ``memory`` is in bytes.

    Raises RecognitionError when it fails or exceeds a limit.
    """
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as answer:
        source.write(given)
        source.seek(0)
        process = subprocess.Popen(
            command,
            stdin=source,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=tempfile.gettempdir(),
            env={"LANG": "C.UTF-8", "PATH": os.environ.get("PATH", os.defpath), **environment},
            start_new_session=True,
        )
        try:
            limit_process(process.pid, cpu_seconds=CPU_SECONDS, memory=memory, output=MAX_OUTPUT_BYTES)
            code = process.wait(TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            raise RecognitionError(_TOO_SLOW) from None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        answer.seek(0)
        output = answer.read(MAX_OUTPUT_BYTES + 1)
    if code == -signal.SIGXCPU:
        raise RecognitionError(_TOO_SLOW)
    if code or len(output) > MAX_OUTPUT_BYTES:
        raise RecognitionError(_CRASHED)
    return output
