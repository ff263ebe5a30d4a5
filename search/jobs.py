"""What is done by the clock."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.background.schedule import Job, register
from search.checking import repair
from search.log import forget_old


def register_jobs() -> None:
    """Called in ``AppConfig.ready``."""
    register(Job("forget_searches", _("Forget what was looked for long ago"), timedelta(days=1), forget_old))
    register(Job("check_search", _("Find what the search has missed, and repair it"), timedelta(days=1), repair))
