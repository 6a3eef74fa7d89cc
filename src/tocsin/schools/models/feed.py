"""A person's own deadlines, for their calendar program."""

from django.db import models

from tocsin.schools.models.people import Person


class CalendarFeed(models.Model):
    """A private address at which a calendar program reads; only a hash of its token is kept."""

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.CASCADE, related_name="feed"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    names_schools = models.BooleanField(default=False)
    reminds = models.BooleanField(default=False)
    read_on = models.DateField(null=True)  # the day alone: nobody is watched

    def __str__(self) -> str:
        return f"feed of {self.person_id}"
