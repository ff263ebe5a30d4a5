"""Demo resources with their files."""

from functools import partial
from typing import Any

from django.core.files.base import ContentFile

from core.documents.models import PlatformDocument
from devtools.demo import covers, pdfs, texts
from devtools.demo.builder import Builder, children, facts, words
from devtools.demo.groups import group
from groups.models import Entity, Theme
from resources.models import (
    ResourceAuthor,
    ResourceEntity,
    ResourceFile,
    ResourceGroup,
    ResourcePage,
    ResourceTheme,
    ResourceType,
)

#: Files of resources, by the groups that publish them. What takes another's place stands before it.
RESOURCES = (
    "gender_tools",
    "gender_group",
    "climate",
    "climate_group",
    "mobility",
    "growth",
    "governance",
    "finance",
    "knowledge",
)


def build(builder: Builder) -> None:
    """Resources, below the group that keeps them or in the list."""
    builder.progress.begin("Resources")
    types = {entry.key: entry for entry in ResourceType.objects.filter(locale=builder.source)}
    for name in RESOURCES:
        for content in texts.load(f"resources/{name}"):
            parent = group(builder, content["parent"]) if content["parent"] else builder.platform.lists["resources"]
            make = partial(_resource, builder, content, types[content["type"]])
            builder.page(ResourcePage, "resource", content, parent, make)


def resource(builder: Builder, name: str) -> ResourcePage:
    """A resource of the demo in the source's language.

    Raises:
        LookupError: it is not there yet.
    """
    page = builder.find(ResourcePage, "resource", name)
    if page is None:
        raise LookupError(f"The demo's resource {name} is not there yet.")
    return page


def _resource(builder: Builder, content: dict[str, Any], kind: ResourceType) -> ResourcePage:
    key = content["key"]
    page = ResourcePage(
        **words(content, "title", "slug", "summary", "cover_alt", "series"),
        **facts(content, "published_on", "date_precision", "original_language", "countries", "goals", "primary_goal"),
        **facts(content, "permanent_link", "doi", "symbol", "isbn", "issn", "licence", "series_number"),
        type=kind,
        abstract=texts.html(content["abstract"]),
        key_messages=_messages(content),
        cover=covers.cover(key, content["title"][texts.SOURCE]) if key in covers.COVERS else None,
        superseded_by=resource(builder, content["superseded_by"]) if "superseded_by" in content else None,
        body=texts.sections(content),
    )
    page.files = children(ResourceFile, [_file(content, file) for file in content["files"]], builder.source)
    _relate(builder, page, content)
    return page


def _messages(content: dict[str, Any]) -> list[dict[str, Any]]:
    blocks = [
        {"type": "message", "id": f"message-{number}", "value": {"text": text}}
        for number, text in enumerate(content["messages"])
    ]
    return texts.stream(blocks, content["key"])


def _file(content: dict[str, Any], file: dict[str, Any]) -> dict[str, Any]:
    """A row for a file. The PDFs made here have a language and a title but no tags, so they say that they lack some."""
    row = {"language": file["language"], "label": file["label"][texts.SOURCE]}
    if "address" in file:
        return {**row, "address": file["address"]}
    return {**row, "document": _document(content, file), "accessible": ResourceFile.Accessible.NO}


def _document(content: dict[str, Any], file: dict[str, Any]) -> PlatformDocument:
    """The PDF of a resource in a language, in the library; made if it is not there."""
    language, is_short = file["language"], file.get("short", False)
    title = pdfs.title(content, language)
    if is_short:
        title = f"{title} ({pdfs.label('summary', language)})"
    record = PlatformDocument.objects.filter(title=title, language=language).first()
    if record is None:
        pdf_file = ContentFile(pdfs.pdf(content, language, short=is_short), name=f"{content['key']}-{language}.pdf")
        record = PlatformDocument(title=title, language=language, file=pdf_file, file_size=pdf_file.size)
        record.save()
    return record


def _relate(builder: Builder, page: ResourcePage, content: dict[str, Any]) -> None:
    def entity(name: str | None) -> Any:
        return builder.get_snippet(Entity, "entity", name) if name else None

    groups = [{**row, "group": group(builder, row["group"])} for row in content["groups"]]
    authors = [
        {"organisation": row["organisation"][texts.SOURCE], "entity": entity(row["entity"])}
        for row in content["authors"]
    ]
    themes = [{"theme": builder.get_snippet(Theme, "theme", name)} for name in content["themes"]]
    page.groups = children(ResourceGroup, groups, builder.source)
    page.entities = children(ResourceEntity, [{"entity": entity(name)} for name in content["entities"]], builder.source)
    page.authors = children(ResourceAuthor, authors, builder.source)
    page.themes = children(ResourceTheme, themes, builder.source)
