"""System checks of the declared image presets."""

from typing import Any

from django.core import checks
from django.db import models

from core.base.checks import our_translatable_models
from core.images.models import PlatformImage
from core.images.presets import PRESETS


@checks.register(checks.Tags.models)
def check_image_usages(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every key to an image names the places that show it, so that publishing knows which sizes it needs."""
    errors: list[checks.CheckMessage] = []
    for model in our_translatable_models():
        pictures: dict[str, tuple[str, ...]] = getattr(model, "pictures", {})
        errors += [
            checks.Error(
                f"{model.__name__}.{field.name} does not say where the image is shown.",
                hint="Add it to pictures. An inline child can't have images of its own: point at a snippet.",
                obj=model,
                id="core.E020",
            )
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey)
            and field.related_model is PlatformImage
            and field.name not in pictures
        ]
        errors += [
            checks.Error(
                f"{model.__name__}.{name} is said to be shown as {preset}, which is no preset.",
                hint="See core.images.presets.",
                obj=model,
                id="core.E021",
            )
            for name, presets in pictures.items()
            for preset in presets
            if preset not in PRESETS
        ]
    return errors
