"""Machine translation in the admin: cost, progress, acceptance."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Locale
from wagtail_localize.models import Translation

from translation.machine.acceptance import accept, unreviewed
from translation.machine.models import MachineRun
from translation.machine.providers import Provider, provider
from translation.machine.runs import Estimate, estimates
from translation.machine.tasks import draft_texts
from translation.matrix.querysets import editable_translations, with_instance
from translation.workflow import permissions
from translation.workflow.lookup import get_or_404

#: Pages and snippets that one run takes at most; what is left is offered again.
MOST = 500


USE = "translation_machine.use_machine"


def may_use_machine(request: HttpRequest) -> bool:
    """Whether somebody may have texts drafted, which costs money."""
    return bool(request.user.has_perm(USE))


def _service(request: HttpRequest) -> Provider:
    if not may_use_machine(request):
        raise PermissionDenied
    service = provider()
    if service is None:
        raise Http404
    return service


def _editable_translation(request: HttpRequest, translation_id: int) -> tuple[Translation, Any]:
    """A translation that the person may write, and what it leads to.

    Raises:
        PermissionDenied: they may not.
    """
    translation, target = get_or_404(translation_id, enabled=True)
    user: Any = request.user
    if not permissions.may_edit(user, target) or permissions.is_locked(user, target):
        raise PermissionDenied
    return translation, target


def overview(request: HttpRequest) -> HttpResponse:
    """The languages in which everything can be drafted, and what the person had drafted lately."""
    service = _service(request)
    user: Any = request.user
    context = {
        "service": service,
        "locales": Locale.objects.filter(translations__enabled=True).distinct(),
        "runs": MachineRun.objects.filter(user=user)[:20],
    }
    return render(request, "translation/admin/machine.html", context)


def draft_one(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Estimate for drafting one page or snippet; a POST starts the run."""
    service = _service(request)
    translation, _target = _editable_translation(request, translation_id)
    return _confirmation(request, service, [translation])


def draft_language(request: HttpRequest, tag: str) -> HttpResponse:
    """The same for everything untranslated in a language that the person may write."""
    service = _service(request)
    locale = get_object_or_404(Locale, language_code=tag)
    user: Any = request.user
    translations = editable_translations(user).filter(target_locale=locale, translated__lt=F("total"))[:MOST]
    return _confirmation(request, service, list(translations), locale)


def _confirmation(
    request: HttpRequest, service: Provider, translations: list[Translation], locale: Locale | None = None
) -> HttpResponse:
    estimate_by_key = estimates(translations)
    rows = [translation for translation in translations if translation.pk in estimate_by_key]
    total = Estimate(
        sum(one.texts for one in estimate_by_key.values()), sum(one.characters for one in estimate_by_key.values())
    )
    if request.method == "POST":
        if not rows:
            messages.info(request, _("There is nothing left to translate."))
            return redirect(request.path)
        user: Any = request.user
        started = MachineRun.objects.create(
            user=user,
            service=service.name,
            translations=[translation.pk for translation in rows],
            texts=total.texts,
            characters=total.characters,
        )
        draft_texts.enqueue(started.pk)
        return redirect("machine_run", started.pk)
    context = {
        "service": service,
        "locale": locale,
        "total": total,
        "rows": [(translation, estimate_by_key[translation.pk]) for translation in rows],
        "most": MOST if len(translations) == MOST else None,
    }
    return render(request, "translation/admin/machine_start.html", context)


def _get_run(request: HttpRequest, run_id: int) -> MachineRun:
    user: Any = request.user
    return get_object_or_404(MachineRun, pk=run_id, user=user)


def show_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """Progress of a run; the page reloads itself until the run ends."""
    machine_run = _get_run(request, run_id)
    translations = Translation.objects.filter(pk__in=machine_run.translations[:100]).select_related(
        "source__specific_content_type", "source__locale", "target_locale"
    )
    response = render(
        request,
        "translation/admin/machine_run.html",
        {
            "run": machine_run,
            "translations": translations,
            "progress": machine_run.texts_drafted + machine_run.texts_skipped,
        },
    )
    if machine_run.is_going_on:
        response["Refresh"] = "3"
    return response


@require_POST
def cancel_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """End it after the request that is on its way; what is drafted stays."""
    machine_run = _get_run(request, run_id)
    MachineRun.objects.filter(pk=machine_run.pk, state__in=[MachineRun.State.WAITING, MachineRun.State.RUNNING]).update(
        state=MachineRun.State.CANCELLED
    )
    return redirect("machine_run", machine_run.pk)


@require_POST
def resume_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """Go on where it was cancelled or failed."""
    _service(request)
    machine_run = _get_run(request, run_id)
    runs = MachineRun.objects.filter(pk=machine_run.pk, state__in=[MachineRun.State.CANCELLED, MachineRun.State.FAILED])
    if runs.update(state=MachineRun.State.WAITING, reason=""):
        draft_texts.enqueue(machine_run.pk)
    return redirect("machine_run", machine_run.pk)


def review(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The texts that a machine wrote, beside their source, each to be accepted by somebody who has read it."""
    translation, _target = _editable_translation(request, translation_id)
    if request.method == "POST":
        user: Any = request.user
        keys = [int(key) for key in request.POST.getlist("text") if key.isdigit()]
        count = accept(translation, user, keys)
        messages.success(
            request, ngettext("%(count)d text accepted.", "%(count)d texts accepted.", count) % {"count": count}
        )
        return redirect(request.path)
    texts = unreviewed(translation).select_related("translation_of", "context").prefetch_related("findings")
    row = editable_translations(request.user).filter(pk=translation.pk).first()  # type: ignore[arg-type]
    return render(
        request,
        "translation/admin/machine_review.html",
        {"translation": translation, "texts": texts.order_by("pk"), "row": with_instance(row) if row else None},
    )
