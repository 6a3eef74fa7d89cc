"""Which school year, and which term of it."""

from collections.abc import Sequence
from typing import Any

from tocsin.ui.fields import Dropdown
from tocsin.ui.forms import Form


class PeriodForm(Form):
    """An empty form is this school year."""

    year = Dropdown(label="School year", required=False)
    term = Dropdown(label="Term", required=False)

    def __init__(
        self, *args: Any, years: Sequence[int], terms: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        named = [(str(year), year_words(year)) for year in years]
        self.fields["year"].choices = named  # type: ignore[attr-defined]
        self.fields["term"].choices = [("", "The whole year"), *terms]  # type: ignore[attr-defined]
        if not terms:
            del self.fields["term"]


def year_words(year: int) -> str:
    """Say a school year: "September 2026 to August 2027"."""
    return f"September {year} to August {year + 1}"
