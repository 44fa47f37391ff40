"""Run the tests of each mutant on a patched copy: ``python -m tests.mutants [TABLE…]``; the checkout is not touched.

Exits with 0 when at most a tenth of the mutants survive, with 1 when more do, with 2 when a row cannot be used
or the tests fail without any mutant.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.tables import ROOT, Mutant, MutantError, read_table, table_names

WORKERS = 2
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".data", ".*cache", ".hypothesis", "__pycache__", "compiled.*.so")
TIMEOUT_SECONDS = 600  # a mutant may loop for ever
TOLERATED_SHARE = 0.1  # of survivors
NO_FAILURE, FAILURE, INTERRUPTED = 0, 1, 2  # exit codes of pytest; 2 also when a test module cannot be imported


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("tables", nargs="*", metavar="TABLE", help=f"default: all of {' '.join(table_names())}")
    names = parser.parse_args().tables or table_names()
    try:
        return report(run_tables([mutant for name in names for mutant in read_table(name)]))
    except MutantError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2


def run_tables(mutants: list[Mutant]) -> dict[Mutant, bool]:
    """Return for each mutant whether a test failed; two copies of the project work in parallel."""
    for mutant in mutants:
        mutant.apply(ROOT)
    with tempfile.TemporaryDirectory(prefix="resolutions-mutants-") as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(WORKERS):
            copies.put(copy_project(Path(folder) / str(number)))
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(lambda tests: check_unchanged(tests, copies), {mutant.tests for mutant in mutants}))
            killed = list(pool.map(lambda mutant: is_killed(mutant, copies), mutants))
    return dict(zip(mutants, killed, strict=True))


def copy_project(target: Path) -> Path:
    """Copy the checkout without its data; compile the copy so that Python compares contents, not times."""
    shutil.copytree(ROOT, target, ignore=NOT_COPIED)
    compiling = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "."]
    subprocess.run(compiling, cwd=target, check=True)
    return target


@contextmanager
def borrow(copies: SimpleQueue[Path]) -> Iterator[Path]:
    """Take a copy out of the queue and put it back, whatever happens: a lost copy would block the other worker."""
    copy = copies.get()
    try:
        yield copy
    finally:
        copies.put(copy)


def check_unchanged(tests: tuple[str, ...], copies: SimpleQueue[Path]) -> None:
    """Run the tests without a mutant. Raises ``MutantError`` when one fails: every mutant would seem killed."""
    with borrow(copies) as copy:
        started = time.monotonic()
        code, output = run_tests(copy, tests)
    if code != NO_FAILURE:
        raise MutantError(f"{' '.join(tests)} fail without a mutant\n{output}")
    print(f"{time.monotonic() - started:.0f} s without a mutant: {' '.join(tests)}", flush=True)


def is_killed(mutant: Mutant, copies: SimpleQueue[Path]) -> bool:
    """Return whether a test fails with the mutant. Raises ``MutantError`` when pytest itself fails."""
    with borrow(copies) as copy:
        path = copy / mutant.file
        before = path.read_text("utf-8")
        path.write_text(mutant.apply(copy), "utf-8")
        try:
            code, output = run_tests(copy, mutant.tests)
        finally:
            path.write_text(before, "utf-8")
    if code not in (NO_FAILURE, FAILURE, INTERRUPTED):
        raise MutantError(f"{mutant}: pytest ended with {code}\n{output}")
    print(f"{'survived' if code == NO_FAILURE else 'killed  '}  {mutant}", flush=True)
    return code != NO_FAILURE


def run_tests(copy: Path, tests: tuple[str, ...]) -> tuple[int, str]:
    """Return the exit code of pytest and the end of its output; a run over time counts as a failure.

    The output goes to a file: a process that a test leaves behind would keep a pipe open. It is killed here.
    """
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            command, cwd=copy, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            code = process.wait(TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            code = FAILURE
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait()
        output.seek(0)
        return code, "\n".join(output.read().splitlines()[-15:])


def report(killed: dict[Mutant, bool]) -> int:
    """Print the count of each table and the survivors; return the exit code."""
    for table in dict.fromkeys(mutant.table for mutant in killed):
        results = [is_dead for mutant, is_dead in killed.items() if mutant.table == table]
        print(f"{table}: {sum(results)} killed, {len(results) - sum(results)} survived")
    survivors = [mutant for mutant, is_dead in killed.items() if not is_dead]
    print(f"total: {len(killed)} mutants, {len(survivors)} survived")
    for mutant in survivors:
        print(f"  survived  {mutant}")
    return int(len(survivors) > TOLERATED_SHARE * len(killed))


if __name__ == "__main__":
    sys.exit(main())
