"""Settings follow the environment; a server without a required variable does not start."""

import os
import re
import subprocess
import sys

import pytest
import yaml
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError

from portal.environment_variables import env_flag
from portal.local.environment import ROOT
from portal.search_url import search_connection

SECRET = "fifty-letters-that-guard-nothing-but-are-long-enough"
SERVER = {"SECRET_KEY": SECRET, "DATABASE_URL": "postgres://portal@db/portal", "PATH": os.environ["PATH"]}


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
        ({"DEBUG": "true"}, "settings.DEBUG", "True"),
        ({"DEBUG": "1", "SECRET_KEY": "short"}, "settings.SECRET_KEY", "short"),
        ({"HTTPS": "yes"}, "settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_PRELOAD", "True False"),
        ({"HTTPS": ""}, "settings.SECURE_SSL_REDIRECT", "True"),
        ({"HTTPS": "Off"}, "settings.SECURE_SSL_REDIRECT", "False"),
        ({"HSTS_PRELOAD": "1"}, "settings.SECURE_HSTS_PRELOAD", "True"),
        ({"ALLOWED_HOSTS": "a.example, b.example"}, "*settings.ALLOWED_HOSTS", "a.example b.example"),
        ({}, "hasattr(settings, 'SECURE_PROXY_SSL_HEADER')", "False"),
        ({"BEHIND_PROXY": "on"}, "settings.SECURE_PROXY_SSL_HEADER[0]", "HTTP_X_FORWARDED_PROTO"),
        ({"DATA_DIR": "/srv/p"}, "settings.MEDIA_ROOT, settings.HAYSTACK_CONNECTIONS['default']['PATH']",
         "/srv/p/originals /srv/p/index"),
        ({}, "settings._database_options['keepalives_idle'], *settings._database_options['options'].split()[1::2]",
         "10 tcp_keepalives_idle=10 tcp_keepalives_interval=5 tcp_keepalives_count=3 tcp_user_timeout=25000"),
        ({"DATABASE_URL": "postgres://db/p?keepalives_idle=60&options=-c%20tcp_keepalives_idle%3D60"},
         "settings._database_options['keepalives_idle'], settings._database_options['options'][-25:]",
         "60 -c tcp_keepalives_idle=60"),
        ({"ORIGINALS_URL": "file:///srv/o"}, "settings.MEDIA_ROOT, settings.STORAGES['default']['OPTIONS']['location']",
         "/srv/o /srv/o"),
        ({"ORIGINALS_URL": "s3+https://k:s@h/b"}, "settings.STORAGES['default']['OPTIONS']['bucket_name']", "b"),
        ({"SEARCH_URL": "whoosh:///srv/x"}, "settings.HAYSTACK_CONNECTIONS['default']['PATH']", "/srv/x"),
    ],
)  # fmt: skip
def test_settings_follow_the_environment(given, expression, expected):
    assert ask_settings(SERVER | given, expression).stdout.strip() == expected


@pytest.mark.parametrize(
    "given, sentence",
    [
        ({"HTTPS": "maybe"}, "HTTPS must be one of 1, true, yes, on, 0, false, no, off, not 'maybe'."),
        ({"BEHIND_PROXY": "2"}, "BEHIND_PROXY must be one of 1, true, yes, on, 0, false, no, off, not '2'."),
        ({"DEBUG": "ja"}, "DEBUG must be one of 1, true, yes, on, 0, false, no, off, not 'ja'."),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL, not 'loud'."),
        ({"API_REQUESTS_PER_MINUTE": "0"}, "API_REQUESTS_PER_MINUTE must be a whole number of at least 1, not '0'."),
        ({"SECRET_KEY": SECRET[:49]}, "SECRET_KEY is too weak: it needs 50 characters, 5 of them different;"),
        ({"SECRET_KEY": "abcd" * 20}, "SECRET_KEY is too weak: it needs 50 characters, 5 of them different;"),
    ],
)
def test_a_value_that_cannot_be_used_is_an_error_at_the_start(given, sentence):
    done = ask_settings(SERVER | given, "settings.DEBUG")
    assert done.returncode == 1
    assert f"ImproperlyConfigured: {sentence}" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("text, value", [("TRUE", True), (" yes ", True), ("no", False), ("", True), (None, True)])
