"""The cache. In memory by default, so one for each process: several processes want ``CACHE_URL``."""

from .environment import env

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
