# Two commands are enough: `make demo` to see the system, `make test` to check it.
# `make help` lists the others. PYTHON=, PORT=, HOST= and DATA= can be set on the command line.

PYTHON ?= python3
RUN_TESTS = .venv/bin/python scripts/run_tests.py
OCOP = .venv/bin/ocop

.DEFAULT_GOAL := help
.PHONY: help demo serve setup setup-dev test test-fast test-sqlite test-postgres test-journeys \
	check lint format bench bench-growth notice clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-14s %s\n' "$$name" "$$text"; done

demo: ## everything to try the system at http://127.0.0.1:8000 (PORT=, HOST=, DATA=<folder>)
	@$(PYTHON) scripts/demo.py

setup: ## the environment of `make demo`, nothing started
	@$(PYTHON) scripts/bootstrap.py

serve: setup ## the server on the data that are there (OCOP_DATA, DATABASE_URL)
	@$(OCOP) serve

test: setup-dev ## all checks and all tests, on SQLite, on PostgreSQL and in a browser
	@$(RUN_TESTS) all $(ARGS)

test-fast: setup-dev ## tests on SQLite without the slow ones
	@$(RUN_TESTS) fast $(ARGS)

test-sqlite: setup-dev ## all tests on SQLite
	@$(RUN_TESTS) sqlite $(ARGS)

test-postgres: setup-dev ## the tests that use the database, on PostgreSQL
	@$(RUN_TESTS) postgres $(ARGS)

test-journeys: setup-dev ## whole stories in a real browser
	@$(RUN_TESTS) journeys $(ARGS)

check: setup-dev ## lint, types, import order, templates, migrations, Django's checks
	@$(RUN_TESTS) check

lint: setup-dev ## the part of `make check` that needs no Django
	@$(RUN_TESTS) lint

format: setup-dev ## format code and templates
	@.venv/bin/python -m ruff check --fix --quiet ocop config bench scripts tests || true
	@.venv/bin/python -m ruff format --quiet ocop config bench scripts tests manage.py bin/ocop
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || true

bench: setup-dev ## measure the slow places against their floors
	@.venv/bin/python scripts/bench.py $(ARGS)

bench-growth: setup-dev ## the same pages with 20,000, 200,000 and two million products (long; keeps its data)
	@.venv/bin/python scripts/bench.py --growth $(ARGS)

notice: setup-dev ## write the list of third-party parts in NOTICE anew
	@.venv/bin/python scripts/notice.py

setup-dev:
	@$(PYTHON) scripts/bootstrap.py --dev

clean: ## remove the environment and what tools left behind; data stay
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
