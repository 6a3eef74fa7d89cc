"""The people affected, the letters to them and what they answered, and what an incident repeats of it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0011_watch_what_is_open"),
        ("schools", "0009_wall_around_ways_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="incident",
            name="letters_back",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="people_listed",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="replies_open",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="pendinglog",
            name="incident",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="incidents.incident",
            ),
        ),
        migrations.CreateModel(
            name="AffectedPerson",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                ("likeness", models.CharField(max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[("pupil", "A pupil"), ("adult", "An adult")], max_length=5
                    ),
                ),
                ("language", models.CharField(default="en", max_length=2)),
                ("flags", models.JSONField(default=list)),
                ("addressed_to", models.CharField(blank=True, max_length=6)),
                (
                    "word",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("write", "Write to them, as it stands here"),
                            ("spare", "Do not write to them"),
                        ],
                        max_length=5,
                    ),
                ),
                ("word_of", models.CharField(blank=True, max_length=10)),
                ("word_at", models.DateTimeField(null=True)),
                ("reached_at", models.DateTimeField(null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="incidents.incident",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("email", "Email"),
                            ("paper", "Printed letter"),
                            ("phone", "By phone"),
                        ],
                        max_length=5,
                    ),
                ),
                ("count", models.PositiveIntegerField()),
                ("medium_reason", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="incidents.incident",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("notice_id", models.UUIDField()),
                ("people", models.JSONField(default=list)),
                ("sealed", models.BinaryField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting"),
                            ("sent", "Sent"),
                            ("failed", "Could not be sent"),
                            ("bounced", "Came back by email"),
                            ("returned", "Came back by post"),
                            ("spoken", "Spoken to instead"),
                            ("stopped", "Stopped before it went out"),
                        ],
                        default="queued",
                        max_length=8,
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField()),
                ("fault", models.CharField(blank=True, max_length=20)),
                ("needs_another_way", models.BooleanField(default=False)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dispatch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="incidents.dispatch",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="incidents.incident",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("answer", "A question or an answer"),
                            ("complaint", "A complaint"),
                        ],
                        max_length=9,
                    ),
                ),
                ("received_on", models.DateField()),
                ("due_on", models.DateField()),
                ("sealed", models.BinaryField()),
                ("done_at", models.DateTimeField(null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="incidents.incident",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="incidents.letter",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="incidents.affectedperson",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="affectedperson",
            constraint=models.UniqueConstraint(
                fields=("incident", "likeness"), name="person_is_on_the_list_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="affectedperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("word", ""), ("word_at__isnull", True)),
                    models.Q(models.Q(("word", ""), _negated=True), ("word_at__isnull", False)),
                    _connector="OR",
                ),
                name="person_has_a_word_exactly_when_it_was_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispatch",
            constraint=models.UniqueConstraint(
                fields=("incident", "number"), name="dispatch_number_is_used_once_in_an_incident"
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["incident", "state"], name="letter_by_state"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("incident", "number"), name="letter_number_is_used_once_in_an_incident"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("sent_at__isnull", False),
                        ("state__in", ("sent", "bounced", "returned", "spoken")),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ("sent", "bounced", "returned", "spoken")), _negated=True
                        ),
                        ("sent_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="letter_that_went_out_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person__isnull", False), ("letter__isnull", False), _connector="OR"
                ),
                name="reply_is_of_a_person_or_to_a_letter",
            ),
        ),
    ]
