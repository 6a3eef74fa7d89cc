"""The table the sign-in limits are counted in, shared by every process."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", verbosity=0, database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("schools", "0002_wall_between_schools")]
    operations = [migrations.RunPython(create)]
