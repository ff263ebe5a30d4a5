"""Scheduled jobs of the search."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.jobs.schedule import Job, register
from search.index_check import repair
from search.log import forget_old


def register_jobs() -> None:
    register(Job("forget_searches", _("Delete old search statistics"), timedelta(days=1), forget_old))
    register(Job("check_search", _("Check and repair the search index"), timedelta(days=1), repair))
