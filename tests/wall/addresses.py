"""Every address there is, filled in with the ids of whatever school is asked about."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, get_resolver

OTHERS = ("allauth.", "django.")


def patterns(resolver=None, before="") -> Iterator[tuple[str, object]]:
    """Each address of ours as it is written, with its view."""
    for item in (resolver or get_resolver()).url_patterns:
        path = before + str(item.pattern)
        if isinstance(item, URLPattern):
            if not getattr(item.callback, "__module__", "").startswith(OTHERS):
                yield path, item.callback
        else:
            yield from patterns(item, path)


def of_schools() -> list[str]:
    """Every address that stands under the name of a school."""
    return [path for path, _ in patterns() if path.startswith("s/<slug:school>/")]


def filled(path: str, values: dict[str, str]) -> str:
    """The address with these values for its changing parts: by name, or else by kind."""

    def put(part: re.Match[str]) -> str:
        kind = "int" if part["kind"] == "job" else part["kind"] or "str"
        return values.get(part["name"]) or values[f"any {kind}"]

    return "/" + re.sub(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>", put, path)
