"""Set-up: roles as groups, with their permissions.

``sync`` gives each of these groups the rights written here and takes every other from it, so that a
release that changes a role changes it everywhere. Who needs more gets a group of their own beside
it: groups with other names are never touched, and nobody is put into or taken out of a group.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from groups.models import (
    Audience,
    ContactPoint,
    Entity,
    GroupKind,
    Person,
    ServiceIndexPage,
    ServiceKind,
    ServiceRequest,
    Theme,
    WorkingGroupPage,
)
from home.models import Footer, HomePage, Navigation, Notice, PlatformSettings
from home.setup.pages import homes
from resources.models import EventType, ResourceType
from translation.glossary.models import GlossaryTerm
from translation.languages.models import GroupLanguagePermission
from translation.sources.source_version import is_source

EDITORS = "Editors"
REVIEWERS = "Reviewers"
SERVICE_DESK = "Service desk"

ADMIN = "wagtailadmin.access_admin"
TRANSLATE = "wagtail_localize.submit_translation"
#: What somebody who writes pages does with images and documents.
USE_MEDIA = tuple(f"{kind}.{action}" for kind in ("image", "document") for action in ("add", "change", "choose"))
CHOOSE_MEDIA = tuple(f"{kind}.{action}" for kind in ("image", "document") for action in ("add", "choose"))
#: Lists that every editor may add to.
EDITORS_LISTS = (Entity, Theme, Person, ContactPoint)
VOCABULARIES = (*EDITORS_LISTS, GroupKind, ServiceKind, Audience, ResourceType, EventType)
SITE_CHROME = (Navigation, Footer, Notice)
#: What editors add to the search, and what people look for; by name, since its app is not ours to know.
SEARCH = (
    "search.view_querycount",
    *(f"search.{action}_{model}" for model in ("promotion", "synonym") for action in ("add", "change", "delete")),
)
#: What may be given, by app and name.
Permissions = dict[str, Permission]
_MEDIA = {"image": ("wagtailimages", "image"), "document": ("wagtaildocs", "document")}


@dataclass(frozen=True)
class Role:
    """A group's name and rights.

    ``pages`` pairs a page with what may be done to it and all below it (``add``, ``change``,
    ``publish``, ``lock``, ``unlock``); ``snippets`` pairs a language with permissions that hold for
    the snippets in it; ``media`` holds for the root collection.
    """

    name: str
    permissions: tuple[str, ...] = (ADMIN,)
    pages: tuple[tuple[Page, tuple[str, ...]], ...] = ()
    snippets: tuple[tuple[Locale, tuple[str, ...]], ...] = ()
    media: tuple[str, ...] = field(default=())


class NoPlatformError(Exception):
    """There is no home page yet to give rights on."""


def roles() -> list[Role]:
    """The roles of this platform, two of translators for each configured language but the source's.

    Raises:
        NoPlatformError: there is no home page yet.
    """
    by_language = homes()
    source = next((home for home in by_language.values() if is_source(home)), None)
    if source is None:
        raise NoPlatformError("There is no home page yet. Run setup_platform first.")
    return [
        Role(
            EDITORS,
            pages=((source, ("add", "change")),),
            snippets=((source.locale, _rights(EDITORS_LISTS, "add", "change")),),
            media=USE_MEDIA,
        ),
        Role(
            REVIEWERS,
            (ADMIN, TRANSLATE, *_reviewers_rights()),
            pages=tuple((home, ("add", "change", "publish", "lock", "unlock")) for home in by_language.values()),
            media=USE_MEDIA,
        ),
        *_translators(source, by_language),
        *_service_desk(source),
    ]


def translators(tag: str) -> str:
    """The name of the group that translates into a language."""
    return f"Translators ({tag})"


def publishing_translators(tag: str) -> str:
    """The name of the group whose members also publish what they translate into a language."""
    return f"Publishing translators ({tag})"


def _translators(source: HomePage, by_language: dict[str, HomePage]) -> Iterator[Role]:
    """Permissions of the translators of a language: on its home page and its snippets."""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    for tag in {tag: None for tag, _name in settings.WAGTAIL_CONTENT_LANGUAGES} | dict.fromkeys(by_language):
        if tag == source.locale.language_code:
            continue
        for name, actions in ((translators(tag), ("change",)), (publishing_translators(tag), ("change", "publish"))):
            yield Role(
                name,
                (ADMIN, *_rights((GlossaryTerm,), "view")),
                pages=((by_language[tag], actions),) if tag in by_language else (),
                snippets=((locales[tag], _rights((*VOCABULARIES, *SITE_CHROME), *actions)),) if tag in locales else (),
            )


@transaction.atomic
def sync() -> list[str]:
    """Give every role its rights.

    Returns:
        The groups' names.

    Raises:
        NoPlatformError: there is no home page yet; nothing is changed then.
    """
    definitions, permissions = roles(), _permissions()
    for role in definitions:
        _give(role, permissions)
    return [role.name for role in definitions]


@transaction.atomic
def focal_point_group(page: WorkingGroupPage) -> Group:
    """The group of those who keep one working group's pages in the language they are written in."""
    # The acronym may change; the right on the page is what makes it that group's.
    permission = GroupPagePermission.objects.filter(page=page, group__name__startswith="Focal point: ").first()
    name = permission.group.name if permission else f"Focal point: {page.acronym or page.title}"[:150]
    return _give(Role(name, pages=((page, ("add", "change")),), media=CHOOSE_MEDIA), _permissions())


