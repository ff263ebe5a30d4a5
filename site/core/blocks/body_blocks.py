"""The blocks a page's body is made of."""

from wagtail.blocks import Block

from core.blocks.body import TableOfContentsBlock
from core.blocks.embeds import DataEmbedBlock, VideoBlock
from core.blocks.links import CallToActionBlock, CardsBlock, EntitiesBlock
from core.blocks.listing import ListingBlock
from core.blocks.lists import AccordionBlock, KeyFiguresBlock, TimelineBlock
from core.blocks.media import DocumentsBlock, ImageBlock
from core.blocks.people import PeopleBlock
from core.blocks.table import TableBlock
from core.blocks.text import HeadingBlock, ProseBlock, QuoteBlock

#: What an editor can put into a body. Names are stored with the pages: a renamed block needs a data migration.
BODY_BLOCKS: list[tuple[str, Block]] = [
    ("heading", HeadingBlock()),
    ("rich_text", ProseBlock()),
    ("quote", QuoteBlock()),
    ("image", ImageBlock()),
    ("video", VideoBlock()),
    ("data_embed", DataEmbedBlock()),
    ("documents", DocumentsBlock()),
    ("key_figures", KeyFiguresBlock()),
    ("accordion", AccordionBlock()),
    ("timeline", TimelineBlock()),
    ("table", TableBlock()),
    ("call_to_action", CallToActionBlock()),
    ("cards", CardsBlock()),
    ("listing", ListingBlock()),
    ("entities", EntitiesBlock()),
    ("people", PeopleBlock()),
    ("table_of_contents", TableOfContentsBlock()),
]
