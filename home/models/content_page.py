"""Content page: about, accessibility, terms."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.base.localization import words
from core.base.models import BasePage
from core.blocks.body import BodyBlock
from core.blocks.body_blocks import BODY_BLOCKS
from core.blocks.fields import BodyField


class ContentPage(BasePage):
    """A page that is only its body."""

    body = BodyField(
        BodyBlock(BODY_BLOCKS), verbose_name=_("body"), help_text=_("Build the page from blocks, from top to bottom.")
    )

    translatable_fields: ClassVar = [*BasePage.translatable_fields, *words("body")]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]
    main_panels: ClassVar = ["body"]

    parent_page_types: ClassVar = ["home.HomePage", "home.ContentPage"]
    subpage_types: ClassVar = ["home.ContentPage", "home.FormPage"]
    known_to_readers: ClassVar = False
    page_description = _("Text, images and other blocks, for example for an “about” page, terms of use or a guide.")

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")
