#!/usr/bin/env bash
# Go through the image's steps in an empty folder, where no container engine runs: install what is pinned,
# build the release from the files that the image would get, migrate, serve, and ask for its health.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
place=$(mktemp -d)
server=
clean() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server" || true; fi
  rm -rf "$place"
}
trap clean EXIT

say() { printf -- '-- %s\n' "$*"; }
python=${PYTHON:-python3}

say "the files of the image"
mkdir "$place/app"
sed -n 's/^COPY \(.*\)$/\1/p' "$root/Dockerfile" | grep -v -e '^--from' -e 'requirements' | while read -r line; do
  read -ra parts <<<"$line"
  target="$place/app/${parts[-1]}"
  for source in "${parts[@]:0:${#parts[@]}-1}"; do
    if [ -d "$root/$source" ]; then
      mkdir -p "$target" && cp -R "$root/$source/." "$target"
    else
      mkdir -p "$target" && cp "$root/$source" "$target"
    fi
  done
done
find "$place/app" \( -name __pycache__ -o -name '*.mo' \) -prune -exec rm -rf {} +

say "the pinned dependencies"
"$python" -m venv "$place/venv"
"$place/venv/bin/pip" install -qq --disable-pip-version-check --no-deps --require-hashes -r "$root/requirements/base.txt"

# Nothing of the machine's own environment, as in the image.
port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
image=(env -i "PATH=$place/venv/bin:/usr/bin:/bin" "PYTHONPATH=$place/app:$place/app/site"
  PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=config.settings "MEDIA_ROOT=$place/media" "BIND=127.0.0.1:$port"
  SECRET_KEY=a-key-of-fifty-characters-that-is-thrown-away-after-this
  BEHIND_PROXY=1 ALLOWED_HOSTS=plataforma.example.org SITE_URL=https://plataforma.example.org
  "DATABASE_URL=${DATABASE_URL:-sqlite:///$place/db.sqlite3}")
cd "$place/app"

say "the release"
"${image[@]}" docker/release.sh
test -s staticfiles/staticfiles.json

say "the database"
"${image[@]}" python manage.py migrate --noinput --verbosity 0
"${image[@]}" python manage.py check --deploy --fail-level WARNING

say "the server"
"${image[@]}" docker/serve.sh &
server=$!
for _ in $(seq 60); do
  if "${image[@]}" python docker/health.py; then break; fi
  sleep 1
done
"${image[@]}" python docker/health.py

ask() { # address, status expected, scheme that the proxy saw
  local status
  status=$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port$1" \
    -H 'Host: plataforma.example.org' -H "X-Forwarded-Proto: $3")
  [ "$status" = "$2" ] || { echo "$1 over $3 answered $status, not $2" >&2; exit 1; }
  say "$1 over $3 answers $status"
}
ask /health/ready 200 http
ask /admin/login/ 301 http
ask /admin/login/ 200 https
style=$("$python" -c 'import json; print(json.load(open("staticfiles/staticfiles.json"))["paths"]["css/site.css"])')
ask "/static/$style" 200 https
say "the image's steps hold"
