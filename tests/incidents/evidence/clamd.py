"""A real virus scanner of our own: Debian's clamd with one signature, on a loopback port."""

import shutil
import socket
import subprocess
from contextlib import contextmanager

from tests.jobs.instances import free_port, until

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
# The harmless test file of the European Institute for Computer Antivirus Research, in two pieces,
# so that no scanner finds it in here. Our database of one line knows it.
BAD = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 1024 * 1024


def configuration(folder, port):
    (folder / "own.ndb").write_text(f"Own.EICAR-1:0:*:{BAD.hex()}\n")
    listen = f"TCPAddr 127.0.0.1\nTCPSocket {port}\n" if port else f"LocalSocket {folder}/clamd\n"
    path = folder / "clamd.conf"
    path.write_text(
        f"{listen}DatabaseDirectory {folder}\nForeground yes\nStreamMaxLength {LIMIT}\n"
        f"TemporaryDirectory {folder}\nMaxThreads 2\nLogFile {folder}/log\n"
    )
    return path


@contextmanager
def scanning(folder, *, port=None, by_file=False):
    """Where the scanner listens, as the setting has it, while the block runs."""
    port = 0 if by_file else (port or free_port())
    where = f"{folder}/clamd" if by_file else f"127.0.0.1:{port}"
    process = subprocess.Popen(  # noqa: S603 - Debian's own
        [CLAMD, "--config-file", str(configuration(folder, port))],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: _answers(where))
        yield where
    finally:
        process.terminate()
        process.wait()


def _answers(where):
    kind = socket.AF_UNIX if where.startswith("/") else socket.AF_INET
    with socket.socket(kind) as asked:
        asked.settimeout(5)
        try:
            host, _, port = where.rpartition(":")
            asked.connect(where if kind == socket.AF_UNIX else (host, int(port)))
            asked.sendall(b"zPING\0")
            return asked.recv(16) == b"PONG\0"
        except OSError:
            return False
