# Running, testing and checking the portal; `make` alone tells what there is.
PYTHON ?= python3
IN_VENV := .venv/bin/python

.PHONY: help run staff manage test check format install install-dev

help:  ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 16

run: install  ## the portal on http://127.0.0.1:8000 (PORT=… for another port)
	@$(IN_VENV) -m portal.local

staff: install  ## make a staff account
	@$(IN_VENV) -m portal.local createsuperuser

manage: install  ## any command of manage.py on the portal's data: make manage COMMAND="ingest folder"
	@$(IN_VENV) -m portal.local $(COMMAND)

test: install-dev  ## all tests (ARGS=… for pytest)
	@$(IN_VENV) -m pytest $(ARGS)

check: install-dev  ## format, lint, types, migrations, deployment; changes nothing
	@$(IN_VENV) -m portal.local.check

format: install-dev  ## format the code
	@$(IN_VENV) -m ruff check --fix . && $(IN_VENV) -m ruff format .

install:
	@$(PYTHON) portal/local/bootstrap.py requirements-local.txt

install-dev:
	@$(PYTHON) portal/local/bootstrap.py requirements-dev.txt
