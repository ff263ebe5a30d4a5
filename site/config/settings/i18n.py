"""Languages and time. The first of ``LANGUAGES`` is the one that pages are first written in."""

from django.core.exceptions import ImproperlyConfigured

from core.vocabularies.languages import native_name

from .environment import BASE_DIR, env


def fallbacks(written: str, tags: list[str]) -> dict[str, list[str]]:
    """The languages that stand in for each, from ``ar:en,es; fr:en``.

    Raises:
        ImproperlyConfigured: it is written otherwise, or names a language that the platform does not have.
    """
    chains: dict[str, list[str]] = {}
    for part in filter(str.strip, written.split(";")):
        tag, mark, others = part.lower().partition(":")
        chains[tag.strip()] = [each.strip() for each in others.split(",")]
        unknown = {tag.strip(), *chains[tag.strip()]} - set(tags)
        if not mark or unknown:
            raise ImproperlyConfigured(
                f"LANGUAGE_FALLBACKS must be like ar:en,es; fr:en, with languages of LANGUAGES, not “{part.strip()}”."
            )
    return chains


_tags: list[str] = [tag.strip().lower() for tag in env.list("LANGUAGES", default=["es", "en", "pt-br", "fr", "ar"])]
if not _tags or len(set(_tags)) != len(_tags):
    raise ImproperlyConfigured("LANGUAGES must name at least one language, and none of them twice.")

LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [(tag, native_name(tag)) for tag in _tags]
LANGUAGE_CODE = _tags[0]

#: In which languages readers of one see what isn't in theirs; those left out follow in the order of ``LANGUAGES``.
LANGUAGE_FALLBACKS = fallbacks(env.str("LANGUAGE_FALLBACKS", default=""), _tags)
# Ours, and what Wagtail leaves in English for editors.
LOCALE_PATHS = [BASE_DIR / "site" / "locale", BASE_DIR / "site" / "wagtail_locale"]
USE_I18N = True
# How dates and times are typed.
FORMAT_MODULE_PATH = "core.base.formats"

# Message ids are English, so that no catalogue is needed for it. The other catalogues are whole, except
# those of languages that are spoken to visitors only.
MESSAGES_LANGUAGE = "en"
VISITORS_LANGUAGES = frozenset({"ar"})
WAGTAIL_I18N_ENABLED = True

USE_TZ = True
TIME_ZONE: str = env("TIME_ZONE", default="UTC")
