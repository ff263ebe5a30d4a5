"""Files that translators edit with their own tools and bring back, judged by translate-toolkit and polib."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import polib
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File
from wagtail.models import Locale, WorkflowState
from wagtail_localize.models import StringTranslation, Translation

from core.jobs.schedule import run_job
from groups.models import WorkingGroupPage
from tests.translation.exchange.file_exchange import (
    FileExchange,
    confirm_import,
    translation_rows,
    upload_file,
)
from tests.translation.exchange.xliff_validation import xliff_errors
from tests.translation.factories import publish
from tests.translation.users import client_for, create_review_workflow, is_refused
from translation.exchange.models import ImportState, PendingImport, Remark
from translation.exchange.new_translation import land

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_messages")]

LINE = "Otra línea<br/>con salto &amp; más"
PARA = "Para <b>todas</b>"


def toolkit(store_type: Any, edit: Callable[[Any], None]) -> Callable[[str], str]:
    def edited(content: str) -> str:
        store = store_type.parsestring(content.encode())
        for unit in store.units:
            if unit.source == "Igualdad":
                edit(unit)
        return bytes(store).decode()

    return edited


def with_polib(edit: Callable[[polib.POEntry], None]) -> Callable[[str], str]:
    def edited(content: str) -> str:
        file = polib.pofile(content)
        for entry in file:
            if entry.msgid == "Igualdad":
                edit(entry)
        return str(file)

    return edited


def change_title(unit: Any) -> None:
    unit.target = "Equality & care 平等 مساواة"
    unit.addnote("¿Equity?", origin="translator")


def retitled_entry(entry: polib.POEntry) -> None:
    entry.msgstr, entry.tcomment = "Equality & care 平等 مساواة", "¿Equity?"


@pytest.mark.parametrize(
    ("kind", "edited"),
    [
        ("xliff", toolkit(Xliff2File, change_title)),
        ("xliff12", toolkit(xlifffile, change_title)),
        ("po", with_polib(retitled_entry)),
    ],
)
def test_what_a_tool_has_changed_is_shown_then_applied_and_comes_out_again(
    exchange: FileExchange, kind: str, edited: Callable[[str], str]
) -> None:
    content = edited(exchange.file(kind))
    before = translation_rows()
    shown = upload_file(exchange, content)
    (file,) = shown.context["report"].files
    (change,) = file.changes
    assert (change.source, change.old, change.new) == ("Igualdad", "en-Igualdad", "Equality & care 平等 مساواة")
    assert translation_rows() == before, "nothing happens before it is confirmed"

    assert confirm_import(exchange, shown).status_code == 200
    assert exchange.text("title") == "Equality &amp; care 平等 مساواة"
    row = StringTranslation.objects.get(context__path="title", locale__language_code="en")
    assert row.last_translated_by == exchange.people["translator"]
    assert not row.has_error
    exchange.target.refresh_from_db()
    assert exchange.target.draft_title == "Equality & care 平等 مساواة", "those who listen for a saved text hear of it"
    assert exchange.target.title == "en-Igualdad", "the public sees nothing of it"
    again = exchange.file(kind)
    assert "¿Equity?" in again
    assert not upload_file(exchange, again).context["report"].total
    assert not PendingImport.objects.filter(pk=shown.context["pending"].pk).exists()


def test_inline_codes_move_with_the_words_and_may_be_repeated(exchange: FileExchange) -> None:
    source = exchange.unit("purpose", PARA)
    target = (
        '<target><pc id="3">Here</pc>, for <pc id="2">all</pc>: <pc id="1">wo</pc><pc id="9" copyOf="1">men</pc>'
        '<ph id="8" subType="xlf:lb"/>&amp; <sc id="11" copyOf="2"/>men<ec startRef="11"/>.</target>'
    )
    content = exchange.file("xliff")
    head, _unit, tail = content.partition(f'<unit id="{source.key}"')
    shown = upload_file(exchange, f"{head}{_unit}{tail.replace('</source>', f'</source>{target}', 1)}")
    (change,) = shown.context["report"].files[0].changes
    assert change.new == ('<a id="a1">Here</a>, for <i>all</i>: <b>wo</b><b>men</b><br/>&amp; <i>men</i>.')
    confirm_import(exchange, shown)
    assert exchange.unit("purpose", PARA).target == change.new
    for kind in ("po", "xliff", "xliff12"):
        assert not upload_file(exchange, exchange.file(kind)).context["report"].total, kind
    assert 'href="https://example.org/?a=1&amp;b=2">Here</a>' in str(
        exchange.translation.source.get_ephemeral_translated_instance(
            Locale.objects.get(language_code="en"), fallback=True
        ).purpose
    )


def test_a_short_name_is_shown_as_it_will_stand_in_the_address(exchange: FileExchange) -> None:
    for kind in ("po", "xliff"):
        report = upload_file(exchange, exchange.file(kind).replace("en-igualdad", "Equality &amp; Care!")).context[
            "report"
        ]
        assert [change.new for change in report.files[0].changes] == [
            "equality-care" if kind != "po" else "equality-amp-care"
        ]


def test_a_lost_link_is_shown_to_the_person_who_confirms(exchange: FileExchange) -> None:
    content = (
        exchange.file("po")
        .replace('msgid "Para', 'msgid "Para')
        .replace('aquí</a>."\nmsgstr ""', 'aquí</a>."\nmsgstr "For all"')
    )
    shown = upload_file(exchange, content)
    (change,) = shown.context["report"].files[0].changes
    assert [tag for tag in change.missing_tags if tag.startswith("<a")] == [
        '<a href="https://example.org/?a=1&amp;b=2">'
    ]
    assert "Without &lt;a href" in shown.content.decode()


def test_states_come_back_as_they_were_given(exchange: FileExchange) -> None:
    content = exchange.file("xliff").replace("más</source>", "más</source><target>One more line</target>")
    confirm_import(exchange, upload_file(exchange, content.replace('state="initial"', 'state="reviewed"')))
    assert exchange.unit("purpose", LINE).state == ImportState.REVIEWED
    assert 'state="signed-off"' in exchange.file("xliff12")
    confirm_import(exchange, upload_file(exchange, exchange.file("xliff").replace('state="reviewed"', 'state="final"')))
    assert exchange.unit("purpose", LINE).state == ImportState.FINAL
    assert 'approved="yes"' in exchange.file("xliff12").partition("One more line")[0].rpartition("<trans-unit")[2]
    row = StringTranslation.objects.get(data="One more line")
    row.data = "Somebody changed it"
    row.save()
    assert exchange.unit("purpose", LINE).state == ImportState.TRANSLATED


def test_what_a_machine_wrote_is_fuzzy_until_a_person_accepts_it(exchange: FileExchange) -> None:
    row = StringTranslation.objects.filter(context__path="summary").latest("pk")
    row.translation_type = StringTranslation.TRANSLATION_TYPE_MACHINE
    row.save()
    assert 'state="initial" subState="plataforma:machine"' in exchange.file("xliff")
    assert 'state="needs-review-translation" state-qualifier="mt-suggestion"' in exchange.file("xliff12")
    content = exchange.file("po")
    assert "fuzzy" in content
    assert not upload_file(exchange, content).context["report"].total
    accepted = content.replace("#, fuzzy\n", "")
    shown = upload_file(exchange, accepted)
    assert [change.words for change in shown.context["report"].files[0].changes] == [False]
    confirm_import(exchange, shown)
    row.refresh_from_db()
    assert row.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
    assert "fuzzy" not in exchange.file("po")


def test_unfinished_entries_are_left_out_and_named(exchange: FileExchange) -> None:
    content = (
        exchange.file("po").replace('msgctxt "title"', '#, fuzzy\nmsgctxt "title"').replace("en-Igualdad", "Maybe")
    )
    report = upload_file(exchange, content).context["report"]
    assert not report.total
    assert [row.text for row in report.files[0].unfinished] == ["Maybe"]


def change_source(exchange: FileExchange) -> None:
    exchange.source.summary = "Otro resumen & <más>"
    publish(exchange.source)
    source = exchange.translation.source
    source.update_from_db()
    exchange.source = WorkingGroupPage.objects.get(pk=exchange.source.pk)


def test_a_text_whose_source_has_changed_is_stale_and_comes_with_what_was_before(exchange: FileExchange) -> None:
    old = {kind: exchange.file(kind) for kind in ("po", "xliff", "xliff12")}
    change_source(exchange)
    for kind, content in old.items():
        changed = content.replace("Summary &", "Brief &")
        report = upload_file(exchange, changed).context["report"]
        assert not report.is_refused
        assert not report.total
        assert [(row.source, row.text) for row in report.files[0].stale] == [("Resumen & <más>", "Brief & <more>")], (
            kind
        )
    po = exchange.file("po")
    assert (
        '#| msgid "Resumen & <más>"\nmsgctxt "summary"\nmsgid "Otro resumen & <más>"\nmsgstr "Summary & <more>"' in po
    )
    assert "fuzzy" in po
    for kind in ("xliff", "xliff12"):
        assert "Summary &amp; &lt;more&gt;" in exchange.file(kind)
        assert not upload_file(exchange, exchange.file(kind)).context["report"].total


def test_only_what_was_shown_is_applied(exchange: FileExchange) -> None:
    content = exchange.file("po").replace("en-Igualdad", "Equality").replace("en-igualdad", "equality")
    shown = upload_file(exchange, content)
    row = StringTranslation.objects.get(context__path="title", locale__language_code="en")
    row.data = "Somebody else's"
    row.save()
    before = translation_rows()
    answer = confirm_import(exchange, shown)
    assert "Nothing was applied" in " ".join(str(message) for message in answer.context["messages"])
    assert translation_rows() == before
    assert next(change.old for change in answer.context["report"].files[0].changes) == "Somebody else's"
    confirm_import(exchange, answer)
    assert exchange.text("title") == "Equality"
    once_more = confirm_import(exchange, answer)
    assert "already been completed or discarded" in " ".join(str(message) for message in once_more.context["messages"])


def test_what_leaves_is_valid_whatever_stands_in_it(exchange: FileExchange) -> None:
    """By the rules of the standard's core; each of these has elements of its own."""
    translation = exchange.translation
    text = exchange.unit("purpose", PARA).source
    texts = {text: '<b>All</b> and <b>each</b><br/><a id="a1">here</a>', "title": "Equality"}
    land(exchange.source, exchange.target.locale, texts)
    StringTranslation.objects.filter(context__path="title").update(translation_type="machine")
    exchange.source.summary = "Un resumen nuevo"
    publish(exchange.source)
    translation.source.update_from_db()
    Remark.objects.create(
        string_id=exchange.unit("title").string_id,
        context_id=exchange.unit("title").context_id,
        locale=exchange.target.locale,
        comments=["Zwei & < drei"],
    )
    made = exchange.file("xliff")
    for part in ("mtc:match", "subState", "copyOf", 'canCopy="no"', "Zwei &amp; &lt; drei", "<ph "):
        assert part in made, part
    assert xliff_errors(made) == []
    # and what is wrong would be found
    for right, wrong in (
        ('state="final"', 'state="done"'),
        ('subState="plataforma:machine"', 'subState="machine"'),
        ("<originalData>", "<notes></notes><originalData>"),
        ('ref="#s"', 'ref="#t"'),
        ('dataRefStart="d1"', 'dataRefStart="d9"'),
        ('trgLang="en"', 'trgLang="fr"'),
        ('copyOf="1"', 'copyOf="3"'),
        (f'<unit id="{exchange.unit("slug").key}"', f'<unit id="{exchange.unit("title").key}"'),
    ):
        assert right in made, right
        assert xliff_errors(made.replace(right, wrong, 1)), wrong


