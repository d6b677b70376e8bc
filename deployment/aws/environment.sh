#!/usr/bin/env bash
# Turns what the stacks put out into what k8s/overlays/aws reads (docs/aws.md). Reads `aws cloudformation describe-stacks` from stdin.
#   environment.sh FOLDER    writes the overlay's .env files there
#   environment.sh --secret  prints the lines of the Secret; DATABASE_PASSWORD, RABBITMQ_PASSWORD, ADMIN_API_KEY and, where people sign in,
#                            AUTH_CLIENT_SECRET are in the environment, so that no password is in an output or on a command line
# APPLICATION is the stacks' parameter, where it is not pokedextop. Nothing is written where something is missing; exit code 1 then.
set -euo pipefail

# Where a setting goes, its name, and the template that puts it out, under the same name without the underscores.
settings() {
  cat <<'END'
pokedextop.env Database__Provider database
images.env Images__S3__Bucket storage
images.env Images__S3__Region storage
images.env Images__S3__PublicBaseUrl content
lake.env Lake__Store storage
lake.env Lake__S3__Bucket storage
lake.env Lake__S3__Region storage
web.env Web__TrustedProxies network
web.env Auth__Mode sign-in
web.env Auth__Authority sign-in
web.env Auth__ClientId sign-in
secret ConnectionStrings__Database database
secret ConnectionStrings__RabbitMq broker
END
}

say() { echo "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

command -v jq >/dev/null || fail "jq is missing: it is a package of every system"
[ $# -eq 1 ] || fail "usage: environment.sh FOLDER | --secret, with the stacks' description on stdin"
application=${APPLICATION:-pokedextop}

# Template and output, one a line: what stands in the stacks called APPLICATION-TEMPLATE.
outputs=$(jq -r --arg prefix "$application-" '.Stacks[] | select(.StackName | startswith($prefix)) | (.StackName | ltrimstr($prefix)) as $from
  | (.Outputs // [])[] | "\($from) \(.OutputKey) \(.OutputValue)"') || fail "stdin is not what 'aws cloudformation describe-stacks --output json' prints"

output() { awk -v from="$1" -v key="${2//__/}" '$1 == from && $2 == key { sub(/^[^ ]+ [^ ]+ /, ""); print; exit }' <<<"$outputs"; }

# Only signs that stand for themselves in a connection string and in a URL; those the stacks make have no other.
password() {
  local name=$1 value=${!1:-}
  [ -n "$value" ] || { say "missing: $name in the environment"; missing=true; }
  [[ $value =~ ^[A-Za-z0-9._~-]*$ ]] || { say "$name has a sign other than letters, digits and . _ ~ -: it would have to be escaped, so write the Secret by hand"; missing=true; }
}

missing=false lines=()
has_sign_in=$(output sign-in Auth__Mode)
while read -r target name from; do
  if [ "$from" = sign-in ] && [ -z "$has_sign_in" ]; then continue; fi
  if [ "$1" = --secret ] && [ "$target" != secret ]; then continue; fi
  if [ "$1" != --secret ] && [ "$target" = secret ]; then continue; fi
  value=$(output "$from" "$name")
  if [ -z "$value" ]; then
    say "missing: $name, the output ${name//__/} of the stack $application-$from"
    missing=true
  fi
  lines+=("$target $name=$value")
done < <(settings)
[ -n "$has_sign_in" ] || say "no stack $application-sign-in: nobody signs in, and administrators use Admin__ApiKey"

if [ "$1" = --secret ]; then
  password DATABASE_PASSWORD
  password RABBITMQ_PASSWORD
  password ADMIN_API_KEY
  [ -z "$has_sign_in" ] || password AUTH_CLIENT_SECRET
  if $missing; then exit 1; fi
  for line in "${lines[@]}"; do
    line=${line#secret }
    case $line in
      ConnectionStrings__Database=*) echo "$line;Password=$DATABASE_PASSWORD" ;;
      ConnectionStrings__RabbitMq=*) echo "${line/@/:$RABBITMQ_PASSWORD@}" ;;
    esac
  done
  echo "Admin__ApiKey=$ADMIN_API_KEY"
  [ -z "$has_sign_in" ] || echo "Auth__ClientSecret=$AUTH_CLIENT_SECRET"
  exit
fi

[ -d "$1" ] || fail "there is no folder $1"
if $missing; then exit 1; fi
for file in $(settings | awk '$1 != "secret" && !seen[$1]++ { print $1 }'); do
  {
    echo "# Made by deployment/aws/environment.sh"
    for line in "${lines[@]}"; do
      if [ "${line%% *}" = "$file" ]; then echo "${line#* }"; fi
    done
  } >"$1/$file"
done
repository=$(output registry ImageRepository)
say "The image's newName in $1/kustomization.yaml: ${repository:-missing, the output ImageRepository of the stack $application-registry}"
