"""Tags, links, placeholders and addresses: what a translation has to take over from its source."""

import re
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser

from wagtail_localize.strings import INLINE_TAGS

from translation.checks.finding import Finding, error, warning
from translation.segment_text import TAG, plain

#: The beginning of a tag that does not end.
STRAY = re.compile(r"</?[a-zA-Z]\w*")
VOID = frozenset({"br"})
#: Of Python's and of templates' formats; a percentage such as «5 % de» is none.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<![\d\s])%[sd]\b|(?<!\S)%[sd]\b|\$\{\w+\}|\{\{\s*\w+\s*\}\}|\{\w*\}")
#: Of the web and of mail, without the punctuation behind it.
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"»”]+[^\s<>\"»”.,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


class _Reader(HTMLParser):
    """The tags of a segment, and which of them don't pair."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.refused: list[str] = []
        self.tags: Counter[str] = Counter()
        self.links: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.wrong.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.refused.append(f"<!--{data[:20]}-->")

    def handle_decl(self, decl: str) -> None:
        self.refused.append(f"<!{decl[:20]}>")

    def _note(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _value in attrs}
        if tag not in INLINE_TAGS or names - ({"id"} if tag == "a" else set()):
            self.refused.append(f"<{tag}>")
        key = dict(attrs).get("id")
        if tag == "a" and key:
            self.links[key] += 1
        elif tag != "br":
            self.tags[tag] += 1


def read(text: str) -> _Reader:
    """The tags of a segment."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.wrong += [f"<{tag}>" for tag in reader.open]
    reader.wrong += [match[0] for match in STRAY.finditer(TAG.sub("", text))]
    return reader


def findings(source: str, target: str) -> list[Finding]:
    """What a translation has lost or gained against its source."""
    return [*_tags(source, target), *_placeholders(source, target), *_addresses(plain(source), plain(target))]


def _tags(source: str, target: str) -> list[Finding]:
    there, here = read(source), read(target)
    found = []
    if here.wrong:
        found.append(error("tags_unbalanced", tags=here.wrong))
    if here.refused:
        found.append(error("tags_not_allowed", tags=here.refused))
    if missing := _listed(there.links - here.links):
        found.append(warning("link_lost", missing=missing))
    if added := _listed(here.links - there.links):
        found.append(error("link_repeated", added=added))
    missing, added = _listed(there.tags - here.tags), _listed(here.tags - there.tags)
    if (missing or added) and not here.wrong and not here.refused:
        found.append(
            warning("tags_changed", missing=[f"<{tag}>" for tag in missing], added=[f"<{tag}>" for tag in added])
        )
    return found


def _placeholders(source: str, target: str) -> list[Finding]:
    there, here = Counter(PLACEHOLDER.findall(plain(source))), Counter(PLACEHOLDER.findall(plain(target)))
    found = []
    if missing := _listed(there - here):
        found.append(error("placeholder_lost", missing=missing))
    if added := _listed(here - there):
        found.append(warning("placeholder_added", added=added))
    return found


def _addresses(source: str, target: str) -> list[Finding]:
    missing = _listed(Counter(ADDRESS.findall(source)) - Counter(ADDRESS.findall(target)))
    return [warning("address_lost", missing=missing)] if missing else []


def _listed(counted: Iterable[str]) -> list[str]:
    return sorted(counted)
