"""Errors of a cluster: a Chinese sentence for readers, and an English one for those who run the portal.

No sentence has a password, and none a whole answer of the cluster.
"""

from search.protocol.errors import IndexMissingError, IndexOutdatedError, IndexUnavailableError

CANNOT_SEARCH = "检索服务暂时无法使用，请稍后再试。"


class ClusterError(IndexUnavailableError):
    """The cluster, or the setting that leads to it, must be mended by those who run the portal.

    ``sentence`` says in English what to do. ``state`` is a word for /healthz.
    """

    state = "unreachable"

    def __init__(self, sentence: str):
        super().__init__(CANNOT_SEARCH)
        self.sentence = sentence

    @property
    def explanation(self) -> str:
        """The message and the sentence for those who run the portal."""
        return f"{self} ({self.sentence})"


class ClusterUnreachableError(ClusterError):
    """No node answers, or the answer lacks a part of the index."""


class ClusterAccessError(ClusterError):
    """The cluster refuses user and password."""

    state = "refused"


class ClusterCertificateError(ClusterError):
    """The connection is not encrypted as SEARCH_URL says."""

    state = "insecure"


class ClusterVersionError(ClusterError):
    """The server is no OpenSearch, or too old."""

    state = "unsupported"


class ClusterAliasError(ClusterError):
    """The name of SEARCH_URL does not lead to one index of the portal."""

    state = "ambiguous"


class ClusterIndexMissingError(IndexMissingError):
    """The cluster has no index of this name."""

    state = "missing"
    sentence = "The cluster has no index of this name yet; run manage.py index --rebuild."

    def __init__(self) -> None:
        super().__init__("检索索引还没有建立。")


class ClusterIndexOutdatedError(IndexOutdatedError):
    """The index was written by another version of the portal."""

    state = "outdated"
    sentence = "The index was written by another version of the portal; run manage.py index --rebuild."

    def __init__(self) -> None:
        super().__init__("检索索引由另一版本的程序建立，需要重建。")


class ClusterWriteError(OSError):
    """The cluster could not be written; what was to be written stays queued in the database."""
