"""Check of tags, links, placeholders and addresses: a translation repeats those of its source."""

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
    """Findings for tags, placeholders and addresses that a translation lost or gained."""
    return [*_tags(source, target), *_placeholders(source, target), *_addresses(plain(source), plain(target))]


def _tags(source: str, target: str) -> list[Finding]:
    source_tags, target_tags = tags_of(source), tags_of(target)
    wrong = [*target_tags.unbalanced, *(match[0] for match in STRAY.finditer(TAG.sub("", target)))]
    result = []
    if wrong:
        result.append(error("tags_unbalanced", tags=wrong))
    if target_tags.disallowed:
        result.append(error("tags_not_allowed", tags=target_tags.disallowed))
    if missing := _unique(source_tags.links - target_tags.links):
        result.append(warning("link_lost", missing=missing))
    if added := _unique(target_tags.links - source_tags.links):
        result.append(error("link_repeated", added=added))
    missing, added = (
        [f"<{tag}>" for tag in _unique(one.formatting - other.formatting) if tag != BREAK]
        for one, other in ((source_tags, target_tags), (target_tags, source_tags))
    )
    if (missing or added) and not wrong and not target_tags.disallowed:
        result.append(warning("tags_changed", missing=missing, added=added))
    return result


def _placeholders(source: str, target: str) -> list[Finding]:
    source_counts, target_counts = (
        Counter(PLACEHOLDER.findall(plain(source))),
        Counter(PLACEHOLDER.findall(plain(target))),
    )
    result = []
    if missing := _unique(source_counts - target_counts):
        result.append(error("placeholder_lost", missing=missing))
    if added := _unique(target_counts - source_counts):
        result.append(warning("placeholder_added", added=added))
    return result


def _addresses(source: str, target: str) -> list[Finding]:
    missing = _unique(Counter(ADDRESS.findall(source)) - Counter(ADDRESS.findall(target)))
    return [warning("address_lost", missing=missing)] if missing else []


def _unique(items: Iterable[str]) -> list[str]:
    return sorted(items)
