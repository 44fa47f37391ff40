"""Accounts of staff. A member of 管理员 assigns roles, but cannot create or change a superuser."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest

admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Django lets everybody who may change users tick 超级用户; here only a superuser may."""

    list_display = ["username", "last_name", "first_name", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]

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
