"""What the index holds of pages, made of many at once: their own words, the names that belong to them, their files.

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

from core.base.page_types import PageType, page_type_of, search_filters
from core.documents.models import DocumentText
from core.listings.counts import table_of
from core.listings.filters import Facet, IndexedName, Pairs
from core.listings.related import real
from core.vocabularies import goals
from search import analysis
from search.analysis import stemmed
from search.files import unbroken

#: Values of facets, each with the facet's key, by the key of the page that has them.
Values: TypeAlias = Mapping[int, list[tuple[str, str]]]

#: A facet's value of pages for which all of them hold: no country is the whole region.
EVERYWHERE = "*"
#: The kind of pages whose type has no name.
OTHER = "pages"
#: What is a part of its own and not of the body.
_APART = frozenset({"title", "acronym", "summary", "search_description"})
#: The parts of a page that :attr:`search.models.Entry.head` holds, the most telling first, and all that it says itself.
HEAD = ("title", "acronym", "goals", "names", "summary")
OWN = (*HEAD, "body")
#: What marks a page in whose files words can be that it doesn't say itself; no stem looks like it.
HAS_FILES = "="
#: Different words of such a page's own text that are told apart from those of its files.
MOST_OWN = 3_000
#: Characters of a page's own text, and of its files, that are indexed.
MOST_TEXT, MOST_FILE_TEXT = 200_000, 600_000
#: How a database stores words. Where that changes, so does this, and ``update_index`` writes anew what is the same.
STORED_AS = "3"
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
        stems = [f"{part}={' '.join(found)}" for part, found in self.stems.items()]
        values = [f"{facet}={word}" for facet, word in sorted(self.values)]
        said = "\x1f".join([STORED_AS, *map(str, self.fields.values()), *stems, *values])
        return hashlib.md5(said.encode(), usedforsecurity=False).hexdigest()


class Library:
    """Makes documents. What all pages share, the names of things and languages, is asked for once."""

    def __init__(self) -> None:
        self._names: dict[str, Mapping[str, list[IndexedName]]] = {}
        self._stems: dict[tuple[str, str], list[str]] = {}
        self._tilded: dict[str, list[str]] = {}

    @cached_property
    def _locales(self) -> dict[int, Locale]:
        return {locale.pk: locale for locale in Locale.all_objects.all()}

    def of(self, model: Any, pages: Sequence[Any]) -> list[IndexDocument]:
        """The documents of those pages of a type that the public may see; an alias has none."""
        keys = [page.pk for page in pages]
        public = set(real(model.objects.order_by().filter(pk__in=keys)).values_list("pk", flat=True))
        shown = [page for page in pages if page.pk in public]
        if not shown:
            return []
        known = page_type_of(model)
        values, loose = _values(known, [page.pk for page in shown])
        for page in shown:
            page.locale = self._locales[page.locale_id]
        files = self._files(known, shown)
        made = []
        for page in shown:
            with translation.override(page.locale.language_code):
                made.append(self._document(known, page, values[page.pk], loose[page.pk], files.get(page.pk, "")))
        return made

    def _document(
        self, known: PageType[Any], page: Any, values: list[tuple[str, str]], loose: list[tuple[str, str]], files: str
    ) -> IndexDocument:
        tag = page.locale.language_code
        number = getattr(page, known.search_goal) if known.search_goal else None
        acronym = getattr(page, "acronym", "")
        summary = analysis.composed(page.summary_text)
        text = analysis.composed(_text(page))[:MOST_TEXT]
        numbers, (called, others) = _goals(values, tag), self._called(values, tag)
        members = [*others, *(said for part in self._called(loose, tag) for said in part)]
        written = {"title": page.title, "acronym": acronym, "summary": summary, "body": text}
        said = {part: analysis.words(value) for part, value in written.items()}
        title_key, acronym_key = _key(said["title"]), _key(said["acronym"])
        for part, value in written.items():
            said[part] += analysis.compounds(value)
        words = {
            "title": stemmed(said["title"], tag),
            "acronym": [f"sdg{number}"] if number else stemmed(said["acronym"], tag),
            "goals": self._stems_of(numbers, tag),
            "names": self._stems_of(called, tag),
            "summary": stemmed(said["summary"], tag),
            "body": stemmed(said["body"], tag) + self._stems_of(members, tag),
            "files": stemmed(analysis.terms(files), tag),
        }
        fields = {
            **_of_page(known, page),
            "title_key": title_key,
            "acronym": analysis.composed(acronym),
            "acronym_key": acronym_key,
            "summary": summary,
            "text": text,
            "head": self._head(words, said.values(), [*numbers, *called, *members], tag),
        }
        kept = list(dict.fromkeys([("type", known.name or OTHER), *values, *loose]))
        titles, rest = said["title"] + said["acronym"], said["summary"] + said["body"]
        return IndexDocument(page.pk, tag, fields, words, kept, titles, rest)

    def _head(self, words: Mapping[str, list[str]], said: Iterable[list[str]], names: Iterable[str], tag: str) -> str:
        """The stems of the parts that ranking looks at, and what it tells apart by; ``said``: words of a page's own."""
        tilded = [word for part in said for word in _with_tilde(part)]
        tilded += [word for name in names for word in self._tilded_in(name)]
        return "\n".join(map(" ".join, [*(words[part] for part in HEAD), *_told_apart(words, tilded, tag)]))

    def _called(self, values: list[tuple[str, str]], tag: str) -> tuple[list[str], list[str]]:
        """What values are called in the page's language, and elsewhere if they are the same everywhere."""
        own: list[str] = []
        others: list[str] = []
        for facet, word in values:
            for named in self._named(facet).get(word, ()):
                said = [part for part in (named.name, named.acronym) if part]
                if named.language == tag:
                    own += said
                elif facet == "entity":
                    others += said
        return own, list(dict.fromkeys(others))

    def _stems_of(self, names: Iterable[str], tag: str) -> list[str]:
        """The stems of names one after the other; many pages have the same."""
        found: list[str] = []
        for name in names:
            held = self._stems.get((name, tag))
            if held is None:
                held = self._stems[name, tag] = stemmed(analysis.terms(name), tag)
            found += held
        return found

    def _tilded_in(self, name: str) -> list[str]:
        """The words of a name that are written with ñ; many pages have the same."""
        held = self._tilded.get(name)
        if held is None:
            held = self._tilded[name] = _with_tilde(analysis.terms(name))
        return held

    def _named(self, facet: str) -> Mapping[str, list[IndexedName]]:
        if facet not in self._names:
            declared = search_filters().get(facet)
            self._names[facet] = declared.indexed_names() if declared else {}
        return self._names[facet]

    def _files(self, known: PageType[Any], pages: Iterable[Any]) -> dict[int, str]:
        """The text of each page's files in the page's language."""
        tags = {page.pk: analysis.base(page.locale.language_code) for page in pages}
        offered = {
            page: [document for document, language in rows if not language or analysis.base(language) == tags[page]]
            for page, rows in known.get_files(tags).items()
        }
        wanted = {document for documents in offered.values() for document in documents}
        if not wanted:
            return {}
        texts: dict[int, list[str]] = defaultdict(list)
        lengths: dict[int, int] = defaultdict(int)
        rows = DocumentText.objects.filter(document__in=wanted).order_by("document_id", "page")
        read = rows.values_list("document_id", "text")
        for document, text in read if len(wanted) <= FEW_FILES else read.iterator(chunk_size=200):
            if lengths[document] < MOST_FILE_TEXT:
                texts[document].append(unbroken(text))
                lengths[document] += len(text)
        return {
            page: "\n".join(text for document in documents for text in texts[document])[:MOST_FILE_TEXT]
            for page, documents in offered.items()
        }


