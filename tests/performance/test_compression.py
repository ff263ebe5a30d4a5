"""Text is compressed for those who take it so; pictures, documents and parts of files are left alone."""

import gzip

import pytest
from django.test import Client

from tests.factories import ImageFactory
from tests.platform import create_platform

pytestmark = pytest.mark.django_db


@pytest.mark.one_database
def test_a_page_is_compressed_where_the_visitor_takes_it_so(client: Client) -> None:
    address = create_platform("es").url
    whole = client.get(address)
    assert "Content-Encoding" not in whole.headers
    small = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.content) < len(whole.content) / 2
    assert gzip.decompress(small.content) == whole.content
    assert "Accept-Encoding" in small.headers["Vary"]


@pytest.mark.one_database
def test_a_picture_is_handed_out_as_it_lies(client: Client) -> None:
    picture = ImageFactory()
    answer = client.get(picture.file.url, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
