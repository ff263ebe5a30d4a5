"""What is installed, in the order in which templates and commands are looked up."""

from .environment import DEBUG

INSTALLED_APPS = [
    "home",
    "groups",
    "resources",
    "search",
    "translation",
    "core.base",
    "core.documents",
    "core.images",
    "core.jobs",
    "core.listings",
    "core.seo",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "core.base.users_app.PlatformUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]
if DEBUG:
    INSTALLED_APPS.append("devtools")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.base.compression.TextCompressionMiddleware",
    "core.base.csp.PolicyMiddleware",
    "core.base.csp.PermissionsMiddleware",
    "core.base.error_pages.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.base.middleware.SessionCacheMiddleware",
    "core.base.middleware.PlatformLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.base.form_recovery.UnsentFormMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.base.publishing.PublishingBlockedMiddleware",
    "core.base.spreadsheets.SpreadsheetMiddleware",
    "core.base.middleware.IncompleteFormMiddleware",
    "core.images.middleware.PicturesMiddleware",
    "core.base.redirects.PlatformRedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
