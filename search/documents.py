"""Build search documents of many pages: text, related names, files.

The number of queries depends on the types of pages and facets, never on how many pages there are.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, TypeAlias

from django.apps import apps
from django.db import connection
from django.utils import translation
from wagtail.models import Locale, Page
from wagtail.search.index import SearchField

from core.base.facets import Facet, IndexedName, Pairs
from core.base.page_types import PageType, page_type_of, search_filters
from core.base.visibility import original_versions
from core.documents.models import DocumentText
from core.listings.counts import table_of
from core.vocabularies import goals
from search import analysis
from search.analysis import stem_words
from search.files import join_hyphenated_lines

#: A facet's key and one of its values.
FacetValue: TypeAlias = tuple[str, str]
#: The values of facets by the key of the page that has them.
Values: TypeAlias = Mapping[int, list[FacetValue]]

#: A facet's value of pages for which all of them hold: no country is the whole region.
EVERYWHERE = "*"
#: The kind of pages whose type has no name.
OTHER = "pages"
#: What is a part of its own and not of the body.
_SEPARATE_FIELDS = frozenset({"title", "acronym", "summary", "search_description"})
#: The parts of a page that :attr:`search.models.Entry.head` holds, the most telling first, and all that it says itself.
HEAD_FIELDS = ("title", "acronym", "goals", "names", "summary")
PAGE_FIELDS = (*HEAD_FIELDS, "body")
#: What marks a page in whose files words can be that it doesn't say itself; no stem looks like it.
HAS_FILES = "="
#: Different words of such a page's own text that are told apart from those of its files.
MAX_DISTINCT_WORDS = 3_000
#: Characters of a page's own text, and of its files, that are indexed.
MOST_TEXT, MOST_FILE_TEXT = 200_000, 600_000
#: How a database stores words. Where that changes, so does this, and ``update_index`` writes anew what is the same.
FORMAT_VERSION = "3"
#: Pages, and files, whose texts are read at once: a database gives more of them piece by piece, which takes it longer.
FEW, FEW_FILES = 20, 2


@dataclass
class IndexDocument:
    """A page as it is indexed: ``fields`` are the columns of its entry, ``stems`` its words.

    ``titles`` and ``rest`` are the words of its title and acronym, and of what else it says, as they are written.
    """

    page: int
    tag: str
    fields: dict[str, Any]
    stems: dict[str, list[str]]
    values: list[tuple[str, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    @cached_property
    def digest(self) -> str:
        """A hash of all of it."""
        stems = [f"{part}={' '.join(part_stems)}" for part, part_stems in self.stems.items()]
        values = [f"{facet}={word}" for facet, word in sorted(self.values)]
        content = "\x1f".join([FORMAT_VERSION, *map(str, self.fields.values()), *stems, *values])
        return hashlib.md5(content.encode(), usedforsecurity=False).hexdigest()


class Library:
    """Makes documents. What all pages share, the names of things and languages, is asked for once."""

    def __init__(self) -> None:
        self._names: dict[str, Mapping[str, list[IndexedName]]] = {}
        self._stems: dict[tuple[str, str], list[str]] = {}
        self._tilde_words: dict[str, list[str]] = {}

    @cached_property
    def _locales(self) -> dict[int, Locale]:
        return {locale.pk: locale for locale in Locale.all_objects.all()}

    def of(self, model: Any, pages: Sequence[Any]) -> list[IndexDocument]:
        """The documents of those pages of a type that the public may see; an alias has none."""
        keys = [page.pk for page in pages]
        public = set(original_versions(model.objects.order_by().filter(pk__in=keys)).values_list("pk", flat=True))
        public_pages = [page for page in pages if page.pk in public]
        if not public_pages:
            return []
        page_type = page_type_of(model)
        values, loose_values = _values(page_type, [page.pk for page in public_pages])
        for page in public_pages:
            page.locale = self._locales[page.locale_id]
        files = self._files(page_type, public_pages)
        documents = []
        for page in public_pages:
            with translation.override(page.locale.language_code):
                documents.append(
                    self._document(page_type, page, values[page.pk], loose_values[page.pk], files.get(page.pk, ""))
                )
        return documents

    def _document(
        self, page_type: PageType[Any], page: Any, values: list[FacetValue], loose: list[FacetValue], files: str
    ) -> IndexDocument:
        tag = page.locale.language_code
        number = getattr(page, page_type.search_goal) if page_type.search_goal else None
        acronym = getattr(page, "acronym", "")
        summary = analysis.normalize(page.summary_text)
        text = analysis.normalize(_text(page))[:MOST_TEXT]
        numbers, (names, other_names) = _goals(values, tag), self._facet_names(values, tag)
        members = [*other_names, *(name for group in self._facet_names(loose, tag) for name in group)]
        texts = {"title": page.title, "acronym": acronym, "summary": summary, "body": text}
        part_words = {part: analysis.words(value) for part, value in texts.items()}
        title_key, acronym_key = _key(part_words["title"]), _key(part_words["acronym"])
        for part, value in texts.items():
            part_words[part] += analysis.compounds(value)
        words = {
            "title": stem_words(part_words["title"], tag),
            "acronym": [f"sdg{number}"] if number else stem_words(part_words["acronym"], tag),
            "goals": self._stems_of(numbers, tag),
            "names": self._stems_of(names, tag),
            "summary": stem_words(part_words["summary"], tag),
            "body": stem_words(part_words["body"], tag) + self._stems_of(members, tag),
            "files": stem_words(analysis.terms(files), tag),
        }
        fields = {
            **_columns(page_type, page),
            "title_key": title_key,
            "acronym": analysis.normalize(acronym),
            "acronym_key": acronym_key,
            "summary": summary,
            "text": text,
            "head": self._head(words, part_words.values(), [*numbers, *names, *members], tag),
        }
        facet_values = list(dict.fromkeys([("type", page_type.name or OTHER), *values, *loose]))
        titles, rest = part_words["title"] + part_words["acronym"], part_words["summary"] + part_words["body"]
        return IndexDocument(page.pk, tag, fields, words, facet_values, titles, rest)

    def _head(
        self, words: Mapping[str, list[str]], word_lists: Iterable[list[str]], names: Iterable[str], tag: str
    ) -> str:
        """Build the stored head: the stems of the ranked parts, then the lines of ``_told_apart``."""
        tilde_words = [word for part in word_lists for word in _with_tilde(part)]
        tilde_words += [word for name in names for word in self._words_with_tilde(name)]
        return "\n".join(map(" ".join, [*(words[part] for part in HEAD_FIELDS), *_head_lines(words, tilde_words, tag)]))

    def _facet_names(self, values: list[tuple[str, str]], tag: str) -> tuple[list[str], list[str]]:
        """The names of facet values in the page's language, and entities' names in the other languages."""
        names: list[str] = []
        other_names: list[str] = []
        for facet, word in values:
            for indexed_name in self._indexed_names(facet).get(word, ()):
                labels = [part for part in (indexed_name.name, indexed_name.acronym) if part]
                if indexed_name.language == tag:
                    names += labels
                elif facet == "entity":
                    other_names += labels
        return names, list(dict.fromkeys(other_names))

    def _stems_of(self, names: Iterable[str], tag: str) -> list[str]:
        """The stems of names one after the other; many pages have the same."""
        all_stems: list[str] = []
        for name in names:
            name_stems = self._stems.get((name, tag))
            if name_stems is None:
                name_stems = self._stems[name, tag] = stem_words(analysis.terms(name), tag)
            all_stems += name_stems
        return all_stems

    def _words_with_tilde(self, name: str) -> list[str]:
        """The words of a name that are written with ñ; many pages have the same."""
        tilde_words = self._tilde_words.get(name)
        if tilde_words is None:
            tilde_words = self._tilde_words[name] = _with_tilde(analysis.terms(name))
        return tilde_words

    def _indexed_names(self, facet: str) -> Mapping[str, list[IndexedName]]:
        if facet not in self._names:
            facet_filter = search_filters().get(facet)
            self._names[facet] = facet_filter.indexed_names() if facet_filter else {}
        return self._names[facet]

    def _files(self, page_type: PageType[Any], pages: Iterable[Any]) -> dict[int, str]:
        """The text of each page's files in the page's language."""
        tags = {page.pk: analysis.base(page.locale.language_code) for page in pages}
        documents_by_page = {
            page: [document for document, language in rows if not language or analysis.base(language) == tags[page]]
            for page, rows in page_type.get_files(tags).items()
        }
        document_keys = {document for documents in documents_by_page.values() for document in documents}
        if not document_keys:
            return {}
        texts: dict[int, list[str]] = defaultdict(list)
        lengths: dict[int, int] = defaultdict(int)
        rows = DocumentText.objects.filter(document__in=document_keys).order_by("document_id", "page")
        text_rows = rows.values_list("document_id", "text")
        for document, text in text_rows if len(document_keys) <= FEW_FILES else text_rows.iterator(chunk_size=200):
            if lengths[document] < MOST_FILE_TEXT:
                texts[document].append(join_hyphenated_lines(text))
                lengths[document] += len(text)
        return {
            page: "\n".join(text for document in documents for text in texts[document])[:MOST_FILE_TEXT]
            for page, documents in documents_by_page.items()
        }


def _columns(page_type: PageType[Any], page: Any) -> dict[str, Any]:
    """The columns of an entry that identify the page, without its text."""
    return {
        "locale_id": page.locale_id,
        "translation_key": page.translation_key,
        "kind": page_type.name or OTHER,
        "ages": page_type.search_ages,
        "date": _day(getattr(page, page_type.search_date) if page_type.search_date else None),
        "date_precision": getattr(page, page_type.search_date_precision) if page_type.search_date_precision else "",
        "title": analysis.normalize(page.title),
        **_state(page),
    }


def _with_tilde(word_list: Iterable[str]) -> list[str]:
    return [word for word in word_list if "ñ" in word or "Ñ" in word]


def _head_lines(words: Mapping[str, list[str]], tilde_words: Iterable[str], tag: str) -> list[list[str]]:
    """Build the lines of the head that only :class:`search.ranking.PageHead` reads. ``tilde_words``: words with ñ.

    Returns:
        Of a page with files, what stands in its own text, after ``HAS_FILES``; the stems that it says with ñ alone;
        those that it says with ñ and without.
    """
    own_stems = [HAS_FILES, *list(dict.fromkeys(words["body"]))[:MAX_DISTINCT_WORDS]] if words["files"] else []
    tilde_stems = Counter(stem_words(tilde_words, tag))
    ambiguous = {
        stem for stem, number in tilde_stems.items() if sum(words[part].count(stem) for part in PAGE_FIELDS) > number
    }
    return [own_stems, [stem for stem in tilde_stems if stem not in ambiguous], sorted(ambiguous)]


def _key(title_words: Iterable[str]) -> str:
    """The folded text as a prefix key for suggestions."""
    return " ".join(filter(None, map(analysis.fold, title_words)))[:255]


def _text(page: Page) -> str:
    """The plain text of the page's other search fields, without title and summary."""
    parts: list[str] = []
    for reader in _readers(page._meta.label):
        value = reader(page)
        parts += [str(part) for part in value] if isinstance(value, list) else [str(value or "")]
    return "\n".join(part for part in parts if part)


