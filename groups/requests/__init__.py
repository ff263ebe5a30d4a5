"""Service requests: public form, storage, emails, admin screens, retention.

``offer`` says whether a service takes requests, ``routing`` whom they go to; ``form`` and ``serving`` are the
visitor's side, ``letters`` the mails, ``rights`` and ``desk`` the admin's; ``personal`` finds what is kept of somebody.
"""
