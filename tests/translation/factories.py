"""Factories of a group with its translation and of entities."""

from itertools import count
from typing import Any

from wagtail.models import Locale

from groups.models import Entity, GroupKind, WorkingGroupIndexPage, WorkingGroupPage
from tests.platform import create_platform
from tests.support.row_cache import cached_rows
from translation.exchange.new_translation import land


def pseudo_translate(text: str) -> str:
    """Prefix every word of a text."""
    return " ".join(f"en-{word}" for word in text.split())


def publish(page: Any) -> None:
    """Publish the object's field values, as an editor would."""
    page.save_revision().publish()


_numbers = count(1)


def create_entity(**values: Any) -> Entity:
    """Create a live entity in Spanish."""
    number = next(_numbers)
    defaults = {
        "name": f"Entidad {number}",
        "key": f"entity-{number}",
        "kind": Entity._meta.get_field("kind").choices[0][0],
    }
    made = Entity(locale=Locale.objects.get(language_code="es"), **(defaults | values))
    made.save()
    publish(made)
    return made


@cached_rows
def create_translated_group(slug: str = "igualdad") -> tuple[WorkingGroupPage, WorkingGroupPage]:
    """Create a live Spanish group and its live English translation."""
    home = create_platform("es", "en")
    kind = GroupKind.objects.filter(locale=home.locale).first()
    if kind is None:
        kind = GroupKind(label="Grupo de Trabajo", key="working-group", locale=home.locale)
        kind.save()
        publish(kind)
    index = home.add_child(instance=WorkingGroupIndexPage(title="Grupos", slug=f"grupos-{slug}"))
    publish(index)
    source = index.add_child(
        instance=WorkingGroupPage(
            title="Igualdad", slug=slug, summary="Resumen", purpose="<p>Fin</p>", kind=kind, goals=[5, 8, 10]
        )
    )
    publish(source)
    words = {"title": pseudo_translate("Igualdad"), "slug": f"en-{slug}", "summary": pseudo_translate("Resumen")}
    target = land(source, Locale.objects.get(language_code="en"), words | {"purpose": "<p>en-Fin</p>"})
    return WorkingGroupPage.objects.get(pk=source.pk), target