@cache
def _readers(label: str) -> list[Callable[[Page], Any]]:
    """Functions that read the indexed values of a type which are not its own columns."""
    model: Any = apps.get_model(label)
    fields = model.get_search_fields()
    return [
        _reader(model, each)
        for each in fields
        if isinstance(each, SearchField) and each.field_name not in _SEPARATE_FIELDS
    ]


def _reader(model: Any, search_field: SearchField) -> Callable[[Page], Any]:
    """As ``SearchField.get_value``, without looking up the field again for each page."""
    name = search_field.field_name
    field: Any = next((each for each in model._meta.get_fields() if each.name == name), None)
    if field is None:
        return lambda page: value() if callable(value := getattr(page, name, None)) else value
    if hasattr(field, "get_searchable_content"):
        return lambda page: field.get_searchable_content(field.value_from_object(page))
    read_value: Callable[[Page], Any] = search_field.get_value
    return read_value


def _goals(values: list[tuple[str, str]], tag: str) -> list[str]:
    """The goals among values, by number and title."""
    labels = []
    for facet, word in values:
        if facet == "goal":
            goal = goals.goal(int(word))
            labels.append(f"sdg{word} {goal.title_and_language(tag)[0]}")
    return labels


def _values(page_type: PageType[Any], keys: list[int]) -> tuple[Values, Values]:
    """The values of each page in the facets of its type, and in those that belong to it loosely. One query."""
    facets = _facets(page_type)
    strict_values: dict[int, dict[tuple[str, str], None]] = {key: {} for key in keys}
    loose_values: dict[int, dict[tuple[str, str], None]] = {key: {} for key in keys}
    for number, holder, word in sorted(_pairs(page_type, keys)) if facets else ():
        facet = facets[number]
        matches = [value for value in facet.fold({word: 1}) if value]
        if matches:
            values_by_page = strict_values if number < len(page_type.search_filters) else loose_values
            values_by_page[holder][facet.key, matches[0] if len(matches) == 1 else EVERYWHERE] = None
    return {key: list(pairs) for key, pairs in strict_values.items()}, {
        key: list(pairs) for key, pairs in loose_values.items()
    }


