"""Lists of pages: filters, sorting, pagination, feeds, tables.

The declaration of a page type (:mod:`core.base.page_types`) says what narrows and sorts its list; the page that shows
it is a :class:`core.listings.list_page.ListPage`. Everything about a list stands in its address
(``?goal=5&goal=8&page=2``): values of one facet are alternatives, facets narrow one another.
"""
