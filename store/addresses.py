"""Web addresses: when two of them are the same page."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

# What readers' tools add to an address; it never changes the page.
_TRACKING = re.compile(r"^(utm_\w*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|cmpid|ref_src)$")


def normalised(url: str) -> str:
    """The address without scheme, "www.", tracking, fragment and the last slash.

    Two addresses of one page give the same. What is no web address comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if not parts.hostname:
        return url.strip()
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(name)
    )
    at = f":{port}" if port not in (None, 80, 443) else ""
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{site(url)}{at}{parts.path.rstrip('/')}{query}"


def site(url: str) -> str | None:
    """The host of an address without "www."; None when it has none."""
    try:
        host = urlsplit(url.strip()).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host, or one a subdomain of the other."""
    hosts = site(one), site(other)
    if not all(hosts):
        return False
    short, long = sorted(map(str, hosts), key=len)
    return long == short or ("." in short and long.endswith(f".{short}"))
