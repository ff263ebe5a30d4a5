"""Ways in which a translation is hidden from the public."""

from wagtail.models import Page, PageViewRestriction

WAYS_TO_HIDE = ("unpublish", "restrict", "alias", "home")


def hide_page(page: Page, way: str, original: Page) -> None:
    """Hide a translation of ``original`` in one of ``WAYS_TO_HIDE``; ``home`` unpublishes the page above it."""
    if way == "unpublish":
        page.unpublish()
    elif way == "restrict":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    elif way == "alias":
        Page.objects.filter(pk=page.pk).update(alias_of=original)
    else:
        page.get_parent().unpublish()
