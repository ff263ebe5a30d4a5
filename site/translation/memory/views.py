"""Translation memory in the admin: size, import, export."""

from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from translation.exchange.import_views import ImportView, Outcome
from translation.memory import tmx
from translation.memory.models import MemoryEntry

EXCHANGE = "translation_memory.exchange_memory"


def may_exchange(request: HttpRequest) -> bool:
    """Whether somebody may bring memory in and take it out."""
    return bool(request.user.has_perm(EXCHANGE))


def entries(source: Locale, target: Locale | None = None) -> QuerySet[MemoryEntry]:
    """The memory's entries with a source language, in a stable order."""
    queryset = MemoryEntry.objects.filter(unit__source_locale=source)
    if target is not None:
        queryset = queryset.filter(unit__target_locale=target)
    return queryset.select_related("unit__source_locale", "unit__target_locale", "author").order_by("unit_id", "pk")


def memory(request: HttpRequest) -> HttpResponse:
    """Number of translations by pair of languages. Two queries."""
    if not may_exchange(request):
        raise PermissionDenied
    names = {locale.pk: locale for locale in Locale.objects.all()}
    counts = (
        MemoryEntry.objects.values_list("unit__source_locale", "unit__target_locale")
        .annotate(Count("pk"), Count("unit", distinct=True))
        .order_by("unit__source_locale", "unit__target_locale")
    )
    rows: list[dict[str, Any]] = [
        {"source": names[source], "target": names[target], "translations": translations, "texts": texts}
        for source, target, translations, texts in counts
        if source in names and target in names
    ]
    return render(request, "translation/admin/memory.html", {"rows": rows})


def download(request: HttpRequest, source: str, target: str) -> StreamingHttpResponse:
    """The translations from one language into another as TMX, read while it is sent."""
    if not may_exchange(request):
        raise PermissionDenied
    first, second = (get_object_or_404(Locale, language_code=tag) for tag in (source, target))
    return StreamingHttpResponse(
        tmx.serialize(entries(first, second).iterator(chunk_size=1000), first),
        content_type="application/x-tmx+xml",
        headers={"Content-Disposition": f'attachment; filename="memory-{source}-{target}.tmx"'},
    )


class MemoryImportView(ImportView):
    """Translations from a TMX file."""

    page_title = _("Import translation memory")
    help_text = _(
        "A TMX file of at most 40 MB. Its translations will be suggested to translators, with "
        "the name of the file. Pages do not change. Existing entries in the memory are not "
        "changed."
    )
    success_url_name = "translation_memory"

    def may(self, request: HttpRequest) -> bool:
        return may_exchange(request)

    def take(self, file: IO[bytes], name: str, *, only_check: bool) -> Outcome:
        return tmx.import_file(file, name, only_check=only_check)
