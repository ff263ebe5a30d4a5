"""View of the style guide."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from devtools.styleguide import blocks, components

#: The colours that are shown as swatches; each has its class in css/styleguide.css.
COLOURS = (
    "ground",
    "tint",
    "sand",
    "band",
    "ink",
    "quiet",
    "line",
    "edge",
    "accent",
    "maize",
    "good",
    "warning",
    "urgent",
)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Everything that pages are made of, in English.

    Raises:
        Http404: ``DEBUG`` is off.
    """
    if not settings.DEBUG:
        raise Http404("There is a style guide only in development.")
    with translation.override(blocks.OWN):
        context = {
            "components": list(components.exhibits(request)),
            "blocks": list(blocks.exhibits(request)),
            "invisible": components.INVISIBLE,
            "schemes": ("light", "dark"),
            "colours": COLOURS,
        }
        response = render(request, "devtools/styleguide.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
