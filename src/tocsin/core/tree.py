"""The Merkle tree behind the ledger: one root that changes when any entry does.

Source: RFC 9162 section 2.1 (the same tree as RFC 6962), with SHA-256.
Proofs are made from leaf *hashes*, so that nobody needs the entries to make one.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one entry's bytes."""
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash above two others."""
    return sha256(b"\1" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: all that is needed to add a leaf and to know the root."""

    __slots__ = ("_peaks", "size")

    def __init__(self, size: int = 0, peaks: Iterable[str] = ()) -> None:
        """Take up a tree of `size` leaves from what `peaks` wrote.

        Raises ValueError when the peaks cannot belong to a tree of that size.
        """
        self.size = size
        self._peaks = [bytes.fromhex(peak) for peak in peaks]
        if size < 0 or len(self._peaks) != size.bit_count():
            raise ValueError("The peaks do not fit the size of the tree.")
        if any(len(peak) != HASH_BYTES for peak in self._peaks):
            raise ValueError("A peak is not a SHA-256 hash.")

    @property
    def peaks(self) -> list[str]:
        """The roots of its perfect subtrees, largest first, in hex: fit for JSON."""
        return [peak.hex() for peak in self._peaks]

    def append(self, leaf: bytes) -> bytes:
        """Add one entry's bytes; returns its leaf hash."""
        hashed = sha256(b"\0" + leaf).digest()
        self.append_hash(hashed)
        return hashed

    def append_hash(self, hashed: bytes) -> None:
        """Add an entry by its leaf hash."""
        peaks, full = self._peaks, self.size
        while full & 1:
            hashed = sha256(b"\1" + peaks.pop() + hashed).digest()
            full >>= 1
        peaks.append(hashed)
        self.size += 1

    def root(self) -> bytes:
        """The root of the tree so far."""
        if not self._peaks:
            return EMPTY_ROOT
        node = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            node = node_hash(peak, node)
        return node


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over entries' bytes."""
    return root_of_hashes(map(leaf_hash, leaves))


def root_of_hashes(hashes: Iterable[bytes]) -> bytes:
    """The root over leaf hashes."""
    frontier = Frontier()
    for hashed in hashes:
        frontier.append_hash(hashed)
    return frontier.root()


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """Proof that leaf `index` is in the tree over `hashes`. Raises IndexError when it is not.

    Source: RFC 9162 section 2.1.3.1.
    """
    if not 0 <= index < len(hashes):
        raise IndexError("There is no such leaf in the tree.")
    proof: list[bytes] = []
    while len(hashes) > 1:
        split = _split(len(hashes))
        left, right = hashes[:split], hashes[split:]
        if index < split:
            proof.append(root_of_hashes(right))
            hashes = left
        else:
            proof.append(root_of_hashes(left))
            hashes, index = right, index - split
    return proof[::-1]


def consistency_proof(hashes: Sequence[bytes], size: int) -> list[bytes]:
    """Proof that the tree over the first `size` hashes is the beginning of the whole one.

    Raises IndexError when there is no such beginning. Source: RFC 9162 section 2.1.4.1.
    """
    if not 0 < size <= len(hashes):
        raise IndexError("There is no such earlier tree.")
    proof: list[bytes] = []
    whole = True
    while size != len(hashes):
        split = _split(len(hashes))
        left, right = hashes[:split], hashes[split:]
        if size <= split:
            proof.append(root_of_hashes(right))
            hashes = left
        else:
            proof.append(root_of_hashes(left))
            hashes, size, whole = right, size - split, False
    if not whole:
        proof.append(root_of_hashes(hashes))
    return proof[::-1]


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def verify_inclusion(
    *, hashed: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes
) -> bool:
    """Whether the proof shows that the leaf hash stands at `index` in the tree of `size` leaves.

    Source: RFC 9162 section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    node, place, last = hashed, index, size - 1
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(step, node)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, step)
        place, last = place >> 1, last >> 1
    return last == 0 and node == expected_root


def verify_consistency(
    *, first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the proof shows that the tree of `first` leaves grew into the one of `second`.

    Source: RFC 9162 section 2.1.4.2.
    """
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    # A perfect first tree is itself a node of the second, so its root is left out of the proof.
    path = [first_root, *proof] if first.bit_count() == 1 else list(proof)
    if not path:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    return _both_roots(path, place, last) == (first_root, second_root)


def _both_roots(path: Sequence[bytes], place: int, last: int) -> tuple[bytes, bytes] | None:
    before = after = path[0]
    for step in path[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    return (before, after) if last == 0 else None
