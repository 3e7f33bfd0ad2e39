# Every recipe is a line of its own in `make help`. CI runs `make test`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.PHONY: help run demo-reset test check fmt gen e2e shots bench audit dist clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build what is missing and serve a demo company at http://127.0.0.1:8080 (LISTEN=, DATA=)
	@LISTEN="$(LISTEN)" DATA="$(DATA)" scripts/run.sh

demo-reset: ## forget the demo company; the next `make run` makes a new one
	rm -rf data/demo data/demo.part

test: ## every check: style, Rust on SQLite and PostgreSQL, web, browser journeys (STEPS="fmt clippy" for some)
	@scripts/test.sh $(STEPS)

check: ## the quick checks: format, clippy, tidy
	@scripts/test.sh fonts fmt tidy clippy

fmt: ## format Rust and the web sources
	cargo fmt --all
	cd web && npm run --silent fmt

gen: ## write openapi.json and the TypeScript client made from it
	@scripts/gen.sh

e2e: ## only the browser journeys, on the release binary
	@scripts/test.sh server e2e

shots: ## a picture of every screen, in three sizes, light and dark (ROUTES="/orders /receipts" for some)
	@scripts/test.sh server && scripts/build.sh e2e-packages && cd e2e && npm run --silent shots -- $(ROUTES)

bench: ## the speed budgets beside baselines of the same run, on both databases (BENCH_ARGS="chain --seconds 3")
	@scripts/bench.sh $(BENCH_ARGS)

audit: ## known vulnerabilities, licences and sources of every dependency (installs the tools: minutes)
	@scripts/audit.sh

dist: ## a release archive with checksums in dist/
	@scripts/dist.sh

clean: ## everything built; the demo company stays
	scripts/pg-test.sh stop
	cargo clean
	rm -rf web/dist web/node_modules e2e/node_modules e2e/screenshots e2e/test-results dist .work