def _service_desk(source: HomePage) -> Iterable[Role]:
    index = ServiceIndexPage.objects.child_of(source).first()
    if index is not None:
        yield Role(
            SERVICE_DESK, (ADMIN, *_rights((ServiceRequest,), "change", "delete")), pages=((index, ("change",)),)
        )


def _rights(models: Iterable[type[Model]], *actions: str) -> tuple[str, ...]:
    return tuple(f"{model._meta.app_label}.{action}_{model._meta.model_name}" for model in models for action in actions)


def _reviewers_rights() -> tuple[str, ...]:
    all_actions = ("add", "change", "delete", "publish", "lock", "unlock")
    return (
        *_rights((*VOCABULARIES, *SITE_CHROME), *all_actions),
        *_rights((PlatformSettings,), "change"),
        *_rights((GlossaryTerm,), "add", "change", "delete"),
        "translation_memory.exchange_memory",
        "translation_machine.use_machine",
        *SEARCH,
    )


def _give(role: Role, permissions: Permissions) -> Group:
    """Make the group's rights exactly the role's."""
    group, _created = Group.objects.get_or_create(name=role.name)
    group.permissions.set(permissions[label] for label in role.permissions)
    on_pages = {
        (page.pk, permissions[f"wagtailcore.{action}_page"].pk) for page, actions in role.pages for action in actions
    }
    _set_rights(GroupPagePermission, group, "page_id", on_pages)
    in_languages = {(locale.pk, permissions[label].pk) for locale, labels in role.snippets for label in labels}
    _set_rights(GroupLanguagePermission, group, "locale_id", in_languages)
    root = Collection.get_first_root_node()
    on_media = {(root.pk, permissions[_media_right(label)].pk) for label in role.media}
    _set_rights(GroupCollectionPermission, group, "collection_id", on_media)
    return group


def _permissions() -> Permissions:
    rows = Permission.objects.select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}": row for row in rows}


def _set_rights(model: Any, group: Group, target: str, rights: set[tuple[int, int]]) -> None:
    """Add what is missing and remove what is not wanted, of a group's rights on pages, languages or collections."""
    existing = {(getattr(row, target), row.permission_id): row for row in model.objects.filter(group=group)}
    for key, row in existing.items():
        if key not in rights:
            row.delete()
    for place, permission in rights - existing.keys():
        model.objects.create(group=group, **{target: place, "permission_id": permission})


def _media_right(label: str) -> str:
    kind, action = label.split(".")
    app_label, model = _MEDIA[kind]
    return f"{app_label}.{action}_{model}"
