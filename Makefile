# Công Sở: make demo · make test · make help
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
export CONGSO_DATA ?= $(CURDIR)/var

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-exchange run test check fix browser strings openapi map new-module bench clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(VENV)/.base ## the environment from the hashed lock file

$(VENV)/.base: requirements/base.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

demo: $(VENV)/.base ## the demonstration province on http://127.0.0.1:8000 (CONGSO_PORT, CONGSO_DATA, DATABASE_URL override)
	@exec $(BIN)/congso demo

demo-exchange: $(VENV)/.base ## two provinces, a ministry and the axis on this machine; a document goes round
	@exec $(BIN)/congso demo-exchange

run: $(VENV)/.base ## the office without demonstration data
	@exec $(BIN)/congso run

test: $(VENV)/.dev ## all tests
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: $(VENV)/.dev ## lint, types, contracts, migrations, strings
	$(BIN)/ruff check src tests tools
	$(BIN)/mypy src/congso
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/check_migrations.py
	$(BIN)/python tools/strings.py --check
	$(BIN)/python tools/check_shape.py

fix: $(VENV)/.dev ## let ruff mend what it can
	$(BIN)/ruff check --fix src tests tools
	$(BIN)/ruff format src tests tools

strings: $(VENV)/.dev ## collect the texts of the screens into the translation files
	$(BIN)/python tools/strings.py

map: $(VENV)/.dev ## draw floors and rooms into docs/map.md
	$(BIN)/python tools/draw_map.py

browser: ## a Chromium for the browser tests (Debian, Ubuntu; elsewhere set CONGSO_CHROMIUM)
	sudo -n true 2>/dev/null && sudo apt-get install -y chromium || apt-get install -y chromium

bench: $(VENV)/.dev ## the figures of docs/performance.md
	$(BIN)/congso bench all

new-module: $(VENV)/.dev ## a new room: make new-module NAME=gifts
	$(BIN)/python tools/new_module.py $(NAME)

clean: ## forget caches (data and environment stay)
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
