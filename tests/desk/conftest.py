"""Fixtures of the desk: editors, and a document to work on. Models are imported when Django is ready."""

import pytest


@pytest.fixture(autouse=True)
def originals_of_this_test(settings, tmp_path) -> None:
    """Give each test its own folder for originals; rows are rolled back after a test, files are not."""
    settings.MEDIA_ROOT = tmp_path / "originals"


@pytest.fixture
def pictures_of_this_test(settings, tmp_path) -> None:
    """Give the test its own cache for pictures of pages."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    settings.CACHES = {**settings.CACHES, "pages": memory}


@pytest.fixture
def roles(db) -> None:
    from tests.desk.people import make_roles

    make_roles()


@pytest.fixture
def scene(roles) -> dict[str, int]:
    """Keys of a draft and of everything that the desk can change about it, by name."""
    from tests.desk.scene import build_scene

    return build_scene()


@pytest.fixture
def editor(roles):
    """编辑: uploads and edits drafts."""
    from tests.desk.people import logged_in, member

    return logged_in(member("编辑"))


@pytest.fixture
def publisher(roles):
    """发布: also publishes, withdraws and changes what is published."""
    from tests.desk.people import logged_in, member

    return logged_in(member("发布"))
