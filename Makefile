# Run, test and check the portal; `make` alone lists the commands.
PYTHON ?= python3
IN_VENV := .venv/bin/python
PYTEST := $(IN_VENV) -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile
# Environment of a server for checks that read the settings but open no database.
AS_ON_A_SERVER := env -u DEBUG -u HTTPS ALLOWED_HOSTS=portal.example.org DATABASE_URL=postgres:///none?host=/nonexistent \
	SECRET_KEY=fifty-letters-that-guard-nothing-but-are-long-enough PYTHONWARNINGS=ignore::RuntimeWarning

.PHONY: help run staff manage backup restore test test-slow mutants check image-check cluster-secrets format languages messages kernels lock \
	install install-dev

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 16

run: install languages  ## run the portal on http://127.0.0.1:8000 (PORT=… for another port)
	@$(IN_VENV) -m portal.local

staff: install  ## create a staff account
	@$(IN_VENV) -m portal.local createsuperuser

manage: install  ## run a command of manage.py on the portal's data: make manage COMMAND="ingest folder"
	@$(IN_VENV) -m portal.local $(COMMAND)

backup: install  ## copy database and originals to a new folder, also while the portal runs: make backup TO=folder
	@$(IN_VENV) -m portal.local backup "$(TO)"

restore: install  ## restore a backup into an empty place: make restore FROM=folder (FORCE=1 replaces what is there)
	@$(IN_VENV) -m portal.local restore "$(FROM)" $(if $(filter 1,$(FORCE)),--force)

test: install-dev languages  ## run the quick tests, in some five minutes on two cores (ARGS=… for pytest)
	@$(PYTEST) -m "not slow" $(ARGS)

test-slow: install-dev languages  ## run the others: whole journeys, axe on every page, clusters, long tables
	@$(PYTEST) -m slow $(ARGS)

mutants: install-dev  ## check that the tests fail on deliberate defects (TABLES="text search" for some tables)
	@$(IN_VENV) -m tests.mutants $(TABLES)

check: install-dev languages  ## check format, lint, types, migrations, deployment, imports, translations; changes no file
	$(IN_VENV) -m ruff format --check .
	$(IN_VENV) -m ruff check .
	$(IN_VENV) -m mypy
	$(AS_ON_A_SERVER) $(IN_VENV) manage.py makemigrations --check --dry-run
	$(AS_ON_A_SERVER) $(IN_VENV) manage.py check --deploy --fail-level WARNING
	$(IN_VENV) -m check_jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(IN_VENV) -m pytest -q tests/test_layers.py tests/test_language.py tests/test_translations.py

image-check: install-dev  ## build the image and run it as Compose does, without a container engine (root, Debian)
	@$(IN_VENV) -m deploy.image_check

cluster-secrets:  ## write certificates, keys and passwords for `docker compose --profile cluster up`
	@$(PYTHON) deploy/cluster_secrets.py

format: install-dev  ## format the code
	@$(IN_VENV) -m ruff check --fix . && $(IN_VENV) -m ruff format .

languages:  ## build the interface in traditional Chinese and English
	@$(IN_VENV) -m resolutions.interface.build

messages: install-dev  ## bring the catalogues to translate up to date with the code (GNU gettext)
	@$(IN_VENV) -m tools.messages

kernels: install  ## compile the kernels of the search, for speed alone (C compiler and headers of Python)
	@$(IN_VENV) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-build.txt
	@$(IN_VENV) -m search.kernels.build

lock: install-dev  ## generate requirements*.txt with hashes from requirements*.in (ARGS="--upgrade-package NAME")
	@$(IN_VENV) tools/lock_requirements.py $(ARGS)

install:
	@$(PYTHON) portal/local/bootstrap.py requirements-local.txt

install-dev:
	@$(PYTHON) portal/local/bootstrap.py requirements-dev.txt
