"""Codes and their names."""

import pytest

from core.vocabularies import countries, goals, languages


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("goal", goals.GOALS, ids=lambda goal: goal.code)
def test_text_on_a_goals_colour_can_be_read(goal: goals.Goal) -> None:
    assert contrast(goal.colour, goal.text_colour) >= 4.5


@pytest.mark.parametrize("language", ["es", "en", "fr", "pt-br"])
def test_every_goal_has_its_own_title_in_each_language(language: str) -> None:
    titles = [goal.title(language) for goal in goals.GOALS]
    assert all(titles)
    assert len(set(titles)) == 17


def test_portuguese_of_brazil_uses_the_portuguese_titles() -> None:
    assert goals.goal(1).title("pt-br") == "Erradicação da pobreza"


def test_the_full_title_falls_back_to_the_short_one_but_never_to_another_language() -> None:
    assert goals.goal(5).full_title("en") == "Achieve gender equality and empower all women and girls"
    assert goals.goal(5).full_title("pt-br") == goals.goal(5).title("pt-br")
    assert goals.goal(5).title("ar") is None


def test_a_goals_page_has_the_same_key_on_every_installation() -> None:
    assert str(goals.goal(5).translation_key) == "8383d786-c191-576e-92a5-4e24e356141f"
    assert len({goal.translation_key for goal in goals.GOALS}) == 17


@pytest.mark.parametrize("number", [0, 18, -1])
def test_there_are_no_other_goals(number: int) -> None:
    with pytest.raises(LookupError, match="no goal"):
        goals.goal(number)


def test_the_region_has_33_countries_named_in_the_readers_language() -> None:
    assert len(set(countries.REGION)) == 33
    assert countries.name("BR", "es") == "Brasil"
    assert countries.name("BR", "en") == "Brazil"
    assert countries.name("BR", "fr") == "Brésil"
    assert countries.name("ZZZ", "en") == "ZZZ"


def test_countries_are_listed_in_alphabetical_order_whatever_their_accents() -> None:
    names = [name for _code, name in countries.choices("es")]
    assert names.index("México") < names.index("Nicaragua") < names.index("Panamá")
    assert names[0] == "Antigua y Barbuda"

    names = [name for _tag, name in languages.choices("es")]
    assert names.index("aimara") < names.index("árabe") < names.index("chino")


def test_a_language_is_named_natively_and_in_others() -> None:
    assert languages.native_name("es") == "Español"
    assert languages.native_name("pt-br") == "Português"
    assert languages.name("es", "en") == "Spanish"
    assert languages.name("pt-br", "en") == "Brazilian Portuguese"
    assert languages.name("qqq", "en") == "qqq"


def test_direction_follows_the_script() -> None:
    assert languages.direction("ar") == "rtl"
    assert languages.direction("pt-br") == "ltr"
