"""Steps after a publish, in this order, each once a change; see :mod:`core.base.after_publish`."""

# In the transaction that publishes. A step is given the change, and asks for what may wait by the steps below.
AFTER_PUBLISH = [
    "translation.sources.after_publish.carry_facts_and_note_changes",
    "translation.tree.followers.carry_expiry_after_publish",
    "translation.checks.links.forget_findings_after_publish",
    "translation.queue.notifications.tell_after_publish",
    "resources.library.cover.note_after_publish",
    "core.images.image_uses.note_after_publish",
    "core.base.indexing.index_after_publish",
    "resources.library.indexing.index_after_publish",
    "search.signal_handlers.index_after_publish",
    "core.navigation.site_chrome.drop_after_publish",
    "core.listings.cache.drop_after_publish",
    "search.synonyms.drop_after_publish",
    "core.seo.social_images.signal_handlers.draw_after_publish",
]
# What may wait is one task. Where no worker runs, indexes are kept at once …
AFTER_PUBLISH_INDEXES = [
    "core.base.indexing.index_references",
    "core.base.indexing.index_rows",
    "core.base.search_index.index_pages",
]
# … and files, which no transaction takes back, are written once it is committed.
AFTER_PUBLISH_FILES = [
    "core.images.image_uses.make_waiting",
    "core.seo.social_images.store.refresh_all",
]
