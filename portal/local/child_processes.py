"""Processes that the launcher starts and that must not outlive it."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

PR_SET_PDEATHSIG = 1  # linux/prctl.h: the signal a process gets when its parent dies


def start_child(command: Sequence[str], death_signal: int = signal.SIGTERM, **options: Any) -> subprocess.Popen:
    """Start a process in a session of its own, so that Ctrl-C reaches the launcher alone, which stops it in order.

    Should the launcher be killed, Linux sends the process ``death_signal``; elsewhere the next start finds it.
    """
    return subprocess.Popen(command, start_new_session=True, preexec_fn=_follow_parent(death_signal), **options)


def stop_child(process: subprocess.Popen, with_signal: int, seconds: float) -> None:
    """Ask a process to stop; end it when it has not done so in time."""
    if process.poll() is None:
        process.send_signal(with_signal)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _follow_parent(death_signal: int) -> Callable[[], None] | None:
    """What the child does before it becomes the program: after any change of user, which would undo it."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    launcher = os.getpid()

    def follow() -> None:
        prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != launcher:  # it died in between
            os._exit(1)

    return follow
