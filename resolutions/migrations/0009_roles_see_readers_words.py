"""Let all roles of the desk view reports of readers and searches without results."""

from django.db import migrations

ROLES = ("编辑", "发布", "管理员")
LOOK = ("linkreport", "unansweredsearch")


def let_roles_see(apps, schema_editor) -> None:
    found = [permission_to_view(apps, name) for name in LOOK]
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(*found)


def permission_to_view(apps, name: str):
    """Create the permission, as Django does only after all migrations."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="resolutions", model=name
    )
    title = f"Can view {apps.get_model('resolutions', name)._meta.verbose_name_raw}"
    made, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"view_{name}", defaults={"name": title}
    )
    return made


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0008_unanswered_searches"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_roles_see, migrations.RunPython.noop)]
