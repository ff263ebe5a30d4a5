"""Base of all providers: limits, requests, errors."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import requests
from django.utils.translation import gettext as _
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

#: Seconds to connect and to wait for an answer.
TIMEOUT = (5, 40)
#: How often a request is tried in all, with growing pauses, when the service is away or has too much to do.
TRIES = 4
BUSY = (429, 500, 502, 503, 504)


class MachineTranslationError(Exception):
    """The service has not translated; the message tells a person why, and never holds the key."""


@dataclass(frozen=True)
class Address:
    """URL of a service and its key, which stays out of every message and log."""

    host: str
    path: str = ""
    key: str = field(default="", repr=False)
    #: Without TLS, as to a service on the same machine.
    plain: bool = False

    def url(self, path: str) -> str:
        """The address of a method of the service."""
        return f"{'http' if self.plain else 'https'}://{self.host}{self.path}{path}"


class Provider(ABC):
    """A service that translates segments and leaves their tags in place."""

    name: ClassVar[str]
    #: Texts and characters in one request at most.
    texts_at_once: ClassVar[int] = 40
    characters_at_once: ClassVar[int] = 10_000
    takes_glossary: ClassVar[bool] = False

    def __init__(self, address: Address) -> None:
        self.address = address

    @abstractmethod
    def translate(
        self, texts: Sequence[str], source: str, target: str, glossary: Mapping[str, str] | None = None
    ) -> list[str]:
        """Translate segments, in their order.

        Args:
            texts: HTML with inline tags.
            source: language tag (BCP 47).
            target: the same, of the language wanted.
            glossary: agreed translations by term; regarded where ``takes_glossary``.

        Raises:
            MachineTranslationError: the service is away, refuses, or has answered nonsense.
        """

    def request_json(self, path: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Any:
        """Send a request and read the answer, again where the service is busy.

        Raises:
            MachineTranslationError: there is none, it says no, or it is no JSON.
        """
        retry = Retry(total=TRIES - 1, backoff_factor=1, status_forcelist=BUSY, allowed_methods=None)
        with requests.Session() as session:
            for scheme in ("https://", "http://"):
                session.mount(scheme, HTTPAdapter(max_retries=retry))
            try:
                answer = session.post(
                    self.address.url(path),
                    json=body,
                    headers=dict(headers or {}),
                    timeout=TIMEOUT,
                    allow_redirects=False,
                )
            except requests.RequestException:
                # nothing of the request goes along: it may hold the key
                raise MachineTranslationError(_("%(name)s cannot be reached.") % {"name": self.name}) from None
        if answer.status_code in {401, 403}:
            raise MachineTranslationError(_("%(name)s does not accept the key.") % {"name": self.name})
        if answer.status_code in {402, 456}:
            raise MachineTranslationError(_("The quota at %(name)s has been used up.") % {"name": self.name})
        if not 200 <= answer.status_code < 300:
            raise MachineTranslationError(
                _("%(name)s returned an error (%(status)d).") % {"name": self.name, "status": answer.status_code}
            )
        try:
            return answer.json()
        except ValueError:
            raise self.nonsense() from None

    def nonsense(self) -> MachineTranslationError:
        """The error for a response that cannot be parsed."""
        return MachineTranslationError(_("%(name)s returned a response that cannot be read.") % {"name": self.name})

    def parse_texts(self, texts: Any, count: int) -> list[str]:
        """The texts of an answer.

        Raises:
            MachineTranslationError: they are not as many texts as were asked for.
        """
        if not isinstance(texts, list) or len(texts) != count or not all(isinstance(one, str) for one in texts):
            raise self.nonsense()
        return texts


def base(tag: str) -> str:
    """The language of a tag without its region."""
    return tag.partition("-")[0]
