"""Every static file named in a template exists, and collected files can be read by the account that serves them."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from portal.local.environment import ROOT

NAMED = sorted(
    {
        (str(path.relative_to(ROOT)), name)
        for path in (ROOT / "templates").rglob("*.*")
        for name in re.findall(r"{%\s*static\s+[\"']([^\"']+)", path.read_text())
    }
)


@pytest.mark.parametrize("template, name", NAMED)
def test_every_static_file_that_a_template_names_exists(template, name):
    assert finders.find(name), f"{template} names {name}"


SAVE = """
import django, os
os.umask(0o077)
django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import storages
storages["staticfiles"].save("pages/portal.css", ContentFile(b"body {}"))
storages["default"].save("ab/original.txt", ContentFile(b"draft"))
"""


def test_static_files_are_for_every_account_and_originals_are_not(tmp_path):
    """The image collects as root and serves under another uid."""
    subprocess.run([sys.executable, "-c", SAVE], cwd=ROOT, env=os.environ | {"DATA_DIR": str(tmp_path)}, check=True)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in Path(tmp_path).rglob("*")}
    assert modes["portal.css"] == 0o644 and modes["pages"] == 0o755
    assert modes["original.txt"] == 0o640 and modes["ab"] & 0o077 == 0
