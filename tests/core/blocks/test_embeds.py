"""Videos and charts: what is refused, what a reader gets without a script, and that nothing loads by itself."""

import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.documents import get_document_model

from core.base.embed_providers import data_address, player
from core.blocks.embeds import DataEmbedBlock, VideoBlock
from tests.core.blocks.test_blocks import block_errors
from tests.factories import ContentPageFactory, ImageFactory
from tests.platform import create_platform

VIDEO, EMBED = VideoBlock(), DataEmbedBlock()
KEY = "dQw4w9WgXcQ"

#: What somebody might try in place of an address on an allowed host.
HOSTILE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//datos.example.org",
    "data:text/html,<script>alert(1)</script>",
    "http://datos.example.org/",
    "//datos.example.org/",
    "ftp://datos.example.org/",
    "https://datos.example.org.evil.example/",
    "https://evil.example/?https://datos.example.org/",
    "https://evil.example/#datos.example.org",
    "https://datos.example.org@evil.example/",
    "https://user:secret@datos.example.org/",
    "https://datos.example.org:8443/",
    "https://datos.example.org\\@evil.example/",
    "https://datos.example.org\t.evil.example/",
    "https://evil.example\\.datos.example.org/",
    "https://otros.datos.example.org/",
    "https://datos.example.org./",
    "https://[::1/",
    "https://",
    " https://datos.example.org/",
    "https://datos.example.org/a b",
    "https://datos.example.org/\r\nSet-Cookie: x=1",
]


def document(name: str) -> Any:
    """An uploaded file of that name."""
    return get_document_model().objects.create(title=name, file=ContentFile(b"content", name=name))


def video(**values: Any) -> dict[str, Any]:
    """A complete video but for where it lies."""
    return {"title": "Cómo trabaja el grupo", "transcript": "<p>Lo que se dice.</p>"} | values


def render_block(block: Any, value: dict[str, Any], language: str = "es") -> Tag:
    """The block as a reader of a language gets it."""
    with translation.override(language):
        return BeautifulSoup(block.render(block.to_python(value)), "html.parser")


@pytest.mark.parametrize("address", HOSTILE)
def test_a_hostile_address_is_refused_with_a_message_and_shown_nowhere(address: str) -> None:
    embed = {"title": "Gráfico", "address": address, "alternative": "<p>Cifras</p>", "height": 400}
    assert data_address(address) == ""
    assert list(block_errors(EMBED, embed)) == ["address"]
    assert list(block_errors(VIDEO, video(address=address), draft=True)) == ["address"]
    for block, value in ((EMBED, embed), (VIDEO, video(address=address))):
        html = render_block(block, value)
        assert not html.select("iframe, button, script, [data-frame]")
        for link in html.select("a"):
            assert str(link["href"]).startswith("https://"), link


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={KEY}&t=10s",
        f"https://m.youtube.com/watch?app=desktop&v={KEY}",
        f"https://youtu.be/{KEY}?si=tracking",
        f"https://youtube.com/shorts/{KEY}",
        f"https://www.youtube-nocookie.com/embed/{KEY}",
    ],
)
def test_youtube_plays_without_cookies(address: str) -> None:
    found = player(address, "pt-br")
    assert found is not None
    assert found.address.startswith(f"https://www.youtube-nocookie.com/embed/{KEY}?")
    assert "hl=pt-br" in found.address
    assert "tracking" not in found.address


def test_vimeo_plays_without_tracking_and_keeps_the_key_of_an_unlisted_video() -> None:
    for address in ("https://vimeo.com/76979871/a1b2c3d4e5", "https://player.vimeo.com/video/76979871?h=a1b2c3d4e5"):
        found = player(address, "es")
        assert found is not None
        assert found.address.startswith("https://player.vimeo.com/video/76979871?dnt=1")
        assert found.address.endswith("h=a1b2c3d4e5")


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=short",
        f"https://www.youtube.com/watch?v={KEY}%22onload=",
        "https://www.youtube.com/redirect?q=https://evil.example",
        f"https://youtu.be/{KEY}/more",
        "https://vimeo.com/channels/staffpicks",
        "https://vimeo.com/76979871/../evil",
        "https://www.dailymotion.com/video/x8abcde",
    ],
)
def test_what_is_no_video_of_a_known_service_is_refused(address: str) -> None:
    assert player(address, "es") is None
    errors = block_errors(VIDEO, video(address=address))
    assert "address" in errors
    assert str(errors["address"])


@pytest.mark.django_db
def test_a_video_has_one_source_and_its_words_in_writing() -> None:
    image, film = ImageFactory().pk, document("film.mp4").pk
    complete = video(poster=image)
    assert list(block_errors(VIDEO, complete)) == ["file"]
    assert block_errors(VIDEO, complete, draft=True) == {}
    assert block_errors(VIDEO, complete | {"file": film}) == {}
    assert block_errors(VIDEO, complete | {"address": f"https://youtu.be/{KEY}"}) == {}
    both = complete | {"file": film, "address": f"https://youtu.be/{KEY}"}
    assert list(block_errors(VIDEO, both, draft=True)) == ["address"]
    silent = complete | {"file": film, "transcript": ""}
    assert list(block_errors(VIDEO, silent)) == ["transcript"]
    assert block_errors(VIDEO, silent, draft=True) == {}


