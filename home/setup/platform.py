"""Set-up: all steps in their order."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Locale, Page

from core.base.page_types import page_types
from home.models import HomePage
from home.setup import kinds, locales, navigation, pages, roles, statements, workflow
from home.setup.labels import speaks
from translation.glossary.initial_terms import seed as seed_glossary

#: Is told what is being done, a line a step.
Report = Callable[[str], None]


def _silent(_line: str) -> None:
    pass


@dataclass
class Platform:
    """A platform after its set-up. ``warnings`` says what could not be set up, and why.

    ``lists`` has the page that lists each type, by the type's name: ``groups``, ``news`` …
    """

    source: Locale
    targets: list[Locale]
    home: HomePage
    lists: dict[str, Page]
    warnings: list[str] = field(default_factory=list)


@transaction.atomic
def set_up(
    languages: Sequence[str], report: Report = _silent, *, beginning: Mapping[str, Collection[str]] | None = None
) -> Platform:
    """Create what is missing of a platform; what is there stays as its editors left it.

    Args:
        languages: tags; the first is the one the others are translated from.
        report: is told each step.
        beginning: languages that are only being begun, with the lists each starts with (``groups``,
            ``services`` …). They get a home, the vocabularies and the site chrome; no list that would
            stand empty, and no goals.

    Raises:
        SetupError: a language is unknown, or none is given; nothing is done then.
    """
    lists_by_language = dict(beginning or {})
    source, *every = locales.ensure([*languages, *lists_by_language])
    targets = [locale for locale in every if locale.language_code not in lists_by_language]

    def with_list(key: str) -> list[Locale]:
        return [locale for locale in every if locale in targets or key in lists_by_language[locale.language_code]]

    report("Homes and lists")
    home = pages.ensure_homes(source, every)
    lists = {
        each.name: pages.ensure_index(each.index_model, each.name, home, with_list(each.name))
        for each in page_types()
        if each.index_model
    }
    platform = Platform(source, every, home, lists)
    platform.warnings += [
        f"{locale.language_code}: a new platform has no words in this language; its pages start in English."
        for locale in (source, *every)
        if not speaks(locale.language_code)
    ]
    report("Goals")
    platform.warnings += pages.ensure_goals(lists["goals"], [source, *targets])
    report("Kinds and audiences")
    kinds.ensure(source, every)
    report("Glossary")
    seed_glossary([source, *every])
    report("Navigation and footer")
    navigation.ensure(home, lists, statements.ensure(home, targets), every)
    report("Roles and workflow")
    roles.sync()
    workflow.ensure(source.language_code)
    return platform
