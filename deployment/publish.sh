#!/usr/bin/env bash
# Publishes the program for one platform, compiled ahead of time. The image and the releases are made with it.
#   deployment/publish.sh PLATFORM FOLDER [options of dotnet publish …]
# It brings its runtime along and is compiled together with it, unless the options say --self-contained false.
set -euo pipefail
cd "$(dirname "$0")/.."

# The version is that of the tag that is checked out; without one, the development version of Directory.Build.props.
if [[ " $* " != *" -p:Version="* ]] && tag=$(git describe --tags --exact-match --match 'v[0-9]*' 2>/dev/null); then
  set -- "$@" "-p:Version=${tag#v}"
fi

# Docker says amd64.
platform=${1/amd64/x64} folder=$2
shift 2
[[ " $* " == *" --self-contained false "* ]] || set -- --self-contained true -p:PublishReadyToRunComposite=true "$@"

# The packages a lock file resolves, as lines of name and version.
resolved() {
  awk -F'"' '/": \{$/ { name = $2 } /"resolved":/ { print name, $4 }' "$1" | sort -u
}

# A publish that was killed leaves half an image here, which the next one would take as done.
rm -rf src/PokedexTop/obj/Release/*/"$platform"/R2R

# For one platform the lock file would be written anew, so it gets one of its own; what it resolves must be what was tested.
dotnet publish src/PokedexTop -c Release -r "$platform" -o "$folder" -v quiet --nologo \
  -p:PublishReadyToRun=true -p:NuGetLockFilePath=obj/release.lock.json "$@"
other=$(comm -23 <(resolved src/PokedexTop/packages.lock.json) <(resolved src/PokedexTop/obj/release.lock.json))
if [ -n "$other" ]; then
  echo "publish.sh: not resolved as in src/PokedexTop/packages.lock.json: $other" >&2
  exit 1
fi
