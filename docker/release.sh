#!/bin/sh
# What a release has that a checkout has not: compiled catalogues, and static files named by their content.
# The values stand in for an operator's; they're needed to start, and end up in nothing that is made here.
set -eu

export SECRET_KEY=only-while-building-the-release-and-in-no-file-of-it \
  ALLOWED_HOSTS=localhost SITE_URL=http://localhost DATABASE_URL=sqlite://:memory:

python manage.py compile_catalogues
python manage.py collectstatic --noinput --verbosity 0
