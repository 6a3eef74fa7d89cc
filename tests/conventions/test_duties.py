"""Duties: each has a proof, or stands on the one list of those that have none yet."""

from tools import clauses


def test_every_duty_is_proved_or_known_to_be_pending():
    forgotten = set(clauses.listed()) - set(clauses.proofs()) - set(clauses.pending())

    assert forgotten == set()


def test_no_proved_duty_is_called_pending():
    # Run make clauses: it takes them off the list.
    assert set(clauses.pending()) & set(clauses.proofs()) == set()


def test_every_duty_a_test_claims_to_prove_is_on_the_list():
    assert set(clauses.proofs()) | set(clauses.pending()) <= set(clauses.listed())


def test_only_tests_that_drive_the_product_prove_a_duty():
    proofs = [proof for found in clauses.proofs().values() for proof in found]

    bare = [
        proof.test
        for proof in proofs
        if proof.file.startswith(("tests/core/", "tests/conventions/"))
    ]

    assert bare == []


def test_the_table_of_proofs_is_fresh():
    # Run make clauses.
    assert clauses.TABLE.read_text() == clauses.table()
