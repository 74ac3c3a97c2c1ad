"""Which network addresses could be anybody's site, and which lead inside somebody's house."""

from ipaddress import IPv4Address, IPv6Address, ip_network

Address = IPv4Address | IPv6Address

_NAT64 = ip_network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Could this address belong to anybody's site? Not if it, or one packed in it, is special."""
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address.is_site_local:
            return False
        packed = [address.sixtofour, *(address.teredo or ())]
        if any(inner is not None and not is_public(inner) for inner in packed):
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )
