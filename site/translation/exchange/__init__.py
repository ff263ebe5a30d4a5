"""Translation files for translators' own tools: export and import of PO and XLIFF."""
