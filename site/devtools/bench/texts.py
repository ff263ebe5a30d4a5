"""Texts of a given length."""

import json
import random
from itertools import count, product
from typing import Any

_TEXT = (
    "agua alianza ambiente apoyo asamblea ciudad clima comunidad cooperación cuidado datos derecho desarrollo "
    "diálogo educación empleo energía enfoque equidad estrategia evidencia familia formación frontera futuro "
    "género gobierno igualdad inclusión infancia informe innovación justicia juventud marco mesa migración mujer "
    "nación océano pacto participación paz plan población política pobreza protección pueblo recurso red región "
    "resiliencia riesgo salud seguridad servicio sistema sociedad territorio trabajo transición vivienda"
)
WORDS = _TEXT.split()
_SOMETIMES = (
    "acuerdo aldea archivo arroz barrio bosque camino carta cosecha costa deporte escuela faro fiesta granja "
    "huerto idioma isla lago libro lluvia museo puente puerto semilla taller tejido tienda turismo valle"
)
_SELDOM = (
    "abeja brújula campana canoa cerámica cuento danza duna estrella fogón garza hamaca jardín jilguero ladera "
    "linterna mapa molino nogal orquídea paraguas pescador quena remo sendero sombrero tambor tortuga violín zorzal"
)
#: Each is in the summary of a fifth of the pages that have one, and of a tenth.
SOMETIMES, SELDOM = _SOMETIMES.split(), _SELDOM.split()
_SYLLABLES = ["".join(pair) for pair in product("bcdfgjlmnprstvz", "aeiou")]
#: No divisor of the number of names there are, so that names that follow one another begin differently.
_STRIDE = 7919


class TextAuthor:
    """Writes texts of known length out of few words, the same ones every time."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - texts, not secrets
        self._places = count(1)

    def text(self, words: int) -> str:
        """A sentence of so many words."""
        return " ".join(self.chance.choices(WORDS, k=words)).capitalize()

    def summary(self, words: int) -> str:
        """A sentence of so many words, and after it some of those that few pages have."""
        few = [*self.some(SOMETIMES, len(SOMETIMES) // 5), *self.some(SELDOM, len(SELDOM) // 10)]
        return f"{self.text(words)}: {' '.join(few)}"

    def place(self) -> str:
        """The name of a place, another one each time; some 400,000."""
        many = len(_SYLLABLES)
        number = next(self._places) * _STRIDE % many**3
        return "".join(_SYLLABLES[number // many**power % many] for power in range(3)).capitalize() + "z"

    def html(self, paragraphs: int) -> str:
        """A rich text of so many paragraphs."""
        return "".join(f"<p>{self.text(45)}.</p>" for _number in range(paragraphs))

    def blocks(self, *values: tuple[str, Any]) -> str:
        """Blocks as they are stored, from pairs of a name and a value."""
        return json.dumps([{"type": name, "value": value, "id": self._id()} for name, value in values])

    def some(self, things: list[Any], count: int) -> list[Any]:
        """So many of the things, none twice."""
        return self.chance.sample(things, count)

    def one(self, things: list[Any]) -> Any:
        """One of the things."""
        return self.chance.choice(things)

    def draw(self, one_in: int) -> bool:
        """True once in so many times."""
        return self.chance.randrange(one_in) == 0

    def _id(self) -> str:
        digits = f"{self.chance.getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
