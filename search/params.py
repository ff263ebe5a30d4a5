"""Parameters of a search: parse them from a query string and write them back."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.http import urlencode
from wagtail.models import Locale

from core.listings import params
from search.filters import RESULTS
from search.query_parser import clean_query


@dataclass(frozen=True)
class SearchParams(params.ListParams):
    """Words to look for, narrowed like a list. ``exactly``: nothing that was typed is to be corrected."""

    words: str = ""
    exactly: bool = False

    @property
    def filters(self) -> str:
        """The search words and chosen filters as a query string."""
        data = {"q": self.words} | ({"exact": "1"} if self.exactly else {})
        return "&".join(part for part in (urlencode(data), super().filters) if part)

    @property
    def is_default_order(self) -> bool:
        """Whether the best matches come first."""
        return self.sort == self.definition.sorts[0]

    @property
    def exact_query(self) -> str:
        """The same question with nothing corrected, as the query of an address."""
        return replace(self, exactly=True, page_number=1).query

    def with_words(self, words: str) -> str:
        """A question about other words, narrowed by nothing, as the query of an address."""
        return urlencode({"q": words})

    @property
    def hidden_fields(self) -> dict[str, str]:
        """Hidden fields of the filter form."""
        return {"q": self.words} | ({"exact": "1"} if self.exactly else {})


def parse_params(locale: Locale, data: QueryDict) -> SearchParams:
    """Parse the parameters of a search; see :func:`core.listings.params.question`."""
    words, exactly = clean_query(data.get("q", "")), data.get("exact") == "1"
    return params.parse_params(RESULTS, locale, data, SearchParams, words=words, exactly=exactly)
