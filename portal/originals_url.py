"""Parse ORIGINALS_URL into a storage of Django, as dj-database-url does for DATABASE_URL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FOLDER = "django.core.files.storage.FileSystemStorage"
BUCKET = "resolutions.writing.storage.bucket.Bucket"
_FORMS = "file:///folder or s3+https://KEY:SECRET@host/bucket/prefix?region=NAME"
_MAX_MEMORY = 2 * 2**20  # bytes of an object that is read; larger ones go to a temporary file


def originals_storage(url: str) -> dict[str, Any]:
    """Return the entry of ``STORAGES`` for ``url``.

    >>> originals_storage("file:///srv/originals")["OPTIONS"]["location"]
    '/srv/originals'
    >>> options = originals_storage("s3+https://KEY:SECRET@s3.example.org/portal/originals")["OPTIONS"]
    >>> options["endpoint_url"], options["bucket_name"], options["location"]
    ('https://s3.example.org', 'portal', 'originals')

    Without key and secret the client takes them from its usual places, such as the role of the machine. Raises
    ``ImproperlyConfigured``; the message has no secret in it.
    """
    try:
        parts = urlsplit(url)
        host = f"{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}"
    except ValueError:
        raise ImproperlyConfigured(f"ORIGINALS_URL must look like {_FORMS}.") from None
    if parts.scheme == "file" and not parts.netloc and len(parts.path) > 1:
        return {"BACKEND": FOLDER, "OPTIONS": {"location": unquote(parts.path), "file_permissions_mode": 0o640}}
    bucket, _, prefix = unquote(parts.path).strip("/").partition("/")
    if parts.scheme not in ("s3+https", "s3+http") or not (host and bucket):
        raise ImproperlyConfigured(f"ORIGINALS_URL must look like {_FORMS}.")
    if bool(parts.username) != bool(parts.password):
        raise ImproperlyConfigured("ORIGINALS_URL needs both a key and a secret, or neither.")
    return {"BACKEND": BUCKET, "OPTIONS": _bucket_options(url, host, bucket, prefix)}


def originals_folder(url: str, default: Path) -> Path | None:
    """Return the folder of the originals, ``default`` for an empty ``url``, and None for a bucket."""
    if not url:
        return default
    location = originals_storage(url)
    return Path(location["OPTIONS"]["location"]) if location["BACKEND"] == FOLDER else None


def _bucket_options(url: str, host: str, bucket: str, prefix: str) -> dict[str, Any]:
    from botocore.config import Config  # takes a tenth of a second, which other portals save

    parts = urlsplit(url)
    config = Config(
        s3={"addressing_style": "path"},  # most compatible storages know no other
        signature_version="s3v4",
        connect_timeout=5,
        read_timeout=30,
        retries={"max_attempts": 3, "mode": "standard"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return {
        "endpoint_url": f"{parts.scheme.removeprefix('s3+')}://{host}",
        "bucket_name": bucket,
        "location": prefix,
        "access_key": unquote(parts.username) if parts.username else None,
        "secret_key": unquote(parts.password) if parts.password else None,
        "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
        "client_config": config,
        "file_overwrite": True,  # a name is the hash of the bytes
        "default_acl": None,  # as the bucket says: private
        "max_memory_size": _MAX_MEMORY,
    }
