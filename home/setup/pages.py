"""Set-up: home pages, index pages and goals, in every language."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site, Workflow

from core.base.models import BasePage
from core.vocabularies.goals import GOALS, Goal
from groups.models import SDGPage
from home.models import HomePage
from home.setup.labels import labels, word
from home.setup.locales import delete_unconfigured
from translation.exchange.new_translation import land, land_all


def homes() -> dict[str, HomePage]:
    """The home page of each language that has one, by language tag."""
    pages = HomePage.objects.filter(depth=2).select_related("locale").order_by("pk")
    return {home.locale.language_code: home for home in pages}


def ensure_homes(source: Locale, targets: Sequence[Locale]) -> HomePage:
    """A live home a language, the source's being the site's root; Wagtail's welcome page goes."""
    home = HomePage.objects.filter(depth=2, locale=source).first()
    if home is None:
        home = HomePage(**_home_words(source), slug=source.language_code, locale=source)
        add(home, Page.get_first_root_node())
    _lead_site_to(home)
    delete_unconfigured(source)
    for locale in targets:
        translate(home, locale, {**_home_words(locale), "slug": locale.language_code})
    return home


def ensure_index(model: type[Page], key: str, home: HomePage, targets: Sequence[Locale]) -> Page:
    """The list of that type below the home page, in every language."""
    index = model.objects.child_of(home).first()
    if index is None:
        index = model(title=title(key, home.locale), slug=slug(key, home.locale), show_in_menus=True)
        add(index, home)
    for locale in targets:
        translate(index, locale, {"title": title(key, locale), "slug": slug(key, locale)})
    return index


def ensure_goals(index: Page, locales: Sequence[Locale]) -> list[str]:
    """The 17 goals in each language that has official titles, translated from the first that has.

    Returns:
        A warning for each language that has none.
    """
    official = [locale for locale in locales if GOALS[0].title(locale.language_code)]
    warnings = [
        f"{locale.language_code}: no official titles of the goals are known, so it has no goal pages."
        for locale in locales
        if locale not in official
    ]
    if not official:
        return warnings
    source, *targets = official
    parent = index if index.locale_id == source.pk else index.get_translation(source)
    existing = set(SDGPage.objects.values_list("number", "locale_id"))
    by_number = {page.number: page for page in SDGPage.objects.filter(locale=source)}
    for goal in GOALS:
        page = by_number.get(goal.number)
        if page is None:
            page = SDGPage(number=goal.number, locale=source, **_goal_words(goal, source))
            add(page, parent)
        missing = [locale for locale in targets if (goal.number, locale.pk) not in existing]
        land_all(page, {locale: _goal_words(goal, locale) for locale in missing})
    return warnings


def add(page: BasePage, parent: Page) -> None:
    """Put a new page below another and publish it."""
    page.locale = page.locale if page.locale_id else parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()


def translate(page: BasePage, locale: Locale, texts: dict[str, str]) -> None:
    """Make the page's translation, unless there is one."""
    if not page.has_translation(locale):
        land(page, locale, texts)


def title(key: str, locale: Locale) -> str:
    """Title of an initial page."""
    return word(labels()["pages"][key]["title"], locale.language_code)


def slug(key: str, locale: Locale) -> str:
    """The last part of its address."""
    return word(labels()["pages"][key]["slug"], locale.language_code)


def _home_words(locale: Locale) -> dict[str, str]:
    texts = labels()["pages"]["home"]
    return {name: word(texts[name], locale.language_code) for name in ("title", "headline")}


def _goal_words(goal: Goal, locale: Locale) -> dict[str, str]:
    title = goal.title(locale.language_code) or goal.short["en"]
    return {"title": title, "slug": f"{goal.number}-{slugify(title)}"}


def _lead_site_to(home: HomePage) -> None:
    """One site, whose root is the first language's home; an operator's own sites stay."""
    welcome = Page.objects.filter(
        depth=2, content_type=ContentType.objects.get_for_model(Page), slug="home", numchild=0
    ).first()
    if welcome is None and Site.objects.exists():
        return
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname or "localhost",
            "port": port,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "root_page": home,
        },
    )
    if welcome is not None:
        welcome.delete()
        _delete_wagtail_groups()


def _delete_wagtail_groups() -> None:
    """Wagtail brings two groups with rights everywhere, and a workflow for one of them; ours take their place."""
    groups = Group.objects.filter(name__in=("Editors", "Moderators"), user__isnull=True)
    for workflow in Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True):
        for task in workflow.tasks.all():
            task.delete()
        workflow.delete()
    groups.delete()
