"""Wagtail and wagtail-localize. Nothing here calls a third party."""

from core.vocabularies.languages import native_name

from .environment import env
from .i18n import LANGUAGES, MESSAGES_LANGUAGE, VISITORS_LANGUAGES
from .security import SITE_URL

WAGTAIL_SITE_NAME: str = env("SITE_NAME", default="Plataforma")
WAGTAILADMIN_BASE_URL = SITE_URL
# An editor works in a language in which every word of the screen is there.
WAGTAILADMIN_PERMITTED_LANGUAGES = [(tag, name) for tag, name in LANGUAGES if tag not in VISITORS_LANGUAGES] or [
    (MESSAGES_LANGUAGE, native_name(MESSAGES_LANGUAGE))
]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# An address that can be typed anywhere: accents and other scripts are transliterated.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "core.base.accounts.PlatformPasswordResetForm"  # noqa: S105 - a class
# Wagtail's page editor posts several fields for each block of a long page; files don't count.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

WAGTAILIMAGES_IMAGE_MODEL = "core_images.PlatformImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# Decoded, an image takes up to four bytes a pixel: no more than 256 MB.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.images.forms.PlatformImageForm"
WAGTAILIMAGES_AVIF_QUALITY, WAGTAILIMAGES_WEBP_QUALITY, WAGTAILIMAGES_JPEG_QUALITY = 60, 78, 80
WAGTAILDOCS_DOCUMENT_MODEL = "core_documents.PlatformDocument"
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "epub",
    "ics",
    "mp4",
    "odp",
    "ods",
    "odt",
    "pdf",
    "pptx",
    "txt",
    "vtt",
    "webm",
    "xlsx",
    "zip",
]
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "wagtailcore/password_required.html"  # noqa: S105 - a template

# The configuration is PostgreSQL's, made by search's first migration: it takes accents as they come.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "core.base.search_backend.admin_backend", "SEARCH_CONFIG": "platform"},
    # What the public finds; the admin and the API ask the other one.
    "public": {"BACKEND": "search.index.PublicSearchBackend"},
}

# A new translation is a draft until somebody publishes it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# A translation that is taken away does not come back with its next alias.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
