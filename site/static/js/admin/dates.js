/* A date that somebody types stays as typed: the server reads it in the editor's language, or refuses it at the field.
   Wagtail's date picker replaces what is not in its own format (2025-10-21) by the present day as the field is left.
   Read before any field is made a date picker, so it is no module. */
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
