"""What must hold before anything starts. Each fault is one line that says what to do."""

import errno
import os
import socket
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

KEPT_SECRETS = {"instance": "TOCSIN_INSTANCE_KEY", "signing": "TOCSIN_SIGNING_KEY"}
MIGRATING = 0x70C5  # PostgreSQL advisory lock: one process migrates at a time


class CannotStart(Exception):
    """Tocsin cannot start here. The message is for whoever typed the command."""


def prepare(environ: Mapping[str, str]) -> None:
    """Check data folder and secrets, then load settings and rooms. Raises CannotStart."""
    folder = data_folder(environ)
    check_secrets(environ, folder)
    check_data_folder(folder)
    # Without a limit an address that swallows packets would hold the start up for minutes.
    os.environ.setdefault("PGCONNECT_TIMEOUT", "10")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tocsin.settings")
    import django  # noqa: PLC0415 - only now is it known that settings may be made
    from django.conf import settings  # noqa: PLC0415
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    try:
        _ = settings.INSTALLED_APPS
    except (ImproperlyConfigured, ValueError, OSError) as fault:
        raise CannotStart(_first_line(fault)) from fault
    django.setup()


def data_folder(environ: Mapping[str, str]) -> Path:
    """Return where this instance keeps its database, files and secrets."""
    default = Path(__file__).parent.parent.parent / "data"
    return Path(environ.get("TOCSIN_DATA") or default).absolute()


def free_address(environ: Mapping[str, str]) -> tuple[str, int]:
    """Return the host and port to listen on. Raises CannotStart unless they can be had now."""
    host, text = environ.get("TOCSIN_HOST") or "127.0.0.1", environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):  # noqa: PLR2004
        raise CannotStart(f"PORT is “{text}”. Give a number from 1 to 65535.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(text)))
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                advice = "is taken. Stop what uses it, or choose another with PORT=…"
            else:
                advice = f"cannot be used ({fault.strerror}). Choose another with TOCSIN_HOST, PORT"
            raise CannotStart(f"Port {text} of {host} {advice}.") from fault
    return host, int(text)


def check_data_folder(folder: Path) -> None:
    """Make the data folder, for its owner only. Raises CannotStart unless it can be written."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as fault:
        raise CannotStart(
            f"The data folder {folder} cannot be written ({fault.strerror}). "
            "Give it to the user who runs Tocsin, or choose another with TOCSIN_DATA."
        ) from fault


def check_secrets(environ: Mapping[str, str], folder: Path) -> None:
    """Raise CannotStart when a secret is gone that the database was made with.

    A new one would be made in its place, and nothing written before could be read again.
    """
    missing = [
        name
        for name, variable in KEPT_SECRETS.items()
        if not _given(environ, variable) and not (folder / "secrets" / f"{name}.key").exists()
    ]
    if missing and _has_a_database(environ, folder):
        raise CannotStart(
            f"The database is there, but its secret “{missing[0]}” is not. Put {missing[0]}.key "
            f"back into {folder / 'secrets'}, or set {KEPT_SECRETS[missing[0]]}."
        )


def check_database() -> None:
    """Raise CannotStart when the database does not answer, does not keep schools apart, or was
    written by a newer Tocsin.
    """
    from django.db import Error, connection  # noqa: PLC0415

    try:
        connection.ensure_connection()
    except Error as fault:
        raise CannotStart(_no_answer(connection.settings_dict, fault)) from fault
    if _walks_through_walls():
        raise CannotStart(
            "The database's role is a superuser, or exempt from row-level security, so nothing but"
            " our own code would stand between schools. Give DATABASE_URL a plain role."
        )
    newer = sorted(_recorded() - set(_on_disk()) - set(_of_others()))
    if newer:
        raise CannotStart(
            f"A newer Tocsin has written this database ({'.'.join(newer[-1])}). "
            "Start that version, or restore a backup made with this one."
        )


def is_behind() -> bool:
    """Whether the database lacks a migration. Reads file names and one table, nothing more."""
    return not _recorded().issuperset(_on_disk())


def check_is_migrated() -> None:
    """Raise CannotStart when the database lacks a migration."""
    if is_behind():
        raise CannotStart("The database is not up to date. Run “tocsin migrate” first.")


def migrate() -> None:
    """Bring the database up to date, one process at a time."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    is_shared = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_shared:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
        finally:
            if is_shared:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


def _walks_through_walls() -> bool:
    from django.db import connection  # noqa: PLC0415

    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def _given(environ: Mapping[str, str], variable: str) -> str:
    if value := environ.get(variable):
        return value
    file = environ.get(f"{variable}_FILE")
    return Path(file).read_text().strip() if file and Path(file).is_file() else ""


def _has_a_database(environ: Mapping[str, str], folder: Path) -> bool:
    url = _given(environ, "DATABASE_URL")
    if not url:
        return (folder / "tocsin.sqlite3").exists()
    if not url.startswith("postgres"):
        return Path(url.partition(":///")[2]).is_file()
    import psycopg  # noqa: PLC0415 - slow to import, and only wanted when a secret is missing

    try:
        with psycopg.connect(url, connect_timeout=10) as server:
            row = server.execute("SELECT to_regclass('django_migrations')").fetchone()
    except psycopg.Error as fault:
        place = psycopg.conninfo.conninfo_to_dict(url)
        address = {"HOST": place.get("host"), "PORT": place.get("port")}
        raise CannotStart(_no_answer(address, fault)) from fault
    return row is not None and row[0] is not None


def _no_answer(address: Mapping[str, object], fault: Exception) -> str:
    reason = _first_line(fault).rpartition("failed: ")[2]
    if not address.get("HOST"):
        return f"The database {address.get('NAME')} cannot be opened ({reason})."
    place = f"{address['HOST']}:{address.get('PORT') or 5432}"
    return f"PostgreSQL does not answer at {place} ({reason}). Check it, and DATABASE_URL."


def _first_line(fault: Exception) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0]


def _recorded() -> set[tuple[str, str]]:
    from django.db import connection  # noqa: PLC0415

    if "django_migrations" not in connection.introspection.table_names():
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(cursor.fetchall())


def _on_disk() -> Iterator[tuple[str, str]]:
    from django.apps import apps  # noqa: PLC0415

    for app in apps.get_app_configs():
        for file in Path(app.path, "migrations").glob("[!_]*.py"):
            yield app.label, file.stem


def _of_others() -> Iterator[tuple[str, str]]:
    """Migrations of the libraries, who may drop old ones once they have been squashed."""
    from django.apps import apps  # noqa: PLC0415

    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("tocsin.")}
    theirs = {app.label for app in apps.get_app_configs()} - ours
    return (row for row in _recorded() if row[0] in theirs)
