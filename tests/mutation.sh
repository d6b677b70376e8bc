#!/usr/bin/env bash
# Mutation testing of the pure classes that decide: tests/mutation.sh [Ingest] [Normalize] [Images]
# Stryker changes one line after another and runs the stage's own tests of those classes, which must notice. What is changed
# stands in tests/<stage>/stryker-config.json, what the scores were in docs/testing.md; reports go to artifacts/mutation.
set -euo pipefail
cd "$(dirname "$0")/.."
reports=$PWD/artifacts/mutation
copy=$reports/copy

# The tests of a stage that need no other program, no database server and no card data, and what they are made with.
declare -A tests=(
  [Ingest]='Bronze/(VersionPlan|CallLog|CallLogPauses)Tests Json/Canonical(Buffer|Json|Number)Tests Sources/QuotaSettingsTests Sources/(BronzeLayer|WaitedTime)
            Sources/Http/RetryPolicyTests Sources/PokemonTcg/(ApiKeyUseTests|CardApi) Syncs/FetchPlanTests'
  [Normalize]='Feeds/(?!PokemonTcg/(ApprovedSample|WholeCatalogue)).* (Identities|Merging)/.* Silver/(RetirementPlan|RetrySchedule)Tests'
  [Images]='Transfer/.*'
)

# A copy, since Stryker leaves changed assemblies where the next build would take them for its own; kept, so that only the
# first run compiles everything.
mkdir -p "$copy"
find "$copy" -type f -not -path '*/bin/*' -not -path '*/obj/*' -delete
git ls-files --cached --others --exclude-standard | while read -r file; do if [ -f "$file" ]; then echo "$file"; fi; done | tar -c -T - | tar -x -C "$copy"
cd "$copy"
# Stryker's analysis finds no build environment where a project leaves its framework to Directory.Build.props.
find . -name '*.csproj' -exec sed -i 's|<Project Sdk=[^>]*>|&<PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>|' {} +
dotnet tool restore

[ $# -gt 0 ] || set -- Ingest Normalize Images
code=0
for stage in "$@"; do
  kept=$(tr -s ' \n' '|' <<<"${tests[$stage]}")
  (
    cd "tests/$stage"
    find . -name '*.cs' -not -path './bin/*' -not -path './obj/*' | grep -vP "^\./(${kept%|})\.cs$" | xargs rm --
    # Built first: the analysis resolves references only to assemblies that are there.
    dotnet build
    POKEDEXTOP_TESTS=fast dotnet stryker --skip-version-check --output "$reports/$stage"
  ) || code=1
done
exit "$code"
