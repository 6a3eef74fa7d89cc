"""Settings: every name the environment may set is explained, and no name is explained in vain."""

import ast
import re

from tests.conventions.house import ROOT, SOURCE

PAGE = ROOT / "docs" / "running" / "settings.md"
NAME = re.compile(r"TOCSIN_[A-Z0-9_]+|DATABASE_URL|PORT")
DOORSTEP = [*SOURCE.glob("*.py"), *(SOURCE / "jobs").glob("*.py")]


def names_read():
    constants = (
        node.value
        for path in DOORSTEP
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {value for value in constants if NAME.fullmatch(value)}


def names_explained():
    return {
        name for name in re.findall(r"`([A-Z0-9_]+)`", PAGE.read_text()) if NAME.fullmatch(name)
    }


def test_every_setting_is_explained():
    assert names_read() - names_explained() == set()


def test_no_explained_setting_is_unknown_to_the_code():
    assert names_explained() - names_read() == set()