def _facets(page_type: PageType[Any]) -> tuple[Facet, ...]:
    return (*page_type.search_filters, *page_type.search_loose_filters)


def _pairs(page_type: PageType[Any], keys: list[int]) -> list[tuple[int, int, str]]:
    """The number of a facet, a page, and a value as it is stored."""
    columns = list(dict.fromkeys(name for facet in _facets(page_type) for name in facet.columns))
    table, table_parameters = table_of("pages", page_type.model.objects.filter(pk__in=keys), columns)
    pairs, parameters = _pairs_of(page_type.model._meta.label)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {table} {pairs}", [*table_parameters, *parameters])
        return cursor.fetchall()


@cache
def _pairs_of(label: str) -> Pairs:
    """The SQL of the pairs of all facets of a type, which is the same whichever pages are asked about."""
    parts: list[str] = []
    parameters: list[Any] = []
    for number, facet in enumerate(_facets(page_type_of(apps.get_model(label)))):
        for sql, values in facet.pairs(connection.ops.quote_name("pages")):
            parts.append(f"SELECT {number}, holder, COALESCE(CAST(word AS text), '') FROM ({sql}) AS pair")  # noqa: S608 - the facet's SQL
            parameters += values
    return " UNION ALL ".join(parts), tuple(parameters)


def _state(page: Any) -> dict[str, str]:
    """State label of a page wherever it is named, in its language."""
    state = getattr(page, "state", None)
    if state is None or not state.telling:
        return {"state_key": "", "state_label": ""}
    return {"state_key": state.key, "state_label": str(state.label)[:60]}


def _day(value: Any) -> date | None:
    return value.date() if isinstance(value, datetime) else value
