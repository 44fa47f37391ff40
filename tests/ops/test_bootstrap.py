"""bootstrap.py runs on any system Python and installs only when the requirements changed."""

import runpy
import subprocess
import sys

from portal.local.environment import ROOT

BOOTSTRAP = ROOT / "portal" / "local" / "bootstrap.py"


def test_with_an_old_python_the_message_names_the_version_needed():
    code = f"import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path({str(BOOTSTRAP)!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code, "x.txt"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("The portal needs Python 3.11 or newer, this is 3.9;")


def test_without_venv_the_message_says_what_to_install():
    code = (
        f"import runpy, sys; sys.modules['ensurepip'] = None; runpy.run_path({str(BOOTSTRAP)!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code, "x.txt"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "apt-get install python3-venv" in done.stderr


def test_a_change_in_an_included_file_is_a_change(tmp_path):
    fingerprint = runpy.run_path(str(BOOTSTRAP))["fingerprint"]
    (tmp_path / "base.txt").write_text("Django==5.2.19\n")
    (tmp_path / "dev.txt").write_text("-r base.txt\npytest==9.2.0\n")
    before = fingerprint(str(tmp_path / "dev.txt"))
    assert fingerprint(str(tmp_path / "dev.txt")) == before
    (tmp_path / "base.txt").write_text("Django==5.2.20\n")
    assert fingerprint(str(tmp_path / "dev.txt")) != before
