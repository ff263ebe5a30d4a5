"""Set-up: initial kinds of groups, services, resources and events, and audiences."""

from collections.abc import Sequence

from wagtail.models import Locale

from core.base.models import TranslatableSnippet
from groups.models import Audience, GroupKind, ServiceKind
from groups.models.kinds import Term
from home.setup.labels import labels, word
from resources.models import EventType, ResourceType
from translation.exchange.new_translation import land_all

#: Where the words of each vocabulary stand.
VOCABULARIES: tuple[tuple[type[Term], str], ...] = (
    (GroupKind, "group_kinds"),
    (ServiceKind, "service_kinds"),
    (Audience, "audiences"),
    (ResourceType, "resource_types"),
    (EventType, "event_types"),
)


def ensure(source: Locale, targets: Sequence[Locale]) -> None:
    """Each entry in each language, by its key; labels and order stay as editors left them."""
    for model, name in VOCABULARIES:
        existing = set(model.objects.values_list("key", "locale__language_code"))
        for position, (key, label) in enumerate(labels()[name].items(), start=1):
            missing = [locale for locale in targets if (key, locale.language_code) not in existing]
            if (key, source.language_code) in existing and not missing:
                continue
            entry = model.objects.filter(key=key, locale=source).first()
            if entry is None:
                text = word(label, source.language_code)
                entry = model(key=key, locale=source, label=text, order=position * 10)
                publish(entry)
            land_all(entry, {locale: {"label": word(label, locale.language_code)} for locale in missing})


def publish(snippet: TranslatableSnippet) -> None:
    """Store a new snippet and publish it."""
    snippet.live = False
    snippet.save()
    snippet.save_revision().publish()
    snippet.refresh_from_db()
