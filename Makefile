# Each target is one line; what it does stands in tools/.
PYTHON_HERE = .venv/bin/python
.DEFAULT_GOAL = run
.PHONY: run demo test coverage check format lock assets bench clauses clean

run: ## make .venv if need be, migrate, and serve on http://127.0.0.1:8000
	@tools/bootstrap && exec $(PYTHON_HERE) -m tocsin serve

demo: ## a fictional trust of three schools, in data/demo, away from real data
	@tools/bootstrap && TOCSIN_DATA="$${TOCSIN_DATA:-data/demo}" exec $(PYTHON_HERE) -m tocsin demo --serve

test: ## every test on SQLite and on PostgreSQL
	@tools/test

coverage: ## which lines and branches of ours the tests on SQLite reach
	@tools/coverage

check: ## what CI asks: format, lint, types, import contracts, tests
	@tools/check

format: ## let the formatter and the linter mend what they can
	@tools/bootstrap dev && $(PYTHON_HERE) -m ruff format . && $(PYTHON_HERE) -m ruff check --fix .

lock: ## work out requirements*.lock again from pyproject.toml
	@tools/lock

assets: ## build styles and scripts anew (Node 20 or newer)
	@tools/assets

bench: ## measure on this machine and write docs/generated/benchmarks.md
	@tools/bootstrap dev && exec $(PYTHON_HERE) -m bench

clauses: ## write docs/generated/clauses.md: duty, proof, page
	@tools/bootstrap dev && exec $(PYTHON_HERE) tools/clauses.py

clean: ## remove what was made here, but no data
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.* test-artifacts
	@find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
