"""Languages by BCP 47 tag, with names from CLDR and fallbacks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language

from core.vocabularies.collation import fold

#: Languages in which a service can be delivered or a document written, besides the site's own:
#: the official languages of the region's States and the most spoken indigenous ones.
DOCUMENT_LANGUAGES = ("es", "en", "pt", "fr", "nl", "ht", "qu", "ay", "gn", "nah", "yua", "arn", "ar", "ru", "zh")


@cache
def cldr(tag: str) -> Locale:
    """The CLDR locale for a tag; English where CLDR knows neither the tag nor its language."""
    for candidate in (tag, tag.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


@cache
def name(tag: str, language: str) -> str:
    """The name of a language in another language; the tag itself where CLDR has none."""
    locale = cldr(language)
    base, _, region = tag.partition("-")
    names = locale.languages
    full = f"{base}_{region.upper()}" if region else base
    return names.get(full) or names.get(base) or tag


@cache
def native_name(tag: str) -> str:
    """Name of the language in itself, with a capital: «Español», «Português»."""
    label = name(tag.split("-", maxsplit=1)[0], tag)
    return label[:1].upper() + label[1:]


def closest(tag: str, available: Sequence[str]) -> str | None:
    """The available language that serves a tag, however it is written: ``pt`` and ``pt_PT`` are served by ``pt-br``.

    A region is a lesser matter than a language: the tag itself comes first, then its base, then any of that base.
    """
    tag = tag.replace("_", "-").lower()
    base = tag.partition("-")[0]
    same_base = (candidate for candidate in available if candidate.partition("-")[0] == base)
    return next((candidate for candidate in (tag, base, *same_base) if candidate in available), None)


def chain(tag: str) -> tuple[str, ...]:
    """The languages in which something is looked for on behalf of a reader: their own, then the operator's order.

    The one place where another language than the page's is chosen. Every language of the platform is in it.
    """
    order = [tag, *settings.LANGUAGE_FALLBACKS.get(tag, ()), *(code for code, _name in settings.LANGUAGES)]
    return tuple(dict.fromkeys(order))


def ranks(tag: str) -> Mapping[str, int]:
    """The place of each language in the chain of one; lower is better. One that is no longer the platform's is last."""
    return defaultdict(lambda: len(settings.LANGUAGES) + 1, {code: place for place, code in enumerate(chain(tag))})


@cache
def direction(tag: str) -> str:
    """``rtl`` or ``ltr``, as HTML's ``dir`` wants it."""
    return "rtl" if cldr(tag).text_direction == "rtl" else "ltr"


def choices(language: str | None = None) -> list[tuple[str, str]]:
    """Tag and name of each spoken language, in the alphabet of the language given or active."""
    language_code = language or get_language() or "en"
    return sorted(((tag, name(tag, language_code)) for tag in DOCUMENT_LANGUAGES), key=lambda pair: fold(pair[1]))
