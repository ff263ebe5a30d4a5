"""Set-up of a language activated in the admin: its translators and review."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import post_save
from wagtail.models import Locale

from home.models import HomePage
from home.setup import roles, workflow


def on_begun(created: bool, **kwargs: Any) -> None:
    """A language or its home page is new: a platform that has its roles gives them what belongs to it."""
    if not created or kwargs.get("raw") or not Group.objects.filter(name=roles.REVIEWERS).exists():
        return
    try:
        roles.sync()
    except roles.NoPlatformError:
        return
    workflow.ensure(Locale.get_default().language_code)


def connect() -> None:
    """Connect the receiver, once for each."""
    post_save.connect(on_begun, sender=Locale, dispatch_uid="home.languages.locale")
    post_save.connect(on_begun, sender=HomePage, dispatch_uid="home.languages.home")
