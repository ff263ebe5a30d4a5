"""Language tags as tools write them: with a region, without one, with an underscore."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Locale

from tests.translation.exchange.file_exchange import FileExchange, create_exchange, upload_file
from translation.exchange.import_views import is_tag_of, locale_among

LANGUAGES = st.sampled_from(["en", "es", "pt", "fr", "ar", "zh", "gn"])
REGIONS = st.sampled_from(["", "us", "gb", "419", "br", "pt", "mx", "hans", "hant-tw"])
CODES = st.builds(lambda language, region: f"{language}-{region}" if region else language, LANGUAGES, REGIONS)


@st.composite
def code_variants(draw: st.DrawFn, code: str) -> str:
    """A tag as a tool may write it."""
    tag = code.replace("-", draw(st.sampled_from("-_")))
    tag = draw(st.sampled_from([tag, tag.upper(), tag[:2] + tag[2:].upper()]))
    return f"{tag}{draw(st.sampled_from(['', '', '.UTF-8', '@latin', ' ']))}"


@settings(max_examples=300, derandomize=True)
@given(st.data())
def test_any_variant_of_a_language_is_that_language_unless_the_platform_has_the_variant(data: st.DataObject) -> None:
    codes = data.draw(st.lists(CODES, min_size=1, max_size=6, unique=True))
    locales = [Locale(language_code=code, pk=number) for number, code in enumerate(codes, start=1)]
    expected = data.draw(st.sampled_from(locales))
    variant = data.draw(CODES)
    tag = data.draw(code_variants(variant))
    same_language = variant[:2] == expected.language_code[:2]
    if variant in codes:
        assert is_tag_of(tag, expected, locales) is (expected.language_code == variant)
        assert locale_among(tag, locales) == next(locale for locale in locales if locale.language_code == variant)
    elif not same_language:
        assert not is_tag_of(tag, expected, locales)
        assert locale_among(tag, locales) != expected
    elif sum(code[:2] == variant[:2] for code in codes) == 1:
        assert is_tag_of(tag, expected, locales)
        assert locale_among(tag, locales) == expected


@pytest.mark.parametrize(
    ("tag", "codes", "expected"),
    [
        ("es-419", ["es", "en"], "es"),
        ("es-419", ["es", "es-mx"], "es"),
        ("en_US", ["en", "es"], "en"),
        ("pt", ["pt-br", "es"], "pt-br"),
        ("pt-PT", ["pt-br", "es"], "pt-br"),
        ("pt-PT", ["pt-br", "pt"], "pt"),
        ("zh-Hant-TW", ["zh-hans", "zh-hant"], "zh-hant"),
        ("en", ["en-gb", "en-us"], None),
        ("de", ["en", "es"], None),
        ("", ["en", "es"], None),
    ],
)
def test_the_closest_language_is_meant(tag: str, codes: list[str], expected: str | None) -> None:
    closest = locale_among(tag, [Locale(language_code=code) for code in codes])
    assert (closest.language_code if closest else None) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["po", "xliff", "xliff12"])
@pytest.mark.parametrize(
    ("source", "target", "fits"),
    [
        ("es", "en-US", True),
        ("es-419", "en-GB", True),
        ("es_MX", "en_US", True),
        ("ES-ES", "EN", True),
        ("es", "fr", False),
        ("es", "fr-CA", False),
        ("en", "es", False),
    ],
)
def test_files_with_regional_tags_are_read(kind: str, source: str, target: str, fits: bool) -> None:
    exchange: FileExchange = create_exchange()
    content = exchange.file(kind).replace("en-Igualdad", "Equality")
    for old, new in (
        ('srcLang="es" trgLang="en"', f'srcLang="{source}" trgLang="{target}"'),
        ('source-language="es" target-language="en"', f'source-language="{source}" target-language="{target}"'),
        ("Language: en\\n", f"Language: {target}\\n"),
        ("X-Source-Language: es\\n", f"X-Source-Language: {source}\\n"),
    ):
        content = content.replace(old, new)
    report = upload_file(exchange, content).context["report"]
    assert report.is_refused is not fits
    assert report.total == (1 if fits else 0)
