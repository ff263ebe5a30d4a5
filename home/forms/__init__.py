"""Forms at work: made for visitors, protected, stored, mailed, listed, deleted when their time is over."""

from home.forms.mail import mail_waiting
from home.forms.retention import delete_expired

__all__ = ["delete_expired", "mail_waiting"]
