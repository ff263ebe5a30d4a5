"""Factories of pages, snippets and rows, complete and published.

Pages need ``parent``; what lies below a page takes its language. Snippets and rows take ``locale``,
the default language's if none is given.
"""

from datetime import date
from typing import Any

import factory
import wagtail_factories
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from groups.models import (
    Audience,
    ContactPoint,
    Entity,
    GroupKind,
    GroupLead,
    GroupMember,
    GroupTheme,
    Person,
    SDGIndexPage,
    SDGPage,
    ServiceAudience,
    ServiceEntity,
    ServiceExample,
    ServiceGroup,
    ServiceIndexPage,
    ServiceKind,
    ServicePage,
    ServiceTheme,
    Theme,
    WorkingGroupIndexPage,
    WorkingGroupPage,
)
from home.models import (
    ContentPage,
    Footer,
    FooterLink,
    FormPage,
    HomePage,
    HomePageFeature,
    Navigation,
    NavigationLink,
    Notice,
)


def default_locale() -> Locale:
    """The locale of the first language in the settings, created if needed."""
    from django.conf import settings

    return Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)[0]


class PageFactory(wagtail_factories.PageFactory):
    """A live page in its parent's language."""

    class Meta:
        abstract = True

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> Any:
        if parent is not None:
            kwargs.setdefault("locale", parent.locale)
        return super()._create_instance(model_class, parent, kwargs)


class SnippetFactory(DjangoModelFactory):
    """A live snippet."""

    locale = factory.LazyFunction(default_locale)

    class Meta:
        abstract = True


class ImageFactory(wagtail_factories.ImageFactory):
    """A small image with a file of its own."""

    title = factory.Sequence(lambda n: f"Picture {n}")
    file = factory.django.ImageField(width=32, height=24, filename=factory.Sequence(lambda n: f"picture-{n}.png"))


class HomePageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Home {n}")

    class Meta:
        model = HomePage


class ContentPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Content {n}")

    class Meta:
        model = ContentPage


class FormPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Form {n}")

    class Meta:
        model = FormPage


class HomePageFeatureFactory(DjangoModelFactory):
    class Meta:
        model = HomePageFeature


class NavigationFactory(SnippetFactory):
    name = factory.Sequence(lambda n: f"Menu {n}")

    class Meta:
        model = Navigation


class NavigationLinkFactory(DjangoModelFactory):
    label = factory.Sequence(lambda n: f"Link {n}")
    locale = factory.SelfAttribute("navigation.locale")

    class Meta:
        model = NavigationLink


class FooterFactory(SnippetFactory):
    name = factory.Sequence(lambda n: f"Foot {n}")

    class Meta:
        model = Footer


class FooterLinkFactory(DjangoModelFactory):
    label = factory.Sequence(lambda n: f"Foot link {n}")
    locale = factory.SelfAttribute("footer.locale")

    class Meta:
        model = FooterLink


class NoticeFactory(SnippetFactory):
    text = factory.Sequence(lambda n: f"<p>Notice {n}</p>")

    class Meta:
        model = Notice


class EntityFactory(SnippetFactory):
    name = factory.Sequence(lambda n: f"Entity {n}")
    key = factory.Sequence(lambda n: f"entity-{n}")

    class Meta:
        model = Entity


class ThemeFactory(SnippetFactory):
    name = factory.Sequence(lambda n: f"Theme {n}")

    class Meta:
        model = Theme


class TermFactory(SnippetFactory):
    label = factory.Sequence(lambda n: f"Term {n}")
    key = factory.Sequence(lambda n: f"term-{n}")

    class Meta:
        abstract = True


class GroupKindFactory(TermFactory):
    class Meta:
        model = GroupKind


class ServiceKindFactory(TermFactory):
    class Meta:
        model = ServiceKind


class AudienceFactory(TermFactory):
    class Meta:
        model = Audience


class PersonFactory(SnippetFactory):
    """A person who has consented to be shown."""

    name = factory.Sequence(lambda n: f"Person {n}")
    post = factory.Sequence(lambda n: f"Post {n}")
    key = factory.Sequence(lambda n: f"person-{n}")
    consent_on = date(2024, 1, 2)

    class Meta:
        model = Person


class ContactPointFactory(SnippetFactory):
    label = factory.Sequence(lambda n: f"Mailbox {n}")
    email = factory.Sequence(lambda n: f"mailbox-{n}@example.org")
    key = factory.Sequence(lambda n: f"mailbox-{n}")

    class Meta:
        model = ContactPoint


class WorkingGroupIndexPageFactory(PageFactory):
    title = "Grupos"

    class Meta:
        model = WorkingGroupIndexPage


class WorkingGroupPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Group {n}")
    kind = factory.SubFactory(GroupKindFactory, locale=factory.SelfAttribute("..parent.locale"))
    summary = factory.Sequence(lambda n: f"Summary of group {n}")
    purpose = factory.Sequence(lambda n: f"<p>Purpose of group {n}</p>")

    class Meta:
        model = WorkingGroupPage


class GroupLeadFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")
    entity = factory.SubFactory(EntityFactory, locale=factory.SelfAttribute("..locale"))

    class Meta:
        model = GroupLead


class GroupMemberFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")
    entity = factory.SubFactory(EntityFactory, locale=factory.SelfAttribute("..locale"))

    class Meta:
        model = GroupMember


class GroupThemeFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")
    theme = factory.SubFactory(ThemeFactory, locale=factory.SelfAttribute("..locale"))

    class Meta:
        model = GroupTheme


class ServiceIndexPageFactory(PageFactory):
    title = "Servicios"

    class Meta:
        model = ServiceIndexPage


class ServicePageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Service {n}")
    kind = factory.SubFactory(ServiceKindFactory, locale=factory.SelfAttribute("..parent.locale"))
    summary = factory.Sequence(lambda n: f"Summary of service {n}")

    class Meta:
        model = ServicePage


class ServiceGroupFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")

    class Meta:
        model = ServiceGroup


class ServiceEntityFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")
    entity = factory.SubFactory(EntityFactory, locale=factory.SelfAttribute("..locale"))

    class Meta:
        model = ServiceEntity


class ServiceAudienceFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")
    audience = factory.SubFactory(AudienceFactory, locale=factory.SelfAttribute("..locale"))

    class Meta:
        model = ServiceAudience


class ServiceThemeFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")
    theme = factory.SubFactory(ThemeFactory, locale=factory.SelfAttribute("..locale"))

    class Meta:
        model = ServiceTheme


class ServiceExampleFactory(DjangoModelFactory):
    locale = factory.SelfAttribute("page.locale")

    class Meta:
        model = ServiceExample


class SDGIndexPageFactory(PageFactory):
    title = "ODS"

    class Meta:
        model = SDGIndexPage


class SDGPageFactory(PageFactory):
    number = 5
    title = factory.LazyAttribute(lambda page: f"{page.number}. Objetivo")

    class Meta:
        model = SDGPage
