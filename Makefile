# Two commands are enough: `make demo` to see the system, `make test` to check it.
# `make help` lists the others. PYTHON=, PORT=, HOST= and DATA= can be set on the command line.

PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo serve

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  make %-14s %s\n' "$$name" "$$text"; done

setup: ## the environment of `make demo`, nothing started
	@$(PYTHON) scripts/bootstrap.py

setup-dev:
	@$(PYTHON) scripts/bootstrap.py --dev
