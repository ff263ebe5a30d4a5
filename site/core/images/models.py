"""Image and rendition models."""

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from core.base.plain_text import PlainTextMixin
from core.images.renditions import render
from core.vocabularies import languages

#: An image that existed was saved; receivers get it as ``image``. Its file or focal point may be another one.
image_changed = Signal()


def language_tags() -> list[tuple[str, str]]:
    """Choices of the language of a medium, named in the editor's language."""
    return languages.choices()


class PlatformImage(PlainTextMixin, AbstractImage):
    """An image. Its alternative text is written where it is used; here is what belongs to itself."""

    description_language = models.CharField(
        _("language of the description"), max_length=12, blank=True, choices=language_tags
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("The author, as they wish to be credited.")
    )
    licence = models.CharField(
        _("licence"), max_length=120, blank=True, help_text=_("For example “CC BY 4.0” or “used with permission”.")
    )

    admin_form_fields = (*Image.admin_form_fields, "description_language", "credit", "licence")

    #: The name in storage of the file that the row in the database has.
    stored_file = ""

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions: ClassVar = [("choose_platformimage", "Can choose image")]

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """Remembers which file was loaded, so that saving sees whether it was replaced."""
        image = super().from_db(db, field_names, values)
        image.stored_file = str(image.__dict__.get("file") or "")
        return image

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves, and says so where the file or its focal point may be another one: sizes of the old one go."""
        is_addition = self._state.adding
        is_replacement = bool(self.stored_file) and "file" in self.__dict__ and self.file.name != self.stored_file
        super().save(*args, **kwargs)
        if "file" in self.__dict__:
            self.stored_file = self.file.name or ""
        if is_replacement:
            self.renditions.all().delete()
        if not is_addition:
            image_changed.send(type(self), image=self)

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """Several sizes at once, of a file that is decoded once; those that exist already are kept.

        Raises:
            BrokenImageError: the file is missing, damaged or too large.
            OSError: the storage can't be reached.
        """
        if not filters:
            return {}
        unsaved = render(self, filters)
        PlatformRendition.objects.bulk_create(unsaved, ignore_conflicts=True)  # another process may have been faster
        keys = {(rendition.filter_spec, rendition.focal_point_key): rendition for rendition in unsaved}
        by_spec = {size_filter.spec: size_filter for size_filter in filters}
        by_filter: dict[Filter, AbstractRendition] = {}
        for rendition in self.renditions.filter(filter_spec__in=by_spec):
            counterpart = keys.get((rendition.filter_spec, rendition.focal_point_key))
            if counterpart is None:
                continue
            by_filter[by_spec[rendition.filter_spec]] = rendition
            if counterpart.file.name != rendition.file.name:
                counterpart.file.delete(save=False)
        return by_filter


class PlatformRendition(AbstractRendition):
    """An image in one size and format."""

    image = models.ForeignKey(PlatformImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_a_spec")
        ]


class ImageUse(models.Model):
    """An image is shown in a kind of place (``core.images.presets``), so its sizes for that are kept."""

    class State(models.TextChoices):
        """State of the generation of renditions."""

        WAITING = "waiting"
        MADE = "made"
        BROKEN = "broken"

    image = models.ForeignKey(PlatformImage, on_delete=models.CASCADE, related_name="uses")
    preset = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    problem = models.CharField(max_length=255, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=("image", "preset"), name="one_use_a_place")]
        indexes: ClassVar = [
            models.Index("image", name="images_to_make", condition=models.Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.image_id}, {self.preset}"
