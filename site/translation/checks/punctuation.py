"""Check of spaces and punctuation by the conventions of each language."""

import re

from translation.checks.finding import Finding, warning

#: Marks of other scripts by those they stand for.
SAME = str.maketrans({"؟": "?", "،": ",", "؛": ";", "。": ".", "！": "!", "？": "?", "：": ":", "；": ";", "…": "."})
ENDS = ".:;?!"
SPACE_BEFORE = re.compile(r"\w([ \u00a0\u202f]+)([,.;:!?])(?!\S)")
PAIRS = {"(": ")", "[": "]", "«": "»", "“": "”"}
CLOSING = {closing: opening for opening, closing in PAIRS.items()}
#: Languages that open questions and exclamations.
OPENING = frozenset({"es", "gl", "ast"})
#: Languages with a space before some marks.
SPACED_LANGUAGES = frozenset({"fr"})


def findings(source: str, target: str, source_tag: str, target_tag: str) -> list[Finding]:
    """Findings for spaces and punctuation of a plain text that are unusual or differ from the source."""
    language = target_tag.partition("-")[0]
    return [
        *_spaces(source, target),
        *_space_findings(target, language),
        *_end(source, target),
        *_inverted_mark_findings(target, language),
        *_pairs(source, target),
    ]


def _spaces(source: str, target: str) -> list[Finding]:
    result = []
    if "  " in target.strip() and "  " not in source.strip():
        result.append(warning("double_space"))
    if _edges(source) != _edges(target):
        result.append(warning("edge_space"))
    return result


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def _space_findings(target: str, language: str) -> list[Finding]:
    marks = ",." if language in SPACED_LANGUAGES else ",.;:!?"
    wrong_marks = sorted({match[2] for match in SPACE_BEFORE.finditer(target) if match[2] in marks})
    return [warning("space_before_punctuation", mark=mark) for mark in wrong_marks]


def _end(source: str, target: str) -> list[Finding]:
    source_end, target_end = _last(source), _last(target)
    if source_end == target_end or not source.strip():
        return []
    last_character = target.strip()[-1:]
    return [warning("end_punctuation", source=source_end or source.strip()[-1:], target=target_end or last_character)]


def _last(text: str) -> str:
    """The mark at the end, within closing quotation marks and brackets or not."""
    bare = text.translate(SAME).strip().rstrip("\"'»”’)]").strip()
    last = bare[-1:]
    return last if last and last in ENDS else ""


def _inverted_mark_findings(target: str, language: str) -> list[Finding]:
    if language in OPENING:
        return []
    return [warning("inverted_marks", mark=mark) for mark in "¿¡" if mark in target]


def _pairs(source: str, target: str) -> list[Finding]:
    marks = _unpaired_marks(target)
    return [warning("brackets", marks=marks)] if marks and not _unpaired_marks(source) else []


def _unpaired_marks(text: str) -> list[str]:
    """Brackets and quotation marks without a partner; «1)» of a list is none."""
    open_marks: list[str] = []
    wrong = []
    for char in re.sub(r"(?:^|(?<=\s))\w{1,3}\)", "", text):
        if char in PAIRS:
            open_marks.append(char)
        elif char in CLOSING:
            if open_marks and open_marks[-1] == CLOSING[char]:
                open_marks.pop()
            elif char not in "»”":  # some languages open with these
                wrong.append(char)
    return wrong + [mark for mark in open_marks if mark not in "“«"]
