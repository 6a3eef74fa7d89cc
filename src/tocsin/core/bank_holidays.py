"""Bank holidays of each nation: dated data, to which a school adds and from which it takes."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

# Which table of the file is whose. Source: Banking and Financial Dealings Act 1971 s.1.
TABLES = {
    "england": "england-and-wales",
    "wales": "england-and-wales",
    "scotland": "scotland",
    "northern-ireland": "northern-ireland",
}


@cache
def bank_holidays(nation: str) -> Mapping[date, str]:
    """Every bank holiday we know of in the nation, with its name, in order.

    Raises KeyError for a nation there is not.
    """
    text = files("tocsin.core").joinpath("law/bank-holidays.toml").read_text(encoding="utf-8")
    years = tomllib.loads(text)[TABLES[nation]]
    days = {date.fromisoformat(day): name for year in years.values() for day, name in year.items()}
    return dict(sorted(days.items()))


def known_until(nation: str) -> date:
    """The last day of the last year whose bank holidays we know."""
    return date(max(bank_holidays(nation)).year, 12, 31)
