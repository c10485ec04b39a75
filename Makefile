# tillroll needs git, make and Python 3.11 to 3.14; it installs everything else.

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
SOURCES := domain application interfaces tests
INSTALLED := .venv/.installed
TOOLS := .tools/.installed

# Tests start hundreds of processes. Each of them starts faster from compiled files.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test test-all check format faults bench bench-history bench-quick walk soak fuzz tools client generated image-test lock audit clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile

run: $(INSTALLED) ## Serve on 127.0.0.1:8000; PORT= HOST= DATABASE_URL= TILLROLL_CONFIG= are options
	@exec $(BIN)/tillroll serve $(ARGS)

test: $(INSTALLED) ## Run the tests; TEST_DATABASE_URL= uses that server, ARGS= goes to pytest
	@$(BIN)/python -m pytest -n 3 -m "not thorough" --hypothesis-profile=quick $(ARGS)

test-all: $(INSTALLED) ## The same with every variant and every generated example
	@$(BIN)/python -m pytest -n 3 $(ARGS)

check: $(INSTALLED) ## Lint, check types, import rules and the structure of the tree
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy --strict $(SOURCES)
	@$(BIN)/lint-imports
	@$(BIN)/python -m tests.structure

format: $(INSTALLED) ## Format the code and apply the linter's fixes
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

faults: $(INSTALLED) ## Kill servers and databases, cut connections, fill disks, five times each (five minutes); ARGS=failover, patroni, followers
	@$(BIN)/python -m tests.system.faults $(ARGS)

bench: $(INSTALLED) ## Measure speed and size against rivals (half an hour, needs wrk); ARGS= names parts
	@$(BIN)/python -m tests.measure.bench $(ARGS)

bench-history: $(INSTALLED) ## Measure the audit trail's questions on up to a million events (ten minutes)
	@$(BIN)/python -m tests.measure.bench.trail $(ARGS)

bench-quick: $(INSTALLED) ## The same, short and rough, for development
	@$(BIN)/python -m tests.measure.bench --quick $(ARGS)

walk: $(INSTALLED) ## Count the calls, files and round trips of a request; ARGS="--steps walley-get" lists them
	@$(BIN)/python -m tests.measure.walk $(ARGS)

soak: $(INSTALLED) ## Load for ten minutes, and look for leaks and losses (needs wrk); ARGS="--minutes 1" is shorter, ARGS=strangers attacks
	@$(BIN)/python -m tests.measure.soak $(ARGS)

fuzz: $(INSTALLED) ## Send thousands of good and bad requests to every dialect; FUZZ_EXAMPLES= says how many to each
	@FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-3000} $(BIN)/python -m pytest -n 2 tests/interfaces/http/openapi $(ARGS)

tools: $(TOOLS) ## Install the generators of clients, a compiler, a linter and official schemas, which some tests use (needs npm)

client: $(INSTALLED) $(TOOLS) ## Generate the Python client again, with the generator in an environment of its own
	@$(BIN)/python -m tests.clients.generate_python

# openapi-generator is a program for Java of 30 MB, so it is neither in `make tools` nor in the tests.
generated: $(INSTALLED) $(TOOLS) ## Generate a client of each API with openapi-generator (needs Java; a minute)
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check openapi-generator-cli==7.26.0
	@$(BIN)/python -m tests.clients.openapi_generator

image-test: $(INSTALLED) ## Buy from a server in the image, reload it and end it (needs root and buildah); IMAGE= names it
	@$(BIN)/python -m tests.system.image

# Keeps the locked versions that pyproject.toml allows; UPGRADE=1 takes the newest. The lock in deployment/ has what an
# installation needs: the same versions without the tools of development.
lock: ## Lock all dependencies with their hashes; UPGRADE=1 takes the newest versions
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m venv "$$tools" && "$$tools/bin/python" -m pip install --quiet uv && \
	"$$tools/bin/uv" pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-config --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade) \
		--custom-compile-command "make lock" --quiet --output-file requirements.lock && \
	"$$tools/bin/uv" pip compile pyproject.toml --extra build --universal --python-version 3.11 \
		--generate-hashes --no-config --no-emit-index-url --no-emit-find-links --constraint requirements.lock \
		--custom-compile-command "make lock" --quiet --output-file deployment/requirements.lock && \
	"$$tools/bin/uv" pip compile clients/tools/requirements.in --universal --python-version 3.11 \
		--generate-hashes --no-config --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade) \
		--custom-compile-command "make lock" --quiet --output-file clients/tools/requirements.lock

# Strict: a dependency that the advisory service does not know fails it, because its vulnerabilities are unknown.
# The service knows packages, not the PostgreSQL inside one, so that version is compared with libpq's.
audit: $(INSTALLED) ## Look up every locked dependency in the list of known vulnerabilities (needs the network)
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m venv "$$tools" && "$$tools/bin/python" -m pip install --quiet --disable-pip-version-check pip-audit && \
	"$$tools/bin/pip-audit" --strict --require-hashes --disable-pip --requirement requirements.lock $(ARGS)
	@$(BIN)/python -m interfaces.storage.postgres.embedded.version

clean: ## Remove the environment, the embedded database with its data, and all caches
	@if [ -e $(INSTALLED) ] && [ -d var ]; then $(BIN)/python -m interfaces.cli.main stop-database; fi
	@rm -rf .venv .tools clients/tools/node_modules var build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(TOOLS): clients/tools/requirements.lock clients/tools/package-lock.json
	@$(PYTHON) -m venv --clear .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r clients/tools/requirements.lock
	@npm ci --prefix clients/tools --no-audit --no-fund --loglevel=error >/dev/null
	@touch $(TOOLS)

# The scripts of an environment contain its path, so a moved folder needs a new environment.
IN_PLACE := [ "$$(cat $(INSTALLED) 2>/dev/null)" = "$$(pwd -P)" ]
ifneq ($(shell $(IN_PLACE) && echo yes),yes)
.PHONY: $(INSTALLED)
endif

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' || { \
		echo "tillroll needs Python 3.11 to 3.14, and $(PYTHON) is: $$($(PYTHON) --version 2>&1)." \
		"Name another: make PYTHON=python3.13 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments: its venv module is not installed" \
		"(on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@echo "Installing tillroll into .venv" >&2
	@$(IN_PLACE) || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@pwd -P > $(INSTALLED)
