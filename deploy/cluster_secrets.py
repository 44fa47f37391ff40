"""Write certificates, keys and passwords for the profile ``cluster`` of docker-compose.yml: ``make cluster-secrets``.

Nothing has a default and nothing leaves this machine. ``deploy/secrets`` gets a certificate and key of the OpenSearch
nodes, the users of OpenSearch with hashed passwords, and a certificate of the site if there is none;
``deploy/certificates`` the certificate authority, which the portals trust. The authority's key is not kept. Files that
exist stay. The lines for .env, one with the password, are printed once.
"""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

DEPLOY = Path(__file__).resolve().parent
NODES = ("search1", "search2", "search3")
SUBJECT = "/CN=resolutions-search"  # plugins.security.nodes_dn in docker-compose.yml
DAYS = 3650
INDEX = "resolutions"
USERS = """_meta:
  type: internalusers
  config_version: 2
portal:
  hash: "{hash}"
  reserved: true
  backend_roles: [admin]
  description: the portals
"""


def main() -> None:
    """Write what is missing; print what belongs into .env."""
    os.umask(0o077)
    folder, public = DEPLOY / "secrets", DEPLOY / "certificates"
    folder.mkdir(exist_ok=True)
    if not (folder / "node.key").exists():
        make_node_certificate(folder, public)
    if not (folder / "internal_users.yml").exists():
        print("Add these lines to .env; the password is stored nowhere else:")
        print("COMPOSE_PROFILES=cluster")
        print(search_url(make_user(folder)))
    if not (folder / "privkey.pem").exists():
        make_site_certificate(folder)
        print(
            "The site has a certificate that no browser trusts: put yours in deploy/secrets/fullchain.pem, privkey.pem."
        )
    for path in (*folder.iterdir(), *public.iterdir()):
        path.chmod(0o644)  # accounts in the containers read them; the folder lets no other account of this machine in
    public.chmod(0o755)


def make_node_certificate(folder: Path, public: Path) -> None:
    """Make a certificate authority, a key and a certificate for all nodes; forget the authority's key."""
    names = ",".join(f"DNS:{name}" for name in (*NODES, "localhost"))
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        key = ["-newkey", "rsa:3072", "-nodes", "-sha256", "-days", str(DAYS)]
        authority = ["-keyout", f"{name}/ca.key", "-out", str(public / "ca.pem")]
        openssl("req", "-x509", *key, *authority, "-subj", "/CN=resolutions-search authority")
        # OpenSearch reads keys in the form PKCS 8, which openssl writes.
        openssl("req", *key[:4], "-keyout", f"{name}/node.key", "-out", f"{name}/node.csr", "-subj", SUBJECT)
        usage = "extendedKeyUsage=serverAuth,clientAuth\nkeyUsage=digitalSignature,keyEncipherment"
        (scratch / "extensions").write_text(f"subjectAltName={names}\n{usage}\n")
        signing = [
            "-CA",
            str(public / "ca.pem"),
            "-CAkey",
            f"{name}/ca.key",
            "-set_serial",
            f"0x{secrets.token_hex(16)}",
            "-days",
            str(DAYS),
        ]
        request = ["-in", f"{name}/node.csr", "-out", str(folder / "node.pem"), "-extfile", f"{name}/extensions"]
        openssl("x509", "-req", "-sha256", *signing, *request)
        (folder / "node.key").write_bytes((scratch / "node.key").read_bytes())


def make_user(folder: Path) -> str:
    """Write the user ``portal`` with a new password, which is returned."""
    password = secrets.token_urlsafe(32)
    (folder / "internal_users.yml").write_text(USERS.format(hash=hash_password(password)))
    return password


def hash_password(password: str) -> str:
    """Return the bcrypt hash that OpenSearch compares with; ``htpasswd`` of apache2-utils computes it."""
    command = ["htpasswd", "-niBC", "12", "portal"]
    try:
        printed = subprocess.run(command, input=password, capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        sys.exit("Missing: htpasswd; on Debian: apt-get install apache2-utils")
    return printed.strip().partition(":")[2]


def search_url(password: str) -> str:
    """Return the setting of the portals."""
    hosts = ",".join(f"{node}:9200" for node in NODES)
    return f"SEARCH_URL=opensearch+https://portal:{password}@{hosts}/{INDEX}?ca=/etc/portal/certificates/ca.pem"


def make_site_certificate(folder: Path) -> None:
    """Make a self-signed certificate, so that nginx starts."""
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    openssl("req", "-x509", "-newkey", "rsa:3072", "-nodes", "-days", "365", *files, "-subj", "/CN=portal")


def openssl(*arguments: str) -> None:
    """Run openssl; exit with its message when it fails."""
    try:
        subprocess.run(["openssl", *arguments], check=True, capture_output=True, text=True)
    except FileNotFoundError:
        sys.exit("Missing: openssl")
    except subprocess.CalledProcessError as error:
        sys.exit(f"openssl failed: {error.stderr.strip()}")


if __name__ == "__main__":
    main()
