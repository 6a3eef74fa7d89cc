"""Opening a school's mailbox over IMAP: by password or by OAuth2."""

import imaplib
import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError

from tocsin.ledger.keys import key_for, seal, unseal
from tocsin.ledger.tenancy import reading
from tocsin.schools.mailbox.faults import MailboxFault
from tocsin.schools.mailbox.hosts import TIMEOUT_SECONDS, connected, secured
from tocsin.schools.mailbox.tokens import fetch_token
from tocsin.schools.models import Mailbox, MailboxState

EARLY = timedelta(minutes=2)  # a token is renewed so long before it runs out
_tokens: dict[tuple[Any, ...], tuple[str, datetime]] = {}


class _Connection(imaplib.IMAP4):
    """IMAP over a connection whose address was looked at first."""

    def __init__(self, host: str, port: int, security: str) -> None:
        self.security = security
        super().__init__(host, port, timeout=TIMEOUT_SECONDS)
        if security == Mailbox.Security.STARTTLS:
            self._encrypt()

    def _encrypt(self) -> None:
        try:
            self.starttls(ssl.create_default_context())
        except (imaplib.IMAP4.error, OSError):
            self.shutdown()
            raise MailboxFault("tls") from None

    def _create_socket(self, timeout: float | None) -> Any:
        sock = connected(self.host, self.port, timeout or TIMEOUT_SECONDS)
        if self.security == Mailbox.Security.TLS:
            return secured(sock, self.host)
        return sock


class Opened(BaseMailBox):
    """A mailbox that somebody has signed in to."""

    def __init__(self, host: str, port: int, security: str) -> None:
        self._where = (host, port, security)
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return _Connection(*self._where)

    def fetched_by_uid(self, uid: int, what: str) -> bytes | None:
        """What the server gives of one mail; None when it gives nothing."""
        status, answer = self.client.uid("FETCH", str(uid), what)
        parts = [part for part in answer or () if isinstance(part, tuple)]
        return bytes(parts[0][1]) if status == "OK" and parts else None

    def learn_abilities(self) -> None:
        """Ask again what the server can do: most say more to whoever has signed in."""
        _, said = self.client.capability()
        self.client.capabilities = tuple(said[-1].decode("ascii", "replace").upper().split())


@contextmanager
def opened(mailbox: Mailbox, *, at: datetime) -> Iterator[Opened]:
    """The mailbox with its folder selected. Raises MailboxFault, also for what happens inside."""
    if mailbox.security == Mailbox.Security.NONE and mailbox.host not in settings.PRIVATE_HOSTS:
        raise MailboxFault("tls")  # a password is never sent in the open through the internet
    with _faults_named():
        box = Opened(mailbox.host, mailbox.port, mailbox.security)
        try:
            _sign_in(box, mailbox, at)
            box.learn_abilities()
            box.folder.set(mailbox.folder)
            yield box
        finally:
            with suppress(OSError, imaplib.IMAP4.error, ImapToolsError):
                box.logout()


def sealed_secret(mailbox: Mailbox, secret: str) -> bytes:
    """The password, client secret or refresh token, as the row keeps it."""
    return seal(_key(mailbox), json.dumps(secret).encode(), mailbox.bound_to)


@contextmanager
def _faults_named() -> Iterator[None]:
    try:
        yield
    except ssl.SSLError:
        raise MailboxFault("tls") from None
    except TimeoutError:
        raise MailboxFault("timeout") from None
    except MailboxFolderSelectError:
        raise MailboxFault("no-folder") from None
    except MailboxLoginError:
        raise MailboxFault("sign-in") from None
    except (imaplib.IMAP4.abort, ImapToolsError):
        raise MailboxFault("lost") from None
    except imaplib.IMAP4.error:
        raise MailboxFault("not-imap") from None
    except OSError:
        raise MailboxFault("lost") from None


def _sign_in(box: Opened, mailbox: Mailbox, at: datetime) -> None:
    try:
        if mailbox.sign_in == Mailbox.SignIn.PASSWORD:
            secret = _secret(mailbox)
            login = box.login if (mailbox.user + secret).isascii() else box.login_utf8
            login(mailbox.user, secret, None)
        else:
            box.xoauth2(mailbox.user, access_token(mailbox, at=at), None)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        _tokens.pop(_name(mailbox), None)
        raise MailboxFault("sign-in") from None


def access_token(mailbox: Mailbox, *, at: datetime) -> str:
    """A token that still works for a while; asked for again shortly before it runs out."""
    known, until = _tokens.get(_name(mailbox), ("", at))
    if known and until > at:
        return known
    asked = {"client_id": mailbox.client_id, "scope": mailbox.scope}
    if mailbox.sign_in == Mailbox.SignIn.CLIENT:
        asked |= {"grant_type": "client_credentials", "client_secret": _secret(mailbox)}
    else:
        token, _, client_secret = _secret(mailbox).partition(" ")
        asked |= {"grant_type": "refresh_token", "client_secret": client_secret}
        asked["refresh_token"] = _renewed(mailbox) or token
    given = fetch_token(mailbox.token_url, asked)
    if given.refresh and mailbox.sign_in == Mailbox.SignIn.REFRESH:
        _keep_renewed(mailbox, given.refresh)
    _tokens[_name(mailbox)] = (given.access, at + timedelta(seconds=given.seconds) - EARLY)
    return given.access


def _name(mailbox: Mailbox) -> tuple[Any, ...]:
    return (mailbox.school_id, mailbox.user, bytes(mailbox.sealed_secret or b""))


def _key(mailbox: Mailbox) -> bytes:
    with transaction.atomic(), reading(mailbox.school_id):
        return key_for(mailbox.school_id, school_id=mailbox.school_id)


def _secret(mailbox: Mailbox) -> str:
    sealed = bytes(mailbox.sealed_secret or b"")
    return str(json.loads(unseal(_key(mailbox), sealed, mailbox.bound_to)))


def _renewed(mailbox: Mailbox) -> str:
    with reading(mailbox.school_id):
        state = MailboxState.objects.filter(school_id=mailbox.school_id).first()
    if state is None or not state.sealed_token:
        return ""
    return unseal(_key(mailbox), bytes(state.sealed_token), mailbox.bound_to).decode()


def _keep_renewed(mailbox: Mailbox, token: str) -> None:
    sealed = seal(_key(mailbox), token.encode(), mailbox.bound_to)
    with reading(mailbox.school_id):
        MailboxState.objects.filter(school_id=mailbox.school_id).update(sealed_token=sealed)
