"""Language of a user account, and password reset in that language."""

from typing import Any

from django.contrib.auth import get_user
from django.http import HttpRequest
from django.utils.translation import get_language, override
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.users.models import UserProfile


def language_of(user: Any) -> str | None:
    """The language of somebody's admin, that of the request if they have chosen none; None without an account."""
    if not getattr(user, "pk", None):
        return None
    profile = UserProfile.objects.filter(user=user.pk).first()
    return profile.get_preferred_language() if profile else get_language()


def requesting_user(request: HttpRequest) -> Any:
    """User of a request, also where it was refused before the authentication middleware ran."""
    if hasattr(request, "user"):
        return request.user
    return get_user(request) if hasattr(request, "session") else None


class PlatformPasswordResetForm(PasswordResetForm):
    """Writes to somebody in the language of their account: who asks may use another browser, or be somebody else."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        context = kwargs.get("context") or args[2]
        with override(language_of(context["user"])):
            super().send_mail(*args, **kwargs)
