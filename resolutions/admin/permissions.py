"""Permissions of the desk. The roles are groups with these permissions, created by a migration."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from resolutions.models import Document, Status

VIEW_PERMISSION = "resolutions.view_document"
UPLOAD_PERMISSION = "resolutions.add_document"
EDIT_PERMISSION = "resolutions.change_document"
PUBLISH_PERMISSION = "resolutions.publish_document"
ACCOUNTS_PERMISSION = "auth.change_user"


class StaffRequest(HttpRequest):
    """A request after the permission check of its view: the user has an account."""

    user: User


def may_edit(user: User, document: Document) -> bool:
    """Return true when the user may change the document; published and withdrawn ones require 发布.

    A discarded draft is restored before it is changed.
    """
    if document.status == Status.DISCARDED:
        return False
    if document.status in (Status.PUBLISHED, Status.WITHDRAWN):
        return user.has_perm(EDIT_PERMISSION) and user.has_perm(PUBLISH_PERMISSION)
    return user.has_perm(EDIT_PERMISSION)


def require_permission(is_allowed: bool) -> None:
    """Raise PermissionDenied unless ``is_allowed``."""
    if not is_allowed:
        raise PermissionDenied