@pytest.mark.django_db
def test_files_of_another_type_and_captions_twice_are_refused_where_they_stand() -> None:
    film, text, plan = document("film.webm").pk, document("film.vtt").pk, document("plan.pdf").pk
    complete = video(poster=ImageFactory().pk)
    assert list(block_errors(VIDEO, complete | {"file": plan})) == ["file"]
    captions = [{"language": "es", "file": text}, {"language": "es", "file": text}]
    errors = block_errors(VIDEO, complete | {"file": film, "captions": captions})
    assert list(errors["captions"]["blockErrors"]) == [1]
    errors = block_errors(VIDEO, complete | {"file": film, "captions": [{"language": "es", "file": plan}]})
    assert list(errors["captions"]["blockErrors"][0]["blockErrors"]) == ["file"]
    elsewhere = complete | {"address": f"https://youtu.be/{KEY}", "captions": captions[:1]}
    assert list(block_errors(VIDEO, elsewhere)) == ["captions"]


@pytest.mark.one_database
@pytest.mark.django_db
def test_an_uploaded_video_loads_nothing_before_it_is_started() -> None:
    captions = [{"language": tag, "file": document(f"{tag}.vtt").pk} for tag in ("es", "ar")]
    html = render_block(VIDEO, video(poster=ImageFactory().pk, file=document("film.mp4").pk, captions=captions))
    player_tag = html.select_one("video")
    assert player_tag is not None
    assert player_tag["preload"] == "none"
    assert player_tag.has_attr("controls")
    assert player_tag["poster"]
    assert [(track["srclang"], track["label"]) for track in html.select("track")] == [
        ("es", "Español"),
        ("ar", "العربية"),
    ]
    assert not html.select("script, iframe, button")
    assert html.select_one("details .prose") is not None


@pytest.mark.one_database
@pytest.mark.django_db
def test_a_video_elsewhere_is_a_link_until_a_script_offers_more() -> None:
    html = render_block(
        VIDEO, video(poster=ImageFactory().pk, poster_alt="Una sala", address=f"https://youtu.be/{KEY}")
    )
    assert not html.select("iframe, video")
    assert [link["href"] for link in html.select("a")] == [f"https://youtu.be/{KEY}"]
    button, image = html.select_one("button"), html.select_one("img")
    assert button is not None
    assert image is not None
    assert button.has_attr("hidden")
    assert "youtube-nocookie.com" in str(button["data-frame"])
    assert image["alt"] == "Una sala"
    assert not html.select("script")  # it is the page's


@pytest.mark.one_database
def test_a_chart_is_words_and_a_link_until_a_script_offers_more() -> None:
    value = {"title": "Gráfico", "address": "https://datos.example.org/a/b?c=1", "alternative": "<p>Cifras</p>"}
    html = render_block(EMBED, value | {"height": 640})
    button = html.select_one("button")
    assert button is not None
    assert (button["data-frame"], button["data-height"]) == (value["address"], "640")
    assert not html.select("iframe")
    assert "Cifras" in html.get_text()
    assert block_errors(EMBED, value | {"height": 199}).keys() == {"height"}
    assert block_errors(EMBED, value | {"height": 1201}).keys() == {"height"}
    assert block_errors(EMBED, value | {"height": 1200}) == {}
    assert block_errors(EMBED, {"title": "", "address": "", "alternative": ""}).keys() == {
        "title",
        "address",
        "alternative",
    }


@pytest.mark.one_database
def test_a_host_that_is_no_longer_allowed_leaves_the_link(settings: Any) -> None:
    value = {"title": "Gráfico", "address": "https://datos.example.org/", "alternative": "<p>Cifras</p>"}
    settings.DATA_EMBED_HOSTS = []
    html = render_block(EMBED, value)
    assert [link["href"] for link in html.select("a")] == ["https://datos.example.org/"]
    assert not html.select("button, script")
    assert list(block_errors(EMBED, value)) == ["address"]


@pytest.mark.one_database
@pytest.mark.django_db
def test_the_policy_lets_a_page_frame_these_hosts_and_no_others() -> None:
    response = Client().get(create_platform("es").url)
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    players = {"https://www.youtube-nocookie.com", "https://player.vimeo.com"}
    assert set(policy["frame-src"].split()) == {
        "'self'",
        *players,
        *(f"https://{h}" for h in settings.DATA_EMBED_HOSTS),
    }
    assert policy["default-src"] == "'self'"


def test_the_script_confines_what_it_frames() -> None:
    script = Path(settings.BASE_DIR, "site/static/js/page.js").read_text(encoding="utf-8")
    for word in ("sandbox", "referrerPolicy", 'loading = "lazy"', "made.title"):
        assert word in script
    assert not re.search(r"innerHTML|eval\(|document\.write|https?://", script)


@pytest.mark.one_database
@pytest.mark.django_db
@pytest.mark.parametrize("language", ["es", "ar"])
def test_many_take_as_many_queries_as_few(language: str) -> None:
    home = create_platform("es", language)

    def crowded(number: int) -> int:
        body = [
            {
                "type": "video",
                "value": video(
                    poster=ImageFactory().pk,
                    file=document(f"film-{turn}.mp4").pk,
                    captions=[{"language": "es", "file": document(f"film-{turn}.vtt").pk}],
                ),
            }
            for turn in range(number)
        ]
        parent = home if language == "es" else home.get_translations().get(locale__language_code=language)
        address = ContentPageFactory(parent=parent, body=body).url
        Client().get(address)  # makes the images' sizes
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(address).status_code == 200
        return len(queries)

    assert crowded(15) == crowded(5)
