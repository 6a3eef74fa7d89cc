"""Ticks through two days, a quarter of an hour at a time. Run in an instance, several at once."""

import sys
from datetime import datetime, timedelta

import django

if __name__ == "__main__":
    django.setup()
    from tests.jobs import chores  # noqa: F401 - importing registers the nightly one
    from tocsin.jobs import registry
    from tocsin.jobs.schedules import Ticker

    registry.load()
    start, ticker = datetime.fromisoformat(sys.argv[1]), Ticker()
    for quarter in range(1, 24 * 2 * 4 + 1):
        ticker.tick(start + timedelta(minutes=15 * quarter))
