"""Pages of the Sustainable Development Goals, and their index page."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.base.localization import facts, words
from core.base.models import BasePage
from core.base.rich_text import PROSE
from core.blocks.body import BodyBlock
from core.blocks.body_blocks import BODY_BLOCKS
from core.blocks.fields import BodyField
from core.vocabularies import goals


class SDGIndexPage(BasePage):
    """The 17 goals."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=list(PROSE), help_text=_("Shown above the goals.")
    )
    body = BodyField(BodyBlock(BODY_BLOCKS), verbose_name=_("text below the goals"))

    known_to_readers: ClassVar = False
    schema_type: ClassVar = "CollectionPage"
    page_description = _("Lists the 17 Sustainable Development Goals. One per language.")
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["groups.SDGPage"]
    max_count_per_parent = 1

    translatable_fields: ClassVar = [*BasePage.translatable_fields, *words("introduction", "body")]
    main_panels: ClassVar = [FieldPanel("introduction"), FieldPanel("body")]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("list of goals")
        verbose_name_plural = _("lists of goals")


class SDGPage(BasePage):
    """One goal in one language.

    Its translation key is derived from its number, so the database holds that there is one page a
    goal and language, also when two are made at once. The set-up makes them all.
    """

    number = models.PositiveSmallIntegerField(
        _("goal number"), choices=goals.choices, help_text=_("Set when the page is created. It cannot be changed.")
    )
    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=list(PROSE),
        help_text=_(
            "What the goal means for the region. The groups and services that contribute to it are "
            "listed automatically."
        ),
    )
    body = BodyField(BodyBlock(BODY_BLOCKS), verbose_name=_("more about the goal"))

    page_description = _("One of the 17 goals. These pages are created when the platform is set up.")
    parent_page_types: ClassVar = ["groups.SDGIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    is_creatable = False

    translatable_fields: ClassVar = [
        *BasePage.translatable_fields,
        *words("introduction", "body"),
        *facts("number"),
    ]
    main_panels: ClassVar = [FieldPanel("introduction"), FieldPanel("body")]
    fact_panels: ClassVar = [FieldPanel("number", read_only=True)]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.FilterField("number"),
    ]

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")

    @property
    def goal(self) -> goals.Goal:
        """Colours and official names of the goal."""
        return goals.goal(self.number)

    @property
    def summary_text(self) -> str:
        """Meta description: the editor's, or the goal's full wording."""
        return self.search_description or self.goal.full_title(self.locale.language_code) or self.title

    @property
    def kicker(self) -> str:
        """Number of the goal."""
        return gettext("Sustainable Development Goal %(number)s") % {"number": self.number}

    def accent_goal(self) -> int | None:
        """Itself."""
        return self.number

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Derive the key first: it is what makes a second page for the goal a contradiction."""
        self._derive_key()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a second page for a goal.

        Raises:
            ValidationError: at ``number``.
        """
        duplicates = SDGPage.objects.filter(number=self.number, locale_id=self.locale_id).exclude(pk=self.pk)
        if self.number and self.locale_id and duplicates.exists():
            raise ValidationError({"number": _("This goal already has a page in this language.")})
        super().clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._derive_key()
        super().save(*args, **kwargs)

    def _derive_key(self) -> None:
        if self.number in range(1, len(goals.GOALS) + 1):
            self.translation_key = self.goal.translation_key
