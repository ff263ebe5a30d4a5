"""URLs of complete lists, for pages that show an excerpt."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, Site

from core.base.page_types import listing_types
from core.base.visibility import original_versions
from core.navigation.site_chrome import SiteChrome


def provide(_locale: Locale, _site: Site) -> SiteChrome:
    """The address of every list in every language. One query."""
    names = {page_type.index_model: name for name, page_type in listing_types().items() if page_type.index_model}
    types = {kind.pk: names[model] for model, kind in ContentType.objects.get_for_models(*names).items()}
    lists: dict[str, dict[str, str]] = {name: {} for name in names.values()}
    for page in original_versions(Page.objects.filter(content_type__in=types).order_by("pk")).select_related("locale"):
        lists[types[page.content_type_id]].setdefault(page.locale.language_code, page.url or "")
    return {"lists": lists}
