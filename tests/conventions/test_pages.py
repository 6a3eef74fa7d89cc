"""Pages: each says who may see it, and none carries a script, a style or a rule."""

import re

from django.urls import URLPattern, get_resolver

from tests.conventions.house import SOURCE, name_of

TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
# A page: at most 120 lines. A fragment, drawn inside one: at most 40.
INLINE = re.compile(
    r"""\s(style|on[a-z]+)\s*=\s*["']|<style\b|<script\b(?![^>]*(\bsrc=|application/json))"""
)
OTHERS = ("allauth.", "django.")


def is_fragment(path):
    return path.name.startswith("_")


def views(resolver):
    for item in resolver.url_patterns:
        yield from [item.callback] if isinstance(item, URLPattern) else views(item)


def module_of(view):
    return getattr(view, "view_class", view).__module__


def test_every_view_says_what_it_takes_to_see_it():
    ours = [view for view in views(get_resolver()) if not module_of(view).startswith(OTHERS)]

    silent = [
        f"{module_of(view)}.{view.__name__}"
        for view in ours
        if not getattr(view, "permission", "") and not getattr(view, "open_to_all", "")
    ]

    assert silent == []


def test_no_page_is_longer_than_120_lines_and_no_fragment_longer_than_40():
    lines = {path: len(path.read_text().splitlines()) for path in TEMPLATES}

    too_long = [
        f"{name_of(path)}: {count}"
        for path, count in lines.items()
        if count > (40 if is_fragment(path) else 120)
    ]

    assert too_long == []


def test_every_fragment_opens_by_saying_what_it_expects():
    silent = [
        name_of(path)
        for path in TEMPLATES
        if is_fragment(path) and not re.match(r"\{# .*\bExpects\b.* #\}\n", path.read_text())
    ]

    assert silent == []


def test_no_template_carries_a_style_a_handler_or_an_inline_script():
    inline = [
        f"{name_of(path)}: {found.group().strip()}"
        for path in TEMPLATES
        for found in INLINE.finditer(path.read_text())
    ]

    assert inline == []
