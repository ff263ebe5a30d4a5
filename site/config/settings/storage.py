"""Static files, which are part of a release, and media, which people upload."""

from .environment import BASE_DIR, DEBUG, VAR_DIR, env

STATIC_URL = "/static/"
STATIC_ROOT = str(env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]

MEDIA_URL = "/media/"
MEDIA_ROOT = str(env.path("MEDIA_ROOT", default=str(VAR_DIR / "media")))

#: Whether this process hands out uploaded images itself; a web server in front does it better.
SERVE_MEDIA: bool = env.bool("SERVE_MEDIA", default=DEBUG)

# Compressed and named by their content where a release was collected; as they lie while developing.
_STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}

WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
