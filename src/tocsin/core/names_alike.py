"""When two ways of writing a name are the same name."""

import unicodedata

_SIGNS = str.maketrans("’‘`´‐‑–", "'" * 4 + "-" * 3)  # as word processors make them


def name_key(name: str) -> str:
    """The same for names that differ in capitals, spaces or the shape of a sign alone."""
    text = unicodedata.normalize("NFKC", name).translate(_SIGNS).casefold()
    return " ".join(text.split())
