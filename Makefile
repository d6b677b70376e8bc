# The handful of commands that are typed every day. `make` alone lists them.
.PHONY: help build test test-fast run-starter faults bench mutation scripts

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

build: ## everything, warnings as errors
	dotnet build

test: ## every test; what it needs and does not find is skipped with the reason
	dotnet test

test-fast: build ## what needs no server and no process of its own: under a minute after the build
	POKEDEXTOP_TESTS=fast dotnet test --no-build

run-starter: ## the program with 61 real cards that are inside it, offline
	dotnet run --project src/PokedexTop -- --source starter

faults: ## what holds when something breaks: 12 faulted runs and the rest of that suite
	dotnet test --project tests/PokedexTop.FaultTests/PokedexTop.FaultTests.csproj

bench: ## every figure of docs/performance.md
	dotnet run -c Release --project tests/PokedexTop.Benchmarks -- all

mutation: ## whether the tests notice changed lines in the classes that decide (docs/testing.md)
	tests/mutation.sh

scripts: ## the tables' scripts for administrators, after a migration was added
	POKEDEXTOP_APPROVE=1 dotnet run --project tests/SqlServer -- --filter-class '*MigrationScriptTests'