def test_the_clock_forgets_what_nobody_confirmed(exchange: FileExchange) -> None:
    user = exchange.people["translator"]
    old, fresh = (PendingImport.objects.create(user=user, files=[]) for _turn in range(2))
    PendingImport.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    run_job.call("translation_imports")
    assert list(PendingImport.objects.all()) == [fresh]


def test_a_failure_in_the_middle_leaves_nothing_behind(exchange: FileExchange, monkeypatch: pytest.MonkeyPatch) -> None:
    content = exchange.file("po").replace("en-Igualdad", "Equality").replace("en-igualdad", "equality")
    shown = upload_file(exchange, content)
    before = translation_rows()

    def fail(_rows: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("translation.units.writer.remember", fail)
    with pytest.raises(RuntimeError):
        confirm_import(exchange, shown)
    assert translation_rows() == before
    assert PendingImport.objects.filter(pk=shown.context["pending"].pk).exists()


#: Who may do what; written from what the roles are for.
RIGHTS = [
    ("translator", True, True),
    ("french", False, False),
    ("editor", False, False),
    ("nobody", False, False),
]


@pytest.mark.parametrize(("who", "exports", "imports"), RIGHTS)
def test_each_takes_and_brings_only_their_own_language(
    exchange: FileExchange, who: str, exports: bool, imports: bool
) -> None:
    content = exchange.file("po").replace("en-Igualdad", "Equality")
    client = client_for(exchange.people[who])
    for kind in ("po", "xliff", "xliff12"):
        response = client.get(reverse("translation:files_one", args=[exchange.translation.pk, kind]))
        assert is_refused(response) is not exports
    many = client.get(reverse("translation:files_download"), {"language": "en", "format": "po", "which": "all"})
    assert (many.get("Content-Type") == "application/zip") is exports
    answer = upload_file(exchange, content, who=who)
    report = answer.context.get("report") if answer.context else None
    if imports:
        assert not report.is_refused
    elif report:
        assert "not belong to any translation that you can edit" in report.files[0].error
        assert "Igualdad" not in answer.content.decode()
    assert exchange.text("title") == "en-Igualdad"


def test_a_report_is_its_owners_alone_and_changes_want_post_and_a_token(exchange: FileExchange) -> None:
    shown = upload_file(exchange, exchange.file("po").replace("en-Igualdad", "Equality"))
    pending, digest = shown.context["pending"].pk, shown.context["report"].digest
    other = client_for(exchange.people["french"])
    for name in ("files_import", "files_confirm", "files_drop"):
        url = reverse(f"translation:{name}", args=[pending])
        ask = other.get if name == "files_import" else other.post
        assert "Equality" not in ask(url, {"digest": digest}, follow=True).content.decode()
        if name != "files_import":
            assert client_for(exchange.people["translator"]).get(url).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(exchange.people["translator"])
    assert strict.post(reverse("translation:files_confirm", args=[pending]), {"digest": digest}).status_code == 403
    assert exchange.text("title") == "en-Igualdad"
    assert PendingImport.objects.filter(pk=pending).exists()


@pytest.mark.parametrize("why", ["locked", "in review", "stopped", "rights lost"])
def test_what_is_closed_meanwhile_is_not_changed(exchange: FileExchange, why: str) -> None:
    shown = upload_file(exchange, exchange.file("po").replace("en-Igualdad", "Equality"))
    target = WorkingGroupPage.objects.get(pk=exchange.target.pk)
    if why == "locked":
        target.locked = True
        target.save()
    elif why == "in review":
        target.save_revision()
        chief = get_user_model().objects.create_superuser("chief")
        create_review_workflow("editor", target).start(target, chief)
        assert WorkflowState.objects.exists()
    elif why == "stopped":
        Translation.objects.update(enabled=False)
    else:
        exchange.people["translator"].groups.clear()
        exchange.people["translator"].user_permissions.clear()
    answer = confirm_import(exchange, shown)
    if answer.context and answer.context.get("report"):
        assert answer.context["report"].is_refused
    assert exchange.text("title") == "en-Igualdad"
