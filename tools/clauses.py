"""Which test proves which duty: reads the marks in tests/, writes docs/generated/clauses.md.

Also takes duties that are proved by now off docs/clauses-pending.txt, and never adds one.
"""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIST = ROOT / "docs" / "clauses.toml"
PENDING = ROOT / "docs" / "clauses-pending.txt"
TABLE = ROOT / "docs" / "generated" / "clauses.md"
HEAD = """# Duties and their proofs

Written by `make clauses` from the marks in `tests/`. A proof drives the product: a page, the API,
mail or the command line.

| Duty | What it asks | Proved by | Address |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Proof:
    file: str  # from the root of the project
    test: str
    addresses: tuple[str, ...]  # of the pages it visits, as far as they stand in the test itself


def listed() -> dict[str, str]:
    """Return what each duty asks, by its id, in the order of the list."""
    return {clause["id"]: clause["duty"] for clause in tomllib.loads(LIST.read_text())["clause"]}


def pending() -> list[str]:
    """Return the ids of the duties that are known to have no proof yet."""
    lines = PENDING.read_text().splitlines() if PENDING.exists() else []
    return [line for line in lines if line and not line.startswith("#")]


def proofs() -> dict[str, list[Proof]]:
    """Return the tests that prove each duty, found without importing any."""
    found: dict[str, list[Proof]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for clause, proof in _marks_in(path):
            found.setdefault(clause, []).append(proof)
    return found


def _marks_in(path: Path) -> Iterator[tuple[str, Proof]]:
    tree = ast.parse(path.read_text())
    file = path.relative_to(ROOT).as_posix()
    whole = [name for node in tree.body if isinstance(node, ast.Assign) for name in _ids(node)]
    for owner, test in _tests(tree):
        marked = [name for mark in (*owner, *test.decorator_list) for name in _ids(mark)]
        proof = Proof(file, test.name, tuple(sorted(_addresses(test))))
        for clause in dict.fromkeys(whole + marked):
            yield clause, proof


def _tests(tree: ast.Module) -> Iterator[tuple[list[ast.expr], ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield [], node
        elif isinstance(node, ast.ClassDef):
            inside = [part for part in node.body if isinstance(part, ast.FunctionDef)]
            yield from ((node.decorator_list, part) for part in inside)


def _ids(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and ast.unparse(part.func) == "pytest.mark.clause":
            yield from (word.value for word in part.args if isinstance(word, ast.Constant))


def _addresses(test: ast.FunctionDef) -> Iterator[str]:
    inside = {
        id(part)
        for node in ast.walk(test)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(test):
        text = ""
        if isinstance(node, ast.JoinedStr):
            text = ast.unparse(node)[2:-1]
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inside
        ):
            text = node.value
        if text.startswith("/") and " " not in text:
            yield text


def table() -> str:
    """Return the whole of docs/generated/clauses.md."""
    proved, rows = proofs(), []
    for clause, duty in listed().items():
        tests = proved.get(clause, [])
        said = "<br>".join(f"[{_words(proof.test)}](../../{proof.file})" for proof in tests)
        pages = sorted({page for proof in tests for page in proof.addresses})
        where = "<br>".join(f"`{page}`" for page in pages)
        rows.append(f"| {clause} | {duty} | {said or 'not yet'} | {where} |\n".replace("  ", " "))
    count = sum(clause in proved for clause in listed())
    return HEAD + "".join(rows) + f"\n{count} of {len(listed())} duties are proved.\n"


def _words(test: str) -> str:
    return test.removeprefix("test_").replace("_", " ")


def main() -> None:
    proved = proofs()
    left = [clause for clause in pending() if clause not in proved]
    PENDING.write_text(
        "# Duties that no test proves yet. This list may only shrink; make clauses does it.\n"
        + "".join(f"{clause}\n" for clause in left)
    )
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(table())
    print(f"{len(listed()) - len(left)} of {len(listed())} duties are proved; see {TABLE.name}.")


if __name__ == "__main__":
    main()
