"""What an incident repeats of the people affected and their letters: numbers and days alone."""

from django.db import models


class Reached(models.Model):
    """How far the people affected were reached. Empty until there is a list. Source: BR-5.17."""

    people_listed = models.PositiveIntegerField(null=True)
    letters_back = models.PositiveIntegerField(null=True)  # of people who need another way
    replies_open = models.JSONField(null=True)  # days by which somebody is to be answered

    class Meta:
        abstract = True
