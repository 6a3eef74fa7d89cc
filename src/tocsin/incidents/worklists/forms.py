"""Narrowing the queue down."""

from tocsin.ui.fields import Text, Tick
from tocsin.ui.forms import Form


class QueueForm(Form):
    """Every field is optional; an empty form shows everything."""

    school = Text(label="Part of the school's name", required=False)
    overdue = Tick(label="Only what is overdue", required=False)
    legal = Tick(label="Only what the 72-hour clock is running for", required=False)


class SchoolsForm(Form):
    """Finding a school."""

    school = Text(label="Part of the school's name", required=False)
