"""How well the search answers judged questions over the demo: what it reached once, it keeps."""

from pathlib import Path
from statistics import mean

import pytest
from django.core.management import call_command
from wagtail.models import Locale

from devtools.search_evaluation import judgements, score

JUDGEMENTS = Path(__file__).resolve().parents[2] / "search" / "judgements"

#: Of each language: how many questions are judged at least, the mean reciprocal rank and the mean gain at least.
REACHED = {"es": (60, 0.96, 0.96), "en": (60, 0.97, 0.97), "pt-br": (20, 0.97, 0.97), "fr": (20, 0.97, 0.97)}


@pytest.fixture
def indexed_demo(demo: None) -> None:
    """The demo with the words of its files, whose texts are read after it is built."""
    from core.documents.text_extraction import extract, waiting

    for document in waiting():
        extract(document)
    call_command("update_index", backend_name="public", verbosity=0)


def test_judged_questions_are_answered(indexed_demo: None) -> None:
    for tag, (number, rank, gain) in REACHED.items():
        locale = Locale.objects.get(language_code=tag)
        scores = [score(each, locale) for each in judgements(JUDGEMENTS / f"{tag}.tsv")]
        assert len(scores) >= number, tag
        worst = sorted((each.gain, each.judgement.query) for each in scores)[:5]
        assert mean(each.reciprocal_rank for each in scores) >= rank, (tag, worst)
        assert mean(each.gain for each in scores) >= gain, (tag, worst)
