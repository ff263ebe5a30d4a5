"""What translators work from: a source's content as it was when it was read, and its texts, written many at once.

wagtail-localize asks the database a dozen questions a text. Here the same rows are found and written
with a number of statements that does not depend on how many texts there are; a test compares them with
those that wagtail-localize leaves.
"""
