"""What Outlook writes, made here byte by byte: a winmail.dat (MS-OXTNEF) and a .msg (MS-CFB)."""

import struct
from collections.abc import Mapping

SECTOR, MINI, SMALL = 512, 64, 4096  # bytes; a stream below the last lies in the small sectors
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
NONE = 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
TEXT, BINARY, NUMBER = 0x001F, 0x0102, 0x0003
PROPERTIES = "__properties_version1.0"


def winmail(*, body=b"", files=(), kind=b"IPM.Microsoft Mail.Note"):
    """A winmail.dat with a text and files, pairs of name and content."""
    whole = struct.pack("<IH", 0x223E9F78, 1)
    whole += _tnef(1, 0x9006, 8, struct.pack("<I", 0x10000))
    whole += _tnef(1, 0x9007, 6, struct.pack("<II", 1252, 0))
    whole += _tnef(1, 0x8008, 7, kind + b"\0")
    if body:
        whole += _tnef(1, 0x800C, 2, body + b"\0")
    for name, content in files:
        whole += _tnef(2, 0x9002, 6, struct.pack("<HIHHI", 1, 0xFFFFFFFF, 0, 0, 0))
        whole += _tnef(2, 0x8010, 1, name.encode("cp1252") + b"\0")
        whole += _tnef(2, 0x800F, 6, content)
    return whole


def _tnef(level, name, kind, data):
    head = struct.pack("<BHHI", level, name, kind, len(data))
    return head + data + struct.pack("<H", sum(data) & 0xFFFF)


def saved(*, subject, body, sender, files=(), inner=None):
    """A message as Outlook saves it, with files in it, and another message in it if wanted."""
    return compound(_message(subject, body, sender, files, inner, head=32))


def _message(subject, body, sender, files, inner, *, head):
    name, address = sender
    texts = {
        0x001A: "IPM.Note", 0x0037: subject, 0x1000: body, 0x0C1A: name, 0x0C1F: address,
    }  # fmt: skip
    count = len(files) + bool(inner)
    start = struct.pack("<8x4I", 0, count, 0, count).ljust(head, b"\0")
    found = _object(start, {0x340D: 0x00040000}, texts, {})
    for number, (file_name, content) in enumerate(files):
        found[f"__attach_version1.0_#{number:08X}"] = _object(
            bytes(8), {0x3705: 1}, {0x3707: file_name}, {0x3701: content}
        )
    if inner:
        attached = _object(bytes(8), {0x3705: 5}, {0x3001: inner["subject"]}, {})
        attached["__substg1.0_3701000D"] = _message(**inner, files=(), inner=None, head=24)
        found[f"__attach_version1.0_#{len(files):08X}"] = attached
    return found


def _object(start, numbers, texts, binaries):
    """One object of a message: a stream that lists its properties, and one for each long one."""
    streams, lines = {}, [
        struct.pack("<HHIII", NUMBER, name, 6, value, 0) for name, value in numbers.items()
    ]  # fmt: skip
    for name, value in texts.items():
        content = value.encode("utf-16-le")
        streams[f"__substg1.0_{name:04X}{TEXT:04X}"] = content
        lines.append(struct.pack("<HHIII", TEXT, name, 6, len(content) + 2, 0))
    for name, content in binaries.items():
        streams[f"__substg1.0_{name:04X}{BINARY:04X}"] = content
        lines.append(struct.pack("<HHIII", BINARY, name, 6, len(content), 0))
    return {PROPERTIES: start + b"".join(lines), **streams}


def compound(tree):
    """A compound file: storages are mappings, streams are bytes; it has one sector of FAT."""
    entries = [["Root Entry", ROOT, NONE, NONE, b""]]  # name, kind, next sibling, child, content
    _add(entries, 0, tree)
    small = _Sectors(MINI)
    starts = {n: small.put(e[4]) for n, e in enumerate(entries) if e[1] == STREAM and _is_small(e)}
    large = _Sectors(SECTOR)
    starts |= {
        n: large.put(e[4]) for n, e in enumerate(entries) if e[1] == STREAM and not _is_small(e)
    }
    entries[0][4], starts[0] = small.content, large.put(small.content)
    small_fat = large.put(struct.pack(f"<{len(small.chain)}I", *small.chain), fill=b"\xff")
    directory = large.put(b"".join(_entry(e, starts.get(n, 0)) for n, e in enumerate(entries)))
    chain = [*large.chain, FAT]
    assert len(chain) <= SECTOR // 4
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    return _header(directory, small_fat, len(chain) - 1) + large.content + fat


def _is_small(entry):
    return len(entry[4]) < SMALL


class _Sectors:
    def __init__(self, size):
        self.size, self.content, self.chain = size, b"", []

    def put(self, content, fill=b"\0"):
        """Put the content into sectors of its own; the number of the first."""
        if not content:
            return END
        first, count = len(self.chain), -(-len(content) // self.size)
        self.content += content.ljust(count * self.size, fill)
        self.chain += [*range(first + 1, first + count), END]
        return first


def _add(entries, parent, tree: Mapping):
    place = None
    for name in sorted(tree, key=lambda each: (len(each), each.upper())):
        what = tree[name]
        entry = [name, STREAM if isinstance(what, bytes) else STORAGE, NONE, NONE, b""]
        entries.append(entry)
        mine = len(entries) - 1
        if place is None:
            entries[parent][3] = mine
        else:
            entries[place][2] = mine
        place = mine
        if isinstance(what, bytes):
            entry[4] = what
        else:
            _add(entries, mine, what)


def _entry(entry, start):
    name, kind, following, child, content = entry
    label = name.encode("utf-16-le")
    return (
        label.ljust(64, b"\0") + struct.pack("<HBB", len(label) + 2, kind, 1)
        + struct.pack("<III", NONE, following, child) + bytes(36)
        + struct.pack("<IQ", start, len(content))
    )  # fmt: skip


def _header(directory, small_fat, fat):
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIII", 0, 1, directory, 0, SMALL)
    head += struct.pack("<IIII", small_fat, 1, END, 0)
    return head + struct.pack("<109I", fat, *[FREE] * 108)
