"""Which addresses a message may go to: never into the school's own network or this machine."""

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from tocsin.core.errors import Reason, Refused

# Addresses that end in an IPv4 address, which decides: translated, mapped, and an old form.
CARRYING = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "::ffff:0:0/96", "::/96")))
# Inside all the same, whatever the registry says: the old form of private IPv6, and Azure's own.
NOT_OUTSIDE = tuple(map(ipaddress.ip_network, ("fec0::/10", "168.63.129.16/32")))
LAST_32_BITS = 2**32 - 1
LONGEST = 2000

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NoSuchHost(OSError):
    """The name leads nowhere."""


class PrivateHost(OSError):
    """The name leads to where no message may go."""


def checked_url(url: str) -> SplitResult:
    """The parts of an address that a webhook may have. Raises Refused, with what to enter."""
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise _refused("Enter the address as the other system shows it, without spaces.")
    try:
        parts, port = urlsplit(url), urlsplit(url).port
    except ValueError:
        raise _refused("Enter the address as the other system shows it.") from None
    host = parts.hostname or ""
    if not host or parts.scheme not in {"https", "http"} or port == 0:
        raise _refused("Enter an address that starts with https://")
    if parts.username is not None or parts.password is not None:
        raise _refused("Enter the address without a user name or password in it.")
    if parts.scheme == "http" and not is_let(host):
        raise _refused("Enter an address that starts with https://, so that nobody can read along.")
    if _literal(host) is not None and not is_let(host) and not is_public(host):
        raise _refused("Enter an address on the internet. This one is inside a private network.")
    return parts


def is_let(host: str) -> bool:
    """Whether whoever runs Tocsin allows this host, wherever it is."""
    return host.lower() in settings.WEBHOOK_HOSTS


def places_of(host: str, port: int) -> list[tuple[str, int]]:
    """The addresses behind a name, each checked, to connect to as they are.

    Whoever connects to these, and does not look the name up again, cannot be led elsewhere in
    between. Raises NoSuchHost when there is none, PrivateHost when one is not on the internet.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NoSuchHost from None
    places = list(dict.fromkeys((str(each[4][0]), port) for each in found))
    if not is_let(host) and not all(is_public(address) for address, _ in places):
        raise PrivateHost
    return places


def is_public(text: str) -> bool:
    """Whether this address is on the internet: not this machine, a private network or a cloud's
    own metadata service, in whatever form it is written.
    """
    address = _literal(text)
    if address is None:
        return False
    inside = _inside(address)
    if inside is not None:
        return is_public(str(inside))
    is_outside = address.is_global and not address.is_multicast and not address.is_reserved
    return is_outside and not any(address in each for each in NOT_OUTSIDE)


def _literal(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None


def _inside(address: Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if any(address in each for each in CARRYING):
        return ipaddress.IPv4Address(int(address) & LAST_32_BITS)
    return address.sixtofour or (address.teredo[1] if address.teredo else None)


def _refused(words: str) -> Refused:
    return Refused(Reason("address", words))
