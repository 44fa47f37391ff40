"""Editors of each role, and real files to upload."""

from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

TEXTS = Path(settings.BASE_DIR, "fixtures/texts")
RESOLUTION = TEXTS / "000_3072ce275843676e.txt"
LETTER = TEXTS / "004_46658eeac2c823fa.txt"
UPLOAD = "/admin/resolutions/document/upload/"


def make_roles() -> None:
    """Create the groups of the migration again; tests with committed rows truncate their tables."""
    import_module("resolutions.migrations.0005_roles").make_roles(apps, None)


def member(role: str) -> User:
    """Create a member of staff with this role only; the password is the name."""
    if not Group.objects.filter(name=role).exists():
        make_roles()
    user = User.objects.create_user(role, password=role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(client: Client, *files: tuple[str, bytes], **fields) -> str:
    """Upload with the plain form and return the page."""
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(UPLOAD, {"files": sent, **fields}).content.decode()
