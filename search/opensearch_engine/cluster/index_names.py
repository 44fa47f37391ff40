"""The index that the name of SEARCH_URL leads to: an alias of the newest build."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic, time_ns

from search.opensearch_engine.cluster.client import Cluster, Json
from search.opensearch_engine.cluster.errors import (
    ClusterAliasError,
    ClusterIndexMissingError,
    ClusterIndexOutdatedError,
)
from search.opensearch_engine.fields.mapping import build_index_body, compute_mapping_digest
from search.protocol.errors import IndexUnavailableError

RECHECK_SECONDS = 2.0  # between two looks at the alias


@dataclass(slots=True)
class _Found:
    """The index found last, or the error that prevented it."""

    outcome: str | IndexUnavailableError
    at: float


@dataclass
class IndexNames:
    """Names of the builds of one index. Thread-safe."""

    cluster: Cluster
    alias: str
    _found: _Found | None = None
    _lock: Lock = field(default_factory=Lock)

    def current(self) -> str:
        """Return the name of the index that is searched; looked up once in ``RECHECK_SECONDS``.

        Raises ``IndexUnavailableError`` when there is none, or none of this version.
        """
        found = self._found
        if found is None or monotonic() - found.at > RECHECK_SECONDS or not isinstance(found.outcome, str):
            found = self._look_up()
            self._found = found
        if isinstance(found.outcome, str):
            return found.outcome
        raise found.outcome

    def expire(self) -> None:
        """Let the next call of ``current`` look the alias up."""
        self._found = None

    def _look_up(self) -> _Found:
        try:
            return _Found(self._read(), monotonic())
        except IndexUnavailableError as error:
            return _Found(error, monotonic())

    def _read(self) -> str:
        found = self._find()
        if not found:
            raise ClusterIndexMissingError()
        if len(found) > 1:
            names = ", ".join(sorted(found))
            raise ClusterAliasError(f"The alias {self.alias} names several indexes: {names}. Leave it to one of them.")
        ((name, digest),) = found.items()
        if digest != compute_mapping_digest():
            raise ClusterIndexOutdatedError()
        return name

    def require_own(self) -> None:
        """Raise ``ClusterAliasError`` when the name is that of an index of another program."""
        with suppress(ClusterIndexMissingError):
            self._find()

    def _find(self) -> dict[str, str]:
        """Return the digests of the mappings of the indexes that the alias leads to, by name."""
        found = self.cluster.ask(lambda client: client.indices.get_mapping(index=self.alias))
        digests: dict[str, str] = {}
        for name, body in found.items():
            digest = _portal_digest(body)
            if name == self.alias:
                raise ClusterAliasError(f"{name} is an index and no alias; name another index in SEARCH_URL.")
            if digest is None:
                raise ClusterAliasError(
                    f"{self.alias} leads to {name}, which is no index of the portal; name another in SEARCH_URL."
                )
            digests[name] = digest
        return digests

    # Builds

    def create(self, shards: int) -> str:
        """Create an empty index for a new build, without replicas, and return its name."""
        name = f"{self.alias}-{time_ns() // 1_000_000}"
        body = build_index_body(shards, 0)
        self.cluster.ask(lambda client: client.indices.create(index=name, body=body))
        return name

    def switch(self, name: str, replicas: int) -> None:
        """Let the alias lead to ``name`` alone, in one step, and remove the other builds."""
        settings = {"index": {"number_of_replicas": replicas, "refresh_interval": "1s"}}
        self.cluster.ask(lambda client: client.indices.put_settings(index=name, body=settings))
        actions = [{"remove": {"index": other, "alias": self.alias}} for other in self.aliased() if other != name]
        actions.append({"add": {"index": name, "alias": self.alias}})
        self.cluster.ask(lambda client: client.indices.update_aliases(body={"actions": actions}))
        self.expire()
        self.remove([other for other in self.builds() if other != name])

    def aliased(self) -> list[str]:
        """Return the names of the indexes that the alias leads to."""
        exists = self.cluster.ask(lambda client: client.indices.exists_alias(name=self.alias))
        return sorted(self.cluster.ask(lambda client: client.indices.get_alias(name=self.alias))) if exists else []

    def builds(self) -> list[str]:
        """Return the names of all builds, those that were left unfinished too.

        An index that the portal has not made is none, whatever its name: another program may share the cluster.
        """
        found = self.cluster.ask(lambda client: client.indices.get_mapping(index=f"{self.alias}-*"))
        prefix = f"{self.alias}-"
        return sorted(
            name
            for name, body in found.items()
            if name.startswith(prefix) and name.removeprefix(prefix).isdigit() and _portal_digest(body) is not None
        )

    def remove(self, names: Sequence[str]) -> None:
        """Remove builds."""
        for name in names:
            self.cluster.ask(lambda client, name=name: client.indices.delete(index=name, ignore=[404]))  # type: ignore[misc]


def _portal_digest(body: Json) -> str | None:
    """Return what ``compute_mapping_digest`` was when an index was made; None for an index of another program."""
    digest: str | None = body["mappings"].get("_meta", {}).get("portal")
    return digest
