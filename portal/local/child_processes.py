"""Child processes that end with the launcher."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

PR_SET_PDEATHSIG = 1  # linux/prctl.h: the signal a process gets when its parent dies


def start_child(command: Sequence[str], death_signal: int = signal.SIGTERM, **options: Any) -> subprocess.Popen:
    """Start a process in its own session, so that Ctrl-C reaches only the launcher.

    When the launcher is killed, Linux sends the process ``death_signal``. On other systems the process runs on
    until the next start of the portal stops it.
    """
    return subprocess.Popen(command, start_new_session=True, preexec_fn=_follow_parent(death_signal), **options)


def stop_child(process: subprocess.Popen, with_signal: int, seconds: float) -> None:
    """Send a signal to a running process and kill it when it has not ended after ``seconds``."""
    if process.poll() is None:
        process.send_signal(with_signal)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _follow_parent(death_signal: int) -> Callable[[], None] | None:
    """Return a ``preexec_fn`` that ties the child to this process; None where the system cannot.

    subprocess calls it after changing the user, which would clear the setting.
    """
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    launcher = os.getpid()

    def follow() -> None:
        prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != launcher:  # the launcher died before prctl
            os._exit(1)

    return follow
