"""The styles and scripts that ship are the ones that were built from what is in the tree."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "src/tocsin/ui/static/ui"
LOCK = json.loads((BUILT / "ASSETS.lock").read_text())


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", LOCK["inputs"])
def test_what_was_built_from_has_not_changed_since(name):
    assert digest(ROOT / "frontend" / name) == LOCK["inputs"][name], "run `make assets`"


@pytest.mark.parametrize("name", LOCK["outputs"])
def test_what_was_built_has_not_been_edited_by_hand(name):
    assert digest(BUILT / name) == LOCK["outputs"][name], "run `make assets`"


def test_no_style_is_left_out_of_the_lock():
    inputs = {f"src/{path.name}" for path in (ROOT / "frontend/src").iterdir()}

    assert inputs <= set(LOCK["inputs"])


@pytest.mark.parametrize("brand", ["GDS Transport", "@font-face", "#1d70b8", "crest", "url("])
def test_the_styles_carry_nothing_of_the_government_brand_and_load_nothing(brand):
    assert brand.lower() not in (BUILT / "app.css").read_text().lower()


def test_the_brand_colour_is_our_own():
    assert "--govuk-brand-colour: #0b5563" in (BUILT / "app.css").read_text()


def test_no_picture_or_typeface_of_the_library_is_shipped():
    assert sorted(path.name for path in BUILT.iterdir()) == [
        "ASSETS.lock",
        "LICENSES.txt",
        "app.css",
        "app.js",
        "icon.svg",
        "js-enabled.js",
        "site.webmanifest",
    ]


def test_the_licence_of_what_we_built_on_is_shipped():
    assert "GOV.UK Frontend" in (BUILT / "LICENSES.txt").read_text()


def test_a_phone_on_a_slow_line_gets_little_to_load():
    assert len(gzip.compress((BUILT / "app.css").read_bytes())) < 25_000
    assert len(gzip.compress((BUILT / "app.js").read_bytes())) < 15_000


def test_the_lock_file_of_the_build_names_no_registry():
    assert '"resolved"' not in (ROOT / "frontend/package-lock.json").read_text()
