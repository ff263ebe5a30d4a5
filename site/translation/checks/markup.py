"""Tags, links, placeholders and addresses: what a translation has to take over from its source."""

import re
from collections import Counter
from collections.abc import Iterable

from translation.checks.finding import Finding, error, warning
from translation.units.markup import BREAK, tags_of
from translation.units.segment_text import TAG, plain

#: The beginning of a tag that does not end.
STRAY = re.compile(r"</?[a-zA-Z]\w*")
#: Of Python's and of templates' formats; a percentage such as «5 % de» is none.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<![\d\s])%[sd]\b|(?<!\S)%[sd]\b|\$\{\w+\}|\{\{\s*\w+\s*\}\}|\{\w*\}")
#: Of the web and of mail, without the punctuation behind it.
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"»”]+[^\s<>\"»”.,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


def findings(source: str, target: str) -> list[Finding]:
    """What a translation has lost or gained against its source."""
    return [*_tags(source, target), *_placeholders(source, target), *_addresses(plain(source), plain(target))]


def _tags(source: str, target: str) -> list[Finding]:
    there, here = tags_of(source), tags_of(target)
    wrong = [*here.unbalanced, *(match[0] for match in STRAY.finditer(TAG.sub("", target)))]
    found = []
    if wrong:
        found.append(error("tags_unbalanced", tags=wrong))
    if here.refused:
        found.append(error("tags_not_allowed", tags=here.refused))
    if missing := _listed(there.links - here.links):
        found.append(warning("link_lost", missing=missing))
    if added := _listed(here.links - there.links):
        found.append(error("link_repeated", added=added))
    missing, added = (
        [f"<{tag}>" for tag in _listed(one.formatting - other.formatting) if tag != BREAK]
        for one, other in ((there, here), (here, there))
    )
    if (missing or added) and not wrong and not here.refused:
        found.append(warning("tags_changed", missing=missing, added=added))
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
