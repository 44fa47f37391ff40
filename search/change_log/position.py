"""Position of an index in the change log: the set of transactions that it has seen."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LogPosition:
    """An index has every entry whose transaction is visible in ``snapshot``, and the entries in ``own``.

    ``database`` names the log itself; another value means that the database was restored or replaced. ``snapshot`` is
    a ``pg_snapshot`` as text. ``last`` and ``last_transaction`` are those of the newest entry, 0 in an empty log.
    ``own`` are entries of the transaction that read the log. ``read_at`` and ``compared_at`` are times of the
    database: of the reading, and of the last comparison of all documents.
    """

    database: str
    snapshot: str
    last: int
    last_transaction: int
    read_at: datetime
    compared_at: datetime
    own: tuple[int, ...] = ()

    def to_json(self) -> str:
        """Return the position as one line of JSON."""
        times = {"read_at": self.read_at.isoformat(), "compared_at": self.compared_at.isoformat()}
        return json.dumps({**asdict(self), **times})

    @classmethod
    def from_json(cls, text: str) -> "LogPosition | None":
        """Return the position, None for any text that ``to_json`` has not written.

        >>> LogPosition.from_json("") is LogPosition.from_json("[1") is LogPosition.from_json('{"last": 1}') is None
        True
        """
        try:
            values = json.loads(text)
            for name in ("read_at", "compared_at"):
                values[name] = datetime.fromisoformat(values[name])
            return cls(**{**values, "own": tuple(values["own"])})
        except (ValueError, TypeError, KeyError):
            return None
