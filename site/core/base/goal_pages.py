"""Pages of the goals, looked up once a request."""

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from core.base.visibility import original_versions
from core.vocabularies.goals import GOALS


def goal_urls(request: HttpRequest | None) -> dict[int, str]:
    """Goal numbers to the addresses of their live public pages in the active language. One query a request."""
    if request is None:
        return {}
    urls_by_language: dict[str, dict[int, str]] = request.__dict__.setdefault("_goal_urls", {})
    language = get_language() or ""
    if language not in urls_by_language:
        numbers = {goal.translation_key: goal.number for goal in GOALS}
        pages = original_versions(Page.objects.filter(translation_key__in=numbers, locale__language_code=language))
        urls_by_language[language] = {numbers[page.translation_key]: page.get_url(request) or "" for page in pages}
    return urls_by_language[language]
