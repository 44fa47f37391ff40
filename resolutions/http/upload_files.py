"""Receiving of large files into the temporary folder, also when it is full."""

import contextlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

from resolutions.atomic_file import is_disk_full

_KEY = "resolutions.files_without_space"  # of ``request.META``


def files_without_space(request: HttpRequest) -> list[str]:
    """Return the names of the files that the temporary folder could not take; ``request.FILES`` lacks them."""
    request.FILES  # noqa: B018  # reads the body
    return request.META.get(_KEY, [])


class TemporaryFolderHandler(TemporaryFileUploadHandler):
    """Skips a file on a full disk, so that the view can answer; Django's handler ends the request with an error."""

    def new_file(self, *args: Any, **options: Any) -> None:
        """Create the temporary file."""
        try:
            super().new_file(*args, **options)
        except OSError as error:
            self._skip(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Append a part of the file."""
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._skip(error)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Return the complete file, None when its last bytes found no space."""
        try:
            return super().file_complete(file_size)
        except OSError as error:
            with contextlib.suppress(SkipFile):
                self._skip(error)
            return None

    def _skip(self, error: OSError) -> None:
        """Note the name of the file and raise SkipFile. Raises ``error`` itself when the disk is not full."""
        if not is_disk_full(error) or self.request is None:
            raise error
        self.request.META.setdefault(_KEY, []).append(self.file_name or "")
        if hasattr(self, "file"):
            with contextlib.suppress(OSError):  # closing writes the rest of the buffer
                self.file.close()
        raise SkipFile from error