def test_a_flag_reads_every_usual_word(monkeypatch, text, value):
    monkeypatch.delenv("A_FLAG", raising=False)
    if text is not None:
        monkeypatch.setenv("A_FLAG", text)
    assert env_flag("A_FLAG", default=True) is value


def test_a_password_needs_twelve_characters():
    with pytest.raises(ValidationError, match="12"):
        validate_password("Qm7-vz2-tK4")
    validate_password("Qm7-vz2-tK4s")


@pytest.mark.parametrize(
    "url", ["whoosh://index", "whoosh://host/index", "elasticsearch://host/index", "/srv/index", "whoosh:"]
)
def test_an_address_of_no_known_engine_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL must look like"):
        search_connection(url)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/admin/login/", "/no-such-page"])
def test_every_page_forbids_inline_code_and_other_hosts(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy
    assert "unsafe" not in policy and "http" not in policy


def test_originals_are_outside_the_folders_that_are_served():
    assert not settings.MEDIA_ROOT.is_relative_to(settings.STATIC_ROOT)
    assert all(not settings.MEDIA_ROOT.is_relative_to(folder) for folder in settings.STATICFILES_DIRS)


def test_every_variable_is_listed_in_the_example():
    code = "".join(path.read_text() for path in (ROOT / "portal").glob("*.py"))
    read = set(re.findall(r"(?:required_env|secret_key|env_[a-z_]+|os\.environ\.get)\(\s*[\"']([A-Z_]+)", code))
    in_compose = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    assert "SECRET_KEY" in read and "POSTGRES_PASSWORD" in in_compose
    listed = set(re.findall(r"(?m)^#?([A-Z_]+)=", (ROOT / ".env.example").read_text()))
    assert (read | in_compose) - listed == set()


def test_every_variable_of_the_example_reaches_the_container():
    in_docker, _, outside = (ROOT / ".env.example").read_text().partition("# Outside Docker only")
    compose = (ROOT / "docker-compose.yml").read_text()
    assert set(re.findall(r"(?m)^#?([A-Z_]+)=", in_docker)) == set(re.findall(r"\$\{([A-Z_]+)", compose))
    assert set(re.findall(r"(?m)^#?([A-Z_]+)=", outside)) == {"DATA_DIR", "HOST"}


def test_an_empty_variable_has_its_default():
    """Compose passes an unset variable as an empty one."""
    compose = (ROOT / "docker-compose.yml").read_text()
    empty = dict.fromkeys(re.findall(r"\$\{([A-Z_]+):-\}", compose), "")
    assert "HSTS_PRELOAD" in empty
    shown = "settings.DATABASE_TIMEOUT, settings.SECURE_HSTS_PRELOAD, settings.DEBUG, settings.CSRF_TRUSTED_ORIGINS"
    assert ask_settings(SERVER | empty, shown).stdout.strip() == "8 False False []"


def test_containers_run_without_what_they_do_not_need():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    for name, service in services.items():
        # OpenSearch writes a key store beside its settings at its start.
        assert name.startswith("search") or service["read_only"], name
        assert service["cap_drop"] == ["ALL"] and service["healthcheck"]
        assert service["security_opt"] == ["no-new-privileges:true"] and service["mem_limit"] and service["pids_limit"]
    portal, database = services["portal"], services["database"]
    assert "cap_add" not in portal and database["environment"]["POSTGRES_USER"] != "portal"
    volumes = {volume.partition(":")[2] for volume in portal["volumes"]}
    assert volumes == {"/data/index", "/data/originals", "/data/export", "/etc/portal/certificates:ro"}


def test_a_report_of_an_error_shows_no_password():
    passwords = {
        "DATABASE_URL": "postgres://portal:Gehe1m-db@db/portal",
        "SECRET_KEY": f"Gehe1m-key-{SECRET}",
        "SEARCH_URL": "opensearch+https://portal:Gehe1m-search@search:9200/resolutions",
        "ORIGINALS_URL": "s3+https://KEY:Gehe1m-bucket@s3.example.org/portal",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    report = "__import__('django.views.debug').views.debug.SafeExceptionReporterFilter().get_safe_settings()"
    done = ask_settings(SERVER | passwords, report)
    assert "HAYSTACK_CONNECTIONS" in done.stdout and "s3.example.org" in done.stdout, done.stderr
    assert "Gehe1m" not in done.stdout
