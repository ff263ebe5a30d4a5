"""Forms that editors put together: made for visitors, stored, mailed, listed, deleted when their time is over."""
