"""The organization chart page of the list of groups."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from core.seo.languages import page_languages, subpage_languages
from groups.models import WorkingGroupIndexPage
from groups.organization_chart import organigram_context
from groups.structured_data import organisation


def organigram(request: HttpRequest, page: WorkingGroupIndexPage) -> HttpResponse:
    """Organization chart of the groups, as nested lists."""
    languages = subpage_languages(page_languages(page, request), "organigram/")
    context = {"page": page, "languages": languages, **organigram_context(page.locale)}
    context["structured_data"] = [organisation(node) for branch in context["branches"] for node in branch.nodes]
    return TemplateResponse(request, "pages/groups/organigram.html", context)
