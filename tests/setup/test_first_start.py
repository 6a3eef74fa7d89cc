"""The first command on a fresh machine, with the Pythons such machines really have."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIM = "#!/bin/sh\necho 'this version is not installed' >&2\nexit 127\n"
NO_VENV = (
    f'#!/bin/sh\n[ "$2" = "import venv, ensurepip" ] && exit 1\nexec "{sys.executable}" "$@"\n'
)
TOO_OLD = "#!/bin/sh\nexit 1\n"  # the version check says no


@pytest.fixture
def checkout(tmp_path):
    """A fresh checkout in a folder with a space in its name, and an empty folder for programs."""
    folder = tmp_path / "breach response"
    (folder / "tools").mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "bootstrap", folder / "tools")
    (folder / "requirements.lock").write_text(f"--no-index\nmissing==1 --hash=sha256:{'0' * 64}\n")
    (tmp_path / "programs").mkdir()
    for name in ("dirname", "cmp", "rm", "cp"):
        (tmp_path / "programs" / name).symlink_to(shutil.which(name))
    return folder


def bootstrap(checkout, **pythons):
    programs = checkout.parent / "programs"
    for name, script in pythons.items():
        path = programs / name.replace("_", ".")
        path.write_text(script)
        path.chmod(0o755)
    return subprocess.run(
        ["/bin/sh", checkout / "tools" / "bootstrap"],
        env={"PATH": str(programs)},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_machine_without_a_new_enough_python_is_told_what_to_install(checkout):
    said = bootstrap(checkout, python3_12=SHIM, python3=TOO_OLD)

    assert said.returncode == 1
    assert said.stderr == (
        "Tocsin: Python 3.11 or newer is needed and none was found."
        " Install it (on Debian: apt install python3 python3-venv) and try again.\n"
    )
    assert not (checkout / ".venv").exists()


def test_a_python_without_venv_is_told_what_to_install(checkout):
    said = bootstrap(checkout, python3_12=SHIM, python3=NO_VENV)

    assert said.returncode == 1
    assert said.stderr == (
        "Tocsin: python3 has no venv module. Install it"
        " (on Debian or Ubuntu: apt install python3-venv) and try again.\n"
    )
    assert not (checkout / ".venv").exists()


def test_packages_that_cannot_be_installed_leave_nothing_half_made(checkout):
    said = bootstrap(
        checkout, python3_12=SHIM, python3=f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
    )

    assert said.returncode == 1
    assert said.stderr.endswith(
        "Tocsin: The packages in requirements.lock could not be installed; pip says why above."
        " Put it right and try again.\n"
    )
    assert not (checkout / ".venv").exists()
