"""Translation memory: earlier translations, looked up by source text.

``lookup`` asks, ``recording`` keeps up, ``prefill`` fills in, ``tmx`` brings in and out.
"""
