"""Base of public forms, and the context of their pages."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from core.visitor_forms import protection


class VisitorsForm(forms.Form):
    """Base of public forms. Its ids have a prefix, to be unique in the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "answer-%s")
        super().__init__(*args, **kwargs)

    @property
    def invalid_fields(self) -> list[forms.BoundField]:
        """The fields with something wrong in them, in their order."""
        return [field for field in self if field.errors]


def private(response: HttpResponse) -> HttpResponse:
    """A page that no cache keeps: it has this visitor's token, and perhaps what they typed."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def start_token(request: HttpRequest, key: Any) -> str:
    """The note that was sent, so that the time goes on, or a new one; see :func:`protection.start`."""
    note = request.POST.get(protection.START_FIELD, "")
    return note if protection.seconds_since(note, key) is not None else protection.start(key)


def sending(note: str, answers: Mapping[str, Any]) -> str:
    """The same for the same answers sent twice off one screen, which are kept once. 64 characters."""
    payload = json.dumps(answers, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(f"{note}{payload}".encode()).hexdigest()
