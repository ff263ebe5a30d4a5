"""The data of a page's edit form, as a browser posts it."""

import json
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

_opened: dict[tuple[type[Page], str], QueryDict] = {}


def edit_url(page: Page) -> str:
    """The URL of a page's editor."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def edit_form_data(client: Client, page: Page) -> QueryDict:
    """The data of the page's edit form as rendered; StreamFields, which scripts fill, are empty.

    The form is requested once for each user and content.
    """
    newest = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    content = json.dumps([client.session["_auth_user_id"], newest.to_json()])
    key = (type(page), content)
    if key not in _opened:
        html = client.get(edit_url(page)).content.decode()
        _opened[key] = querydict_from_html(html, form_id="page-edit-form")
    data = _opened[key].copy()
    for stream in ("body", "objectives"):
        data[f"{stream}-count"] = "0"
    return data


def add_inline_row(data: QueryDict, relation: str, **values: Any) -> str:
    """Add a row to an inline formset and return the prefix of its fields."""
    number = int(str(data[f"{relation}-TOTAL_FORMS"]))
    data[f"{relation}-TOTAL_FORMS"] = str(number + 1)
    prefix = f"{relation}-{number}"
    data.update({f"{prefix}-{name}": str(value) for name, value in values.items()})
    data[f"{prefix}-ORDER"] = str(number + 1)
    return prefix


def post_edit_form(client: Client, page: Page, data: QueryDict, action: str = "") -> Any:
    """Post the form to save a draft, or to ``publish`` or ``submit``."""
    if action:
        data[f"action-{action}"] = action
    return client.post(edit_url(page), data.urlencode(), content_type="application/x-www-form-urlencoded")
