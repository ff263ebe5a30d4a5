"""Context of the translators' screen: units, progress, and the actions that the user may take."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel, PageStatusSidePanel, StatusSidePanel
from wagtail.log_actions import registry as log_registry
from wagtail.models import Locale, Page, PreviewableMixin
from wagtail_localize.models import Translation, get_edit_url

from translation.editor import overrides
from translation.editor import suggestions as helping
from translation.editor.units import ALL, FILTERS, MACHINE, EditorUnit, Units
from translation.workflow import permissions
from translation.workflow.status_bar import StatusBar, get_status_bar

TEMPLATE = "translation/admin/editor/screen.html"
UNIT = "translation/admin/editor/unit.html"


class TranslationPreviewPanel(BaseSidePanel):
    """The page as visitors will see it, in either language, beside the texts."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Toggle preview")
        icon_name = "mobile-alt"
        has_counter = False
        keyboard_shortcut = "mod+p"

    name = "translation-preview"
    title = gettext_lazy("Preview")
    template_name = "translation/admin/editor/preview_panel.html"
    order = 50

    def __init__(self, instance: Any, request: HttpRequest, *, translation: Translation) -> None:
        super().__init__(instance, request)
        self.translation = translation

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Adds the addresses of both previews."""
        return super().get_context_data(parent_context) | {"translation": self.translation}


class Screen:
    """One translation's screen for one person."""

    def __init__(self, request: HttpRequest, translation: Translation, instance: Any) -> None:
        self.request, self.translation, self.instance = request, translation, instance
        self.user: Any = request.user
        self.units = Units(translation, instance, self.user)
        query = request.GET
        self.filter = query.get("filter", ALL) if query.get("filter") in FILTERS else ALL
        unit = query.get("unit", "")
        self.unit = int(unit) if unit.isdigit() else 0
        self.number = query.get("p") or (str(self.units.page_number_of(self.filter, self.unit)) if self.unit else "1")

    @cached_property
    def bar(self) -> StatusBar:
        """The status bar: progress, and the actions available to the user."""
        return get_status_bar(self.translation, self.instance, self.user)

    @property
    def may_write(self) -> bool:
        """Whether the person may change texts now."""
        return not self.bar.locked

    def address(self, **changed: Any) -> str:
        """The screen's own address with its filter and leaf, some of it changed."""
        query = {"filter": self.filter, "p": self.number} | changed
        parameters = {key: value for key, value in query.items() if value not in {"", None, "1", 1} and value != ALL}
        return "?" + urlencode(parameters) if parameters else "?"

    @property
    def source_url(self) -> str:
        """URL of the source's editor; empty without the permission."""
        source = self.translation.source.get_source_instance()
        return get_edit_url(source) if permissions.may_edit(self.user, source) else ""

    def response(self, status: int = 200) -> HttpResponse:
        return render(self.request, TEMPLATE, self.context(), status=status)

    def context(self) -> dict[str, Any]:
        results_page = self.units.results_page(self.filter, self.number)
        places = self.units.places
        counts = self.units.counts()
        return self.languages() | {
            "screen": self,
            "translation": self.translation,
            "translation_bar": self.bar,
            "instance": self.instance,
            "is_page": isinstance(self.instance, Page),
            "page_perms": self.instance.permissions_for_user(self.user) if isinstance(self.instance, Page) else None,
            "model_opts": self.instance._meta,
            "results_page": results_page,
            "page_urls": [
                self.address(p=results_page.number - 1, unit=""),
                self.address(p=results_page.number + 1, unit=""),
            ],
            "filters": [
                (name, label, counts[name], self.address(filter=name, p=""))
                for name, label in FILTERS.items()
                if counts[name] or name != MACHINE or self.filter == MACHINE
            ],
            "active": self._active(results_page.object_list),
            "values": self._values_on(results_page),
            "related": overrides.related_objects(self.translation, places),
            "may_write": self.may_write,
            "breadcrumbs_items": self._breadcrumbs(),
            **self._panels(),
        }

    def _values_on(self, results_page: Any) -> list[overrides.AddressOverride]:
        """The address overrides of blocks with a text on this page; the first page adds blocks without texts."""
        values = overrides.values(self.translation, self.units.places)
        if not results_page.has_other_pages():
            return values
        page_groups = {unit.place.group_key for unit in results_page.object_list}
        with_texts = {unit.place.group_key for unit in self.units.all}
        return [
            value
            for value in values
            if value.place.group_key in page_groups
            or (results_page.number == 1 and value.place.group_key not in with_texts)
        ]

    def languages(self) -> dict[str, Any]:
        """Both languages: codes, names and directions."""
        source, target = self.translation.source.locale, self.translation.target_locale
        return {
            "source_locale": source,
            "target_locale": target,
            "source_dir": _direction(source),
            "target_dir": _direction(target),
        }

    def help_context(self, unit: EditorUnit) -> dict[str, Any]:
        """Template context of the help for one text."""
        return {
            "unit": unit,
            "suggestions": helping.suggestions(self.translation, unit),
            "earlier": helping.past_versions(self.translation, unit),
        }

    def _active(self, units: list[EditorUnit]) -> dict[str, Any] | None:
        """The text at hand with what helps with it: the one asked for; scripts ask for others as one gets to them."""
        unit = next((unit for unit in units if unit.pk == self.unit), None)
        return self.help_context(unit) if unit else None

    @property
    def errors(self) -> int:
        """Number of translations with an error that prevents publishing."""
        return sum(unit.has_error for unit in self.units.all)

    @cached_property
    def may_publish(self) -> bool:
        """Whether the person may publish past the reviewers: nobody is reviewing."""
        may = permissions.may_publish(self.user, self.instance) and permissions.may_edit(self.user, self.instance)
        return may and not self.bar.locked and not self.bar.in_review

    def _panels(self) -> dict[str, Any]:
        panels: list[Any] = [self._status_panel()]
        if isinstance(self.instance, PreviewableMixin) and self.instance.is_previewable():
            panels.append(TranslationPreviewPanel(self.instance, self.request, translation=self.translation))
        panels.sort(key=lambda panel: panel.order)
        return {"side_panels": panels, "media": MediaContainer(panels).media, "has_preview": len(panels) > 1}

    def _breadcrumbs(self) -> list[dict[str, Any]]:
        """The way to a snippet; a page's header finds its own."""
        if isinstance(self.instance, Page):
            return []
        list_url = reverse(self.instance.snippet_viewset.get_url_name("list"))
        return [
            {"url": list_url, "label": capfirst(str(self.instance._meta.verbose_name_plural))},
            {"url": "", "label": str(self.instance)},
        ]

    def _status_panel(self) -> StatusSidePanel:
        versions = self.instance.get_translations().select_related("locale")
        if isinstance(self.instance, Page):
            return PageStatusSidePanel(
                self.instance,
                self.request,
                show_schedule_publishing_toggle=False,
                live_object=self.instance,
                scheduled_object=self.instance.get_scheduled_revision_as_object(),
                locale=self.translation.target_locale,
                translations=[
                    {"locale": version.locale, "url": reverse("wagtailadmin_pages:edit", args=[version.pk])}
                    for version in versions
                    if permissions.may_edit(self.user, version)
                ],
            )
        viewset = self.instance.snippet_viewset
        return StatusSidePanel(
            self.instance,
            self.request,
            locale=self.translation.target_locale,
            translations=[
                {"locale": version.locale, "url": reverse(viewset.get_url_name("edit"), args=[version.pk])}
                for version in versions
                if permissions.may_edit(self.user, version)
            ],
            usage_url=reverse(viewset.get_url_name("usage"), args=[self.instance.pk]),
            history_url=reverse(viewset.get_url_name("history"), args=[self.instance.pk]),
            last_updated_info=log_registry.get_logs_for_instance(self.instance).first(),
        )


def _direction(locale: Locale) -> str:
    try:
        return "rtl" if get_language_info(locale.language_code)["bidi"] else "ltr"
    except KeyError:
        return "auto"
