"""A resource for programs in which people keep their references."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from resources.library.citation_formats import FORMATS
from resources.library.reference import reference
from resources.models import ResourcePage


def reference_file(request: HttpRequest, page: ResourcePage, ending: str) -> HttpResponse:
    """The reference to a resource, in the format whose files have that ending.

    Raises:
        Http404: no format has it.
    """
    citation_format = next((each for each in FORMATS if each.ending == ending), None)
    if citation_format is None:
        raise Http404
    disposition = content_disposition_header(as_attachment=True, filename=f"{page.slug}.{ending}")
    return HttpResponse(
        citation_format.write(reference(page, request)),
        content_type=f"{citation_format.media_type}; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )
