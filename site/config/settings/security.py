"""Hosts, keys, cookies, headers. What can be derived from ``SITE_URL`` is not asked for again."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from .environment import DEBUG, env, required

SECRET_KEY: str = required("SECRET_KEY")
ALLOWED_HOSTS: list[str] = [host.strip() for host in required("ALLOWED_HOSTS").split(",")]

#: Where the public reaches the platform, without a slash at the end.
SITE_URL: str = required("SITE_URL").rstrip("/")
if not SITE_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured("SITE_URL must be a whole address, such as https://plataforma.example.org")

CSRF_TRUSTED_ORIGINS = [SITE_URL]
_https = SITE_URL.startswith("https://") and not DEBUG

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.base.form_recovery.csrf_failure"
# What a visitor's form needs is gone with the browser's window.
CSRF_COOKIE_AGE = None
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS: int = env.int("HSTS_SECONDS", default=30 * 24 * 3600) if _https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# A proxy that ends TLS says so in a header, which only a proxy may be believed.
BEHIND_PROXY: bool = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Whether sister hosts of the organisation have TLS too is not this project's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    # rights that hold in one language
    "translation.languages.auth_backend.VersionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

#: Hosts whose charts and maps editors may embed, each without scheme and path. With DEBUG on, the demo's example.
DATA_EMBED_HOSTS: list[str] = [
    host.strip().lower()
    for host in str(env("DATA_EMBED_HOSTS", default="example.org" if DEBUG else "")).split(",")
    if host.strip()
]
if any(urlsplit(f"//{host}").hostname != host for host in DATA_EMBED_HOSTS):
    raise ImproperlyConfigured("DATA_EMBED_HOSTS are plain host names, such as data.example.org,maps.example.org")
if urlsplit(SITE_URL).hostname in DATA_EMBED_HOSTS:
    raise ImproperlyConfigured("DATA_EMBED_HOSTS can't name the platform's own host: what is embedded runs scripts.")

#: Where the players of videos that lie elsewhere come from; neither sets cookies before it plays.
VIDEO_PLAYER_HOSTS = ["www.youtube-nocookie.com", "player.vimeo.com"]

#: The policy of every public page; nothing inline, and nothing third-party but what a reader starts.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "frame-src": [SELF, *(f"https://{host}" for host in (*VIDEO_PLAYER_HOSTS, *DATA_EMBED_HOSTS))],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
    },
}

#: What the admin of Wagtail 8 needs beyond that: it still has inline scripts and styles.
ADMIN_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
