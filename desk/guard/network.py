"""The network a reply came from, so blurred and keyed that no address can be had back."""

import hmac
from ipaddress import IPv4Address, IPv6Address, ip_address

_BITS = {4: 24, 6: 56}


def network_key(address: str, secret_key: str) -> str:
    """The same for all addresses of one small network (/24, /56); "" where none can be told.

    A private or loopback address is that of a proxy in front, or of the owner's own machine: it
    says nothing of the reader (see ``DESK_TRUSTED_PROXIES``).
    """
    found = _parsed(address)
    if found is None or not found.is_global:
        return ""
    network = found.packed[: _BITS[found.version] // 8]
    key = hmac.digest(secret_key.encode(), b"network", "sha256")
    return hmac.digest(key, network, "sha256").hex()[:32]


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
