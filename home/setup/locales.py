"""Set-up: locales."""

from collections.abc import Sequence

from django.conf import settings
from wagtail.models import Locale, Page


class SetupError(Exception):
    """The platform can't be set up as asked; the message says why."""


def ensure(languages: Sequence[str]) -> list[Locale]:
    """The locales of some languages, made where they are missing, in the order given.

    Raises:
        SetupError: no language is given, one is given twice, or one is not in the settings.
    """
    tags = [tag.strip().lower() for tag in languages if tag.strip()]
    language_codes = [tag for tag, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    if not tags:
        raise SetupError("Name at least one language.")
    if len(set(tags)) != len(tags):
        raise SetupError("A language is named twice.")
    unknown = [tag for tag in tags if tag not in language_codes]
    if unknown:
        raise SetupError(
            f"Not among the platform's languages: {', '.join(unknown)}. "
            f"LANGUAGES in the environment has {', '.join(language_codes)}."
        )
    return [Locale.objects.get_or_create(language_code=tag)[0] for tag in tags]


def delete_unconfigured(source: Locale) -> None:
    """Forget languages that are not in the settings and that no page is written in."""
    language_codes = [tag for tag, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    root = Page.get_first_root_node()
    if root.locale.language_code not in language_codes:
        Page.objects.filter(pk=root.pk).update(locale=source)
    locale_ids = Page.objects.values("locale_id")
    Locale.all_objects.exclude(language_code__in=language_codes).exclude(pk__in=locale_ids).delete()
