"""A crawler of the admin that follows links, submits forms and searches lists as one person."""

import traceback
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib.messages import get_messages
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile

from tests.support.admin import screens
from tests.support.admin.html import Form, Screen
from tests.support.admin.words import ForeignTexts

#: What people type in search boxes: plain, accented, operators and quotes, very long and from everywhere.
SEARCHES = ("mujeres", "género África", "\"' OR 1=1; -- (a & b | !c):* \\ %_", "Ω≈ç√ ۲۰۳۰ 🏳️‍🌈 \u202e" + "palabra" * 60)
#: Samples of a screen that is reached with other keys.
SAMPLES = 2
#: A redirect after a redirect is followed so often.
FOLLOWED = 3
#: Answers that nobody expects who was offered the way; 422 is a form's, with what is wrong in it.
REFUSED = frozenset({400, 403, 404, 405})
#: Forms that aren't sent, and why.
NEVER_SENT = {"wagtailadmin_logout": "it ends the session that the crawl needs for the next screen"}


@dataclass(frozen=True)
class Step:
    """A URL to visit, and the link, script or form that led to it."""

    address: str
    how: str
    on: str
    text: str = ""
    data: tuple[tuple[str, tuple[str, ...]], ...] | None = None

    def __str__(self) -> str:
        words = f" “{self.text}”" if self.text else ""
        return f"{self.how}{words} on {self.on} → {self.address}"


