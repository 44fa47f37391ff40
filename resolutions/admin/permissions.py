"""Who may do what at the desk (the roles are groups, made by a migration)."""

from django.core.exceptions import PermissionDenied

from resolutions.models import Document, Status

VIEW_PERMISSION = "resolutions.view_document"
UPLOAD_PERMISSION = "resolutions.add_document"
EDIT_PERMISSION = "resolutions.change_document"
PUBLISH_PERMISSION = "resolutions.publish_document"


def may_edit(user, document: Document) -> bool:
    """Editors change drafts; what readers see or saw is changed by those who may publish."""
    if document.status in (Status.PUBLISHED, Status.WITHDRAWN):
        return user.has_perm(EDIT_PERMISSION) and user.has_perm(PUBLISH_PERMISSION)
    return user.has_perm(EDIT_PERMISSION)


def require_permission(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
