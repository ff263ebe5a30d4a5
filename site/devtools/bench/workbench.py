"""Suite: work on translations, here and with wagtail-localize's own functions.

Each answer is taken back, so that the next one finds the same. What changes rows is told for one page
(``Case.per``). wagtail-localize's functions run without what the platform does when it is told of a source,
so that they are not charged for it.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models.signals import post_save
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog, TranslationSource
from wagtail_localize.operations import translate_page_subtree
from wagtail_localize.synctree import PageIndex, synchronize_tree
from wagtail_localize.views.edit_translation import edit_translation

from core.jobs.housekeeping import refresh_statistics
from devtools.bench.bulk import insert_pages
from devtools.bench.measuring import Case, Subject
from devtools.bench.records import record_translations, translate_all
from home.models import ContentPage, HomePage
from translation.sending.batches import plan, work_on
from translation.sending.models import Sending
from translation.sources import signal_handlers
from translation.sources.snapshots import update_or_create_source, update_source
from translation.tree import aliases
from translation.workflow.submission import submit

SOURCE, TARGET = "es", "en"

#: Pages in the part of the tree that is sent each time, and in the one that gets aliases.
SENT, ALIASED = 10, 50
#: Pages below the one that is sent by the form.
SENT_PAGES = 1000
#: Pages that the matrix has in all languages.
SOURCES = 10_000
#: Texts of the page that the translators' screen shows.
LONG = 1000


def translation() -> Iterator[Case]:
    """Sources, sending, aliases, the translators' screen and the matrix."""
    size = Page.objects.filter(depth__gt=1).count()
    home = HomePage.objects.get(locale__language_code=SOURCE)
    target = Locale.objects.get(language_code=TARGET)
    user = get_user_model().objects.get_or_create(username="bench", is_superuser=True)[0]
    client = Client(HTTP_HOST=Site.objects.get(is_default_site=True).hostname)
    client.force_login(user)
    with transaction.atomic():
        page = _page(home, "bench-200", 200)
        yield _case("source-200-create", size, partial(update_or_create_source, page), _stock(_create, page))
        source = update_or_create_source(page)
        yield _case("source-200-refresh", size, partial(update_source, source), _stock(_update, source.pk))
        parent = _parent(home, "bench-sent", SENT, target)
        ours = partial(_send, parent, target, user)
        stock = _stock(translate_page_subtree, parent.pk, [target], None, user)
        yield _case("subtree-page", size, ours, stock, per=SENT)
        many = _many(home, target)
        yield Case("subtree-request", size, [Subject("ours", _with_rollback(partial(_ask, client, many, target)))])
        parent = _parent(home, "bench-aliased", ALIASED, target)
        ours = partial(_make_aliases, parent, target)
        yield _case("tree-sync-page", size, ours, _stock(_synchronize, parent, target), per=ALIASED)
        record, instance = _translated_page(home, LONG, target)
        yield _screen("editor-1000", size, client, instance, record)
        translate_all(SOURCES)
        record_translations()
        refresh_statistics()
        yield Case("matrix-10000", size, [Subject("ours", _getting(client, _matrix()))])
        transaction.set_rollback(True)


def stock_editor(request: HttpRequest, pk: int) -> HttpResponse:
    """wagtail-localize's screen, whatever the platform shows in its place."""
    record = get_object_or_404(Translation, pk=pk)
    answer: HttpResponse = edit_translation(request, record, record.get_target_instance())
    return answer


def _case(name: str, size: int, ours: Callable[[], Any], stock: Callable[[], Any], per: int = 1) -> Case:
    subjects = [Subject("ours", _with_rollback(ours)), Subject("stock", _with_rollback(stock))]
    return Case(name, size, subjects, per)


def _screen(name: str, size: int, client: Client, instance: Page, record: Translation) -> Case:
    our_url = reverse("wagtailadmin_pages:edit", args=[instance.pk])
    stock_url = f"/bench/editor/{record.pk}/"
    return Case(name, size, [Subject("ours", _getting(client, our_url)), Subject("stock", _getting(client, stock_url))])


def _getting(client: Client, address: str) -> Callable[[], Any]:
    return lambda: client.get(address)


def _with_rollback(work: Callable[[], Any]) -> Callable[[], HttpResponse]:
    def answer() -> HttpResponse:
        with transaction.atomic():
            work()
            transaction.set_rollback(True)
        return HttpResponse()

    return answer


def _stock(work: Callable[..., Any], *arguments: Any) -> Callable[[], Any]:
    def run() -> Any:
        with _without_receivers():
            return work(*arguments)

    return run


