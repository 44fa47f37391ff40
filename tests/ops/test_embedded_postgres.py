"""Embedded PostgreSQL: private, ends with its launcher, recovers after a crash."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg2
import pytest

from portal.local.postgres import EmbeddedPostgres, PostgresError, stop_stale_server

LAUNCHER = """
import sys, time
from pathlib import Path
from portal.local.postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]), durable=False)
server.start()
print(server.process.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path_factory):
    """Folder that another uid can enter; pytest's temporary folders are private."""
    path = Path("/tmp") / f"resolutions-test-cluster-{os.getpid()}"
    path.mkdir(mode=0o711)
    yield path / "postgres"
    subprocess.run(["rm", "-rf", path], check=True)


@pytest.fixture
def launcher(folder):
    """Launcher in a separate process, and the process of its server."""
    process = subprocess.Popen([sys.executable, "-c", LAUNCHER, folder], stdout=subprocess.PIPE, text=True)
    yield process, psutil.Process(int(process.stdout.readline()))
    process.kill()
    process.wait()


def ask(url, statement):
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def ended(process):
    """Return whether the process ends within 20 seconds; a zombie has ended."""
    for _ in range(400):
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_data_last_from_start_to_start_and_nothing_runs_between(folder):
    with EmbeddedPostgres(folder, durable=False) as server:
        ask(server.url, "CREATE TABLE kept AS SELECT 2553 AS number")
        process = psutil.Process(server.process.pid)
    assert not process.is_running()
    with EmbeddedPostgres(folder, durable=False) as server:
        assert ask(server.url, "SELECT number FROM kept") == 2553


def test_a_deep_folder_gets_a_short_socket_that_is_removed_with_the_server(folder):
    deep = folder.parent / ("deep" * 30)
    deep.mkdir(mode=0o711)
    with EmbeddedPostgres(deep / "postgres", durable=False) as server:
        assert ask(server.url, "SELECT 1") == 1
        assert server.socket_folder.parent == Path("/tmp")
    assert not server.socket_folder.exists()


def test_nobody_else_can_reach_it(folder):
    with EmbeddedPostgres(folder, durable=False) as server:
        assert ask(server.url, "SHOW listen_addresses") == ""
        for path in (server.socket_folder, folder):
            assert stat.S_IMODE(path.stat().st_mode) == 0o700
        assert psutil.Process(server.process.pid).uids().real != 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a child that its parent died")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_launcher_that_dies_takes_its_server_along(launcher, how):
    process, server = launcher
    process.send_signal(how)
    assert ended(server)


def test_the_next_start_recovers_from_a_killed_server(folder, launcher):
    process, server = launcher
    process.send_signal(signal.SIGSTOP)  # it cannot stop its server in order
    server.kill()
    assert ended(server)
    assert (folder / "postmaster.pid").exists()
    with EmbeddedPostgres(folder, durable=False) as again:
        assert ask(again.url, "SELECT 1") == 1


def test_the_next_start_ends_a_server_that_was_left_running(folder, launcher):
    _, server = launcher
    stop_stale_server(folder)
    assert ended(server)
    assert not (folder / "postmaster.pid").exists()


def test_a_mark_with_the_number_of_another_program_harms_nobody(folder):
    with EmbeddedPostgres(folder, durable=False):
        pass
    (folder / "postmaster.pid").write_text(f"{os.getpid()}\n{folder}\n{int(time.time())}\n5432\n/tmp\n")
    with EmbeddedPostgres(folder, durable=False) as server:
        assert ask(server.url, "SELECT 1") == 1


def test_a_cluster_that_cannot_start_is_one_sentence_with_the_way_out(folder):
    with EmbeddedPostgres(folder, durable=False):
        pass
    (folder / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(PostgresError, match=r"(?s)incompatible.*DATABASE_URL"):
        EmbeddedPostgres(folder, durable=False).__enter__()
