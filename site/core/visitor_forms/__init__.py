"""What all forms for visitors have in common: protection without scripts, no loss, mails that are sent in the end."""
