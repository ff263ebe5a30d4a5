"""Home and content pages: connects the app with Wagtail and with other apps."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The home page, content pages, navigation and setting a platform up."""

    name = "home"
    label = "home"
    verbose_name = _("Home and content pages")

    def ready(self) -> None:
        """Register the site chrome, the system checks and the jobs of forms, and follow changes of languages."""
        from core.navigation.site_chrome import register
        from home.checks import check_demo_accounts, check_lists_have_words
        from home.forms import emails  # noqa: F401 - registers the writer of the mails
        from home.forms.jobs import register_jobs
        from home.models import Footer, FooterLink, Navigation, NavigationLink, Notice, PlatformSettings
        from home.navigation import provide
        from home.setup import languages

        register(provide, models=(Navigation, NavigationLink, Footer, FooterLink, Notice, PlatformSettings))
        checks.register(check_demo_accounts, checks.Tags.security, deploy=True)
        checks.register(check_lists_have_words, checks.Tags.models)
        register_jobs()
        languages.connect()
