"""Commands: the one door, and the duty behind each."""

import ast

from tests.conventions.house import SOURCE, calls, imported_modules, name_of

FILES = sorted(SOURCE.rglob("commands.py"))


def functions_at_the_top(path):
    return [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)]


def commands_of(path):
    return [function for function in functions_at_the_top(path) if function.name[0] != "_"]


def called_by(function, path):
    """What the function calls, itself or through a private function of the same file."""
    found = calls(function)
    for other in functions_at_the_top(path):
        if other.name in found and other.name[0] == "_":
            found |= calls(other)
    return found


def test_every_command_writes_through_the_ledger():
    beside_the_door = [
        f"{name_of(path)}: {command.name}"
        for path in FILES
        for command in commands_of(path)
        if "writing" not in called_by(command, path)
    ]

    assert beside_the_door == []


def test_every_command_names_its_source():
    unsourced = [
        f"{name_of(path)}: {command.name}"
        for path in FILES
        for command in commands_of(path)
        if "Source:" not in (ast.get_docstring(command) or "")
    ]

    assert unsourced == []


def test_no_command_calls_another():
    calling = [
        f"{name_of(path)}: {command.name}"
        for path in FILES
        for command in commands_of(path)
        if {other.name for other in commands_of(path)} & called_by(command, path)
    ]

    assert calling == []


def test_no_command_file_imports_another():
    importing = [
        f"{name_of(path)}: {module}"
        for path in FILES
        for module in imported_modules(path)
        if "commands" in module.split(".")
    ]

    assert importing == []
