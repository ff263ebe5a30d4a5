"""What waits for each translator: whose it is, by when, how many words, and the mails about it."""
