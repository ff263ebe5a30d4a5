"""Scheduled jobs of the workbench."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.jobs.schedule import Job, register
from translation.checks.store import judge_everything
from translation.exchange.importing import forget_old
from translation.memory.store import catch_up, sweep


def keep_up() -> None:
    """Take into the memory what came past the signals, and forget what is left of deleted translations."""
    catch_up()
    sweep()


def register_jobs() -> None:
    """Daily, and hourly what was kept for a day."""
    register(Job("translation_memory", _("Update the translation memory"), timedelta(days=1), keep_up))
    register(Job("translation_checks", _("Recheck all translations"), timedelta(days=1), judge_everything))
    register(
        Job(
            "translation_imports",
            _("Delete translators' files that were not confirmed"),
            timedelta(hours=1),
            forget_old,
        )
    )
