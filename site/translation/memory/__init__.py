"""Everything that was translated before, found again by what the source says.

``lookup`` asks, ``recording`` keeps up, ``prefill`` fills in, ``tmx`` brings in and out.
"""
