"""On a server a static file that a template names and nobody made is an error page: it is found here first."""

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
