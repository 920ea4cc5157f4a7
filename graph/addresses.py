"""Which addresses reach this machine only."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Return whether an address reaches this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
