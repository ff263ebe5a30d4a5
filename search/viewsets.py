"""Promotions and synonyms in the admin."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Locale

from core.base.copy_views import ModelCopyView
from search.models import Promotion, Synonym
from search.query_parser import clean_query


class FromReportView(CreateView):
    """A new entry that begins with a question and its language, as the report of searches hands them over."""

    #: The field that takes the question.
    question_field = ""

    def get_initial(self) -> dict[str, Any]:
        initial = super().get_initial()
        locale = Locale.objects.filter(language_code=self.request.GET.get("language", "")).first()
        words = clean_query(self.request.GET.get("q", ""))
        return initial | ({"locale": locale.pk} if locale else {}) | ({self.question_field: words} if words else {})


class NewPromotionView(FromReportView):
    """A page to put first for a question."""

    question_field = "query"


class NewSynonymView(FromReportView):
    """Words that mean the same as a question."""

    question_field = "terms"


class PromotionViewSet(ModelViewSet):
    """Pages that stand first."""

    model = Promotion
    icon = "pick"
    add_view_class = NewPromotionView
    copy_view_class = ModelCopyView
    list_display: ClassVar = ["query", Column("page", label=_("Page")), Column("locale", label=_("Language")), "order"]
    list_filter: ClassVar = ["locale"]
    search_fields: ClassVar = ["query"]
    inspect_view_enabled = False


class SynonymViewSet(ModelViewSet):
    """Words that mean the same."""

    model = Synonym
    icon = "openquote"
    add_view_class = NewSynonymView
    copy_view_class = ModelCopyView
    list_display: ClassVar = ["terms", Column("locale", label=_("Language"))]
    list_filter: ClassVar = ["locale"]
    search_fields: ClassVar = ["terms"]
