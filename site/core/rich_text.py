"""Rich text: what an editor can do in it.

No headings (they are blocks, so that they have anchors), no images, embeds, tables or colours. No
inline mark that wagtail-localize would cut a sentence at.
"""

#: For running text.
PROSE = ("bold", "italic", "ol", "ul", "link", "document-link")
#: For a sentence or two inside something else.
SIMPLE = ("bold", "italic", "link")
