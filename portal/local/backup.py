"""`make backup` and `make restore`: database and originals of one moment, as a folder with a manifest.

The dump and the list of originals come from one snapshot of the database. Originals are named by their hash and only
added, so they can be copied afterwards while the portal runs. The index is built from the database and is left out.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2.extensions import parse_dsn

from portal.local.cluster_location import find_packaged_programs
from portal.local.environment import ROOT, LocalError, data_folder, local_environment
from portal.local.launcher import database_for_command, lock_data_folder, open_database, run_step
from portal.originals_url import originals_folder
from resolutions.atomic_file import atomic_write, hash_file, write_atomically

FORMAT = 1
DUMP, ORIGINALS, MANIFEST = "database.dump", "originals", "manifest.json"
SAVED_SCHEMA = "before_restore"
AFTER_RESTORE = (["migrate", "--noinput", "--verbosity=0"], ["index", "--rebuild"])
LIBPQ_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}
# SHA-256, name, and whether a document needs the bytes; those of an upload can vanish when it is cancelled.
FILES_QUERY = """
    SELECT sha256, name, true FROM resolutions_sourcefile
    UNION ALL
    SELECT DISTINCT ON (sha256) sha256, name, false FROM resolutions_upload
    WHERE state IN ('waiting', 'asked') AND sha256 NOT IN (SELECT sha256 FROM resolutions_sourcefile)
"""


@dataclass(frozen=True, slots=True)
class CopiedOriginals:
    """Number and bytes of the copied files, and the names of documents' originals that are missing or damaged."""

    count: int
    size: int
    lost: tuple[str, ...]


