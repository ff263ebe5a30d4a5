"""Spam protection of public forms, without third parties or scripts.

A trap that people don't see, a signed moment before which nobody can have read the form, and a limit
to what comes from one address. The address itself is never stored: the cache holds a keyed hash of
it for an hour. Whoever is refused reads why, and keeps what they typed.
"""

import secrets
import time
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

#: Names of inputs that are no answers; no machine name begins with an underscore.
TRAP = "_more"
START_FIELD = "_started"

SALT = "core.visitor_forms"
LEAST_SECONDS = 3
MOST_SECONDS = 3 * 24 * 3600
HOUR = 3600
#: Requests that mail a copy to one and the same address.
MAILS_AN_HOUR = 5


@dataclass(frozen=True)
class Refusal:
    """Why answers were not taken, in the visitor's language, and the HTTP status that says so."""

    message: Any
    status: int = 422


def start(key: Any) -> str:
    """A signed note of when the form with this translation key was shown, unlike any other."""
    return signing.dumps([str(key), round(time.time(), 3), secrets.token_hex(8)], salt=SALT, compress=False)


def seconds_since(note: str, key: Any) -> float | None:
    """Age of a form in seconds; None for a token that is invalid, of another form, or too old."""
    try:
        form, moment, _unlike = signing.loads(note, salt=SALT, max_age=MOST_SECONDS)
    except signing.BadSignature:
        return None
    return time.time() - moment if form == str(key) else None


def refusal(request: HttpRequest, key: Any) -> Refusal | None:
    """Reason to refuse a submission, whatever it says; None if there is none."""
    if request.POST.get(TRAP):
        return Refusal(_("A field that must stay empty was filled in. We have cleared it: please send the form again."))
    elapsed_seconds = seconds_since(request.POST.get(START_FIELD, ""), key)
    if elapsed_seconds is None:
        return Refusal(_("The form was open for too long. Your answers have been kept: please send it again."))
    if elapsed_seconds < LEAST_SECONDS:
        return Refusal(
            _("The form was filled in very quickly. Please check your answers and send it again in a few seconds.")
        )
    return None


def too_many(request: HttpRequest) -> Refusal | None:
    """Count what comes from this address; a refusal once it is more than ``FORM_SENDS_AN_HOUR``."""
    if _count_attempt(address_of(request)) <= settings.FORM_SENDS_AN_HOUR:
        return None
    return Refusal(_("Too many forms have been sent from your connection. Please try again in an hour."), status=429)


def too_many_for(email: str) -> Refusal | None:
    """Count what is sent with a mail address; a refusal once it is more than ``MAILS_AN_HOUR``.

    A form that mails a copy to an address that anybody can type must not be a way to flood it.
    """
    if _count_attempt(f"mailto:{email.strip().lower()}") <= MAILS_AN_HOUR:
        return None
    return Refusal(_("Too many requests have been sent from this email address. Please try again in an hour."), 429)


def _count_attempt(subject: str) -> int:
    """Number of attempts by somebody within an hour, this one included; 0 for nobody."""
    if not subject:
        return 0
    key = f"{SALT}:{salted_hmac(SALT, subject, algorithm='sha256').hexdigest()}"
    if cache.add(key, 1, timeout=HOUR):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out in between
        return 0


def address_of(request: HttpRequest) -> str:
    """The visitor's address on the network; behind a proxy, the one that the proxy saw itself."""
    if settings.BEHIND_PROXY:
        client_address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if client_address:
            return _network(client_address)
    return _network(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    """Network of an address: an IPv6 host chooses among the addresses of its network."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((ip, 64), strict=False)) if ip.version == 6 else address
