"""Views of the translators' screen; each URL is guarded by a permission check (``translation.workflow.guards``)."""

from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.models import Page, PreviewableMixin
from wagtail.utils.decorators import xframe_options_sameorigin_override
from wagtail_localize.models import OverridableSegment, Translation

from core.base.publishing import PublishingBlockedError, tell
from translation.checks.completeness import ALLOW_MISSING_FIELD, from_request, incomplete, missing
from translation.editor import overrides
from translation.editor import save as saving
from translation.editor.models import PastTranslation
from translation.editor.screen import UNIT, Screen
from translation.editor.units import EditorUnit
from translation.workflow.drafts import refuse_unsafe, save_draft
from translation.workflow.lookup import get_or_404


def edit(request: HttpRequest, translation: Translation, instance: Any) -> HttpResponse:
    """The screen, in the place of the page's or snippet's form; publishing is sent to the form's own address."""
    if request.method == "POST":
        if request.POST.get("action") == "publish":
            return _publish(request, translation, instance)
        return redirect(request.path)
    return Screen(request, translation, instance).response()


@require_POST
def save_texts(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Store what was typed; a script is answered with the texts as they then are."""
    screen = _screen(request, translation_id)
    entries = _submitted_texts(screen)
    next_pk = screen.units.next_after(_number(request.POST.get("next")), screen.filter)
    results = saving.save(screen.translation, entries, request.user)
    if _is_script(request):
        return _answer(request, translation_id, results)
    _say(request, results)
    problem_pks = [pk for pk, result in results.items() if result in {saving.CONFLICT, saving.REFUSED}]
    return _back(screen, problem_pks[0] if problem_pks else next_pk)


@require_POST
def keep_draft(request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
    """Keep what is being typed."""
    screen = _screen(request, translation_id)
    unit = _unit(screen, segment_id)
    entry = saving.SubmittedText(unit, request.POST.get("text", ""), request.POST.get("base", ""))
    is_draft = saving.keep_draft(screen.translation, entry, request.user)
    return JsonResponse({"kept": is_draft, "conflict": bool(entry.base != unit.version)})


@require_POST
def discard_draft(request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
    """Throw away what was typed, and go on from what is stored."""
    screen = _screen(request, translation_id)
    unit = _unit(screen, segment_id)
    _keep_rest(screen, unit)
    saving.forget_drafts(screen.translation, [unit], request.user)
    if _is_script(request):
        return _answer(request, translation_id, {unit.pk: saving.UNTOUCHED})
    return _back(screen, unit.pk)


@require_POST
def restore(request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
    """Put an earlier translation of a text back."""
    screen = _screen(request, translation_id)
    unit = _unit(screen, segment_id)
    past = get_object_or_404(
        PastTranslation,
        pk=_number(request.POST.get("past")),
        string_id=unit.string_id,
        context_id=unit.context_id,
        locale_id=screen.translation.target_locale_id,
    )
    _keep_rest(screen, unit)
    saving.restore(screen.translation, unit, past, request.user)
    if _is_script(request):
        return _answer(request, translation_id, {unit.pk: saving.SAVED})
    messages.success(request, _("The earlier translation has been restored."))
    return _back(screen, unit.pk)


@require_GET
def text_help(request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
    """Help for one text, as an HTML fragment for the script."""
    screen = _screen(request, translation_id)
    (unit,) = screen.units.with_drafts([_unit(screen, segment_id)])
    context = screen.help_context(unit) | screen.languages() | {"screen": screen, "may_write": screen.may_write}
    return render(request, "translation/admin/editor/help.html", context)


@require_POST
def save_values(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Set a language's own addresses; one that leads nowhere is refused and holds up no other."""
    screen = _screen(request, translation_id)
    rows = OverridableSegment.objects.filter(source_id=screen.translation.source_id).select_related("context")
    errors = [
        overrides.save_value(screen.translation, row, request.POST[f"value-{row.pk}"], request.user)
        for row in rows
        if f"value-{row.pk}" in request.POST
    ]
    for message in filter(None, errors):
        messages.error(request, message)
    if not any(errors):
        messages.success(request, _("The addresses have been saved."))
    return _back(screen, anchor="values")


@require_GET
@method_decorator(xframe_options_sameorigin_override)
def preview(request: HttpRequest, translation_id: int, side: str) -> HttpResponse:
    """The page in either language: the translation with its newest texts, the source as the translators have it."""
    translation, instance = get_or_404(translation_id, enabled=True)
    if not isinstance(instance, PreviewableMixin) or not instance.is_previewable():
        raise Http404
    if side == "source":
        preview_object = translation.source.as_instance()
    else:
        refuse_unsafe(translation)
        preview_object = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    response: HttpResponse = preview_object.make_preview_request(request, preview_object.default_preview_mode)
    return response


def _publish(request: HttpRequest, translation: Translation, instance: Any) -> HttpResponse:
    """Publish past the reviewers, by who may; with the source's words where a text is missing only if told so."""
    if not Screen(request, translation, instance).may_publish:
        raise PermissionDenied
    try:
        if ALLOW_MISSING_FIELD not in request.POST and (count := missing(translation)):
            raise incomplete(instance, count)
        revision = save_draft(translation, request.user)
        with transaction.atomic(), from_request(request):
            revision.publish(user=request.user)
    except PublishingBlockedError as error:
        tell(request, error)
    except ValidationError as error:
        messages.error(request, _("Some texts are not valid: %(errors)s") % {"errors": " ".join(error.messages)})
    else:
        messages.success(request, _("Published “%(title)s”.") % {"title": instance})
    return redirect(request.path)


def _screen(request: HttpRequest, translation_id: int) -> Screen:
    return Screen(request, *get_or_404(translation_id, enabled=True))


def _unit(screen: Screen, segment_id: int) -> EditorUnit:
    unit = screen.units.by_pk([segment_id]).get(segment_id)
    if unit is None:
        raise Http404
    return unit


def _submitted_texts(screen: Screen) -> list[saving.SubmittedText]:
    """The texts that a form holds."""
    form = screen.request.POST
    segment_ids = [int(name[5:]) for name in form if name.startswith("text-") and name[5:].isdigit()]
    units = screen.units.by_pk(segment_ids)
    accepted_pk = _number(form.get("next"))
    return [
        saving.SubmittedText(unit, form[f"text-{pk}"], form.get(f"base-{pk}", ""), is_accepted=pk == accepted_pk)
        for pk, unit in units.items()
    ]


def _keep_rest(screen: Screen, unit: EditorUnit) -> None:
    """Keep what was typed elsewhere on the results page, which a form without a script sends along."""
    for entry in _submitted_texts(screen):
        if entry.unit.pk != unit.pk and entry.base == entry.unit.version:
            saving.keep_draft(screen.translation, entry, screen.user)


def _number(value: str | None) -> int:
    return int(value) if value and value.isdigit() else 0


def _is_script(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _answer(request: HttpRequest, translation_id: int, results: dict[int, str]) -> JsonResponse:
    """The texts as they are now, each as it stands on the screen, and how far the translation is."""
    screen = _screen(request, translation_id)
    units = screen.units.with_drafts(list(screen.units.by_pk(results).values()))
    context = screen.languages() | {"screen": screen, "translation": screen.translation, "may_write": screen.may_write}
    return JsonResponse(
        {
            "texts": {
                unit.pk: {
                    "result": results[unit.pk],
                    "html": render_to_string(UNIT, context | {"unit": unit}, request=request),
                }
                for unit in units
            },
            "counts": screen.units.counts(),
            "bar": render_to_string(
                "translation/admin/bar.html", {"bar": screen.bar, "back": edit_url(screen.instance)}, request=request
            ),
        }
    )


def _say(request: HttpRequest, results_by_pk: dict[int, str]) -> None:
    results = list(results_by_pk.values())
    saved_count = results.count(saving.SAVED)
    if saved_count:
        messages.success(
            request,
            ngettext("%(count)d text saved.", "%(count)d texts saved.", saved_count) % {"count": saved_count},
        )
    if saving.CONFLICT in results:
        messages.warning(
            request, _("Somebody else has saved a text in the meantime. Compare the versions and choose one.")
        )
    if saving.REFUSED in results:
        messages.error(request, _("A text cannot be saved yet. The problem is explained below the text."))


def _back(screen: Screen, pk: int | None = None, anchor: str = "") -> HttpResponse:
    query = screen.address(unit=pk, p="") if pk else screen.address()
    return redirect(f"{edit_url(screen.instance)}{query}#{anchor or (f'seg-{pk}' if pk else '')}")


def edit_url(instance: Any) -> str:
    """URL of the edit view of a page or snippet; for a translation this shows the translators' screen."""
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    return reverse(instance.snippet_viewset.get_url_name("edit"), args=[quote(instance.pk)])
