"""/healthz answers probes that know no host name and no HTTPS."""

import pytest
from django.db import OperationalError

from portal import health


@pytest.mark.django_db
def test_health_is_ok_while_the_database_answers(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/healthz", HTTP_HOST="10.0.0.7")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_health_fails_when_the_database_is_gone(client, monkeypatch):
    class Gone:
        def cursor(self):
            raise OperationalError("the server closed the connection")

    monkeypatch.setattr(health, "connection", Gone())
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"no database\n")
