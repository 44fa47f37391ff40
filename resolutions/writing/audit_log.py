"""The audit log: one line for each change of a document."""

from django.contrib.auth.models import User

from resolutions.models import Change, Document


def log_change(document: Document, user: User | None, what: str) -> None:
    """Add a line to the audit log, in the transaction of the change itself."""
    Change.objects.create(document=document, by=user, by_name=display_name(user), what=what)


def display_name(user: User | None) -> str:
    """Return the user's name with the family name first, or the account name; empty without a user."""
    return (f"{user.last_name}{user.first_name}" or user.get_username()) if user else ""
