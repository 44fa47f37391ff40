"""The roles of the desk as groups: 编辑 uploads and edits drafts, 发布 also publishes, 管理员 also keeps accounts."""

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
    Group = apps.get_model("auth", "Group")
    for name, codenames in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*(permission(apps, codename) for codename in codenames))


def permission(apps, codename: str):
    """Create the permission, as Django does only after all migrations; Django keeps an existing one."""
    action, _, name = codename.partition("_")
    model = apps.get_model("auth" if name in ("user", "group") else "resolutions", name)._meta
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=model.app_label, model=model.model_name
    )
    title = dict(model.permissions).get(codename, f"Can {action} {model.verbose_name_raw}")
    made, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": title}
    )
    return made


def drop_roles(apps, schema_editor) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0004_link_reports"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, drop_roles)]
