"""Parse SEARCH_URL into a Haystack connection, as dj-database-url does for DATABASE_URL."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

WHOOSH_ENGINE = "search.whoosh_engine.connection.Engine"


def search_connection(url: str) -> dict[str, str]:
    """Return the Haystack connection for ``url``.

    >>> search_connection("whoosh:///srv/portal/index")
    {'ENGINE': 'search.whoosh_engine.connection.Engine', 'PATH': '/srv/portal/index'}

    Raises ``ImproperlyConfigured`` when the scheme is unknown or the folder is missing.
    """
    parts = urlsplit(url)
    if parts.scheme == "whoosh" and not parts.netloc and parts.path.startswith("/"):
        return {"ENGINE": WHOOSH_ENGINE, "PATH": unquote(parts.path)}
    raise ImproperlyConfigured(f"SEARCH_URL must look like whoosh:///folder/of/the/index, not {url!r}.")
