"""Demo forms."""

from functools import partial
from typing import Any

from devtools.demo import texts
from devtools.demo.builder import Builder, facts, words
from home.models import FormPage


def build(builder: Builder) -> None:
    """Forms below the home page."""
    builder.progress.begin("Forms")
    for content in texts.load("forms"):
        builder.page(FormPage, "form", content, builder.platform.home, partial(_form, content))


def _form(content: dict[str, Any]) -> FormPage:
    return FormPage(
        **words(content, "title", "slug", "submit_label"),
        **facts(content, "retention_days"),
        introduction=texts.html(content["introduction"]),
        form_fields=texts.stream([_field(field) for field in content["fields"]], content["key"]),
        consent=texts.html(content["consent"]),
        thank_you=texts.html(content["thank_you"]),
    )


def _field(content: dict[str, Any]) -> dict[str, Any]:
    value = {name: content[name] for name in ("label", "help", "required", "name", "choices") if name in content}
    return {"type": content["type"], "id": content["name"], "value": value}
