"""Names of roles and permissions, which are rows in Chinese, in the language of the interface."""

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group, Permission
from django.db.models import ManyToManyField
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

admin.site.unregister(Group)
_ROLES: dict[str, str | Promise] = {
    "编辑": pgettext_lazy("role", "编辑"),
    "发布": pgettext_lazy("role", "发布"),
    "管理员": pgettext_lazy("role", "管理员"),
}  # names of groups, by those in the database
_PERMISSIONS = {"publish_document": gettext_lazy("可发布和撤回文件")}
_OF_DJANGO = re.compile(r"Can (?:add|change|delete|view) ")  # then the Chinese name of the model


def role_name(name: str) -> str:
    """Return the name of a group; one that an administrator made has no translation."""
    return str(_ROLES.get(name, name))


class RolesField(forms.ModelMultipleChoiceField):
    """Roles as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Group) -> str:
        """Return the name of a role."""
        return role_name(obj.name)


class PermissionsField(forms.ModelMultipleChoiceField):
    """Permissions, each with its application and model."""

    def label_from_instance(self, obj: Permission) -> str:
        """Return the permission as Django names it, with the name of its model."""
        model, name = obj.content_type.model_class(), str(_PERMISSIONS.get(obj.codename, obj.name))
        if model and (found := _OF_DJANGO.match(name)):
            name = f"{found[0]}{model._meta.verbose_name}"
        return f"{obj.content_type} | {name}"


class RoleFilter(admin.RelatedFieldListFilter):
    """Accounts with a role."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        """Return the roles with their names."""
        rows = super().field_choices(field, request, model_admin)
        return [(key, role_name(str(name))) for key, name in rows]


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Groups, as Django lists them."""

    list_display = ["role"]

    @admin.display(description=Group._meta.get_field("name").verbose_name, ordering="name")
    def role(self, group: Group) -> str:
        """Return the name of the role."""
        return role_name(group.name)

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest | None = None, **values: Any
    ) -> forms.ModelMultipleChoiceField[Any] | None:
        """Name the permissions."""
        if db_field.name == "permissions":
            values["form_class"] = PermissionsField
        return super().formfield_for_manytomany(db_field, request, **values)
