"""Requests for services: sent by visitors, kept, mailed, handled in the admin, deleted when their time is over.

``offer`` says whether a service takes requests, ``routing`` whom they go to; ``form`` and ``serving`` are the
visitor's side, ``letters`` the mails, ``rights`` and ``desk`` the admin's; ``personal`` finds what is kept of somebody.
"""
