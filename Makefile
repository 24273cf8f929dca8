# Lobbybook: every job of this repository. `make` alone prints what there is.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.SUFFIXES:

PYTHON ?= python3
# Node ≥24 of the machine if it has one; otherwise the one that came with the Python requirements (see .venv/.node).
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PYTHONUNBUFFERED := 1
PY := .venv/bin/python
INSTALL := $(PY) -m pip install --require-hashes --disable-pip-version-check --no-input --quiet
say = printf '%s\n' '$(1)' >&2

# `make run PORT=8123 DATA=folder HOST=192.168.1.20` are the settings LOBBYBOOK_PORT, LOBBYBOOK_DATA, LOBBYBOOK_HOST.
given = $(filter command line,$(origin $(1)))
ifneq ($(call given,PORT),)
export LOBBYBOOK_PORT := $(PORT)
endif
ifneq ($(call given,HOST),)
export LOBBYBOOK_HOST := $(HOST)
endif
ifneq ($(call given,DATA),)
export LOBBYBOOK_DATA := $(DATA)
endif

##@ Use it
help: ## print this list
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/.system-run .venv/.run node_modules/.installed generate pwa/dist/.built ## install, build and start it; PORT=8123 DATA=folder HOST=192.168.1.20
	@exec $(PY) -m server up --history

demo-accounts: .venv/.run ## print the demo users and a fresh enrolment code as JSON; same PORT, DATA and HOST as `make run`
	@$(PY) -m server demo-accounts

##@ Work on it
test: tools pwa/dist/.built ## everything that must be green: check, unit, sync, journeys
	@$(PY) tests/phases.py check unit sync journeys

check: tools ## formatting, linting, types and arrows
	@$(PY) tests/phases.py check

unit: tools ## unit, contract and structure tests of both languages
	@$(PY) tests/phases.py unit

sync-test: tools pwa/dist/.built ## the sync engine's simulation, as `make test` runs it
	@$(PY) tests/phases.py sync

journeys: tools pwa/dist/.built ## whole jobs in a real browser
	@$(PY) tests/phases.py journeys

generate: pwa/src/generated/.made ## make what is derived from the record kinds: contract, types, fonts

simulate: tools ## long simulation; SEEDS=10000 DB=sqlite|postgres, or SEED=n to replay one
	@$(PY) -m tests.simulation --db $(or $(DB),sqlite) $(if $(call given,SEED),--seed $(SEED),--seeds $(or $(SEEDS),1000))

simulate-mutants: tools ## prove that the simulation finds every planted bug
	@$(PY) -m tests.simulation.mutants

demo-day: tools ## live a branch's whole day through the public API and count what came of it
	@$(PY) -m pytest -q -s tests/contract/test_demo_day.py

documents: tools ## every template with realistic, minimal and extreme data, signed and validated; OUT=folder
	@$(PY) -m tests.samples $(if $(call given,OUT),$(OUT),$(or $(LOBBYBOOK_DATA),data)/samples)

bench: tools pwa/dist/.built tests/bench/node_modules/.installed .venv/peers/.installed ## measure beside the peers and the floor; OUT=file.json
	@$(PY) -m tests.bench $(if $(call given,OUT),--out $(OUT))

lock: ## resolve the Python and Node requirements again after changing pyproject.toml or package.json (needs uv)
	@command -v uv >/dev/null || { $(call say,make lock needs uv: https://docs.astral.sh/uv/); exit 1; }
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o server/requirements.lock
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra dev pyproject.toml -o tests/requirements.lock
	uv pip compile --quiet --no-deps --generate-hashes --no-emit-index-url --no-header --python-version 3.11 tests/bench/requirements.in -o tests/bench/requirements.lock
	npm install --package-lock-only

clean: ## remove what was installed and built; the data folder stays
	rm -rf .venv node_modules tests/bench/node_modules pwa/dist pwa/src/generated pdf_templates/fonts
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find server sync tests -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help run demo-accounts test check unit sync-test journeys generate simulate simulate-mutants demo-day documents bench lock clean tools

# ---- What the jobs above need. Each file named .something is a stamp: made once, again only when its inputs change. ----

tools: .venv/.system-test .venv/.test node_modules/.installed generate

.venv/bin/python:
	@$(PYTHON) server/launch/system.py python
	@$(call say,Creating .venv)
	@$(PYTHON) -m venv .venv

.venv/.system-run: server/launch/system.py | .venv/bin/python
	@$(PYTHON) server/launch/system.py run
	@touch $@

.venv/.system-test: server/launch/system.py | .venv/bin/python
	@$(PYTHON) server/launch/system.py run test
	@touch $@ .venv/.system-run

.venv/.run: server/requirements.lock | .venv/bin/python
	@$(call say,Installing the Python packages of the server)
	@$(INSTALL) -r server/requirements.lock
	@touch $@

.venv/.test: tests/requirements.lock server/requirements.lock | .venv/bin/python
	@$(call say,Installing the Python packages of the server and its tests)
	@$(INSTALL) -r tests/requirements.lock
	@touch $@ .venv/.run

.venv/.node: server/launch/node.py .venv/.run
	@$(PY) server/launch/node.py
	@touch $@

node_modules/.installed: package-lock.json package.json .npmrc | .venv/.node
	@$(call say,Installing the Node packages)
	@npm ci --no-progress --loglevel=error >&2
	@touch $@

tests/bench/node_modules/.installed: tests/bench/package-lock.json | .venv/.node
	@$(call say,Installing the peers of the benchmark)
	@cd tests/bench && npm ci --no-progress --loglevel=error >&2
	@touch $@

.venv/peers/.installed: tests/bench/requirements.lock | .venv/.test
	@rm -rf .venv/peers
	@$(INSTALL) --no-deps --target .venv/peers -r tests/bench/requirements.lock
	@touch $@

KINDS := $(shell find server/records server/domain server/reference server/documents sync -type f \( -name '*.py' -o -name '*.yaml' \) 2>/dev/null)
pwa/src/generated/.made: server/contract.py server/contract_parts.py $(KINDS) | .venv/.run node_modules/.installed
	@$(call say,Generating the contract)
	@mkdir -p $(@D)
	@$(PY) -m server.contract >&2
	@if [ -f server/documents/fonts.py ]; then $(PY) -m server.documents.fonts >&2; fi
	@touch $@

APP := $(shell find pwa sync -type f \( -name '*.ts' -o -name '*.vue' -o -name '*.css' -o -name '*.html' -o -path 'pwa/public/*' \) -not -path 'pwa/dist/*' -not -path 'pwa/src/generated/*' 2>/dev/null)
pwa/dist/.built: $(APP) pwa/src/generated/.made package-lock.json | node_modules/.installed
	@$(call say,Building the tablet app)
	@npm run --silent build >&2
	@touch $@