@dataclass
class Crawl:
    """The results of a crawl."""

    opened: dict[screens.Key, str] = field(default_factory=dict)
    #: Of them those that are whole pages.
    pages: dict[screens.Key, str] = field(default_factory=dict)
    requests: Counter[str] = field(default_factory=Counter)
    visited: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class Crawler:
    """Crawls as one person in one language; each request is rolled back."""

    def __init__(self, user: Any, language: str, foreign: ForeignTexts, *, tries: bool = True) -> None:
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
        self.client = Client()
        self.client.force_login(user)
        self.cookies = self.client.cookies.output()
        self.language, self.foreign, self.tries = language, foreign, tries
        self.waiting: deque[Step] = deque()
        self.known: Counter[Any] = Counter()
        self.seen = Crawl()
        self.told: set[str] = set()
        with override(language):
            self.denied = gettext("Sorry, you do not have permission to access this area.").strip()

    def run(self, start: str = "/admin/") -> Crawl:
        """Crawl until there is nothing new."""
        self.add(Step(start, "start", ""))
        while self.waiting:
            self.take(self.waiting.popleft())
        return self.seen

    def add(self, step: Step) -> None:
        """Queue a step unless enough of its kind were queued."""
        fields = None if step.data is None else tuple(name for name, _values in step.data)
        key: Any = (fields, screens.key(step.address))
        if step.how in {"search", "filter"}:
            key = (step.how, screens.name(step.address), step.text)
        plain = not urlsplit(step.address).query and step.data is None
        if self.known[key] < (SAMPLES if plain else 1) and not self.known[step.address, step.data]:
            self.known[key] += 1
            self.known[step.address, step.data] += 1
            self.waiting.append(step)

    def take(self, step: Step) -> None:
        """Visit a step, check the response, and queue what it offers."""
        self.seen.requests[step.how] += 1
        self.seen.visited.setdefault(screens.name(step.address), step.address)
        response = self.ask(step)
        if response is None:
            return
        self.judge(step, response)
        if response.status_code == 200:
            screen = Screen(step.address, response)
            if screen.html:
                self.read(step, screen)

    def ask(self, step: Step) -> Any:
        """The response; None where the view raised an error."""
        self.client.cookies = SimpleCookie(self.cookies.replace("Set-Cookie: ", ""))
        headers = {"X-Requested-With": "XMLHttpRequest"} if step.how in {"script", "dialog"} else None
        response: Any
        try:
            with transaction.atomic():
                if step.data is None:
                    response = self.client.get(step.address, headers=headers)
                else:
                    response = self.client.post(step.address, dict(step.data), headers=headers)
                if response.streaming:
                    content = b"".join(response.streaming_content)
                    response = HttpResponse(content, headers=response.headers)
                transaction.set_rollback(True)
        except Exception as error:  # noqa: BLE001 - whatever a view raises is what is looked for
            frames = [
                f"{each.filename.rpartition('/')[2]}:{each.lineno}"
                for each in traceback.extract_tb(error.__traceback__)
            ]
            self.fault(step, f"{type(error).__name__}: {str(error)[:200]} ({' '.join(frames[-4:])})")
            return None
        finally:
            if step.data is not None:
                cache.clear()
        return response

    def judge(self, step: Step, response: Any) -> None:
        """Record a refusal that the screen did not announce as a fault."""
        status = response.status_code
        incomplete = status == 400 and step.data is not None
        if status >= 500 or (status in REFUSED and step.how != "script" and not incomplete):
            self.fault(step, f"answers {status}")
        if status in {301, 302} and step.data is None:
            refused = any(self.denied in str(each) for each in get_messages(response.wsgi_request))
            if refused:
                self.fault(step, "is refused")
            target = Screen(step.address, response).inside(response["Location"])
            if target:
                self.add(Step(target, "redirect", step.address, step.text))

    def read(self, step: Step, screen: Screen) -> None:
        """Record the screen's view and texts, and queue what it offers."""
        key = screens.key(step.address)
        self.seen.opened.setdefault(key, step.address)
        if screen.is_page:
            self.seen.pages.setdefault(key, step.address)
        for words in self.foreign.found(screen.texts(self.language)):
            self.fault(step, f"says in {words}", once=words)
        self.follow(step, screen)
        if self.tries:
            self.fill_in(step, screen)

    def follow(self, step: Step, screen: Screen) -> None:
        """Queue a screen's links; of a filtered list only those that leave it."""
        narrow = not self.tries or urlsplit(step.address).query
        for link in screen.links():
            if not (narrow and "?" in link.address):
                how = "dialog" if screen.is_dialog else "link"
                for address in add_row_keys(link.address, screen):
                    self.add(Step(address, how, step.address, link.text))
        for address in screen.addresses() if self.tries else ():
            if not (narrow and "?" in address):
                self.add(Step(address, "script", step.address))

    def fill_in(self, step: Step, screen: Screen) -> None:
        """Queue the submission, search and filters of the screen's forms."""
        for form in screen.forms():
            if form.method == "post":
                self.send(step, form)
            elif step.how not in {"search", "filter"}:
                for trial in filter_queries(form, step.address):
                    self.add(trial)

    def send(self, step: Step, form: Form) -> None:
        """Submit a form without data, and with every field emptied that can be."""
        if screens.name(form.action) in NEVER_SENT:
            return
        self.add(Step(form.action, "empty", step.address, data=()))
        if not form.is_filled_in:
            return
        emptied = tuple((name, tuple(values)) for name, values in form.emptied().items())
        self.add(Step(form.action, "emptied", step.address, data=emptied))

    def fault(self, step: Step, what: str, once: str = "") -> None:
        """Record a fault once."""
        if (line := once or f"{step}: {what}") not in self.told:
            self.told.add(line)
            self.seen.faults.append(f"{step}: {what}")


def add_row_keys(address: str, screen: Screen) -> list[str]:
    """The URL; of a bulk action with the first row's key added, as the script would."""
    if screens.name(address) != "wagtail_bulk_action":
        return [address]
    return [f"{address}{'&' if '?' in address else '?'}id={row}" for row in screen.rows()[:1]]


def filter_queries(form: Form, on: str) -> Iterator[Step]:
    """Queries that search and filter a list by its form."""
    path, _mark, query = form.action.partition("?")
    kept = dict(parse_qsl(query))
    for name in form.names("text", "search"):
        if name == "q":
            for text in SEARCHES:
                yield Step(f"{path}?{urlencode(kept | {name: text})}", "search", on, text)
    for name, kind, values in form.fields:
        for value in filter_values(kind, values):
            yield Step(f"{path}?{urlencode(kept | {name: value})}", "filter", on, name)


def filter_values(kind: str, values: tuple[str, ...]) -> list[str]:
    """Values for a filter: the first and the last option, a date, or text."""
    if kind in {"select", "select-multiple"}:
        return [*dict.fromkeys((*values[:1], *values[-1:]))]
    return list(values) if kind in {"checkbox", "radio"} else []
