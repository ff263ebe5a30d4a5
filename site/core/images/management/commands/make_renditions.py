"""Generate missing renditions."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import models
from wagtail.models import Page

from core.base.batches import batched_by_key
from core.base.checks import our_translatable_models
from core.base.progress import Progress
from core.images.image_uses import note, uses_of
from core.images.models import ImageUse, PlatformImage
from core.images.rendition_queue import make

#: Pages or snippets looked at with one query.
BATCH = 200


class Command(BaseCommand):
    """``make_renditions``. Exits with 1 if a storage could not be reached; a broken image is only reported."""

    help = (
        "Make the sizes of images that still wait for them, and report the images that are broken. A worker does this "
        "by itself; the command is for a platform without one, and for a release that changes the sizes. Can be "
        "stopped at any moment and goes on from there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="first look through all live pages, and try broken images again"
        )
        parser.add_argument(
            "--files", action="store_true", help="also make anew what storage has lost; asks for each file"
        )

    def handle(self, *args: Any, all: bool, files: bool, **options: Any) -> None:  # noqa: A002 - the option's name
        silent = not options["verbosity"]
        if all:
            self._look_through_pages(silent=silent)
            ImageUse.objects.update(state=ImageUse.State.WAITING, problem="")
        if files:
            self._delete_rows_without_file(silent=silent)
        uses = ImageUse.objects.filter(state=ImageUse.State.WAITING)
        keys = list(uses.order_by("image_id").values_list("image_id", flat=True).distinct())
        unreachable = []
        with Progress(len(keys), silent=silent) as progress:
            progress.begin("Sizes of images")
            for key in keys:
                try:
                    make(key)
                except OSError as error:
                    unreachable.append(f"{key}: {error}")
                progress.step()
        if not silent:
            self._report()
        if unreachable:
            raise CommandError("\n".join(["The files of these images could not be reached:", *unreachable]))

    def _look_through_pages(self, *, silent: bool) -> None:
        """Note the images of everything live, for what came into the database without being published here."""
        models_with_images = [model for model in our_translatable_models() if hasattr(model, "pictures")]
        total = sum(_live(model).count() for model in models_with_images)
        with Progress(-(-total // BATCH) + len(models_with_images), silent=silent) as progress:
            for model in models_with_images:
                progress.begin(str(model._meta.verbose_name_plural))
                for instances in batched_by_key(_live(model), BATCH):
                    note({use for instance in instances for use in uses_of(instance)})
                    progress.step()

    def _delete_rows_without_file(self, *, silent: bool) -> None:
        """Delete the rows of sizes whose files are gone, and have them made."""
        usable_uses = ImageUse.objects.exclude(state=ImageUse.State.BROKEN)
        images = PlatformImage.objects.filter(pk__in=usable_uses.values("image_id")).order_by("pk")
        with Progress(images.count(), silent=silent) as progress:
            progress.begin("Files of images")
            for image in images.iterator(BATCH):
                missing_keys = [
                    rendition.pk
                    for rendition in image.renditions.all()
                    if not rendition.file.storage.exists(rendition.file.name)
                ]
                if missing_keys:
                    image.renditions.filter(pk__in=missing_keys).delete()
                    image.uses.update(state=ImageUse.State.WAITING)
                progress.step()

    def _report(self) -> None:
        failures = ImageUse.objects.filter(state=ImageUse.State.BROKEN).select_related("image").order_by("image_id")
        for use in failures.distinct():
            self.stdout.write(f"{use.image.title} ({use.image_id}), {use.preset}: {use.problem}")


def _live(model: type[models.Model]) -> models.QuerySet[Any]:
    things: models.QuerySet[Any] = model._default_manager.order_by("pk")
    return things.filter(live=True) if issubclass(model, Page) or hasattr(model, "live") else things
