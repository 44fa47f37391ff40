"""All roles of the desk may look at what readers reported and at what they looked for in vain."""

from django.apps import apps as present
from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("编辑", "发布", "管理员")
LOOK = ("view_linkreport", "view_unansweredsearch")


def let_roles_see(apps, schema_editor) -> None:
    create_permissions(present.get_app_config("resolutions"), verbosity=0, apps=apps)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    found = Permission.objects.filter(codename__in=LOOK, content_type__app_label="resolutions")
    for group in Group.objects.filter(name__in=ROLES):
        group.permissions.add(*found)


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0008_unanswered_searches")]
    operations = [migrations.RunPython(let_roles_see, migrations.RunPython.noop)]
