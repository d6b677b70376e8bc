#!/usr/bin/env bash
# Makes a release below artifacts/release/VERSION: a self-contained single-file program for each platform, what a container is
# built from, the changelog's section and checksums. VERSION is the tag's: v1.2.3 is 1.2.3.
#   deployment/release.sh [--snapshot] [linux-x64|linux-arm64|win-x64|osx-arm64 …]
# A snapshot takes the changelog's Unreleased section and the files git knows as they are; a release wants its own section and a clean
# tree. A platform that cannot be made here is named at the end, and the exit code is 1. Needs the .NET SDK and git.
set -euo pipefail
cd "$(dirname "$0")/.."

snapshot=false
if [ "${1:-}" = --snapshot ]; then snapshot=true; shift; fi
platforms=("$@")
[ ${#platforms[@]} -gt 0 ] || platforms=(linux-x64 linux-arm64 win-x64 osx-arm64)

fail() { echo "release.sh: $*" >&2; exit 1; }

# The text below a heading of the changelog, without the heading.
changelog_section() {
  awk -v heading="## [$1]" 'index($0, heading) == 1 { found = 1; next } found && /^## / { exit } found' CHANGELOG.md
}

if $snapshot; then
  section=Unreleased
  version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props).$(git rev-parse --short HEAD)
else
  [ -z "$(git status --porcelain)" ] || fail "the tree has changes that are not committed; --snapshot takes them as they are"
  version=$(git describe --tags --exact-match --match 'v[0-9]*' 2>/dev/null) || fail "what is checked out has no tag such as v1.2.3; --snapshot does without"
  version=${version#v}
  section=$version
fi
notes=$(changelog_section "$section")
[ -n "${notes//[[:space:]]/}" ] || fail "CHANGELOG.md has no section [$section]"

release=artifacts/release/$version
rm -rf "$release"
mkdir -p "$release"
printf '%s\n' "$notes" >"$release/CHANGES.md"

publish() {
  deployment/publish.sh "$1" "$2" -p:Version="$version" -p:DebugType=embedded \
    -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true
}

# The program in an empty folder, without a home to lean on: a first sync must work.
try_out() {
  local program=$1 folder
  folder=$(mktemp -d)
  (cd "$folder" && export HOME=$folder DOTNET_BUNDLE_EXTRACT_BASE_DIR=$folder/.extracted &&
    "$program" sync --source starter && "$program" status) || { rm -rf "$folder"; return 1; }
  rm -rf "$folder"
}

machine=linux-x64
[ "$(uname -m)" != aarch64 ] || machine=linux-arm64

missing=()
for platform in "${platforms[@]}"; do
  echo "== $platform"
  name=pokedextop-$version-$platform
  folder=$release/$name
  if publish "$platform" "$folder" && { [ "$platform" != "$machine" ] || try_out "$PWD/$folder/pokedextop"; }; then
    cp LICENSE NOTICE.md "$release/CHANGES.md" "$folder/"
    tar -C "$release" -czf "$release/$name.tar.gz" "$name"
  else
    missing+=("$platform")
  fi
  rm -rf "$folder"
done

echo "== container"
if $snapshot; then commit=$(git stash create); else commit=HEAD; fi
git archive --format=tar.gz --prefix="pokedextop-$version/" -o "$release/pokedextop-$version-container.tar.gz" "${commit:-HEAD}" \
  global.json Directory.Build.props Directory.Packages.props .editorconfig .dockerignore LICENSE NOTICE.md docs src deployment docker-compose.yml k8s

(cd "$release" && sha256sum ./*.tar.gz CHANGES.md >SHA256SUMS)
ls -l "$release"
[ ${#missing[@]} -eq 0 ] || fail "not made: ${missing[*]}"
