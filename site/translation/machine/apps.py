"""App configuration of machine translation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationMachineConfig(AppConfig):
    """Runs of machine translation."""

    name = "translation.machine"
    label = "translation_machine"
    verbose_name = _("Machine translation")
