#!/bin/sh
# The web server: a few processes with a few threads each, all on one port behind a proxy.
set -eu

exec gunicorn config.wsgi \
  --bind "${BIND:-0.0.0.0:8000}" \
  --worker-class gthread \
  --workers "${WEB_PROCESSES:-2}" \
  --threads "${WEB_THREADS:-4}" \
  --worker-tmp-dir /dev/shm \
  --max-requests 2000 --max-requests-jitter 200 \
  --timeout 60 --graceful-timeout 30 \
  --no-control-socket
