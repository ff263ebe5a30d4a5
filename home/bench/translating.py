"""The screen where a long page is translated, ours and wagtail-localize's own."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation, TranslationSource
from wagtail_localize.views.edit_translation import edit_translation

from home.bench.measuring import Case, Subject
from home.models import ContentPage, HomePage
from translation.bar import translation_of
from translation.editor.views import edit
from translation.landing import land

#: Texts of the page, each translated.
TEXTS = 1000
SLUG = "bench-editor"


def editor() -> Iterator[Case]:
    """A page of a thousand translated texts as an administrator opens it. ``n`` is how many texts it has."""
    target = _page()
    user = get_user_model()._default_manager.filter(is_superuser=True).first()
    if user is None:
        user = get_user_model()._default_manager.create_superuser("bench-editor")

    def look(view: Callable[[HttpRequest, Translation, Any], HttpResponse]) -> Callable[[], HttpResponse]:
        def answer() -> HttpResponse:
            # read anew, as the edit view does
            translation: Any = translation_of(target)
            return view(_request(user, f"/admin/pages/{target.pk}/edit/"), translation, target)

        return answer

    yield Case("editor-1000", TEXTS, [Subject("ours", look(edit)), Subject("stock", look(edit_translation))])


def _request(user: Any, address: str) -> HttpRequest:
    """A request of somebody who is logged in, as it reaches the edit view."""
    request = RequestFactory().get(address)
    SessionMiddleware(lambda _request: HttpResponse()).process_request(request)
    MessageMiddleware(lambda _request: HttpResponse()).process_request(request)
    request.user = user
    return request


def _page() -> Any:
    """The translation, made once."""
    spanish, english = (Locale.objects.get(language_code=code) for code in ("es", "en"))
    there = ContentPage.objects.filter(locale=english, slug=SLUG).first()
    if there is not None:
        return there
    body = [("heading", {"text": f"Encabezado número {number}", "level": "h2"}) for number in range(TEXTS)]
    home = HomePage.objects.get(locale=spanish)
    source = home.add_child(instance=ContentPage(title="Página larga", slug=SLUG, locale=spanish, body=body))
    source.save_revision().publish()
    frozen, _created = TranslationSource.update_or_create_from_instance(source)
    texts = StringSegment.objects.filter(source=frozen).values_list("string__data", flat=True)
    words = {text: text if text == SLUG else f"{text} in English" for text in texts}
    return land(source, english, words)
