"""Forms that editors put together: made for visitors, stored, mailed, listed, deleted when their time is over."""

from home.forms.retention import delete_expired

__all__ = ["delete_expired"]
