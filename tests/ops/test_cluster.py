"""docker-compose.yml: without a profile one portal, with one the cluster; its secrets have no default."""

import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from deploy import cluster_secrets
from portal.local.environment import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
IS_MISSING = shutil.which("openssl") is None or shutil.which("htpasswd") is None
needs_programs = pytest.mark.skipif(
    IS_MISSING and not os.environ.get("REQUIRE_NGINX"), reason="openssl or htpasswd is not installed"
)


def started(*profiles: str) -> set[str]:
    """Return the services that Compose starts with these profiles; one without profiles is always started."""
    given = {name: set(service.get("profiles", [])) for name, service in SERVICES.items()}
    return {name for name, own in given.items() if not own or own & set(profiles)}


def test_each_profile_starts_its_services():
    one = {"database", "portal", "worker"}
    assert started() == started("whoosh") == one
    assert started("portals") == one | {"portal2", "nginx"}
    assert started("cluster") == one | {"portal2", "nginx", "search1", "search2", "search3"}


def test_the_profile_is_chosen_in_the_settings_and_each_name_is_explained():
    assert COMPOSE["x-profiles"] == "${COMPOSE_PROFILES:-whoosh}"
    named = {name for service in SERVICES.values() for name in service.get("profiles", [])} | {"whoosh"}
    assert named == {"whoosh", "portals", "cluster"}
    example, page = (ROOT / ".env.example").read_text(), (ROOT / "docs" / "scaling.md").read_text()
    assert "#COMPOSE_PROFILES=whoosh\n" in example
    for name in named:
        assert f"| `{name}`" in page and re.search(rf"(?m)^# .*\b{name} \(", example), name


def test_portals_share_all_but_their_index_and_their_ports():
    first, second = SERVICES["portal"], SERVICES["portal2"]
    differing = {"profiles", "volumes", "ports"}
    assert {key: value for key, value in first.items() if key not in differing} == {
        key: value for key, value in second.items() if key not in differing
    }
    assert set(first["volumes"]) ^ set(second["volumes"]) == {"index:/data/index", "index2:/data/index"}
    assert second["ports"] == [] and first["ports"] == ["127.0.0.1:${PORT:-8000}:8000"]


def test_nodes_differ_by_name_and_volume_alone_and_publish_no_port():
    nodes = [SERVICES[name] for name in cluster_secrets.NODES]
    for name, node in zip(cluster_secrets.NODES, nodes, strict=True):
        assert node["environment"]["node.name"] == name and node["volumes"][0].startswith(f"{name}:")
        assert "ports" not in node and set(node["environment"]["discovery.seed_hosts"].split(",")) == {
            *cluster_secrets.NODES
        }
    assert len({node["image"] for node in nodes}) == 1


def test_a_start_without_a_profile_needs_no_secret_of_the_cluster():
    """Compose reads all variables of the file and mounts only the secrets of services that it starts."""
    text = (ROOT / "docker-compose.yml").read_text()
    assert set(re.findall(r"\$\{([A-Z_]+):\?", text)) == {"SECRET_KEY", "ALLOWED_HOSTS", "POSTGRES_PASSWORD"}
    assert all("secrets" not in SERVICES[name] for name in started())
    assert not re.search(r"(?i)password: *[\"']?\w", text.replace("${POSTGRES_PASSWORD", ""))
    for secret in COMPOSE["secrets"].values():
        assert set(secret) == {"file"}
        path = secret["file"].removeprefix("./")
        assert subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False).returncode == 0, path


@pytest.fixture
def written(tmp_path, monkeypatch, capsys):
    """The folders and the printed lines of a first run."""
    monkeypatch.setattr(cluster_secrets, "DEPLOY", tmp_path)
    (tmp_path / "certificates").mkdir()
    mask = os.umask(0o022)
    try:
        cluster_secrets.main()
    finally:
        os.umask(mask)
    return tmp_path, capsys.readouterr().out


@needs_programs
def test_the_secrets_of_the_cluster_fit_together(written):
    folder, printed = written
    node, authority = folder / "secrets" / "node.pem", folder / "certificates" / "ca.pem"
    assert {path.name for path in (folder / "secrets").iterdir()} == {
        "node.pem", "node.key", "internal_users.yml", "fullchain.pem", "privkey.pem",
    }  # fmt: skip
    assert [path.name for path in (folder / "certificates").iterdir()] == ["ca.pem"], "the authority's key is not kept"
    assert (folder / "secrets").stat().st_mode & 0o777 == 0o700
    for host in (*cluster_secrets.NODES, "localhost"):
        command = ["openssl", "verify", "-CAfile", authority, "-verify_hostname", host, "-purpose", "sslserver", node]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0, host
    other = ["openssl", "verify", "-CAfile", authority, "-verify_hostname", "other", node]
    assert subprocess.run(other, capture_output=True, check=False).returncode != 0
    assert (folder / "secrets" / "node.key").read_text().startswith("-----BEGIN PRIVATE KEY-----"), "PKCS 8"
    subject = ["openssl", "x509", "-in", node, "-noout", "-subject", "-nameopt", "RFC2253"]
    shown = subprocess.run(subject, capture_output=True, text=True, check=True).stdout.strip()
    assert shown == f"subject={SERVICES['search1']['environment']['plugins.security.nodes_dn']}"
    assert "COMPOSE_PROFILES=cluster\n" in printed
    password = re.search(r"portal:([\w-]{40,})@search1:9200,search2:9200,search3:9200/resolutions", printed)[1]
    users = yaml.safe_load((folder / "secrets" / "internal_users.yml").read_text())
    assert password not in (folder / "secrets" / "internal_users.yml").read_text()
    (folder / "htpasswd").write_text(f"portal:{users['portal']['hash']}\n")
    for given, code in ((password, 0), (password + "x", 3)):
        check = ["htpasswd", "-vb", folder / "htpasswd", "portal", given]
        assert subprocess.run(check, capture_output=True, check=False).returncode == code


@needs_programs
def test_a_second_run_changes_nothing(written, capsys):
    folder, _ = written
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    mask = os.umask(0o022)
    cluster_secrets.main()
    os.umask(mask)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert capsys.readouterr().out == ""


def test_a_missing_program_is_named(tmp_path):
    (tmp_path / "deploy").mkdir()
    (tmp_path / "deploy" / "certificates").mkdir()
    shutil.copy(ROOT / "deploy" / "cluster_secrets.py", tmp_path / "deploy")
    command = [sys.executable, str(tmp_path / "deploy" / "cluster_secrets.py")]
    done = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and done.stderr.strip() == "Missing: openssl"
