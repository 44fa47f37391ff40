"""Paths of originals in their storage."""


def storage_path(sha256: str) -> str:
    """Return the path of a file in the storage: the first two digits as folder, then the whole hash."""
    return f"{sha256[:2]}/{sha256}"
