"""The roles of the desk as groups: 编辑 uploads and edits drafts, 发布 also publishes, 管理员 also keeps accounts."""

from django.apps import apps as present
from django.contrib.auth.management import create_permissions
from django.db import migrations

LOOK = [
    f"view_{model}"
    for model in ("document", "sourcefile", "textversion", "paragraph", "citation", "correction", "change", "upload")
] + ["view_catalogueentry", "view_agendaitem"]
EDIT = [*LOOK, "add_document", "change_document"]
PUBLISH = [*EDIT, "publish_document"]
ACCOUNTS = ["view_user", "add_user", "change_user", "view_group"]
ROLES = {"编辑": EDIT, "发布": PUBLISH, "管理员": PUBLISH + ACCOUNTS}


def make_roles(apps, schema_editor) -> None:
    """Permissions are made after all migrations; here they are needed before, so they are made now."""
    for label in ("auth", "contenttypes", "resolutions"):
        create_permissions(present.get_app_config(label), verbosity=0, apps=apps)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        found = Permission.objects.filter(codename__in=codenames, content_type__app_label__in=["auth", "resolutions"])
        group.permissions.add(*found)


def drop_roles(apps, schema_editor) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0004_link_reports"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, drop_roles)]
