import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schools", "0008_ways_in_and_feeds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Supplier",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("service", models.CharField(max_length=200)),
                ("information", models.TextField(blank=True)),
                ("whose", models.JSONField(default=list)),
                ("systems", models.TextField(blank=True)),
                ("contract_from", models.DateField(null=True)),
                ("contract_until", models.DateField(null=True)),
                ("terms", models.JSONField(default=dict)),
                ("breach_contact", models.CharField(blank=True, max_length=150)),
                ("breach_phone", models.CharField(blank=True, max_length=40)),
                ("breach_email", models.EmailField(blank=True, max_length=254)),
                ("tells_within_hours", models.PositiveIntegerField(null=True)),
                ("impact_note", models.TextField(blank=True)),
                ("transfer_note", models.TextField(blank=True)),
                ("review_on", models.DateField(null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["school", "name"], name="supplier_by_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contract_from__isnull", True),
                            ("contract_until__isnull", True),
                            ("contract_until__gte", models.F("contract_from")),
                            _connector="OR",
                        ),
                        name="contract_does_not_end_before_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("backup", "Backups"),
                            ("security", "Security measures"),
                            ("certificate", "Certificate or test report"),
                            ("contract", "Contract"),
                            ("impact", "Data protection impact assessment"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("sealed_digest", models.CharField(max_length=64)),
                ("review_on", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
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
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="registers.supplier",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("supplier", "about", "number"), name="evidence_version_is_used_once"
                    ),
                    models.UniqueConstraint(
                        fields=("supplier", "about", "digest"), name="evidence_is_kept_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Card",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("shows", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("sealed_digest", models.CharField(max_length=64)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["school", "-made_at"], name="card_by_day")],
            },
        ),
        migrations.CreateModel(
            name="CardSetting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("roles", models.JSONField(default=list)),
                ("people", models.JSONField(default=list)),
                ("left_out", models.JSONField(default=list)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("school",), name="school_has_one_card_setting")
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("organisation", models.CharField(max_length=200)),
                ("person", models.CharField(blank=True, max_length=150)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("out_of_hours_phone", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("our_reference", models.CharField(blank=True, max_length=100)),
                ("notes", models.TextField(blank=True)),
                ("verified_on", models.DateField(null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["school", "kind"], name="contact_by_kind")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("phone", ""), _negated=True),
                            models.Q(("out_of_hours_phone", ""), _negated=True),
                            models.Q(("email", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contact_can_be_reached",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_by__isnull", True),
                            ("verified_on__isnull", False),
                            _connector="OR",
                        ),
                        name="contact_that_somebody_checked_has_a_day",
                    ),
                ],
            },
        ),
    ]
