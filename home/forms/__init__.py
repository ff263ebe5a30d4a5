"""Forms that editors build: public form, storage, emails, list of submissions, retention."""
