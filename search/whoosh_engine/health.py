"""State of an index folder, for /healthz and the desk."""

import time

from search import background_rebuild
from search.index.folder import IndexFolder
from search.index.snapshot import get_snapshot_manager
from search.protocol.engine import IndexHealth
from search.protocol.errors import IndexDamagedError, IndexMissingError, IndexOutdatedError, IndexUnavailableError

_STATES = {IndexMissingError: "missing", IndexOutdatedError: "outdated", IndexDamagedError: "damaged"}


def measure_health(folder: IndexFolder) -> IndexHealth:
    """Return the state of ``folder``. A server starts the rebuild of an unusable index."""
    try:
        get_snapshot_manager(str(folder.path)).snapshot()
    except IndexUnavailableError as error:
        is_being_rebuilt = background_rebuild.request_rebuild(folder.is_being_rebuilt) or folder.is_being_rebuilt()
        sentence = error.explanation + ("正在后台重建，文件页面不受影响。" if is_being_rebuilt else "")
        return IndexHealth(_STATES.get(type(error), "damaged"), _age(folder), is_being_rebuilt, sentence)
    return IndexHealth("ok", _age(folder), folder.is_being_rebuilt(), "")


def _age(folder: IndexFolder) -> int | None:
    try:
        changed_ns, _ = folder.change_token()
    except IndexMissingError:
        return None
    return max(0, int(time.time() - changed_ns / 1e9))
