"""Stemming: Snowball, with irregular plurals.

Snowball's algorithms are made for words as they are written with their accents, and leave apart what changes more than
an ending: *questões* and *questão*, *voces* and *voz*, *travaux* and *travail*, *women* and *woman*. Words come here
folded, since readers leave accents out, so that the rules are of folded words too: whatever is typed, one form comes
of it.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeAlias

import snowballstemmer  # type: ignore[import-untyped]

#: Snowball's algorithms; words of other languages are only folded.
STEMMERS = {"es": "spanish", "en": "english", "pt": "portuguese", "fr": "french", "ar": "arabic"}
#: Letters of a word that has other forms.
SHORTEST = 3

#: Last letters of words that rules are for, which most are not; and the rules: an ending, and what stands for it.
Rules: TypeAlias = tuple[str, list[tuple[re.Pattern[str], str]]]


def _rules(letters: str, *pairs: tuple[str, str]) -> Rules:
    return letters, [(re.compile(pattern), ending) for pattern, ending in pairs]


def _forms(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in text.split())


#: Words and what they are a form of, where no rule says it, or says something else.
_IRREGULAR: dict[str, Mapping[str, str]] = {
    "es": _forms("paz:paz paces:paz luz:luz luces:luz"),  # else one with what comes of *pacer*, *lucir*
    "pt": _forms(
        "maes:mae caos:caos leis:lei reis:rei herois:heroi depois:depois demais:demais jamais:jamais ceus:ceu "
        "reus:reu deus:deus adeus:adeus caracteres:carater cidada:cidadao cidadas:cidadao sais:sal sois:sol "
        "males:mal consules:consul juniores:junior seniores:senior trans:trans"
    ),
    "fr": _forms(
        "yeux:oeil cieux:ciel maux:mal chaux:chaux lois:loi rois:roi vrais:vrai quais:quai elus:elu reelus:reelu "
        "lus:lu vus:vu issus:issu parus:paru exclus:exclu conclus:conclu hivers:hiver nourrissons:nourrisson "
        "tribus:tribu"
    ),
    "en": _forms(
        "children:child men:man women:woman feet:foot teeth:tooth mice:mouse geese:goose halves:half wolves:wolf "
        "thieves:thief shelves:shelf loaves:loaf calves:calf scarves:scarf criteria:criterion "
        "phenomena:phenomenon indices:index appendices:appendix matrices:matrix vertices:vertex analyses:analysis "
        "crises:crisis theses:thesis hypotheses:hypothesis syntheses:synthesis diagnoses:diagnosis oases:oasis "
        "parentheses:parenthesis"
    ),
}

#: Portuguese words in -il without the stress, whose plurals end in -eis as those of words in -el do.
_UNSTRESSED = (
    "fac|fic|f?ut|fert|h?ab|doc|foss|ag|frag|portat|text|rept|volat|deb|ester|versat|imbec|miss|projet"
    "|verossim|tat|retrat|contrat"
)
#: Endings of plurals and those of their singulars. The first that fits counts.
_PLURALS: dict[str, Rules] = {
    "es": _rules(
        "sz",
        # As much of *ingleses* as of *inglés*, whose end looks like a plural where no accent is typed.
        (r"(\w\w[dlnrsz])es(?:es)?$", r"\1"),
        # What is written z at the end is c before -es and -idad: *voces, voz; felices, felicidad, feliz*.
        (r"([aeiou])z$", r"\1c"),
    ),
    "pt": _rules(
        "s",
        (r"(\w)(?:oes|aes|aos)$", r"\1ao"),
        (r"([aeiou])ns$", r"\1m"),
        (rf"^((?:in|di|im)?(?:{_UNSTRESSED}))eis$", r"\1il"),
        (r"(\w\w[aeou])is$", r"\1l"),
        (r"(\w\w[^\Waeiou])is$", r"\1il"),
        (r"(\w\w[ae]u)s$", r"\1"),
        (r"((?:l|cr)ise|tese)s$", r"\1"),
        (r"(\w\w[nrsz])es$", r"\1"),
    ),
    "fr": _rules(
        "sx",
        (r"^((?:tele)?trav|cor|em|vitr|soupir|vant|b)aux$", r"\1ail"),
        (r"^((?:no|tu|jo|bo)y|materi)aux$", r"\1au"),
        (r"^ideaux$", "ideal"),
        (r"(\w\w(?<!e))aux$", r"\1al"),
        (r"^((?:en)?jeu|(?:mi)?lieu|feu|voeu|cheveu|neveu|aveu|adieu|dieu|essieu)x$", r"\1"),
        (r"^((?:sous|re)?empl|(?:ren|en|con)v|tourn|octr|beffr|par)ois$", r"\1oi"),
        (r"^(ess|del|bal|rembl)ais$", r"\1ai"),
        (r"^(am|ennem|un|reun|appu|abr|cr|tr|ennu|pl|etu)is$", r"\1i"),
        (r"^((?:tr|f|cl|tab|verr|voy|hind)ou|(?:bl|pn)eu)s$", r"\1"),
        (r"(\w(?:[dnvt]|[^\Wcp]l|[eaionr]c|iss|par|our|ccr|omp|trib)u)s$", r"\1"),
        (r"(\w\w(?<!gr|cl)(?<!p)o)s$", r"\1"),
        (r"(\w\wt|\wir|\w[^\Wv]er|(?:ss|x|[iu]n|g|ll)ion)s$", r"\1"),
    ),
    "en": _rules(
        "ns",
        (r"^(?!speci|regi|abdo|acu|albu|bitu|cog|cycla|dol|exa|grava|hy|sta|turk)(\w\w+)men$", r"\1man"),
        (r"(wi|kni)ves$", r"\1fe"),
    ),
}

#: Endings that lost their accents, and what Snowball knows them as.
_RESTORED: dict[str, Rules] = {
    "es": _rules("na", (r"([cs])ion$", r"\1ión"), (r"logia$", "logía")),
    "pt": _rules("oa", (r"cao$", "ção"), (r"sao$", "são"), (r"logia$", "logía")),
    "fr": _rules("es", (r"ye{1,2}s?$", "yé"), (r"ite{1,2}s?$", "ité"), (r"e{2,3}s?$", "e")),
}

_NONE: Rules = _rules("")

#: What is written before an Arabic word and in one with it: and, so, in, as, the, for the.
_ARTICLE = re.compile(r"^(?:[وف]?(?:ال|لل)(?=\w{3})|[وف]?[بك]ال(?=\w{4}))")


def stem_with_accents(word: str, language: str) -> str:
    """Stem of a folded word by Snowball, with the accents restored that Snowball needs; not folded."""
    if language == "ar":
        word = _ARTICLE.sub("", word)
    stemmer = _stemmer(language)
    if stemmer is None or len(word) < SHORTEST or not word.isalpha():
        return word
    word = _IRREGULAR.get(language, {}).get(word) or _first(_PLURALS.get(language, _NONE), word)
    return stemmer(_first(_RESTORED.get(language, _NONE), word))


def _first(rules: Rules, word: str) -> str:
    """The word with the first ending that fits replaced."""
    letters, pairs = rules
    if word[-1] not in letters:
        return word
    for pattern, ending in pairs:
        result, count = pattern.subn(ending, word)
        if count:
            return result
    return word


@cache
def _stemmer(language: str) -> Callable[[str], str] | None:
    name = STEMMERS.get(language)
    if name is None:
        return None
    stem_word: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return stem_word
