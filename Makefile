# Running, testing and checking the portal; `make` alone tells what there is.
PYTHON ?= python3
IN_VENV := .venv/bin/python
# A server's environment for checks that read the settings and no database.
AS_ON_A_SERVER := env -u DEBUG -u HTTPS ALLOWED_HOSTS=portal.example.org DATABASE_URL=postgres:///none?host=/nonexistent \
	SECRET_KEY=fifty-letters-that-guard-nothing-but-are-long-enough PYTHONWARNINGS=ignore::RuntimeWarning

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

check: install-dev  ## format, lint, types, migrations, deployment, imports; changes nothing
	$(IN_VENV) -m ruff format --check .
	$(IN_VENV) -m ruff check .
	$(IN_VENV) -m mypy
	$(AS_ON_A_SERVER) $(IN_VENV) manage.py makemigrations --check --dry-run
	$(AS_ON_A_SERVER) $(IN_VENV) manage.py check --deploy --fail-level WARNING
	$(IN_VENV) -m check_jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(IN_VENV) -m pytest -q tests/test_layers.py

format: install-dev  ## format the code
	@$(IN_VENV) -m ruff check --fix . && $(IN_VENV) -m ruff format .

install:
	@$(PYTHON) portal/local/bootstrap.py requirements-local.txt

install-dev:
	@$(PYTHON) portal/local/bootstrap.py requirements-dev.txt
