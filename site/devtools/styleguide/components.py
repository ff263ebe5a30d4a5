"""Style guide: every component template with sample data.

A component without a sample is on the page too, and a test asks for its sample.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.models import Locale, Page

from core.base.page_states import PageState
from core.base.templatetags.platform import goal_wheel
from core.listings.related import ListingResults
from core.seo.metadata import Metadata
from core.vocabularies import goals, languages
from devtools.styleguide.blocks import OWN, RIGHT_TO_LEFT, BlockState, Exhibit
from devtools.styleguide.filling import long_words, to_the_limit
from devtools.styleguide.lists import samples_of_lists

#: What belongs into a document's head, so that its source is shown.
INVISIBLE = frozenset({"metadata"})

#: A component's samples: label and context.
Samples = dict[str, dict[str, Any]]


def names() -> list[str]:
    """All component templates, by name."""
    folder = Path(settings.BASE_DIR, "site", "templates", "components")
    return sorted(file.stem for file in folder.glob("*.html"))


def exhibits(request: HttpRequest) -> Iterator[Exhibit]:
    """All components, each with its samples, and the first one from right to left."""
    samples_by_name = samples()
    for name in names():
        component_samples = samples_by_name.get(name, {"As it comes": {}})
        states = [_state(name, label, context, request) for label, context in component_samples.items()]
        first = next(iter(component_samples.values()))
        states.append(_state(name, "From right to left", first, request, RIGHT_TO_LEFT))
        yield Exhibit(name, f"components/{name}.html", states)


def _state(name: str, label: str, context: dict[str, Any], request: HttpRequest, tag: str = OWN) -> BlockState:
    with translation.override(tag):
        return BlockState(label, render_to_string(f"components/{name}.html", context, request), tag)


def page(title: str = "Care and work", tag: str = OWN, **more: Any) -> Page:
    """A page that lies nowhere, in a language; ``more`` is what its type would know."""
    instance = Page(title=title, locale=Locale(language_code=tag))
    instance.__dict__.update({"get_url": lambda *_args, **_kwargs: "#", "summary_text": "", **more})
    return instance


def _choice(tag: str, url: str, *, current: bool = False) -> SimpleNamespace:
    return SimpleNamespace(
        tag=tag,
        url=url,
        home_url="#",
        current=current,
        name=languages.native_name(tag),
        direction=languages.direction(tag),
    )


def samples() -> dict[str, Samples]:
    """The samples, by component."""
    return {
        **_page_samples(),
        **_of_headers(),
        **_of_people_and_goals(),
        **_of_times(),
        **_of_the_frame(),
        **_of_forms(),
        **_of_files(),
    }


#: A state that is told wherever a page is named.
_CLOSED = PageState("closed", "Closed", telling=True)


def _past_event() -> Page:
    return page("Decent work", state=_CLOSED, summary_text="Its work has ended.")


def _page_samples() -> dict[str, Samples]:
    plain = page(summary_text="What the group does, in a sentence.", acronym="CW")
    ended = _past_event()
    foreign = page("Género y cuidados", "es", summary_text="Lo que hace el grupo, en una frase.")
    crowded = page(long_words(None), summary_text=to_the_limit(400), state=_CLOSED)
    elsewhere = [foreign, page("Outra página", "pt-br"), page("صفحة أخرى", RIGHT_TO_LEFT)]
    return {
        "card": {
            "As it comes": {"item": plain},
            "Closed": {"item": ended},
            "In another language": {"item": foreign},
            "At its limits": {"item": crowded},
            "Title only": {"item": page()},
        },
        **samples_of_lists([plain, ended], [foreign]),
        "other_languages": {"As it comes": {"other_languages": elsewhere, "level": 4}},
        "listing": {
            "As it comes": {"listing": ListingResults("sample", "Working groups", [plain, ended], [foreign])},
            "In other languages only": {"listing": ListingResults("foreign", "Working groups", [], elsewhere)},
        },
        "state": {"As it comes": {"item": ended}},
        "in_language": {"As it comes": {"tag": "es"}},
    }


def _of_headers() -> dict[str, Samples]:
    ended = _past_event()
    crumbs = [SimpleNamespace(url="#", title="Home", page=page()), SimpleNamespace(url="#", title="Work", page=ended)]
    return {
        "page_header": {
            "As it comes": {"title": "Care and work", "kicker": "Working group", "summary": "What it does."},
            "With acronym and state": {"title": "Decent work", "acronym": "DW", "status": ended},
            "At its limits": {"title": to_the_limit(255), "summary": to_the_limit(400)},
            "Long words": {"title": long_words(None), "kicker": long_words(None)},
        },
        "breadcrumbs": {"As it comes": {"page": page(breadcrumbs=lambda _request: crumbs)}},
        "pagination": {
            "In the middle": {"results_page": Paginator(range(60), 10).page(3)},
            "First": {"results_page": Paginator(range(60), 10).page(1)},
        },
        "metadata": {"As it comes": {"metadata": Metadata("Care and work", noindex=True)}},
    }


def _of_times() -> dict[str, Samples]:
    starts = SimpleNamespace(iso="2026-05-04T09:00-05:00", date="4 May 2026", time="9 a.m.")
    ends = SimpleNamespace(iso="2026-05-04T17:00-05:00", date="", time="5 p.m.")
    return {
        "point": {"As it comes": {"point": starts}, "Time only": {"point": ends}},
        "when": {
            "As it comes": {"when": SimpleNamespace(starts=starts, ends=ends, clock="time in Lima")},
            "Start only": {"when": SimpleNamespace(starts=starts, ends=None, clock="")},
        },
        "period": {
            "Both ends": {"since": date(2024, 2, 1), "until": date(2026, 1, 31)},
            "Open": {"since": date(2024, 2, 1)},
            "Without a start": {"until": date(2026, 1, 31)},
        },
    }


def _of_people_and_goals() -> dict[str, Samples]:
    locale = Locale(language_code=OWN)
    entity = SimpleNamespace(
        name="Regional Office for Samples", acronym="ROS", website="https://example.org/", logo=None, locale=locale
    )
    foreign = SimpleNamespace(
        name="Oficina de Ejemplos", acronym="", website="", logo=None, locale=Locale(language_code="es")
    )
    person = SimpleNamespace(name="Name Surname", post="Coordinator", email="sample@example.org", locale=locale)
    mailbox = SimpleNamespace(label="Secretariat", email="sample@example.org", languages=["es", "en"], locale=locale)
    goal = goals.goal(5)
    return {
        "entity": {"As it comes": {"entity": entity}, "In another language": {"entity": foreign}},
        "person": {"As it comes": {"person": person}},
        "contact_point": {"As it comes": {"contact": mailbox}},
        "goal_tile": {
            "As it comes": {"goal": goal, "title": goal.name},
            "Main, with its page": {"goal": goal, "title": goal.name, "url": "#", "primary": True},
        },
        "goal_wheel": {"As it comes": goal_wheel(Context())},
        "goals": {"All": {"goals": [goal.number for goal in goals.GOALS], "primary": 5}},
    }


def _of_the_frame() -> dict[str, Samples]:
    original = _choice("es", "#")
    current_choice = _choice(OWN, "#", current=True)
    switcher = SimpleNamespace(
        choices=[original, current_choice, _choice(RIGHT_TO_LEFT, "")],
        original=original,
        home_url="#",
        in_another_language=True,
        content_language="es",
    )
    links = [
        {"url": "#", "label": "Working groups", "current": "page", "lang": OWN},
        {"url": "#", "label": "Servicios", "current": "", "lang": "es"},
    ]
    notices = [
        {"level": level, "text": "<p>What visitors have to know.</p>", "lang": OWN}
        for level in ("info", "warning", "urgent")
    ]
    frame = {"languages": switcher, "navigation": links, "site_name": "Plataforma"}
    return {
        "header": {"As it comes": frame},
        "language_switcher": {"As it comes": frame},
        "navigation": {"As it comes": frame},
        "footer": {"As it comes": frame | {"footer": {"text": "<p>Who we are.</p>", "links": links, "lang": OWN}}},
        "notices": {"All levels": {"notices": notices}},
        "alias_notice": {"As it comes": frame},
        "search_form": {"As it comes": frame | {"query": "gender"}, "Compact": frame | {"compact": True}},
    }


class _SampleForm(forms.Form):
    """A form with a field of each look."""

    name = forms.CharField(label="Your name", help_text="As it is to stand in the answer.")
    subject = forms.ChoiceField(
        label="Subject", choices=[("data", "Data"), ("law", "Law")], widget=forms.RadioSelect, required=False
    )
    agreed = forms.BooleanField(label="You may keep my answers")

    @property
    def invalid_fields(self) -> list[forms.BoundField]:
        """The fields that something is wrong with."""
        return [field for field in self if field.errors]


def _of_forms() -> dict[str, Samples]:
    fresh, failed = _SampleForm(auto_id="sample_%s"), _SampleForm({}, auto_id="failed_%s")
    return {
        "form_errors": {"As it comes": {"form": failed}},
        "form_field": {
            "As it comes": {"field": fresh["name"]},
            "Wrong": {"field": failed["name"]},
            "Choices": {"field": fresh["subject"]},
        },
        "form_field_notes": {"As it comes": {"field": failed["name"]}},
        "visitors_form": {
            "As it comes": {"form": _SampleForm(auto_id="sent_%s"), "label": "Send"},
            "Wrong": {"form": _SampleForm({}, auto_id="refused_%s"), "label": "Send"},
        },
    }


def _of_files() -> dict[str, Samples]:
    file: dict[str, Any] = {"url": "#", "title": "Care and work: a guide"}
    facts = file | {"format_label": "PDF", "file_size": 2_400_000, "pages": 84, "in_language": OWN}
    guide = SimpleNamespace(**facts)
    foreign = SimpleNamespace(**facts | {"title": "Cuidados y trabajo: una guía", "in_language": "es"})
    without_facts = SimpleNamespace(**file, format_label="", file_size=None, pages=None, in_language="")
    return {
        "file": {
            "As it comes": {"document": guide},
            "In another language": {"document": foreign},
            "With a label": {"document": foreign, "label": "The guide in Spanish"},
            "Not read yet": {"document": without_facts},
            "At its limits": {"document": guide, "label": to_the_limit(255)},
        },
        "file_facts": {"As it comes": {"document": guide, "tag": OWN}},
    }
