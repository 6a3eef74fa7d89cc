"""Migrations: history, which must mean the same years later."""

import re

from tests.conventions.house import SOURCE, imported_modules, name_of

FILES = sorted(SOURCE.rglob("migrations/0*.py"))
# Operations that make database rules; their meaning is fixed like a migration's own.
FROZEN = {"tocsin.ledger.protect", "tocsin.ledger.tenancy"}


def test_no_migration_imports_code_that_will_change():
    leaning = [
        f"{name_of(path)}: {module}"
        for path in FILES
        for module in imported_modules(path)
        if module.split(".")[0] == "tocsin" or module.startswith(".")
        if not any(module == frozen or module.startswith(f"{frozen}.") for frozen in FROZEN)
    ]

    assert [line for line in leaning if not line.endswith((": tocsin", ": tocsin.ledger"))] == []


def test_every_migration_is_named_for_what_it_does():
    unnamed = [name_of(path) for path in FILES if re.match(r"\d{4}_auto_", path.name)]

    assert unnamed == []
