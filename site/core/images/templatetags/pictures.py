"""Template tags for images; Wagtail's own would generate renditions while a visitor waits."""

from typing import Any

from django import template
from django.forms.utils import flatatt
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.images.models import PlatformImage
from core.images.picture import Picture, for_request
from core.images.presets import PRESETS

register = template.Library()


@register.simple_tag(takes_context=True)
def picture(context: Context, image: PlatformImage | None, preset: str, *, alt: str, **attributes: Any) -> SafeString:
    """An image in a kind of place (``core.images.presets``), with its alternative text; nothing without an image.

    A page's first large picture is loaded before all else; the others once a reader comes near.
    """
    result = for_request(context.get("request"), image, preset)
    if result is None:
        return SafeString("")
    fluid = PRESETS[preset].kind == "fluid"
    if _leads(context, preset):
        attributes |= {"fetchpriority": "high"}
    else:
        attributes |= {"loading": "lazy", "decoding": "async"}
    tag = format_html(
        "<img{}>",
        flatatt(
            {"src": result.url, "srcset": result.srcset or None, "sizes": (result.srcset and result.sizes) or None}
            | {"width": result.width, "height": result.height, "alt": alt or ""}
            | attributes
        ),
    )
    sources = format_html_join(
        "",
        "<source{}>",
        (
            (flatatt({"type": source.media_type, "srcset": source.srcset, "sizes": result.sizes if fluid else None}),)
            for source in result.sources
        ),
    )
    return format_html("<picture>{}{}</picture>", sources, tag) if sources else tag


@register.simple_tag(takes_context=True)
def picture_file(context: Context, image: PlatformImage | None, preset: str) -> Picture | None:
    """One size of an image for where only an address fits: ``url``, ``width`` and ``height``."""
    return for_request(context.get("request"), image, preset)


def _leads(context: Context, preset: str) -> bool:
    """Whether this is the first large picture that the page shows."""
    request = context.get("request")
    if not PRESETS[preset].leading or request is None or "picture_that_leads" in request.__dict__:
        return False
    request.__dict__["picture_that_leads"] = preset
    return True
