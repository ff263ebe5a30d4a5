"""Long lists that readers narrow, sort and leaf through; their feeds and tables.

An app says what there is with :func:`core.facets.registry.register` and lets its index page be a
:class:`core.facets.list_page.ListPage`. Everything about a list stands in its address (``?goal=5&goal=8&page=2``):
values of one facet are alternatives, facets narrow one another.
"""
