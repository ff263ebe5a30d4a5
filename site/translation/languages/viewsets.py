"""Snippet viewsets that check permissions by language.

Wagtail's ask for rights on its kind.
"""

from typing import Any, ClassVar

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet

from core.base.choosers import EditableURLFinder, SnippetChooser
from core.base.copy_views import SnippetCopyView
from core.base.snippet_forms import RefusalsAtFormMixin, SnippetEditView
from core.base.workflow_dialogs import SnippetActionDataView, SnippetActionView
from translation.languages.auth_backend import grant
from translation.languages.policy import PolicyOfVersion

#: What gives somebody something to do with a snippet.
ANY = ("add", "change", "delete", "publish", "lock", "unlock", "view")


class OfVersionMixin:
    """A view of one snippet: what it asks about the kind, it is told about this version."""

    @cached_property
    def permission_policy(self) -> Any:
        model = self.model  # type: ignore[attr-defined]
        # some of Wagtail's views take the key out of their arguments
        key = self.kwargs.get("pk") or self.pk  # type: ignore[attr-defined]
        instance = model._default_manager.filter(pk=unquote(str(key))).first()
        policy = policy_registry.get_by_type(model)
        if instance is None:
            return policy
        grant(self.request.user, instance)  # type: ignore[attr-defined]
        return PolicyOfVersion(policy, instance)


class PermittedLanguagesIndexView(IndexView):
    """Lists what somebody has any right on."""

    def get_base_queryset(self) -> QuerySet[Any]:
        permitted_instances = policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(
            self.request.user, ANY
        )
        queryset: QuerySet[Any] = super().get_base_queryset()
        return (
            queryset.filter(pk__in=permitted_instances.order_by().values("pk"))
            if permitted_instances.query.where
            else queryset
        )


class PermittedLanguagesCreateView(RefusalsAtFormMixin, CreateView):
    """Makes a snippet in a language that somebody may add to."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Asks for that right: Wagtail is content with one in any language."""
        policy = policy_registry.get_by_type(self.model)
        if self.locale and not policy.user_has_permission_in(request.user, "add", self.locale.pk):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class LocalizedFilterMixin:
    """Names the filter of the language in the reader's."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "locale" in self.fields:
            self.fields["locale"].label = gettext("Language")


class PublicOrPermittedMixin:
    """Offers what the public may read and what somebody has a right on."""

    def get_object_list(self) -> QuerySet[Any]:
        model = self.model_class  # type: ignore[attr-defined]
        permitted_instances = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
            self.request.user,  # type: ignore[attr-defined]
            ANY,
        )
        queryset: QuerySet[Any] = super().get_object_list()  # type: ignore[misc]
        if not permitted_instances.query.where:
            return queryset
        return queryset.filter(Q(live=True) | Q(pk__in=permitted_instances.order_by().values("pk")))

    def get_filter_form_class(self) -> type[Form]:
        """The filters, of which Wagtail gives that of the language no name."""
        return type("FilterForm", (LocalizedFilterMixin, super().get_filter_form_class()), {})  # type: ignore[misc]


class PublicOrPermittedChooseView(PublicOrPermittedMixin, ChooseView):
    """The whole chooser."""


class PublicOrPermittedChooseResultsView(PublicOrPermittedMixin, ChooseResultsView):
    """Its list, as searched and leafed through."""


class LanguageChooserViewSet(SnippetChooserViewSet):
    """A chooser that shows nobody the drafts of others."""

    choose_view_class = PublicOrPermittedChooseView
    choose_results_view_class = PublicOrPermittedChooseResultsView
    base_widget_class = SnippetChooser
    # Wagtail's are in the language that the process started with
    choose_one_text = _("Choose")
    choose_another_text = _("Choose another")
    edit_item_text = _("Edit")
    search_tab_label = _("Search")
    create_action_label = _("Create")


class LanguageSnippetViewSet(SnippetViewSet):
    """The screens of a translatable snippet, on which rights may hold in one language only."""

    index_view_class = PermittedLanguagesIndexView
    add_view_class = PermittedLanguagesCreateView
    edit_view_class = SnippetEditView
    copy_view_class = SnippetCopyView
    workflow_action_view_class = SnippetActionView
    collect_workflow_action_data_view_class = SnippetActionDataView
    chooser_viewset_class: ClassVar = LanguageChooserViewSet

    #: Views of no version: the list, a new one, the order of all.
    OF_THE_KIND: ClassVar = ("index_view_class", "add_view_class", "preview_on_add_view_class", "reorder_view_class")

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way to the list, in the reader's language; these snippets have a menu of their own."""
        return [{"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}]

    @property
    def url_finder_class(self) -> type[EditableURLFinder]:
        """Edit URL, for users who may edit."""
        return type("SnippetURLFinder", (EditableURLFinder,), {"edit_url_name": self.get_url_name("edit")})

    def construct_view(self, view_class: type[Any], **kwargs: Any) -> Any:
        """As Wagtail's; a view of one version asks about that version."""
        of_the_kind = tuple(getattr(self, name) for name in self.OF_THE_KIND)
        if not issubclass(view_class, (*of_the_kind, OfVersionMixin)):
            view_class = type(view_class.__name__, (OfVersionMixin, view_class), {})
        return super().construct_view(view_class, **kwargs)