@contextmanager
def _without_receivers() -> Iterator[None]:
    """Nothing of ours hears of sources and of drafts."""
    receivers = (("translation.on_synchronized", TranslationSource), ("translation.on_made", TranslationLog))
    for uid, sender in receivers:
        post_save.disconnect(sender=sender, dispatch_uid=uid)
    try:
        yield
    finally:
        post_save.connect(signal_handlers.on_synchronized, sender=TranslationSource, dispatch_uid=receivers[0][0])
        post_save.connect(signal_handlers.on_made, sender=TranslationLog, dispatch_uid=receivers[1][0])


def _create(page: Page) -> None:
    TranslationSource.update_or_create_from_instance(page)


def _update(pk: int) -> None:
    TranslationSource.objects.get(pk=pk).update_from_db()


def _send(parent: Page, target: Locale, user: Any) -> None:
    """Send pages as a worker does, including permission checks."""
    sending = plan(parent, [target], user)
    work_on(sending.pk, seconds=3600)
    if Sending.objects.get(pk=sending.pk).pages.exclude(state="sent").exists():
        raise RuntimeError("Not every page was sent.")


def _ask(client: Client, page: Page, target: Locale) -> None:
    """The request that submits a page and its subtree; the work itself runs after the commit."""
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    answer = client.post(address, {"locales": [target.pk], "include_subtree": "on"})
    if answer.status_code != 302 or "sendings" not in answer["Location"]:
        raise RuntimeError("The pages were not sent.")


def _make_aliases(parent: Page, target: Locale) -> None:
    aliases.make(aliases.missing(parent.locale, target).filter(path__startswith=parent.path), target)


def _synchronize(parent: Page, target: Locale) -> None:
    pages = parent.get_descendants(inclusive=True)
    synchronize_tree(parent.locale, target, page_index=PageIndex([*map(PageIndex.Entry.from_page_instance, pages)]))


def _matrix() -> str:
    """The address of the matrix, else of what tells the state of translations."""
    try:
        return reverse("translation:matrix")
    except NoReverseMatch:
        return reverse("translation:report")


def _page(parent: Page, slug: str, texts: int) -> ContentPage:
    """A published page of so many texts, title and address counted: headings, and rich texts of three pieces."""
    body: list[dict[str, Any]] = []
    for number in range((texts - 2) // 4):
        link = f'<a href="https://example.org/{number}">enlace {number}</a>'
        pieces = (f"Primero {slug} {number}", f"Segundo <b>de</b> {number}", f"Tercero {number} con {link}")
        html = "".join(f'<p data-block-key="k{place}">{piece}</p>' for place, piece in enumerate(pieces))
        heading = {"text": f"Título {slug} {number}", "level": "h2"}
        body += [{"type": "heading", "value": heading}, {"type": "rich_text", "value": html}]
    for number in range((texts - 2) % 4):
        body.append({"type": "heading", "value": {"text": f"Más {slug} {number}", "level": "h2"}})
    page = ContentPage(title=f"Página {slug}", slug=slug, body=[each | {"id": str(uuid.uuid4())} for each in body])
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return ContentPage.objects.get(pk=page.pk)


def _parent(home: Page, slug: str, number: int, target: Locale) -> Page:
    """A page that is translated, with so many of 18 texts below it that are not."""
    parent = _page(home, slug, 18)
    submit(parent, [target])
    for each in range(number):
        _page(parent, f"{slug}-{each}", 18)
    return Page.objects.get(pk=parent.pk)


def _many(home: Page, target: Locale) -> Page:
    """A page that is not translated, with a thousand below it."""
    parent = _page(home, "bench-asked", 18)
    pages = [ContentPage(title=f"P {n}", slug=f"p-{n}", locale=home.locale) for n in range(SENT_PAGES)]
    for page in pages:
        page.translation_key = uuid.uuid4()
    insert_pages(Page.objects.get(pk=parent.pk), pages)
    return Page.objects.get(pk=parent.pk)


def _translated_page(home: Page, texts: int, target: Locale) -> tuple[Translation, Page]:
    """A page of so many texts with a translation of each."""
    page = _page(home, f"bench-{texts}", texts)
    submit(page, [target])
    record = Translation.objects.get(source__object_id=page.translation_key, target_locale=target)
    segments = StringSegment.objects.filter(source=record.source).select_related("string")
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=segment.string,
            context_id=segment.context_id,
            locale=target,
            data=f"EN {segment.string.data}",
        )
        for segment in segments
    )
    return record, page.get_translation(target)
