"""The index of the default Haystack connection, for tests and drills that look inside or change it by hand."""

from django.conf import settings
from haystack import DEFAULT_ALIAS

from search.index.folder import IndexFolder
from search.index.maintenance import replace_documents


def default_index() -> IndexFolder:
    return IndexFolder(settings.HAYSTACK_CONNECTIONS[DEFAULT_ALIAS]["PATH"])


def remove_from_index(key: int) -> None:
    """Remove a document as if its removal had been delivered."""
    with default_index().write_lock():
        replace_documents(default_index(), [], [key])
