"""Day-first input formats; Django adds those of ISO 8601."""

_DATES = ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y")

TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M", "%Hh%M"]
DATE_INPUT_FORMATS = list(_DATES)
DATETIME_INPUT_FORMATS = [f"{date} {time}" for date in _DATES for time in TIME_INPUT_FORMATS]
