"""Many incidents copied from a few, in bulk, with ledger entries that verify."""

import heapq
import random
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from django.apps import apps
from django.db import models, transaction

from bench.histories import History, Row, Step
from bench.shapes import stories
from tocsin.core.clock import LONDON
from tocsin.incidents.models import AgendaItem, Incident, Report, SearchWords
from tocsin.incidents.search import words_from
from tocsin.incidents.settling import agenda_now
from tocsin.ledger.digests import plain
from tocsin.ledger.keys import key_for
from tocsin.ledger.models import DataKey, Head
from tocsin.ledger.tenancy import entering
from tocsin.ledger.writing import Deed, sealed_entry

BATCH = 2000  # entries written at a time
YEARS, RECENT = timedelta(days=6 * 365), timedelta(days=6)


@dataclass(frozen=True)
class Plan:
    """How many incidents a school gets, and how many of the newest stay open."""

    count: int
    left_open: int
    until: datetime

    def moments(self) -> Iterator[datetime]:
        """When each is reported: the closed ones over six years, the open ones over six days."""
        past = self.count - self.left_open
        for place in range(past):
            yield self.until - RECENT - YEARS * ((past - place) / past)
        for place in range(self.left_open):
            yield self.until - RECENT * ((self.left_open - place) / (self.left_open + 1))


class Copy:
    """One incident in the making: it takes the steps of a history again, as itself."""

    def __init__(
        self, history: History, number: int, at: datetime, story: str, ids: Mapping[str, str]
    ) -> None:
        self.steps, self.number, self.at, self.story = history.steps, number, at, story
        self.id, self.key = uuid4(), secrets.token_bytes(32)
        self.ids = {**ids, history.incident_id: str(self.id)}
        self.reference = f"{at.astimezone(LONDON).year}-{number:03}"
        self.rows: dict[str, tuple[str, dict[str, Any]]] = {}  # as they are at the end, by label

    def take(self, step: Step) -> tuple[Deed, dict[str, Any]]:
        """What is done at a step, and the rows it writes by label."""
        after = {}
        for row in step.rows:
            values = self._values(row)
            label = f"{row.table}:{values['id']}"
            after[label] = values
            self.rows[label] = (row.table, values)
        by = UUID(self.ids[step.by])
        deed = Deed(step.action, f"incident:{self.id}", by, self.at + step.after, step.facts)
        return deed, after

    def _values(self, row: Row) -> dict[str, Any]:
        values = dict(row.values)
        for column in row.ids:
            known = self.ids.get(values[column])
            if known is None:
                known = self.ids[values[column]] = str(uuid4())
            values[column] = known
        for column, after in row.times.items():
            values[column] = plain(self.at + after)
        if row.table == "incident":
            values["number"], values["reference"] = self.number, self.reference
        elif row.table == "report":
            values["story"] = self.story
        return values


class Filling:
    """Takes copies into one school, a batch at a time."""

    def __init__(self, school_id: UUID, ids: Mapping[str, str]) -> None:
        self._school_id, self._ids = school_id, ids
        with self._writing():
            self._key = key_for(school_id, school_id=school_id)
            self._head = Head.objects.get(pk=school_id)
            last = Incident.objects.filter(school_id=school_id).order_by("-number").first()
        self._first = (last.number if last else 0) + 1
        self._rows: dict[type[models.Model], list[models.Model]] = {}
        self._words: list[tuple[int, SearchWords]] = []

    def fill(self, closed: Sequence[History], unclosed: Sequence[History], plan: Plan) -> None:
        """Report the plan's incidents, take each as far as its history goes, and index them."""
        steps = _in_order(self._copies(closed, unclosed, plan))
        for entries, (copy, number) in enumerate(steps, start=1):
            self._take(copy, number)
            if entries % BATCH == 0:
                self._flush()
        self._flush()
        with self._writing():
            rows = [row for _, row in sorted(self._words, key=itemgetter(0))]
            SearchWords.objects.bulk_create(rows, batch_size=BATCH)
            self._agenda()

    def _copies(
        self, closed: Sequence[History], unclosed: Sequence[History], plan: Plan
    ) -> Iterator[Copy]:
        choose, told = random.Random(self._first), stories(self._first)  # noqa: S311 - repeatable
        for place, at in enumerate(plan.moments()):
            history = choose.choice(closed if place < plan.count - plan.left_open else unclosed)
            yield Copy(history, self._first + place, at, next(told), self._ids)

    def _take(self, copy: Copy, number: int) -> None:
        deed, after = copy.take(copy.steps[number])
        if number == 0:
            wrapped = aes_key_wrap(self._key, copy.key)
            self._add(DataKey(id=copy.id, school_id=self._school_id, wrapped=wrapped))
        for row in sealed_entry(self._head, copy.key, deed, after):
            self._add(row)
        if number == len(copy.steps) - 1:
            self._finish(copy)

    def _finish(self, copy: Copy) -> None:
        rows = [apps.get_model("incidents", name)(**values) for name, values in copy.rows.values()]
        incident = next(row for row in rows if isinstance(row, Incident))
        told = [(row.story, row.already_done) for row in rows if isinstance(row, Report)]
        for row in rows:
            self._add(row)
        words = words_from(incident, told)
        found = SearchWords(incident_id=copy.id, school_id=self._school_id, words=words)
        self._words.append((copy.number, found))

    def _add(self, row: models.Model) -> None:
        self._rows.setdefault(type(row), []).append(row)

    def _flush(self) -> None:
        with self._writing():
            for model, rows in self._rows.items():
                model._default_manager.bulk_create(rows, batch_size=BATCH)
            self._head.save()
        self._rows = {}

    def _agenda(self) -> None:
        left = Incident.objects.filter(school_id=self._school_id).exclude(status="closed")
        AgendaItem.objects.filter(school_id=self._school_id).delete()
        AgendaItem.objects.bulk_create([item for each in left for item in agenda_now(each)])

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with transaction.atomic(), entering(self._school_id):
            yield


def _in_order(copies: Iterable[Copy]) -> Iterator[tuple[Copy, int]]:
    """The steps of all copies as they happen, one after the other."""
    waiting: list[tuple[datetime, int, int, Copy]] = []
    for copy in copies:
        while waiting and waiting[0][0] <= copy.at:
            _, _, number, done = heapq.heappop(waiting)
            yield done, number
        for number, step in enumerate(copy.steps):
            heapq.heappush(waiting, (copy.at + step.after, copy.number, number, copy))
    while waiting:
        _, _, number, done = heapq.heappop(waiting)
        yield done, number
