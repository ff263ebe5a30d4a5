"""Refuses connections of the tests to other machines."""

import ipaddress
import socket
from typing import Any

_connect = socket.socket.connect


class NetworkForbiddenError(RuntimeError):
    """A test tried to reach another machine."""


def _is_local(address: Any) -> bool:
    """Whether an address of ``socket.connect`` is this machine: a path, a loopback number or its name."""
    if not isinstance(address, tuple):
        return True
    host = address[0]
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _guarded(self: socket.socket, address: Any) -> None:
    if not _is_local(address):
        raise NetworkForbiddenError(f"A test tried to connect to {address!r}")
    _connect(self, address)


def forbid() -> None:
    """Refuse connections to other machines for the rest of the process."""
    socket.socket.connect = _guarded  # type: ignore[method-assign,assignment]
