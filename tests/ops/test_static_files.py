"""Every static file named in a template exists; on a server a missing one makes the page fail."""

import re

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
