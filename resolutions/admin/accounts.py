"""Accounts of staff. A member of 管理员 assigns roles, but cannot create or change a superuser."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import User
from django.db.models import ManyToManyField, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext, gettext_lazy
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from resolutions.admin.lockouts import lockouts
from resolutions.admin.roles import PermissionsField, RoleFilter, RolesField
from resolutions.admin.second_factor import qr_code, second_factor_page
from resolutions.desk.second_factor import remove_second_factor

admin.site.unregister([User, StaticDevice, TOTPDevice])  # tables of devices would show their secrets


class NewAccountForm(UserCreationForm[User]):
    """A new account; it is one of staff unless the box is cleared, because only staff log in here."""

    class Meta:
        model = User
        fields = ("username", "last_name", "first_name", "is_staff", "groups")

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["is_staff"].initial = True
        self.fields["is_staff"].label = gettext("职员")
        self.fields["is_staff"].help_text = gettext("可以登录编辑后台。")
        self.fields["groups"].label = gettext("角色")
        self.fields["groups"].help_text = gettext("编辑、发布、管理员；至少选一个，否则登录后没有权限。")
        self.fields["password1"].label, self.fields["password2"].label = gettext("密码"), gettext("再输一次密码")


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Django lets everybody who may change users tick 超级用户; here only a superuser may."""

    list_display = ["username", "last_name", "first_name", "is_active", "last_login"]
    list_filter = ["is_active", ("groups", RoleFilter)]
    filter_horizontal = ()  # Django's two lists have labels that screen readers may not read
    actions = ["switch_off_second_factor"]
    add_form = NewAccountForm
    add_form_template = "admin/desk/new_account.html"
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "last_name", "first_name", "password1", "password2", "is_staff", "groups"),
            },
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        """Put the pages of logging in before those of the accounts."""
        view = self.admin_site.admin_view
        return [
            path("lockouts/", view(lockouts), name="auth_user_lockouts"),
            path("second-factor/", view(second_factor_page), name="auth_user_second_factor"),
            path("second-factor/qr.svg", view(qr_code), name="auth_user_qr_code"),
            *super().get_urls(),
        ]

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **values: Any
    ) -> forms.ModelMultipleChoiceField[Any] | None:
        """Offer the roles as boxes to tick, and name the permissions."""
        if db_field.name == "groups":
            values["form_class"] = RolesField
        if db_field.name == "user_permissions":
            values["form_class"] = PermissionsField
        return super().formfield_for_manytomany(db_field, request, **values)

    @admin.action(description=gettext_lazy("停用所选用户的动态码（手机丢失时）"), permissions=["change"])
    def switch_off_second_factor(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """Remove the second factor of accounts that the user may change; name the others."""
        for user in users:
            if self.has_change_permission(request, user):
                remove_second_factor(user)
                self.log_change(request, user, "停用动态码")
                self.message_user(request, gettext("{user} 的动态码已停用。").format(user=user))
            else:
                refused = gettext("{user} 是超级用户，只有超级用户可以更改。").format(user=user)
                self.message_user(request, refused, "warning")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Lock the fields that grant more than a role, for everybody but a superuser."""
        return () if request.user.is_superuser else ("is_superuser", "user_permissions", "last_login", "date_joined")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Refuse to change the account of a superuser, except to a superuser."""
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not is_above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Refuse to delete accounts; they are closed (有效 unticked) instead."""
        return request.user.is_superuser
