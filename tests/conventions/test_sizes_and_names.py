"""Nothing outgrows a sitting, and everything is called what it does."""

from tests.conventions.house import ROOT, functions, name_of, python_files

TOLD_BY_THEIR_NAME = {"apps.py", "urls.py", "__init__.py"}  # Django says what they are for
VAGUE = {"util", "helper", "common", "manager", "service", "misc"}


def lines_of(path):
    return len(path.read_text().splitlines())


def test_no_file_is_longer_than_300_lines():
    frontend = [
        *(ROOT / "frontend" / "src").glob("*.js"),
        *(ROOT / "frontend" / "src").glob("*.scss"),
    ]

    too_long = {name_of(path): lines_of(path) for path in [*python_files(), *frontend]}

    assert {name: lines for name, lines in too_long.items() if lines > 300} == {}


def test_no_function_is_longer_than_40_lines_and_no_test_longer_than_25():
    too_long = []
    for path in python_files():
        for function in functions(path):
            most = 25 if function.name.startswith("test_") else 40
            if function.end_lineno - function.lineno + 1 > most:
                too_long.append(f"{name_of(path)}:{function.lineno} {function.name}")

    assert too_long == []


def test_no_file_or_folder_has_a_name_that_says_nothing():
    parts = {
        (part, name_of(path)) for path in python_files() for part in path.relative_to(ROOT).parts
    }

    vague = [where for part, where in parts if part.removesuffix(".py").rstrip("s") in VAGUE]

    assert vague == []


def test_every_module_opens_by_saying_what_it_is_for():
    silent = [
        name_of(path)
        for path in python_files()
        if path.parts[len(ROOT.parts)] != "tests"
        and path.name not in TOLD_BY_THEIR_NAME
        and not path.read_text().startswith('"""')
    ]

    assert silent == []
