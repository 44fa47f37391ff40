"""Processor time and memory of this process and of the embedded PostgreSQL that works for it."""

import resource
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

import psutil

MEMORY_INTERVAL = 5.0  # seconds between two looks at PostgreSQL's memory
MIB = 1024 * 1024
Answer = TypeVar("Answer")


@dataclass(slots=True)
class Processes:
    """``postgres_mib`` is the most memory seen of PostgreSQL's processes: the private part of each, and the shared."""

    postmaster: psutil.Process
    postgres_mib: float = 0.0
    _looked_at: float = field(default=0.0)

    def read_processor_seconds(self) -> tuple[float, float]:
        """Return the processor seconds of this process with its children, and of PostgreSQL, since their start."""
        own = sum(psutil.Process().cpu_times()[:4])
        running = sum(sum(times[:2]) for times in self._ask_children(psutil.Process.cpu_times))
        return own, sum(self.postmaster.cpu_times()[:4]) + running  # with those of the processes that have ended

    def look_at_memory(self) -> None:
        """Note PostgreSQL's memory, at most once in ``MEMORY_INTERVAL``."""
        if time.monotonic() - self._looked_at < MEMORY_INTERVAL:
            return
        self._looked_at = time.monotonic()
        sizes = [self.postmaster.memory_full_info(), *self._ask_children(psutil.Process.memory_full_info)]
        shared = max(size.shared for size in sizes)
        self.postgres_mib = max(self.postgres_mib, (sum(size.uss for size in sizes) + shared) / MIB)

    @staticmethod
    def read_own_mib() -> float:
        """Return the most memory that this process has had."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    def _ask_children(self, ask: Callable[[psutil.Process], Answer]) -> list[Answer]:
        answers = []
        for child in self.postmaster.children():
            with suppress(psutil.NoSuchProcess):  # it has just ended
                answers.append(ask(child))
        return answers
