"""Times in which the platform is worked on."""

from .environment import env

#: Whether visitors are told to come back later. The admin goes on.
MAINTENANCE: bool = env.bool("MAINTENANCE", default=False)
