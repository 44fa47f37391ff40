"""Who may do what at the desk (the roles are groups, made by a migration)."""

from django.core.exceptions import PermissionDenied

from resolutions.models import Document, Status

MAY_LOOK = "resolutions.view_document"
MAY_UPLOAD = "resolutions.add_document"
MAY_EDIT = "resolutions.change_document"
MAY_PUBLISH = "resolutions.publish_document"


def may_edit(user, document: Document) -> bool:
    """Editors change drafts; what readers see or saw is changed by those who may publish."""
    if document.status in (Status.PUBLISHED, Status.WITHDRAWN):
        return user.has_perm(MAY_EDIT) and user.has_perm(MAY_PUBLISH)
    return user.has_perm(MAY_EDIT)


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
