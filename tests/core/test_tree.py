import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.core import tree
from tocsin.core.tree import Frontier

# The published vectors of Certificate Transparency: eight leaves, and the root after each.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# Index, size, and the published audit path.
PATHS = [
    (0, 1, []),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        3,
        ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    ),
]
TREES = st.lists(st.binary(max_size=6), min_size=1, max_size=40)
HASHES = [tree.leaf_hash(leaf) for leaf in LEAVES]


def recursive_root(leaves):
    """RFC 9162 section 2.1.1, word for word."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    both = recursive_root(leaves[:split]) + recursive_root(leaves[split:])
    return hashlib.sha256(b"\1" + both).digest()


def test_the_empty_tree_has_the_published_root():
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    assert Frontier().root().hex() == tree.root([]).hex() == empty


@pytest.mark.parametrize("size", range(1, 9))
def test_the_tree_has_the_published_roots(size):
    assert tree.root(LEAVES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("index", "size", "path"), PATHS)
def test_an_entry_has_the_published_audit_path(index, size, path):
    assert [step.hex() for step in tree.inclusion_proof(HASHES[:size], index)] == path


@given(TREES)
def test_a_ledger_grown_entry_by_entry_has_the_root_of_the_whole(leaves):
    frontier = Frontier()

    hashes = [frontier.append(leaf) for leaf in leaves]

    assert frontier.root() == recursive_root(leaves) == tree.root(leaves)
    assert hashes == [hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]


@given(TREES, TREES)
def test_a_ledger_is_taken_up_where_it_was_left(first, rest):
    frontier = Frontier()
    for leaf in first:
        frontier.append(leaf)

    taken_up = Frontier(frontier.size, frontier.peaks)
    for leaf in rest:
        taken_up.append(leaf)

    assert taken_up.root() == tree.root(first + rest)


@pytest.mark.parametrize(
    ("size", "peaks"), [(1, []), (2, ["00" * 32] * 2), (-1, ["00" * 32]), (1, ["00"])]
)
def test_peaks_that_fit_no_tree_are_refused(size, peaks):
    with pytest.raises(ValueError, match=r"peak"):
        Frontier(size, peaks)


@given(TREES, st.data())
def test_any_change_to_the_ledger_changes_its_root(leaves, data):
    place = data.draw(st.integers(0, len(leaves) - 1))
    changed = data.draw(
        st.sampled_from(
            [
                [*leaves[:place], leaves[place] + b"!", *leaves[place + 1 :]],
                leaves[:place] + leaves[place + 1 :],
                [*leaves[:place], b"new", *leaves[place:]],
                leaves[place:] + leaves[:place],
                leaves[::-1],
            ]
        )
    )

    assert (tree.root(changed) == tree.root(leaves)) == (changed == leaves)


@given(TREES, st.data())
def test_an_entry_is_proved_to_be_in_the_ledger_at_its_place_only(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    claimed = data.draw(st.integers(-1, len(leaves)))
    hashes = [tree.leaf_hash(bytes([place]) + leaf) for place, leaf in enumerate(leaves)]
    proof = tree.inclusion_proof(hashes, index)

    shown = tree.verify_inclusion(
        hashed=hashes[index],
        index=claimed,
        size=len(leaves),
        proof=proof,
        expected_root=tree.root_of_hashes(hashes),
    )

    assert shown == (claimed == index)


@given(TREES, st.data())
def test_a_forged_proof_of_an_entry_is_not_believed(leaves, data):
    hashes = [tree.leaf_hash(leaf) for leaf in leaves]
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = tree.inclusion_proof(hashes, index)
    forged = data.draw(
        st.sampled_from([[*proof, b"0" * 32], proof[1:] or [b"1" * 32], [b"2" * 32, *proof]])
    )

    assert not tree.verify_inclusion(
        hashed=hashes[index],
        index=index,
        size=len(leaves),
        proof=forged,
        expected_root=tree.root(leaves),
    )


@given(TREES, st.data())
def test_a_later_ledger_is_proved_to_continue_an_earlier_one(leaves, data):
    hashes = [tree.leaf_hash(leaf) for leaf in leaves]
    first = data.draw(st.integers(1, len(leaves)))

    assert tree.verify_consistency(
        first=first,
        second=len(leaves),
        first_root=tree.root(leaves[:first]),
        second_root=tree.root(leaves),
        proof=tree.consistency_proof(hashes, first),
    )


@given(TREES, st.data())
def test_a_rewritten_ledger_is_not_believed_to_continue_the_earlier_one(leaves, data):
    hashes = [tree.leaf_hash(leaf) for leaf in leaves]
    first = data.draw(st.integers(1, len(leaves)))
    proof = tree.consistency_proof(hashes, first)
    forged = data.draw(st.sampled_from([[*proof, b"0" * 32], proof[1:], proof[:-1]]))

    believed = tree.verify_consistency(
        first=first,
        second=len(leaves),
        first_root=tree.root([b"rewritten", *leaves[1:first]]),
        second_root=tree.root(leaves),
        proof=data.draw(st.sampled_from([proof, forged])),
    )

    assert not believed or leaves[0] == b"rewritten"


@pytest.mark.parametrize(("first", "second"), [(0, 8), (9, 8), (3, 8)])
def test_an_empty_proof_shows_nothing(first, second):
    assert not tree.verify_consistency(
        first=first, second=second, first_root=b"", second_root=b"", proof=[]
    )


@pytest.mark.parametrize("index", [-1, 8])
def test_an_entry_that_is_not_there_has_no_proof(index):
    with pytest.raises(IndexError):
        tree.inclusion_proof(HASHES, index)


@pytest.mark.parametrize("size", [0, 9])
def test_an_earlier_ledger_that_never_was_has_no_proof(size):
    with pytest.raises(IndexError):
        tree.consistency_proof(HASHES, size)


@pytest.mark.parametrize("size", range(1, 34))
def test_every_size_of_ledger_is_proved_to_continue_every_earlier_one(size):
    hashes = [tree.leaf_hash(bytes([place])) for place in range(size)]

    believed = [
        tree.verify_consistency(
            first=first,
            second=size,
            first_root=tree.root_of_hashes(hashes[:first]),
            second_root=tree.root_of_hashes(hashes),
            proof=tree.consistency_proof(hashes, first),
        )
        for first in range(1, size + 1)
    ]

    assert all(believed)
