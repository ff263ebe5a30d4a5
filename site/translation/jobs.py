"""What is done by the clock for the translators."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.background.schedule import Job, register
from translation.checks.keeping import judge_everything
from translation.files.applying import forget_old
from translation.memory.recording import catch_up, sweep


def keep_up() -> None:
    """Take into the memory what came past the signals, and forget what is left of deleted translations."""
    catch_up()
    sweep()


def register_jobs() -> None:
    """Daily, and hourly what was kept for a day."""
    register(Job("translation_memory", _("Keep the translation memory up to date"), timedelta(days=1), keep_up))
    register(Job("translation_checks", _("Check all translations again"), timedelta(days=1), judge_everything))
    register(
        Job(
            "translation_imports",
            _("Forget files of translators that nobody confirmed"),
            timedelta(hours=1),
            forget_old,
        )
    )
