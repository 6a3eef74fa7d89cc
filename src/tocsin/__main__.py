"""The command line: `tocsin <command>`."""

import ast
import os
import sys
from pathlib import Path

from tocsin import serving, startup

COMMANDS = {
    "serve": serving.serve,
    "web": serving.web,
    "worker": serving.work,
    "migrate": serving.migrate,
}
NEEDS_NO_DATABASE = {"assess"}
DID_NOT_START = 2  # exit code


def main() -> int:
    """Run the command of this process and return its exit code: 2 when it could not start."""
    name, *arguments = sys.argv[1:] or ["help"]
    try:
        if name in {"help", "-h", "--help"}:
            return _help()
        if name in COMMANDS and not arguments:
            return COMMANDS[name]()
        return _manage(name, arguments)
    except startup.CannotStart as fault:
        sys.stderr.write(f"tocsin: {fault}\n")
        return DID_NOT_START


def _manage(name: str, arguments: list[str]) -> int:
    """Run a command of one of the rooms, or of Django."""
    startup.prepare(os.environ)
    if name in _of_the_rooms() and name not in NEEDS_NO_DATABASE:
        startup.check_database()
        if name == "demo" and startup.is_behind():
            startup.migrate()
        startup.check_is_migrated()
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - slow to load

    execute_from_command_line(["tocsin", name.replace("-", "_"), *arguments])
    return 0


def _of_the_rooms() -> dict[str, str]:
    """What each room's own commands are for, by name, told without loading any of them."""
    files = Path(__file__).parent.glob("*/management/commands/[!_]*.py")
    return {
        file.stem.replace("_", "-"): ast.get_docstring(ast.parse(file.read_text())) or ""
        for file in files
    }


def _help() -> int:
    lines = {name: run.__doc__ or "" for name, run in COMMANDS.items()} | _of_the_rooms()
    sys.stdout.write("tocsin <command>\n\n")
    for name, text in sorted(lines.items()):
        sys.stdout.write(f"  {name:<16}{text.partition(chr(10))[0]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
