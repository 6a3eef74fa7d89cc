"""A real IMAP server for the tests: Dovecot with its own settings, on a free loopback port."""

import grp
import imaplib
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

DOVECOT = shutil.which("dovecot") or "/usr/sbin/dovecot"
PATIENCE = 90  # seconds
SETTINGS = """
base_dir = {run}
state_dir = {run}
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
default_login_user = {nobody}
default_internal_user = {nobody}
default_internal_group = {group}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{folder}/mail/%u
mailbox_list_index = no
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
"""
TOKENS = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={folder}/keys/
username_attribute = sub
"""


@dataclass
class Server:
    folder: Path
    port: int
    password: str

    @contextmanager
    def mailbox(self, user):
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            client.login(user, self.password)
            yield client
        finally:
            client.logout()

    def deliver(self, user, *raws, folder="INBOX"):
        """Put mails into the mailbox, as a mail server does."""
        with self.mailbox(user) as client:
            for raw in raws:
                status, said = client.append(folder, "", None, raw)
                assert status == "OK", said

    def count(self, user, folder="INBOX", what="MESSAGES"):
        with self.mailbox(user) as client:
            _, said = client.status(folder, f"({what})")
            return int(said[0].rpartition(b" ")[2].rstrip(b")")) if said[0] else 0


def _somebody():
    """Who the server's own small processes run as: nobody, when root started it."""
    me = pwd.getpwuid(os.geteuid())
    return pwd.getpwnam("nobody") if me.pw_uid == 0 else me


@contextmanager
def running():
    """Start the server; it is stopped by its own process id."""
    folder = Path(tempfile.mkdtemp(prefix="tocsin-imap-"))
    folder.chmod(0o755)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        server = Server(folder, _free_port(), secrets.token_hex(8))
        _write_settings(server)
        process = subprocess.Popen(  # noqa: S603 - our own settings
            [DOVECOT, "-F", "-c", str(folder / "dovecot.conf")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        stack.callback(_stop, process)
        _wait_for(server, process)
        yield server


def _write_settings(server):
    folder, nobody = server.folder, _somebody()
    for name in ("run", "mail", "keys"):
        (folder / name).mkdir(mode=0o755)
    os.chown(folder / "mail", nobody.pw_uid, nobody.pw_gid)
    group = grp.getgrgid(nobody.pw_gid).gr_name
    (folder / "dovecot.conf").write_text(
        SETTINGS.format(
            folder=folder, run=folder / "run", port=server.port, password=server.password,
            nobody=nobody.pw_name, group=group, uid=nobody.pw_uid, gid=nobody.pw_gid,
        )
    )  # fmt: skip
    (folder / "oauth2.conf").write_text(TOKENS.format(folder=folder))


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(server, process):
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with server.mailbox("first"):
                return
        except (OSError, imaplib.IMAP4.error):
            log = server.folder / "log"
            said = log.read_text() if log.exists() else ""
            assert process.poll() is None, said
            assert time.monotonic() < deadline, said
            threading.Event().wait(0.05)


def _stop(process):
    process.terminate()
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