def back_up(target: Path) -> None:
    """Write a backup into the folder ``target``, which must not exist; a portal may run meanwhile.

    The folder appears when it is complete. Raises ``LocalError``, also when the backup is complete but for originals
    that the portal itself has lost.
    """
    target, data = target.resolve(), data_folder()
    if target.exists():
        raise LocalError(f"{target} exists; name a new folder for the backup.")
    unfinished = target.with_name(f".{target.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        unfinished.mkdir(parents=True)
        with database_for_command(data) as url:
            manifest, copied = _write_backup(url, data, unfinished)
        write_atomically(unfinished / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
        unfinished.rename(target)
    except (OSError, psycopg2.Error) as error:
        raise LocalError(f"The backup could not be written: {_one_line(error)}") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    rows = sum(manifest["tables"].values())
    print(f"{target}: {rows} rows of {len(manifest['tables'])} tables, {copied.count} originals of {copied.size} bytes")
    if copied.lost:
        raise LocalError(f"The backup lacks originals that are missing or damaged here: {', '.join(copied.lost)}")


def restore(source: Path, force: bool = False) -> None:
    """Restore a backup into an empty place, then migrate and build the index; nothing may run on the data.

    ``force`` replaces what is there: the old rows are deleted at the end, the old originals are moved aside. A restore
    that fails leaves the database as it was. Raises ``LocalError``.
    """
    source, data = source.resolve(), data_folder()
    manifest = verify_backup(source)
    try:
        with lock_data_folder(data), open_database(data) as database:
            url = database.url
            _require_empty_place(url, data, force)
            _restore_database(url, source / DUMP, manifest["tables"])
            folder = _originals_folder(data)
            if folder:
                _restore_originals(source / ORIGINALS, folder)
            for command in AFTER_RESTORE:
                if run_step([sys.executable, "manage.py", *command], local_environment(data, url)) != 0:
                    raise LocalError(f"The data are restored, but this step failed: manage.py {' '.join(command)}")
            if not folder:
                _run_command(["copy_originals", "--from", str(source / ORIGINALS)], url, data)
    except (OSError, psycopg2.Error) as error:
        raise LocalError(f"The backup could not be restored: {_one_line(error)}") from error
    print(f"Restored {sum(manifest['tables'].values())} rows and {manifest['originals']['count']} originals.")


def verify_backup(source: Path) -> dict[str, Any]:
    """Compare every file with its hash and return the manifest. Raises ``LocalError`` with the first that differs."""
    try:
        manifest = json.loads((source / MANIFEST).read_text())
        if manifest["format"] != FORMAT:
            raise LocalError(f"{source} is a backup of another format ({manifest['format']}).")
        if hash_file(source / DUMP) != manifest["sha256"]:
            raise LocalError(f"{source / DUMP} is damaged; restore another backup.")
        files = [path for path in (source / ORIGINALS).rglob("*") if path.is_file()]
    except (OSError, ValueError, KeyError) as error:
        raise LocalError(f"{source} is no complete backup ({_one_line(error)}).") from error
    for path in files:
        if hash_file(path) != path.name:
            raise LocalError(f"{path} is damaged; restore another backup.")
    if len(files) != manifest["originals"]["count"]:
        raise LocalError(f"{source} has {len(files)} originals instead of {manifest['originals']['count']}.")
    unknown = [name for name in manifest["migrations"] if not (ROOT / f"resolutions/migrations/{name}.py").exists()]
    if unknown:
        raise LocalError(f"{source} was made by a newer version of the portal (migration {unknown[-1]}).")
    return manifest


def _write_backup(url: str, data: Path, folder: Path) -> tuple[dict[str, Any], CopiedOriginals]:
    """Write dump and originals; return the manifest and the numbers of the originals."""
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        cursor.execute("SELECT to_regclass('public.resolutions_sourcefile'), pg_export_snapshot()")
        table, snapshot = cursor.fetchone()
        if table is None:
            raise LocalError("There is no portal to back up here; `make run` creates one.")
        dump = ["--format=custom", f"--snapshot={snapshot}", f"--file={folder / DUMP}"]
        _run_program("pg_dump", url, connection.server_version // 10_000, dump)
        tables = count_rows(cursor)
        cursor.execute("SELECT name FROM django_migrations WHERE app = 'resolutions' ORDER BY id")
        migrations = [name for (name,) in cursor.fetchall()]
        cursor.execute(FILES_QUERY)
        copied = _copy_originals(cursor.fetchall(), url, data, folder / ORIGINALS)
        manifest = {
            "format": FORMAT,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "postgresql": connection.server_version // 10_000,
            "migrations": migrations,
            "sha256": hash_file(folder / DUMP),
            "tables": tables,
            "originals": {"count": copied.count, "bytes": copied.size},
        }
    return manifest, copied


def count_rows(cursor: Any) -> dict[str, int]:
    """Return the number of rows of each table in the schema ``public``."""
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    counts = {}
    for (name,) in cursor.fetchall():
        cursor.execute(f'SELECT count(*) FROM public."{name}"')
        counts[name] = cursor.fetchone()[0]
    return counts


def _copy_originals(rows: list[tuple[str, str, bool]], url: str, data: Path, target: Path) -> CopiedOriginals:
    """Copy the files with these hashes; a file that is missing or damaged is left out."""
    target.mkdir(exist_ok=True)
    source, hashes = _originals_folder(data), [sha256 for sha256, _, _ in rows]
    sizes = _copy_from_folder(hashes, source, target) if source else _copy_from_storage(hashes, url, data, target)
    lost = tuple(name for sha256, name, is_needed in rows if is_needed and sizes.get(sha256) is None)
    copied = [size for size in sizes.values() if size is not None]
    return CopiedOriginals(len(copied), sum(copied), lost)


def _originals_folder(data: Path) -> Path | None:
    """Return the folder of the originals, None when they are in a bucket."""
    return originals_folder(os.environ.get("ORIGINALS_URL") or "", data / ORIGINALS)


def _copy_from_folder(hashes: list[str], source: Path, target: Path) -> dict[str, int | None]:
    """Return the size of each copied file by its hash, None when it is missing or damaged."""
    sizes: dict[str, int | None] = {}
    for sha256 in hashes:
        path = source / sha256[:2] / sha256
        is_whole = path.exists() and hash_file(path) == sha256
        sizes[sha256] = path.stat().st_size if is_whole else None
        if is_whole:
            _copy_file(path, target)
    return sizes


def _copy_from_storage(hashes: list[str], url: str, data: Path, target: Path) -> dict[str, int | None]:
    """Let a command of manage.py copy them. Raises ``LocalError``."""
    printed = _run_command(["copy_originals", "--to", str(target)], url, data, "\n".join(hashes))
    return dict(json.loads(line) for line in printed.splitlines())


def _run_command(arguments: list[str], url: str, data: Path, given: str = "") -> str:
    command, environment = [sys.executable, "manage.py", *arguments], local_environment(data, url)
    done = subprocess.run(command, cwd=ROOT, env=environment, input=given, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LocalError(f"manage.py {arguments[0]} failed: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
    return done.stdout


def _copy_file(path: Path, folder: Path) -> None:
    """Copy a file that is named by its hash into the folder of the hash's first digits."""
    (folder / path.name[:2]).mkdir(exist_ok=True)
    with path.open("rb") as file, atomic_write(folder / path.name[:2] / path.name, sha256=path.name) as copy:
        shutil.copyfileobj(file, copy)


def _require_empty_place(url: str, data: Path, force: bool) -> None:
    """Raise ``LocalError`` when the database has tables or the storage has files, unless ``force`` is true."""
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        has_tables = cursor.fetchone()[0] > 0
    folder = _originals_folder(data)  # a bucket may have files already: they are named by their bytes
    has_files = folder is not None and any(path.is_file() for path in folder.rglob("*"))
    if (has_tables or has_files) and not force:
        raise LocalError(f"{data} or its database is not empty; FORCE=1 replaces what is there.")


def _restore_database(url: str, dump: Path, tables: dict[str, int]) -> None:
    """Restore the dump into a new schema ``public``; the old one comes back when that fails."""
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        with _old_schema_saved(cursor):
            options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(dump)]
            database = parse_dsn(url).get("dbname", "postgres")
            _run_program("pg_restore", url, connection.server_version // 10_000, [f"--dbname={database}", *options])
            restored = count_rows(cursor)
            if restored != tables:
                different = sorted(name for name in {*restored, *tables} if restored.get(name) != tables.get(name))
                raise LocalError(f"The restored tables have other numbers of rows: {', '.join(different)}")


@contextlib.contextmanager
def _old_schema_saved(cursor: Any) -> Iterator[None]:
    """Rename the schema ``public``, and bring it back when the block fails; a killed restore left it renamed."""
    cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = %s", [SAVED_SCHEMA])
    if cursor.fetchone()[0]:
        cursor.execute("DROP SCHEMA IF EXISTS public CASCADE")
    else:
        cursor.execute(f"ALTER SCHEMA public RENAME TO {SAVED_SCHEMA}")
    cursor.execute("CREATE SCHEMA public")
    try:
        yield
    except BaseException:
        cursor.execute(f"DROP SCHEMA public CASCADE; ALTER SCHEMA {SAVED_SCHEMA} RENAME TO public")
        raise
    cursor.execute(f"DROP SCHEMA {SAVED_SCHEMA} CASCADE")


def _restore_originals(source: Path, target: Path) -> None:
    """Copy the originals into a folder without others; a folder with files is moved aside."""
    if any(path.is_file() for path in target.rglob("*")):
        aside = target.with_name(f"{target.name}-replaced-{time.strftime('%Y%m%d-%H%M%S')}")
        target.rename(aside)
        print(f"The old originals are in {aside}.")
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.rglob("*")):
        if path.is_file():
            _copy_file(path, target)


def _run_program(name: str, url: str, server_version: int, options: list[str]) -> None:
    """Run a program of PostgreSQL on the database; the password is in its environment. Raises ``LocalError``."""
    given = {LIBPQ_VARIABLES[key]: value for key, value in parse_dsn(url).items() if key in LIBPQ_VARIABLES}
    command = [find_program(name, server_version), *options]
    done = subprocess.run(command, env=os.environ | given, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LocalError(f"{name} failed: {(done.stderr.strip().splitlines() or ['without a message'])[0]}")


def find_program(name: str, server_version: int) -> str:
    """Return the path of ``pg_dump`` or ``pg_restore`` for a server of this major version.

    The program of the same version is preferred, from the wheel or from PATH; otherwise the next newer one, because
    an older one cannot read the server. Raises ``LocalError``.
    """
    candidates = [shutil.which(name)]
    with contextlib.suppress(FileNotFoundError):
        candidates.insert(0, str(find_packaged_programs() / name))
    versions = {path: _program_version(path) for path in candidates if path}
    fitting = [path for path in versions if versions[path] >= server_version]
    if not fitting:
        raise LocalError(f"{name} {server_version} or newer is needed for this database; install it on PATH.")
    return min(fitting, key=lambda path: versions[path])


def _program_version(path: str) -> int:
    """Return the major version that a program prints; 0 when it does not run."""
    try:
        printed = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    match = re.search(r"\(PostgreSQL\) (\d+)", printed)
    return int(match[1]) if match else 0


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())
