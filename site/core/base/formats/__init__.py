"""Input formats of dates and times: day first in every language of the admin."""
