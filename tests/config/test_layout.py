"""The layout that other things rely on, and the one way that imports point."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.support.source_tree import PRODUCT, ROOT, UMBRELLAS, app_of, circles, classes, folder, imports, modules

#: Each part of the project, and the parts it may import.
MAY_IMPORT = {
    "core": set(),
    "config": {"core", "search"},
    "translation": {"core"},
    "groups": {"core", "translation"},
    "devtools": {"config", "core", "translation", "groups", "home", "resources", "search"},
    "home": {"core", "translation", "groups", "resources", "search"},
    "resources": {"core", "translation", "groups"},
    "search": {"core", "translation"},
}
#: Each app below an umbrella, and the ones it imports, as few as it can. An entry that nothing needs fails too.
APPS_MAY_IMPORT = {
    "core.api": {"core.base", "core.visitor_forms", "core.vocabularies"},
    "core.base": {"core.vocabularies"},
    "core.blocks": {"core.base", "core.listings", "core.vocabularies"},
    "core.documents": {"core.base", "core.images", "core.jobs", "core.vocabularies"},
    "core.images": {"core.base", "core.blocks", "core.jobs", "core.vocabularies"},
    "core.jobs": {"core.base"},
    "core.listings": {"core.base", "core.navigation", "core.seo", "core.vocabularies"},
    "core.navigation": {"core.base"},
    "core.outbox": {"core.jobs"},
    "core.seo": {"core.base", "core.jobs", "core.vocabularies"},
    "core.visitor_forms": {"core.base"},
    "translation.checks": {
        "core.base",
        "core.blocks",
        "translation.glossary",
        "translation.matrix",
        "translation.units",
        "translation.workflow",
    },
    "translation.editor": {
        "core.base",
        "translation.checks",
        "translation.glossary",
        "translation.memory",
        "translation.sources",
        "translation.units",
        "translation.workflow",
    },
    "translation.exchange": {
        "core.base",
        "translation.checks",
        "translation.matrix",
        "translation.sources",
        "translation.units",
        "translation.workflow",
    },
    "translation.glossary": {"core.base", "core.vocabularies", "translation.exchange", "translation.units"},
    "translation.languages": {"core.base"},
    "translation.machine": {
        "core.base",
        "translation.checks",
        "translation.glossary",
        "translation.matrix",
        "translation.memory",
        "translation.units",
        "translation.workflow",
    },
    "translation.matrix": {"core.base", "translation.checks", "translation.workflow"},
    "translation.memory": {"core.base", "translation.exchange", "translation.units"},
    "translation.queue": {
        "core.base",
        "core.jobs",
        "core.outbox",
        "translation.languages",
        "translation.matrix",
        "translation.sources",
        "translation.workflow",
    },
    "translation.sending": {"core.base", "core.jobs", "translation.sources", "translation.workflow"},
    "translation.sources": {"core.base", "core.blocks"},
    "translation.tree": {"core.base", "translation.sources"},
    "translation.units": {
        "core.base",
        "core.blocks",
        "core.vocabularies",
        "translation.checks",
        "translation.editor",
        "translation.matrix",
        "translation.memory",
        "translation.sources",
    },
    "translation.workflow": {
        "core.base",
        "core.jobs",
        "translation.checks",
        "translation.editor",
        "translation.exchange",
        "translation.languages",
        "translation.matrix",
        "translation.memory",
        "translation.queue",
        "translation.sending",
        "translation.sources",
        "translation.tree",
        "translation.units",
    },
}
#: Apps that import each other in a circle: the number below each umbrella may only fall.
APPS_IN_CIRCLES = {"core": 0, "translation": 10}
#: Modules that import each other in a circle, by the imports at their head; and with those in functions.
MODULES_IN_CIRCLES = 0
MODULES_IN_ANY_CIRCLES = 0
#: Imports of the product's own modules in functions, other than an AppConfig's ``ready``.
IMPORTS_IN_FUNCTIONS = 1
#: Classes of the same name in several modules, other than commands.
HOMONYMS = 0
#: Names that say nothing to a Django developer, or belong to no field; docs/words.md has what to say instead.
# fmt: off
FORBIDDEN_FILE_NAMES = frozenset({
    "abroad", "answer", "apart", "asked", "asking", "bar", "beside", "cards", "companion", "connect", "desk",
    "faceted", "forgiving", "freeze", "frozen", "furniture", "held", "hooks", "judge", "judged", "judging", "keeping",
    "kept", "landing", "leaf", "letters", "making", "marks", "offer", "on_cards", "own", "personal", "quiet",
    "reading", "receivers", "serving", "shown", "taking_over", "telling", "thaw", "told", "trouble", "utils", "uses",
    "work",
})
# fmt: on
#: What only an installed app has: Django or Wagtail looks for it there, or it is loaded from the app's ``ready``.
PARTS_OF_AN_APP = ("models", "wagtail_hooks", "checks", "signal_handlers", "templatetags", "management")
#: The workbench's URLs have one namespace, so that one app gathers them; resources' lists look like groups' own.
HOOKS_IMPORTED_FROM = {"translation.workflow.wagtail_hooks", "resources.wagtail_hooks"}


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Line and first name of each import of a file, those inside functions included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.partition(".")[0]


def test_site_is_a_plain_folder():
    assert not (ROOT / "site" / "__init__.py").exists(), "site/ as a package would hide Python's own module"


@pytest.mark.parametrize("part", sorted(MAY_IMPORT))
def test_imports_point_one_way(part: str):
    forbidden = MAY_IMPORT.keys() - MAY_IMPORT[part] - {part}
    wrong = [
        f"{file.relative_to(ROOT)}:{line} imports {name}"
        for file in folder(part).rglob("*.py")
        for line, name in imported(file)
        if name in forbidden
    ]
    assert not wrong, "\n".join(wrong)


def test_apps_import_what_they_may_and_no_more():
    """Of the apps below the umbrellas, which are small enough to say it of each."""
    used: dict[str, set[str]] = {app: set() for app in APPS_MAY_IMPORT}
    wrong = []
    for each in imports():
        app, other = app_of(each.importer), app_of(each.module)
        if app.partition(".")[0] in UMBRELLAS and app != other and "." in app and each.function != "ready":
            used.setdefault(app, set()).add(other)
            if other not in APPS_MAY_IMPORT.get(app, set()):
                wrong.append(str(each))
    assert not wrong, "\n".join(wrong)
    assert {app: APPS_MAY_IMPORT[app] - used[app] for app in used if APPS_MAY_IMPORT[app] - used[app]} == {}


def test_circles_of_apps_do_not_grow():
    for umbrella, number in APPS_IN_CIRCLES.items():
        among = {app: targets for app, targets in APPS_MAY_IMPORT.items() if app.startswith(f"{umbrella}.")}
        in_circles = [app for circle in circles(among) for app in circle]
        assert len(in_circles) <= number, in_circles


@pytest.mark.parametrize(("number", "in_functions"), [(MODULES_IN_CIRCLES, False), (MODULES_IN_ANY_CIRCLES, True)])
def test_circles_of_modules_do_not_grow(number: int, in_functions: bool):
    edges: dict[str, set[str]] = {}
    for each in imports():
        if in_functions or not each.function:
            edges.setdefault(each.importer, set()).add(each.module)
    groups = circles(edges)
    assert sum(map(len, groups)) <= number, "\n".join(map(" ".join, groups))


def test_modules_are_imported_at_the_head():
    """An import in a function hides a circle; ``ready`` is how Django code waits for the models."""
    late = [str(each) for each in imports() if each.function and each.function != "ready"]
    assert len(late) <= IMPORTS_IN_FUNCTIONS, "\n".join(late)


def test_a_class_name_stands_for_one_thing():
    several = {name: places for name, places in classes().items() if len(places) > 1 and name != "Command"}
    assert len(several) <= HOMONYMS, several


def test_files_have_names_of_the_field():
    """Those of the tests as well, which are named for what they test."""
    parts = [folder(part) for part in MAY_IMPORT] + [ROOT / "tests"]
    files = [file for part in parts for file in part.rglob("*.py")]
    assert len(files) > 500
    wrong = [file for file in files if file.stem.removeprefix("test_") in FORBIDDEN_FILE_NAMES]
    assert [str(file.relative_to(ROOT)) for file in wrong] == []


def test_what_has_parts_of_an_app_is_installed():
    """By its own AppConfig, so that Django and Wagtail discover its parts."""
    installed = {config.name: type(config).__module__ for config in apps.get_app_configs()}
    having = {
        app
        for module in modules()
        for app in [app_of(module)]
        if module.removeprefix(f"{app}.").partition(".")[0] in PARTS_OF_AN_APP and app not in UMBRELLAS
    }
    assert having >= {*PRODUCT} - {*UMBRELLAS} | {"core.base", "translation.units"}
    assert {app: installed.get(app) for app in having} == {app: f"{app}.apps" for app in having}


def test_umbrellas_have_no_code_of_their_own():
    for umbrella in UMBRELLAS:
        assert [file.name for file in folder(umbrella).glob("*.py")] == ["__init__.py"]


def test_hooks_are_discovered_and_not_wired():
    """Wagtail imports every app's hooks; others import views or URLs that need modules of their own."""
    wired = [each for each in imports() if each.module == f"{app_of(each.module)}.wagtail_hooks"]
    among_apps = [each for each in wired if app_of(each.importer) != app_of(each.module)]
    assert {each.importer for each in among_apps} <= HOOKS_IMPORTED_FROM, "\n".join(map(str, among_apps))


def test_signal_handlers_are_connected_by_their_app():
    """What follows a publish, in an order, is listed in the settings."""
    wrong = [
        str(each)
        for each in imports()
        if each.module.endswith(".signal_handlers") and app_of(each.importer) != app_of(each.module)
    ]
    assert wrong == []


def test_files_stay_readable():
    parts = [folder(part) for part in MAY_IMPORT] + [ROOT / "tests"]
    written = [file for part in parts for file in part.rglob("*.py") if file.parent.name != "migrations"]
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in written}
    assert not {name: length for name, length in lengths.items() if length >= 400}
