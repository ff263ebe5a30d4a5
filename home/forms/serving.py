"""A visitor at a form: shown, sent, refused or thanked."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control

from home.forms import protection
from home.forms.building import CONSENT
from home.forms.mail import mail_submission

if TYPE_CHECKING:
    from home.models import FormPage, Submission

#: In the address of the page that thanks, so that reloading it sends nothing again.
SENT = "sent"


def answer(request: HttpRequest, page: "FormPage") -> HttpResponse:
    """The response to a visitor's request for a form page."""
    if request.method != "POST":
        if SENT in request.GET:
            return private(page.render_landing_page(request))
        form = None if page.is_closed else page.get_form(page=page, user=request.user)
        return show(request, page, form)
    if page.is_closed:
        return show(request, page, None)
    form = page.get_form(request.POST, page=page, user=request.user)
    refused = None
    if form.is_valid():
        refused = protection.refusal(request, page.translation_key) or protection.too_many(request)
    if refused:
        form.add_error(None, refused.message)
    if form.errors:
        return show(request, page, form, status=refused.status if refused else 422)
    store(page, form, request.POST[protection.STARTED])
    return HttpResponseRedirect(f"{page.get_url(request)}?{SENT}=1")


def show(request: HttpRequest, page: "FormPage", form: Any, status: int = 200) -> HttpResponse:
    """The page with the form as it stands; None: it is closed."""
    context = page.get_context(request)
    context["form"] = form
    if form is not None:
        context["started"] = _started(request, page)
    response = TemplateResponse(request, page.get_template(request), context, status=status)
    return private(response)


def private(response: HttpResponse) -> HttpResponse:
    """A page that no cache may hand to somebody else: it carries this visitor's token."""
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _started(request: HttpRequest, page: "FormPage") -> str:
    """The note that was sent, so that the time goes on, or a new one."""
    note = request.POST.get(protection.STARTED, "")
    if protection.seconds_since(note, page.translation_key) is not None:
        return note
    return protection.start(page.translation_key)


def store(page: "FormPage", form: Any, note: str) -> "Submission":
    """Keep the answers under the source's page, and have them mailed. The same sent twice is kept once."""
    from home.models import Submission

    answers = {name: value for name, value in form.cleaned_data.items() if name != CONSENT}
    written = json.dumps(answers, cls=DjangoJSONEncoder, sort_keys=True)
    with transaction.atomic():
        submission, created = Submission.objects.get_or_create(
            sending=hashlib.sha256(f"{note}{written}".encode()).hexdigest(),
            defaults={
                "page": page.source,
                "form_data": answers,
                "language": page.locale.language_code,
                "names": " ".join(answers),
                "consented": bool(form.cleaned_data.get(CONSENT)),
            },
        )
        if created and page.source.addresses:
            transaction.on_commit(lambda: mail_submission.enqueue(submission.pk))
    return submission
