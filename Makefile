# Một Cửa. The two commands of a newcomer: `make run` and `make test`.
PYTHON ?= python3
KILLS ?= 50
ROWS ?= 1000000
BIN := .venv/bin
SAY := printf '%s\n'
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run console setup test check lint bench bench-search bench-dossiers bench-import crash-test attack migrate lock clean

run: .venv/.ready
	@$(if $(PORT),WEB__PORT=$(PORT) )exec $(BIN)/motcua run

console: .venv/.ready
	@exec $(BIN)/motcua console

migrate: .venv/.ready
	@$(BIN)/motcua migrate

setup: .venv/.ready-dev

test: .venv/.ready-dev
	$(BIN)/pytest -n auto

lint: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What CI runs, word for word.
check: lint
	$(BIN)/pytest -n auto -rs --cov --cov-report=term
	$(BIN)/python -m benchmarks.crash_test --kills 10

bench: .venv/.ready-dev
	$(BIN)/python -m benchmarks.pipeline

bench-search: .venv/.ready-dev
	$(BIN)/python -m benchmarks.search

bench-dossiers: .venv/.ready-dev
	$(BIN)/python -m benchmarks.dossiers --rows $(ROWS)

bench-import: .venv/.ready-dev
	$(BIN)/python -m benchmarks.importing

crash-test: .venv/.ready-dev
	$(BIN)/python -m benchmarks.crash_test --kills $(KILLS)

attack: .venv/.ready-dev
	$(BIN)/python -m benchmarks.attack

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { $(SAY) 'Cần Python 3.11 trở lên (Python 3.11 or newer is needed): make run PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { $(SAY) 'Thiếu mô-đun venv (the venv module is missing). Debian, Ubuntu: sudo apt install python3-venv' >&2; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/.ready: requirements/base.txt | .venv/bin/python
	@$(SAY) 'Đang cài đặt, chỉ một lần, khoảng một phút (installing, once)…' >&2
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/base.txt >&2
	@$(MAKE) --no-print-directory .venv/bin/motcua
	@touch $@

.venv/.ready-dev: requirements/dev.txt | .venv/bin/python
	@$(SAY) 'Đang cài đặt công cụ phát triển (installing developer tools)…' >&2
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt >&2
	@$(MAKE) --no-print-directory .venv/bin/motcua
	@touch .venv/.ready $@

.venv/bin/motcua:
	@printf '#!%s\nimport sys\n\nsys.path.insert(0, "%s")\nfrom bot.__main__ import main\n\nmain()\n' \
	  "$(CURDIR)/.venv/bin/python" "$(CURDIR)" > $@
	@chmod +x $@

# Writes the lock files again; needs uv. They carry hashes and no address.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-header \
	  pyproject.toml -o requirements/base.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-header \
	  pyproject.toml --group dev -o requirements/dev.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage* htmlcov