def _of_page(known: PageType[Any], page: Any) -> dict[str, Any]:
    """The columns of an entry that say what page it is, not what it says."""
    return {
        "locale_id": page.locale_id,
        "translation_key": page.translation_key,
        "kind": known.name or OTHER,
        "ages": known.search_ages,
        "date": _day(getattr(page, known.search_date) if known.search_date else None),
        "date_precision": getattr(page, known.search_date_precision) if known.search_date_precision else "",
        "title": analysis.composed(page.title),
        **_state(page),
    }


def _with_tilde(written: Iterable[str]) -> list[str]:
    return [word for word in written if "ñ" in word or "Ñ" in word]


def _told_apart(words: Mapping[str, list[str]], written: Iterable[str], tag: str) -> list[list[str]]:
    """What ranking has to know beyond the head; see :class:`search.ranking.Said`. ``written``: words with ñ.

    Returns:
        Of a page with files, what stands in its own text, after ``HAS_FILES``; the stems that it says with ñ alone;
        those that it says with ñ and without.
    """
    own = [HAS_FILES, *list(dict.fromkeys(words["body"]))[:MOST_OWN]] if words["files"] else []
    tilded = Counter(stemmed(written, tag))
    both = {stem for stem, number in tilded.items() if sum(words[part].count(stem) for part in OWN) > number}
    return [own, [stem for stem in tilded if stem not in both], sorted(both)]


