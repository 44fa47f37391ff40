"""Parse SEARCH_URL into a Haystack connection, as dj-database-url does for DATABASE_URL."""

import re
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

WHOOSH_ENGINE = "search.whoosh_engine.connection.Engine"
OPENSEARCH_ENGINE = "search.opensearch_engine.connection.Engine"
_OPENSEARCH_SCHEMES = {"opensearch+https": "https", "opensearch+http": "http"}
_OPENSEARCH_OPTIONS = ("ca", "verify", "replicas", "shards", "timeout")
_INDEX_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,100}")
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?")
_DEFAULT_PORT = 9200
_FORMS = (
    "SEARCH_URL must look like whoosh:///folder/of/the/index or "
    "opensearch+https://user:password@host:9200,host2:9200/index?ca=/path/of/ca.pem"
)


def search_connection(url: str) -> dict[str, Any]:
    """Return the Haystack connection for ``url``.

    >>> search_connection("whoosh:///srv/portal/index")
    {'ENGINE': 'search.whoosh_engine.connection.Engine', 'PATH': '/srv/portal/index'}
    >>> connection = search_connection("opensearch+https://portal:p%40ss@one:9200,two/resolutions?ca=/etc/ca.pem")
    >>> connection["HOSTS"], connection["INDEX"], connection["USER"], connection["CA_FILE"]
    (['https://one:9200', 'https://two:9200'], 'resolutions', 'portal', '/etc/ca.pem')

    Raises ``ImproperlyConfigured`` when the scheme is unknown or a part is missing; the message has no password.
    """
    scheme = url.partition("://")[0]
    if scheme in _OPENSEARCH_SCHEMES:
        return _opensearch_connection(url)
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ImproperlyConfigured(f"{_FORMS}.") from None
    if parts.scheme == "whoosh" and not parts.netloc and parts.path.startswith("/"):
        return {"ENGINE": WHOOSH_ENGINE, "PATH": unquote(parts.path)}
    raise ImproperlyConfigured(f"{_FORMS}, not {hide_password(url)!r}.")


def hide_password(url: str) -> str:
    """Return an address without the password in it.

    >>> hide_password("opensearch+https://portal:secret@host/index")
    'opensearch+https://portal:***@host/index'
    """
    head, mark, rest = url.partition("://")
    credentials, at, address = rest.rpartition("@")
    user, colon, _ = credentials.partition(":")
    return f"{head}{mark}{user}{colon}{'***' if colon else ''}{at}{address}"


def _opensearch_connection(url: str) -> dict[str, Any]:
    scheme, _, rest = url.partition("://")
    rest, _, query = rest.partition("?")
    authority, _, index = rest.partition("/")
    credentials, at, addresses = authority.rpartition("@")
    user, colon, password = credentials.partition(":")
    if at and not (user and colon):
        raise ImproperlyConfigured("SEARCH_URL has no password: write user:password@ before the host.")
    index = unquote(index.rstrip("/"))
    if not _INDEX_NAME.fullmatch(index):
        raise ImproperlyConfigured(
            "SEARCH_URL names no index: write /resolutions after the host; lower case letters, digits, - and _ only."
        )
    options = _read_options(query)
    return {
        "ENGINE": OPENSEARCH_ENGINE,
        "HOSTS": [_read_host(_OPENSEARCH_SCHEMES[scheme], address) for address in addresses.split(",")],
        "INDEX": index,
        "USER": unquote(user),
        "PASSWORD": unquote(password),
        "CA_FILE": options.get("ca", ""),
        "VERIFY": options.get("verify", "1") not in ("0", "false", "no", "off"),
        "REPLICAS": _read_number(options, "replicas", 1),
        "SHARDS": _read_number(options, "shards", 1) or 1,
        "TIMEOUT": _read_number(options, "timeout", 10) or 10,
    }


def _read_host(scheme: str, address: str) -> str:
    match = _HOST.fullmatch(address.strip())
    if not match or int(match[2] or _DEFAULT_PORT) > 65_535:
        raise ImproperlyConfigured("SEARCH_URL names no host: write host:9200, and several hosts with commas.")
    return f"{scheme}://{match[1]}:{match[2] or _DEFAULT_PORT}"


def _read_options(query: str) -> dict[str, str]:
    options = dict(parse_qsl(query, keep_blank_values=True))
    unknown = [name for name in options if name not in _OPENSEARCH_OPTIONS]
    if unknown:
        known = ", ".join(_OPENSEARCH_OPTIONS)
        raise ImproperlyConfigured(f"SEARCH_URL has the unknown option {unknown[0]!r}; there are {known}.")
    return options


def _read_number(options: dict[str, str], name: str, default: int) -> int:
    value = options.get(name, str(default))
    if not (value.isascii() and value.isdigit()) or int(value) > 1_000:
        raise ImproperlyConfigured(f"The option {name} of SEARCH_URL must be a whole number, not {value!r}.")
    return int(value)
