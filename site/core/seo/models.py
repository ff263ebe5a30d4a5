"""Generated images for social media."""

from functools import partial
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver


class SocialImage(models.Model):
    """The picture drawn for a page that has none of its own; see :mod:`core.seo.social_images`.

    ``fingerprint`` tells what is on it. Empty, it is to be drawn anew.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    file = models.FileField(upload_to="cards")
    fingerprint = models.CharField(max_length=64)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return str(self.file)


@receiver(post_delete, sender=SocialImage)
def delete_file(instance: SocialImage, **kwargs: Any) -> None:
    """The picture goes with its row, once that is committed."""
    transaction.on_commit(partial(instance.file.storage.delete, str(instance.file)))
