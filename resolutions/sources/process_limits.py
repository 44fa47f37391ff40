"""Limits of the system on a program that the portal runs."""

import resource


def limit_process(pid: int, *, cpu_seconds: int, memory: int, output: int) -> None:
    """Limit a process that has just started; what it starts inherits the limits, one that has ended needs none.

    ``memory`` is of address space and ``output`` of one file, in bytes. No core is written. A lower limit stays.
    """
    try:
        for what, most in (
            (resource.RLIMIT_CPU, cpu_seconds),
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_FSIZE, output),
            (resource.RLIMIT_CORE, 0),
        ):
            hard = resource.prlimit(pid, what)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.prlimit(pid, what, (most, most))
    except ProcessLookupError:
        return
