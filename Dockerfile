# syntax=docker/dockerfile:1

# --- what is installed: the pinned dependencies, in a virtual environment ---------------------
FROM python:3.12-slim-bookworm AS dependencies

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements/base.txt /tmp/requirements.txt
RUN /venv/bin/pip install --no-deps --require-hashes --requirement /tmp/requirements.txt

# --- what is released: the code, its catalogues compiled and its static files collected ---------
FROM python:3.12-slim-bookworm AS release

ENV PATH=/venv/bin:$PATH \
    PYTHONPATH=/app:/app/site \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    MEDIA_ROOT=/media

# Nothing here needs to write but to the uploads.
RUN groupadd --system --gid 10001 platform \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent platform \
    && install --directory --owner=platform --group=platform /media
COPY --from=dependencies /venv /venv
WORKDIR /app
COPY manage.py ./
COPY site site
COPY home home
COPY groups groups
COPY resources resources
COPY search search
COPY docker/health.py docker/serve.sh docker/release.sh docker/
RUN docker/release.sh

USER 10001:10001
VOLUME /media
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "docker/health.py"]
CMD ["docker/serve.sh"]
