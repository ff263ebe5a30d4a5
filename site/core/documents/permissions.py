"""Permissions to download a document."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from wagtail import hooks
from wagtail.models import Collection, CollectionViewRestriction

from core.documents.models import PlatformDocument


def refusal(request: HttpRequest, document: PlatformDocument) -> HttpResponse | None:
    """Response in place of the file: a password form, a redirect to the login, or that of a hook."""
    for hook in hooks.get_hooks("before_serve_document"):
        answer = hook(document, request)
        if isinstance(answer, HttpResponse):
            add_never_cache_headers(answer)
            return answer
    return None


def open_to_all() -> QuerySet[PlatformDocument]:
    """The documents that everybody may have: neither their collection nor one above it is restricted. No query."""
    path = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    # By a subquery instead of a join, as pages are asked for: SQLite could start a join from the wrong side.
    document_path = Subquery(Collection.objects.filter(pk=OuterRef("collection_id")).values("path")[:1])
    restrictions = CollectionViewRestriction.objects.alias(path_shown=path, path_restricted=document_path)
    return PlatformDocument.objects.exclude(Exists(restrictions.filter(path_shown__startswith=F("path_restricted"))))
