"""Errors of writing; their messages are Chinese sentences for the editor."""


class EditConflictError(Exception):
    """The document was changed after the editor opened it; the message names the other editor and the change."""


class CorrectionError(Exception):
    """A correction does not fit the document; the message gives the reason."""


class LostOriginalError(FileNotFoundError):
    """The bytes of an original are missing or damaged; a backup or an upload of the same file brings them back."""


class OriginalsUnavailableError(OSError):
    """The storage of the originals, on another server, does not answer or refuses."""
