"""Reaching a machine whose name somebody typed in: never one inside our own network by mistake."""

import ipaddress
import socket
import ssl

from django.conf import settings

from tocsin.schools.mailbox.faults import MailboxFault

TIMEOUT_SECONDS = 15


def address_of(host: str, port: int) -> str:
    """The address to connect to, looked up once, so that no second answer can lead elsewhere.

    Raises MailboxFault unless the name leads to the public network, or the operator allows it in
    TOCSIN_PRIVATE_HOSTS.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise MailboxFault("no-such-host") from None
    addresses = [str(each[4][0]) for each in found]
    if host.lower() not in settings.PRIVATE_HOSTS and not all(map(_is_public, addresses)):
        raise MailboxFault("private")
    return addresses[0]


def connected(host: str, port: int, seconds: float = TIMEOUT_SECONDS) -> socket.socket:
    """An open connection. Raises MailboxFault."""
    try:
        return socket.create_connection((address_of(host, port), port), seconds)
    except TimeoutError:
        raise MailboxFault("timeout") from None
    except ConnectionRefusedError:
        raise MailboxFault("refused") from None
    except OSError:
        raise MailboxFault("unreachable") from None


def secured(sock: socket.socket, host: str) -> ssl.SSLSocket:
    """The connection, encrypted, once the machine has proved its name. Raises MailboxFault."""
    try:
        return ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except (OSError, ValueError):
        sock.close()
        raise MailboxFault("tls") from None


def _is_public(address: str) -> bool:
    one = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(one, "ipv4_mapped", None) or one
    return inner.is_global and not inner.is_multicast
