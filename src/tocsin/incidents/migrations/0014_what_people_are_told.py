"""What people, the public and the press are told, who clears it, and the paper for letters."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0013_wall_around_people_affected"),
        ("schools", "0009_wall_around_ways_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="incident",
            name="clearances_awaited",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="notice_cleared_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="notice_drafted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="Notice",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("people", "The people affected"),
                            ("children", "Children"),
                            ("parents", "Parents and carers"),
                            ("public", "A public notice"),
                            ("press", "A statement to the press"),
                            ("lines", "Lines to take"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("cy", "Welsh")], default="en", max_length=2
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("parts", models.JSONField(default=dict)),
                ("words", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("cleared", "Cleared"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("ground", models.CharField(max_length=20, null=True)),
                ("reason", models.TextField(null=True)),
                ("put_up_at", models.DateTimeField(null=True)),
                ("cleared_at", models.DateTimeField(null=True)),
                ("digest", models.CharField(max_length=64, null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("issued_at", models.DateTimeField(null=True)),
                ("issued_where", models.CharField(max_length=200, null=True)),
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
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.attachment",
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
            name="NoticeClearance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("text", models.CharField(max_length=64)),
                ("revision", models.PositiveIntegerField()),
                ("role", models.CharField(max_length=30)),
                ("stands_in", models.BooleanField(default=False)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("cleared", "Cleared"),
                            ("returned", "Returned"),
                            ("advised", "Advised"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
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
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearances",
                        to="incidents.notice",
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
            name="LetterPaper",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("sealed_digest", models.CharField(max_length=64)),
                ("replaced_at", models.DateTimeField(null=True)),
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
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at__isnull", True)),
                        fields=("school",),
                        name="school_has_one_paper_for_letters",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("incident", "number"), name="notice_has_its_own_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("incident", "audience", "language"),
                name="audience_has_one_notice_in_a_language",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cleared"), _negated=True),
                    models.Q(
                        ("cleared_at__isnull", False),
                        ("digest__isnull", False),
                        models.Q(("words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="notice_that_is_cleared_says_when_and_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "draft"), _negated=True),
                    models.Q(("cleared_at__isnull", True), ("digest__isnull", True)),
                    _connector="OR",
                ),
                name="draft_of_a_notice_is_not_cleared",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("issued_at__isnull", True), ("cleared_at__isnull", False), _connector="OR"
                ),
                name="notice_is_issued_only_when_it_was_cleared",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticeclearance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("verdict", "cleared")),
                fields=("notice", "revision", "by"),
                name="nobody_clears_a_notice_twice",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticeclearance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("verdict", "cleared")),
                fields=("notice", "revision", "role"),
                name="role_clears_a_notice_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticeclearance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict", "cleared"), models.Q(("words", ""), _negated=True), _connector="OR"
                ),
                name="notice_returned_or_advised_on_says_why",
            ),
        ),
    ]
