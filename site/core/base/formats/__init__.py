"""How dates and times are typed: day first in every language of the admin, English included."""
