"""What somebody asks of the search, read out of an address and written into one."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.http import urlencode
from wagtail.models import Locale

from core.listings import params
from search.filters import RESULTS
from search.query_parser import asked


@dataclass(frozen=True)
class SearchQuestion(params.Question):
    """Words to look for, narrowed like a list. ``exactly``: nothing that was typed is to be corrected."""

    words: str = ""
    exactly: bool = False

    @property
    def filters(self) -> str:
        """The search words and chosen filters as a query string."""
        data = {"q": self.words} | ({"exact": "1"} if self.exactly else {})
        return "&".join(part for part in (urlencode(data), super().filters) if part)

    @property
    def is_usual_order(self) -> bool:
        """Whether the best matches come first."""
        return self.sort == self.listed.sorts[0]

    @property
    def exact_query(self) -> str:
        """The same question with nothing corrected, as the query of an address."""
        return replace(self, exactly=True, leaf=1).query

    def with_words(self, words: str) -> str:
        """A question about other words, narrowed by nothing, as the query of an address."""
        return urlencode({"q": words})

    @property
    def kept(self) -> dict[str, str]:
        """What the form that narrows has to say beside the facets."""
        return {"q": self.words} | ({"exact": "1"} if self.exactly else {})


def question(locale: Locale, data: QueryDict) -> SearchQuestion:
    """What an address asks; see :func:`core.listings.params.question`."""
    list_params = params.question(RESULTS, locale, data)
    return SearchQuestion(
        list_params.listed,
        list_params.locale,
        list_params.names,
        list_params.chosen,
        list_params.sort,
        list_params.leaf,
        list_params.nearest,
        words=asked(data.get("q", "")),
        exactly=data.get("exact") == "1",
    )
