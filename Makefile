# Everything a developer types. `make help` lists it.

PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
IMAGE ?= plataforma
WORKERS ?= 2

# The first interpreter on this machine that is new enough.
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,\
  $(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))

# What `make serve` prepares anew when one of these has changed.
PREPARED_FROM := $(wildcard */migrations/*.py site/*/migrations/*.py site/*/*/migrations/*.py site/devtools/demo/*.py site/devtools/demo/*/* home/setup/*.py)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve test test-postgresql soak lint format messages messages-check content-model content-model-check module-index module-index-check lock image packages prove bench clean FORCE

help: ## List what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- the environment ---------------------------------------------------------------------------

.venv/bin/pip:
	@test -n "$(PYTHON)" || { echo "Missing: Python 3.11 or newer (apt-get install python3)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Missing: Python's venv (apt-get install python3-venv)" >&2; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

.venv/demo.stamp: requirements/demo.txt .venv/bin/pip
	@echo "Installing the pinned dependencies and what makes the demo"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/bin/pip
	@echo "Installing the pinned dependencies of development"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@ .venv/demo.stamp

var/secret-key:
	@mkdir -p var
	@umask 077 && $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))' > $@

# --- running -----------------------------------------------------------------------------------

serve: export DEBUG := 1
serve: export WORKER := 1
serve: export DJANGO_RUNSERVER_HIDE_WARNING := true
serve: export SITE_URL := http://localhost:$(PORT)
serve: export SECRET_KEY_FILE := $(CURDIR)/var/secret-key
serve: .venv/demo.stamp var/secret-key var/prepared.stamp ## Serve the platform with its demo content on PORT (8000), with a worker
	@printf '%s\n' '' \
	  '  The platform   http://localhost:$(PORT)/es/' \
	  '  The admin      http://localhost:$(PORT)/admin/' \
	  '  Log in as      admin, editor, lead, reviewer, translator-en, translator-pt or service-desk' \
	  '  Password       demo' \
	  '  Stop with      ctrl-C' ''
	@nice $(MANAGE) db_worker --no-reload & worker=$$!; \
	  $(MANAGE) runserver 127.0.0.1:$(PORT) & server=$$!; \
	  trap 'trap - INT TERM; kill $$server $$worker 2>/dev/null; wait; exit 0' INT TERM; \
	  wait $$server; kill $$worker 2>/dev/null; wait

# A database that is gone, or one that is chosen by an address, is looked at every time.
var/prepared.stamp: $(PREPARED_FROM) .venv/demo.stamp var/secret-key \
  $(if $(and $(wildcard var/db.sqlite3),$(if $(DATABASE_URL),,yes)),,FORCE)
	@$(MANAGE) compile_catalogues --verbosity 0
	@echo 'Preparing the database'
	@$(MANAGE) migrate --verbosity 0 2>var/migrate.log || { \
	  if grep -q InconsistentMigrationHistory var/migrate.log; \
	  then echo 'The database was made by an older version: remove it (rm -f var/db.sqlite3) and run make serve again.'; \
	  else cat var/migrate.log; fi >&2; exit 1; }
	@echo 'Loading the demo content'
	@$(MANAGE) demo
	@touch $@

# --- checking ----------------------------------------------------------------------------------

packages:
	@.ci/packages

# Accessibility rules and an HTML checker, by the hashes in the lock file; without npm the tests say what they leave out.
tests/tools/node_modules: tests/tools/package-lock.json
	@if command -v npm >/dev/null; then \
	  echo "Installing what judges the pages" && cd tests/tools && npm ci --omit=dev --ignore-scripts --no-audit --no-fund --silent && touch node_modules; \
	fi

SERVED := e2e or process
# Asked when it is needed: the packages may have been installed meanwhile.
SERVER = $(shell ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null)

test: packages .venv/dev.stamp tests/tools/node_modules ## Run the whole suite in WORKERS (2) processes, the browser's part on PostgreSQL, all else on SQLite; COVERAGE=1 measures it
	@rm -f .coverage .coverage.*
	@$(if $(SERVER),TEST_DATABASE=postgresql $(PREPARE) & TEST_DATABASE=sqlite $(PREPARE) && wait $$!)
	@$(BIN)/python -m pytest --database sqlite -n $(WORKERS) $(if $(SERVER),-m 'not ($(SERVED))') $(MEASURED)
	@$(if $(SERVER),$(BIN)/python -m pytest --database postgresql -n $(WORKERS) -m '$(SERVED)')
test: PREPARE := DJANGO_SETTINGS_MODULE=tests.support.settings PYTHONPATH=site $(BIN)/python -m tests.support.prepare
test: MEASURED := $(if $(COVERAGE),--cov --cov-report=term)

test-postgresql: packages .venv/dev.stamp ## Run on PostgreSQL what make test runs on SQLite and any database could change
	@$(BIN)/python -m pytest --database postgresql -n $(WORKERS) -m 'not one_database and not ($(SERVED))'

soak: packages .venv/dev.stamp ## Run what takes long: coverage, all tests on PostgreSQL, every state of the pages in all circumstances, Lighthouse
	@cd tests/tools && npm ci --ignore-scripts --no-audit --no-fund --silent
	@REQUIRE_ALL=1 $(BIN)/python -m pytest --database sqlite -n $(WORKERS) -m 'not ($(SERVED))' --cov --cov-report=term
	@REQUIRE_ALL=1 $(BIN)/python -m pytest --database postgresql -n $(WORKERS) -m one_database
	@REQUIRE_ALL=1 $(BIN)/python -m pytest --database postgresql -n $(WORKERS) --soak tests/accessibility/test_axe.py
	@REQUIRE_ALL=1 $(BIN)/python -m pytest --database postgresql -n 0 --soak tests/performance/test_lighthouse.py

lint: packages .venv/dev.stamp ## Check format, code, types, templates, the image's files, and that no message lacks a translation
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/hadolint Dockerfile
	@for script in docker/*.sh .ci/*; do bash -n "$$script" || exit 1; done
	@$(BIN)/djlint --quiet --lint site/templates
	@$(MAKE) --no-print-directory messages-check content-model-check module-index-check

format: .venv/dev.stamp ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix --quiet .

messages: export DEBUG := 1
messages: .venv/dev.stamp ## Collect the messages into site/locale for translation (needs gettext)
	@$(MANAGE) collect_messages

messages-check: export DEBUG := 1
messages-check: .venv/dev.stamp
	@$(MANAGE) collect_messages --check

PAGES ?= 1000
SUITES ?=
bench: export DEBUG := 1
bench: export LOG_LEVEL := WARNING
bench: export DATABASE_URL := $(or $(BENCH_DATABASE_URL),sqlite:///$(CURDIR)/var/bench-$(PAGES).sqlite3)
bench: .venv/demo.stamp ## Measure SUITES (all) at PAGES (1000) pages against the usual way, in BENCH_DATABASE_URL (SQLite in var/)
	@mkdir -p var
	@$(MANAGE) compile_catalogues --verbosity 0
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) bench --pages $(PAGES) $(SUITES)

content-model: export DEBUG := 1
content-model: .venv/dev.stamp ## Write docs/content-model.md from the models
	@$(MANAGE) content_model

content-model-check: export DEBUG := 1
content-model-check: .venv/dev.stamp
	@$(MANAGE) content_model --check

module-index: export DEBUG := 1
module-index: .venv/dev.stamp ## Write the index of modules in docs/architecture.md from their docstrings
	@$(MANAGE) module_index

module-index-check: export DEBUG := 1
module-index-check: .venv/dev.stamp
	@$(MANAGE) module_index --check

prove: ## Go through the image's steps in an empty folder, without a container engine
	@docker/prove.sh

# --- releasing ---------------------------------------------------------------------------------

LOCK := uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes \
  --no-strip-extras --no-emit-index-url --no-header --no-annotate --quiet

lock: ## Pin the newest allowed dependencies in requirements/ (needs uv)
	@command -v uv >/dev/null || { echo "Missing: uv (pip install uv)" >&2; exit 1; }
	@$(LOCK) --upgrade -o requirements/base.txt
	@$(LOCK) --upgrade --group demo -c requirements/base.txt -o requirements/demo.txt
	@$(LOCK) --upgrade --group dev -c requirements/base.txt -o requirements/dev.txt

image: ## Build the container image IMAGE (plataforma)
	docker build --tag $(IMAGE) .

clean: ## Remove what running and testing have made, the development database included
	rm -rf var staticfiles tests/tools/node_modules .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis
