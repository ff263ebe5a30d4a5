"""Documents: files to download, their text and thumbnails.

``extract`` reads a PDF in a process of its own, ``reading`` keeps what it found, ``tasks`` has that done in
the background, ``views`` sends a file, ``listing`` is what editors see.
"""
