"""Languages and time. The first of ``LANGUAGES`` is the one that pages are first written in."""

from django.core.exceptions import ImproperlyConfigured

from core.vocabularies.languages import native_name

from .environment import BASE_DIR, env

_tags: list[str] = [tag.strip().lower() for tag in env.list("LANGUAGES", default=["es", "en", "pt-br", "fr", "ar"])]
if not _tags or len(set(_tags)) != len(_tags):
    raise ImproperlyConfigured("LANGUAGES must name at least one language, and none of them twice.")

LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [(tag, native_name(tag)) for tag in _tags]
LANGUAGE_CODE = _tags[0]
# Ours, and what Wagtail leaves in English for editors.
LOCALE_PATHS = [BASE_DIR / "site" / "locale", BASE_DIR / "site" / "wagtail_locale"]
USE_I18N = True
# How dates and times are typed.
FORMAT_MODULE_PATH = "core.formats"

# Message ids are English, so that no catalogue is needed for it. The other catalogues are whole, except
# those of languages that are spoken to visitors only.
MESSAGES_LANGUAGE = "en"
VISITORS_LANGUAGES = frozenset({"ar"})
WAGTAIL_I18N_ENABLED = True

USE_TZ = True
TIME_ZONE: str = env("TIME_ZONE", default="UTC")
