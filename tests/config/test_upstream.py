"""Seams into the private parts of other people's packages are few, in one place, listed, and still needed.

Where a test fails after an upgrade, upstream has mended what the seam is for, or changed what it leans on: then look at
``docs/upstream.md``.
"""

import ast
import inspect
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.models import QuerySet
from django.template.loader import get_template
from django.utils.functional import Promise
from modelsearch.backends.base import FilterFieldError
from wagtail.admin.forms.choosers import EmailLinkChooserForm, ExternalLinkChooserForm, PhoneLinkChooserForm
from wagtail.documents.views.chooser import DocumentChooserViewSet
from wagtail.images.forms import ImageInsertionForm
from wagtail.models import Page, ReferenceIndex
from wagtail.models.copying import _copy
from wagtail.search.backends.database import SearchBackend
from wagtail_localize.models import String, TranslationContext

from tests.support.source_tree import ROOT, modules, syntax_tree

DOCUMENT = ROOT / "docs" / "upstream.md"
SEAMS = sorted(module for module in modules() if module.endswith(".upstream"))
TEMPLATES = ROOT / "site" / "templates"
#: Packages whose templates may be replaced.
PACKAGES = ("wagtail*",)
#: Those that extend another one and repeat a whole block of upstream's.
WHOLE_BLOCKS = {"wagtailadmin/home.html", "wagtaillocales/index.html"}
#: What the stock backend of a database answers with an error.
WITHOUT_AN_ANSWER = {"sqlite": " ", "postgresql": "\x00"}
#: Its private methods are not in the stubs.
QUERYSET: Any = QuerySet
#: What is called, as it is declared upstream.
SIGNATURES: dict[Any, str] = {
    QuerySet._raw_delete: "(self, using)",
    QUERYSET._insert: "(self, objs, fields, returning_fields=None, raw=False, using=None, on_conflict=None, "
    "update_fields=None, unique_fields=None)",
    ReferenceIndex._get_base_content_type: "(model_or_object)",
    String._get_data_hash: "(data)",
    TranslationContext._get_path_id: "(path)",
    Page._inc_path: "(self)",
    Page._get_path: "(path, depth, newstep)",
    _copy: "(source, exclude_fields=None, update_attrs=None)",
}
#: Upstream's templates of which ours are copies, by the digest of the text that was copied.
COPIES = {
    "wagtail_localize/admin/_components.html": "0ef90950b4b4ba0d",
    "wagtailadmin/home.html": "7eb3ee7b5a9d1355",
    "wagtailadmin/permissions/includes/collection_member_permissions_form.html": "af7200b2b1d6961c",
    "wagtailadmin/shared/header.html": "37d78005e6612711",
    "wagtailadmin/shared/headers/_actions.html": "facea723b6b91762",
    "wagtailadmin/shared/user_avatar.html": "10cbd09a2e9434e5",
    "wagtailadmin/workflows/includes/workflow_pages_form.html": "baf74ac694affee4",
    "wagtaillocales/index.html": "a7fb4f60c524d2e9",
    "wagtailusers/groups/includes/formatted_permissions.html": "2ab61ce5aa2bbeba",
}


def public_names(module: str) -> list[str]:
    """The functions and classes that a module offers."""
    definitions = ast.FunctionDef | ast.ClassDef
    return [
        node.name
        for node in syntax_tree(module).body
        if isinstance(node, definitions) and not node.name.startswith("_")
    ]


def test_the_document_lists_every_seam() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    names = {f"`{module}.{name}`" for module in SEAMS for name in public_names(module)}
    assert len(names) > len(SEAMS) > 3
    assert {name for name in names if name not in text} == set()
    assert {name for name in re.findall(r"`[\w.]+\.upstream\.\w+`", text) if name not in names} == set()


def test_private_parts_are_used_nowhere_else() -> None:
    """The linter refuses access to a private member but where a line says otherwise."""
    lines = [
        f"{module}: {line.strip()}"
        for module, file in modules().items()
        if module not in SEAMS
        for line in file.read_text(encoding="utf-8").splitlines()
        if "SLF001" in line
        or re.match(r"from (wagtail|django|modelcluster|modelsearch|treebeard)\S* import _[a-z]", line)
    ]
    assert lines == []


@pytest.mark.parametrize("function", SIGNATURES, ids=lambda function: function.__qualname__)
def test_what_is_called_is_what_it_was(function: Callable[..., Any]) -> None:
    assert str(inspect.signature(function)) == SIGNATURES[function]


def test_nothing_public_does_the_same() -> None:
    for owner, name in (
        (QuerySet, "raw_delete"),
        (QuerySet, "insert"),
        (ReferenceIndex, "get_base_content_type"),
        (String, "get_data_hash"),
        (TranslationContext, "get_path_id"),
        (Page, "inc_path"),
    ):
        assert not hasattr(owner, name), f"{owner.__name__}.{name} is public now"


def test_bulk_create_still_splits_small_on_sqlite() -> None:
    features: Any = SQLite.features_class
    assert features.max_query_params == 999


@pytest.mark.django_db
@pytest.mark.indexed
def test_search_still_refuses_querysets_and_fails_without_words() -> None:
    stock = SearchBackend({})
    with pytest.raises(FilterFieldError):
        stock.search("agua", Page.objects.filter(alias_of=None))
    for name in ("search", "autocomplete"):
        assert "self._search(" in inspect.getsource(getattr(type(stock), name))
    assert (
        str(inspect.signature(type(stock)._search))
        == "(self, query_compiler_class, query, model_or_queryset, **kwargs)"
    )
    with pytest.raises((AttributeError, TypeError, ValueError, DatabaseError)):
        list(stock.search(WITHOUT_AN_ANSWER[connection.vendor], Page.objects.all()))


def test_dialogs_are_still_named_in_one_language() -> None:
    forms: tuple[Any, ...] = (EmailLinkChooserForm, PhoneLinkChooserForm, ImageInsertionForm)
    labels = [field.label for form in forms for field in form.base_fields.values()]
    assert not any(isinstance(label, Promise) for label in [*labels, DocumentChooserViewSet.search_tab_label])


def test_the_field_of_an_address_still_fails_on_none() -> None:
    form: Any = ExternalLinkChooserForm
    with pytest.raises(AttributeError):
        form.base_fields["url"].to_python(None)


def originals() -> dict[str, str]:
    """The digests of upstream's templates whose text ours repeat."""
    result = {}
    for file in sorted(file for package in PACKAGES for file in TEMPLATES.glob(f"{package}/**/*.html")):
        name = str(file.relative_to(TEMPLATES))
        if name in WHOLE_BLOCKS or "{% extends" not in file.read_text(encoding="utf-8"):
            result[name] = sha256(original(name).read_bytes()).hexdigest()[:16]
    return result


def original(name: str) -> Path:
    """Upstream's template of a name."""
    template: Any = get_template(name)
    for loader in template.template.engine.template_loaders:
        for origin in loader.get_template_sources(name):
            if "site-packages" in str(origin.name) and Path(origin.name).exists():
                return Path(origin.name)
    raise AssertionError(f"{name} has no original any more")


def test_copied_templates_are_copies_of_what_there_is() -> None:
    """Where one has changed: take the change over, and its digest here; where it has mended the reason, delete ours."""
    assert originals() == COPIES


def test_the_document_lists_every_template() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    replaced = [
        str(file.relative_to(TEMPLATES)) for package in PACKAGES for file in TEMPLATES.glob(f"{package}/**/*.html")
    ]
    assert [name for name in replaced if f"`{name}`" not in text] == []