def _key(said: Iterable[str]) -> str:
    """What a text begins with, as it is looked for while somebody types."""
    return " ".join(filter(None, map(analysis.fold, said)))[:255]


def _text(page: Page) -> str:
    """What a page says beside its title and summary, as plain text."""
    parts: list[str] = []
    for read in _readers(page._meta.label):
        value = read(page)
        parts += [str(part) for part in value] if isinstance(value, list) else [str(value or "")]
    return "\n".join(part for part in parts if part)


@cache
def _readers(label: str) -> list[Callable[[Page], Any]]:
    """How to read what Wagtail's search knows of a type and is no part of its own."""
    model: Any = apps.get_model(label)
    fields = model.get_search_fields()
    return [_reader(model, each) for each in fields if isinstance(each, SearchField) and each.field_name not in _APART]


def _reader(model: Any, known: SearchField) -> Callable[[Page], Any]:
    """As ``SearchField.get_value`` does it, which looks the field up, and through all apps, at each page again."""
    name = known.field_name
    field: Any = next((each for each in model._meta.get_fields() if each.name == name), None)
    if field is None:
        return lambda page: value() if callable(value := getattr(page, name, None)) else value
    if hasattr(field, "get_searchable_content"):
        return lambda page: field.get_searchable_content(field.value_from_object(page))
    read: Callable[[Page], Any] = known.get_value
    return read


def _goals(values: list[tuple[str, str]], tag: str) -> list[str]:
    """The goals among values, by number and title."""
    said = []
    for facet, word in values:
        if facet == "goal":
            goal = goals.goal(int(word))
            said.append(f"sdg{word} {goal.named(tag)[0]}")
    return said


def _values(known: PageType[Any], keys: list[int]) -> tuple[Values, Values]:
    """The values of each page in the facets of its type, and in those that belong to it loosely. One query."""
    facets = _facets(known)
    own: dict[int, dict[tuple[str, str], None]] = {key: {} for key in keys}
    loose: dict[int, dict[tuple[str, str], None]] = {key: {} for key in keys}
    for number, holder, word in sorted(_pairs(known, keys)) if facets else ():
        facet = facets[number]
        meant = [value for value in facet.fold({word: 1}) if value]
        if meant:
            found = own if number < len(known.search_filters) else loose
            found[holder][facet.key, meant[0] if len(meant) == 1 else EVERYWHERE] = None
    return {key: list(held) for key, held in own.items()}, {key: list(held) for key, held in loose.items()}


def _facets(known: PageType[Any]) -> tuple[Facet, ...]:
    return (*known.search_filters, *known.search_loose_filters)


def _pairs(known: PageType[Any], keys: list[int]) -> list[tuple[int, int, str]]:
    """The number of a facet, a page, and a value as it is stored."""
    columns = list(dict.fromkeys(name for facet in _facets(known) for name in facet.columns))
    table, given = table_of("pages", known.model.objects.filter(pk__in=keys), columns)
    pairs, parameters = _pairs_of(known.model._meta.label)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {table} {pairs}", [*given, *parameters])
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
    """What has to be told of a page wherever it is named, in its language."""
    state = getattr(page, "state", None)
    if state is None or not state.telling:
        return {"state_key": "", "state_label": ""}
    return {"state_key": state.key, "state_label": str(state.label)[:60]}


def _day(value: Any) -> date | None:
    return value.date() if isinstance(value, datetime) else value
