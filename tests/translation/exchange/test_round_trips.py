"""Whatever a page or block can hold goes into a file and comes back as it was."""

from copy import deepcopy

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from tests.support.block_values import WORD
from tests.translation.exchange.xliff_validation import xliff_errors
from tests.translation.test_round_trip import PAGE_TYPES, Workshop, create_pool, publish_page
from translation.exchange.export import SELECT_RELATED, serialize
from translation.exchange.formats import FORMATS, parse
from translation.exchange.importing import apply
from translation.exchange.inline_tags import assemble, pieces, source_codes
from translation.exchange.units import FileUnit, TranslationFile, documents
from translation.exchange.validation import judge
from translation.exchange.xliff2 import content
from translation.units.labels import Place

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def file_of(translation: Translation, kind: str) -> str:
    return "".join(serialize(document_of(translation), FORMATS[kind]))


def document_of(translation: Translation) -> TranslationFile:
    return next(documents([Translation.objects.select_related(*SELECT_RELATED).get(pk=translation.pk)]))


def into_english(text: str) -> str:
    return WORD.sub(r"zz\2·\3·", text).replace("qq", "zz")


def translate_like_a_tool(kind: str, content: str) -> str:
    """What a person makes of a file: every marked word in the target's language, codes kept."""
    if kind == "po":
        file = polib.pofile(content)
        for entry in file:
            entry.msgstr = into_english(entry.msgid)
        return str(file)
    store_type = Xliff2File if kind == "xliff" else xlifffile
    store = store_type.parsestring(content.encode())
    assert len(store.units) == content.count("</source>"), "a tool finds every text"
    namespace = store.units[0].xmlelement.nsmap[None]
    for unit in store.units:
        source = unit.xmlelement.find(f"{{{namespace}}}source")
        target = unit.xmlelement.find(f"{{{namespace}}}target")
        if target is None:
            target = source.makeelement(f"{{{namespace}}}target")
            source.addnext(target)
        target.text = source.text
        for child in source:
            target.append(deepcopy(child))
        for node in target.iter():
            node.text = into_english(node.text) if node.text else node.text
            if node is not target:
                node.tail = into_english(node.tail) if node.tail else node.tail
        target.attrib.pop("state", None)
        if kind == "xliff":
            source.getparent().set("state", "translated")
    return bytes(store).decode()


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_text_of_every_page_goes_out_and_comes_back(model: type[Page]) -> None:
    pool = create_pool()
    english = Locale.objects.get(language_code="en")
    kinds = list(FORMATS)

    @settings(
        max_examples=1,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.data())
    def run(data: st.DataObject) -> None:
        source = publish_page(Workshop(data, pool).make(model), pool)
        frozen, _created = TranslationSource.update_or_create_from_instance(source)
        translation, _created = Translation.objects.get_or_create(source=frozen, target_locale=english)
        if not source.has_translation(english):
            frozen.create_or_update_translation(english, publish=False, copy_parent_pages=True, fallback=True)
        segments = StringSegment.objects.filter(source=frozen).select_related("string", "context")
        wanted = {(row.context.path, row.string.data) for row in segments}
        for kind in kinds:
            StringTranslation.objects.filter(context__object=frozen.object_id, locale=english).delete()
            content = translate_like_a_tool(kind, file_of(translation, kind))
            (came,) = parse(f"a.{kind}", content.encode())
            report = judge([came])
            (file,) = report.files
            assert not report.is_refused, (file.error, file.errors)
            assert not file.stale
            assert len(file.changes) == len(wanted)
            apply(report)
            units = document_of(translation).units
            assert {(unit.path, unit.source) for unit in units} == wanted
            assert {unit.source: unit.target for unit in units} == {
                unit.source: into_english(unit.source) for unit in units
            }
            assert all(unit.place.label != unit.path for unit in units), "a place without a name"
            for other in kinds:
                made = file_of(translation, other)
                assert other != "xliff" or xliff_errors(made) == []
                (back,) = parse("b", made.encode())
                assert not judge([back]).total, (kind, other)

    run()


TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)
INLINE = st.recursive(
    TEXTS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\0", "")),
    lambda inner: st.builds(
        "{}{}{}".format,
        inner,
        st.one_of(
            st.just("<br/>"),
            st.builds("<b>{}</b>".format, inner),
            st.builds("<i>{}</i>".format, inner),
            st.builds("<em>{}</em>".format, inner),
        ),
        inner,
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(INLINE)
def test_any_formatting_and_any_letters_are_the_same_after_a_file(text: str) -> None:
    unit = FileUnit("purpose", 1, 1, text, True, {}, Place("Purpose"))
    target = content(unit, text, source_codes(unit))
    made = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="es" trgLang="en"><file id="f">'
        f'<unit id="u"><segment><source/><target>{target}</target></segment></unit></file></xliff>'
    )
    (came,) = parse("a.xlf", made.encode())
    (back,) = came.units
    assert pieces(unit, assemble(unit, back.pieces or [], source_codes(unit))) == pieces(unit, text)
