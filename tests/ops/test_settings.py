"""Settings follow the environment; a server without a required variable does not start."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.local.environment import ROOT
from portal.search_url import search_connection

SERVER = {"SECRET_KEY": "x" * 20, "DATABASE_URL": "postgres://portal@db/portal", "PATH": os.environ["PATH"]}


def ask_settings(environment, expression):
    """Evaluate an expression in a new process: the settings read the environment once, at import."""
    command = [sys.executable, "-c", f"from portal import settings; print({expression})"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATABASE_URL"])
def test_a_server_without_what_it_needs_refuses_to_start(missing):
    done = ask_settings({name: value for name, value in SERVER.items() if name != missing}, "settings.DEBUG")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(
        f"django.core.exceptions.ImproperlyConfigured: {missing} is not set: "
    )


@pytest.mark.parametrize(
    "given, expression, expected",
    [
        ({}, "settings.DEBUG, settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE", "False True True"),
        ({"HTTPS": "0"}, "settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS", "False 0"),
        ({"DEBUG": "1"}, "settings.DEBUG, settings.SECURE_SSL_REDIRECT", "True False"),
        ({"DEBUG": "true"}, "settings.DEBUG", "False"),
        ({"ALLOWED_HOSTS": "a.example, b.example"}, "*settings.ALLOWED_HOSTS", "a.example b.example"),
        ({}, "hasattr(settings, 'SECURE_PROXY_SSL_HEADER')", "False"),
        ({"BEHIND_PROXY": "1"}, "settings.SECURE_PROXY_SSL_HEADER[0]", "HTTP_X_FORWARDED_PROTO"),
        ({"DATA_DIR": "/srv/p"}, "settings.MEDIA_ROOT, settings.HAYSTACK_CONNECTIONS['default']['PATH']",
         "/srv/p/originals /srv/p/index"),
        ({"SEARCH_URL": "whoosh:///srv/x"}, "settings.HAYSTACK_CONNECTIONS['default']['PATH']", "/srv/x"),
    ],
)  # fmt: skip
def test_settings_follow_the_environment(given, expression, expected):
    assert ask_settings(SERVER | given, expression).stdout.strip() == expected


@pytest.mark.parametrize("url", ["whoosh://index", "elasticsearch://host/index", "/srv/index", "whoosh:"])
def test_an_address_of_no_known_engine_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL must look like"):
        search_connection(url)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/admin/login/", "/no-such-page"])
def test_every_page_forbids_inline_code_and_other_hosts(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy
    assert "unsafe" not in policy and "http" not in policy


def test_originals_do_not_lie_where_files_are_served_from():
    assert not settings.MEDIA_ROOT.is_relative_to(settings.STATIC_ROOT)
    assert all(not settings.MEDIA_ROOT.is_relative_to(folder) for folder in settings.STATICFILES_DIRS)


def test_every_variable_is_listed_in_the_example():
    code = "".join(path.read_text() for path in (ROOT / "portal").glob("*.py"))
    read = set(re.findall(r"(?:required_env|env_flag|env_list|environ\.get)\(\"([A-Z_]+)", code))
    in_compose = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    assert "SECRET_KEY" in read and "POSTGRES_PASSWORD" in in_compose
    listed = set(re.findall(r"(?m)^#?([A-Z_]+)=", (ROOT / ".env.example").read_text()))
    assert (read | in_compose) - listed == set()
