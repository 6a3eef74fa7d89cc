import shutil
import socket

import pytest

from tests.jobs.instances import SERVER, free_port
from tests.postgres import cluster


def refusal_of(done):
    """The one line that was said, and nothing else."""
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    return line


@pytest.mark.parametrize("command", ["serve", "web"])
def test_a_taken_port_is_named_before_anything_is_made(empty_instance, command):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        line = refusal_of(empty_instance.run(command, PORT=port))

    assert line == (
        f"tocsin: Port {port} of 127.0.0.1 is taken. "
        "Stop what uses it, or choose another with PORT=…."
    )
    assert not (empty_instance.folder / "secrets").exists()


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "\uff18\uff10"])
def test_a_port_that_is_no_port_is_named(empty_instance, port):
    line = refusal_of(empty_instance.run("serve", PORT=port))

    assert line == f"tocsin: PORT is “{port}”. Give a number from 1 to 65535."


def test_an_address_of_another_machine_is_named(empty_instance):
    done = empty_instance.run("serve", TOCSIN_HOST="192.0.2.1", PORT=free_port())

    assert "of 192.0.2.1 cannot be used" in refusal_of(done)


@pytest.mark.parametrize("command", ["serve", "web", "worker", "migrate"])
def test_a_data_folder_that_cannot_be_written_is_named(empty_instance, tmp_path, command):
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"

    done = empty_instance.run(command, TOCSIN_DATA=folder, PORT=free_port())

    assert refusal_of(done) == (
        f"tocsin: The data folder {folder} cannot be written (Not a directory). "
        "Give it to the user who runs Tocsin, or choose another with TOCSIN_DATA."
    )


@pytest.mark.parametrize("command", ["serve", "worker"])
@pytest.mark.parametrize("row", [("jobs", "9999_later"), ("a_room_of_tomorrow", "0001_initial")])
def test_a_database_of_a_newer_version_is_left_alone(instance, command, row):
    sql = "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, CURRENT_TIMESTAMP)"
    instance.say(f"connection.cursor().execute({sql!r}, {row!r})")

    line = refusal_of(instance.run(command, PORT=free_port()))

    assert line.startswith(f"tocsin: A newer Tocsin has written this database ({'.'.join(row)}).")


def test_a_database_server_that_does_not_answer_is_named_without_the_password(empty_instance):
    port = free_port()
    url = f"postgres://tocsin:hush-hush@127.0.0.1:{port}/tocsin"

    line = refusal_of(empty_instance.run("serve", DATABASE_URL=url, PORT=free_port()))

    assert line.startswith(f"tocsin: PostgreSQL does not answer at 127.0.0.1:{port} (")
    assert "hush-hush" not in line


@pytest.mark.skipif(not SERVER, reason="SQLite has no roles")
def test_a_role_that_walks_through_row_level_security_is_refused(empty_instance):
    with cluster() as made:
        url = made.superuser_url
        lines = [
            refusal_of(empty_instance.run(command, DATABASE_URL=url, PORT=free_port()))
            for command in ("migrate", "web", "worker")
        ]

    said = "tocsin: The database's role is a superuser, or exempt from row-level"
    assert all(line.startswith(said) for line in lines)


@pytest.mark.skipif(bool(SERVER), reason="SQLite's own fault")
def test_a_database_file_that_is_none_is_named(empty_instance):
    empty_instance.folder.mkdir()
    (empty_instance.folder / "secrets").mkdir()
    for name in ("instance", "signing"):
        (empty_instance.folder / "secrets" / f"{name}.key").write_text("A" * 43 + "=")
    (empty_instance.folder / "tocsin.sqlite3").write_text("not a database" * 100)

    line = refusal_of(empty_instance.run("serve", PORT=free_port()))

    assert line.endswith("tocsin.sqlite3 cannot be opened (file is not a database).")


@pytest.mark.parametrize("name", ["instance", "signing"])
def test_a_database_whose_secret_is_gone_is_not_given_a_new_one(instance, name):
    key = instance.folder / "secrets" / f"{name}.key"
    key.unlink()

    line = refusal_of(instance.run("serve", PORT=free_port()))

    assert line == (
        f"tocsin: The database is there, but its secret “{name}” is not. Put {name}.key "
        f"back into {key.parent}, or set TOCSIN_{name.upper()}_KEY."
    )
    assert not key.exists()


def test_a_database_file_elsewhere_is_not_given_a_new_secret_either(empty_instance, tmp_path):
    (tmp_path / "elsewhere.sqlite3").touch()
    url = f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}"

    line = refusal_of(empty_instance.run("migrate", DATABASE_URL=url))

    assert "its secret “instance” is not" in line


def test_secrets_may_lie_in_files_of_their_own(instance, tmp_path):
    key = instance.folder / "secrets" / "instance.key"
    elsewhere = key.rename(tmp_path / "instance.key")

    done = instance.run("migrate", TOCSIN_INSTANCE_KEY_FILE=elsewhere)

    assert (done.returncode, done.stderr) == (0, "")
    assert not key.exists()


def test_the_framework_s_own_commands_can_be_used(instance):
    done = instance.run("showmigrations", "jobs")

    assert done.stdout.startswith("jobs\n [X] 0001_initial\n")


def test_a_secret_that_cannot_be_read_is_named(instance):
    line = refusal_of(instance.run("worker", TOCSIN_INSTANCE_KEY="short"))

    assert line == "tocsin: The secret instance must be 32 bytes written as base64."


@pytest.mark.parametrize("command", ["web", "worker"])
def test_pages_and_jobs_apart_do_not_start_on_a_database_that_is_not_up_to_date(instance, command):
    instance.say(
        "connection.cursor().execute(\"DELETE FROM django_migrations WHERE app = 'jobs'\")"
    )

    line = refusal_of(instance.run(command, PORT=free_port()))

    assert line == "tocsin: The database is not up to date. Run “tocsin migrate” first."


def test_help_names_the_commands_and_makes_nothing(empty_instance):
    shutil.rmtree(empty_instance.folder, ignore_errors=True)

    done = empty_instance.start("-c", "from tocsin.__main__ import main; raise SystemExit(main())")

    said = done.stdout.read()
    assert done.wait() == 0
    assert "  serve           Pages, jobs and schedules in one" in said
    assert "  migrate         Bring the database up to date." in said
    assert not empty_instance.folder.exists()
