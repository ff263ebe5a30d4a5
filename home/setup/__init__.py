"""Set-up of a new platform: creates what is missing and overwrites nothing."""
