#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SARIF of every mode against its schema and the SARIF SDK's own rules.
#
#   tests/integrations/sarif_test.sh KEYLINT
#
# KEYLINT_NODE_MODULES names a folder that holds node_modules with
# @microsoft/sarif-multitool (npm install @microsoft/sarif-multitool); without
# it the test exits with 77 (ctest: skipped). With KEYLINT_SARIF_SCHEMA (the
# path of sarif-schema-2.1.0.json) and check-jsonschema in PATH the schema is
# asked by itself, too. The mode --ast takes part where keylint-ast stands
# beside the keylint.
set -u
keylint=$(realpath "${1:?the keylint to test}")
multitool=${KEYLINT_NODE_MODULES:-}/node_modules/.bin/sarif-multitool
[ -x "$multitool" ] || { echo "skipped: KEYLINT_NODE_MODULES names no folder with @microsoft/sarif-multitool"; exit 77; }
multitool=$(realpath "$multitool")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_CACHE_HOME="$work/cache" GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.invalid
export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.invalid
failures=0
# Made here, so that this file holds no key.
key=sk_live"_"$(printf 'Q7hT2mXv%s' 9LpRz4WcK8sJ3nYb)
other=sk_live"_"$(printf 'W3kP8nBz%s' 6TvYq1MdH5xG7rCf)

mkdir "$work/repo" "$work/out" && cd "$work/repo" && git init -q -b main . || exit 1
git remote add origin https://example.invalid/shop.git
printf "pay = '%s'\n" "$key" >old.py
printf 'STRIPE_KEY=%s \nDATABASE_URL=postgres://shop:%s@db.example.invalid/shop\n' "$key" "$(printf 'q9Vx%s' 2LmT7pRw)" >.env.production
printf 'STRIPE_KEY=%s\n' "$key" >.env.development
printf 'accepted = "%s"  # keylint:allow leaked-key -- a drill\n' "$other" >drill.py
printf '<!doctype html>\n<p>%%41 \303\251 \360\237\224\221 %s</p>\n' "$other" >'odd name é%41.html'
printf '#include <string.h>\nint login(const char *password) { return strcmp(password, "%s") == 0; }\n' "$(printf 'q9Vx%s' 2LmT7pRw)" >login.c
git add -A && git commit -q -m base && git tag base
printf "late = '%s'\n" "$other" >late.py
git add -A && git commit -q -m late
printf "new = '%s'\n" "$key" >new.py
git add new.py

report() { # report MODE ARGUMENTS...: findings are expected of every mode
  mode=$1; shift
  "$keylint" "$@" --quiet --format sarif --output "$work/out/$mode.sarif" >/dev/null 2>"$work/error"; got=$?
  [ "$got" = 1 ] || { echo "FAILED: $mode: exit $got"; cat "$work/error"; failures=$((failures + 1)); }
}
report tree scan .
report stdin scan --stdin --path a/b.py <old.py
report staged scan --staged
report range scan --range base..HEAD
report history scan --history
report shard-1 scan --shard 1/2 .
report shard-2 scan --shard 2/2 .
printf '\n' >>old.py; rm late.py
report compare scan --compare "$work/out/tree.sarif" .
git checkout -q -- .
"$keylint" baseline --quiet old.py >/dev/null 2>&1 || "$keylint" baseline old.py >/dev/null 2>&1
report baseline scan .
grep -q '"absent"' "$work/out/compare.sarif" && echo "ok: what is gone is absent" || { echo "FAILED: nothing is absent"; failures=$((failures + 1)); }
rm -f .keylint-baseline.json .gitattributes
report trusted scan --range base..HEAD --trusted-config base
"$keylint" merge "$work/out/shard-1.sarif" "$work/out/shard-2.sarif" >"$work/out/merge.sarif" 2>"$work/error"
if [ -x "$(dirname "$keylint")/keylint-ast" ]; then
  printf '[{"directory": "%s", "file": "login.c", "arguments": ["cc", "-c", "login.c"]}]\n' "$PWD" >compile_commands.json
  report ast scan --ast --compile-commands . .
fi

for file in "$work"/out/*.sarif; do
  mode=$(basename "$file" .sarif)
  if [ -n "${KEYLINT_SARIF_SCHEMA:-}" ]; then
    check-jsonschema --schemafile "$KEYLINT_SARIF_SCHEMA" "$file" >"$work/error" 2>&1 ||
      { echo "FAILED: $mode: the schema"; cat "$work/error"; failures=$((failures + 1)); }
  fi
  # The quotes inside are for the shell that npm's wrapper starts.
  "$multitool" validate "$file" --level "'Error;Warning;Note'" --output "$work/verdict.sarif" --log ForceOverwrite >"$work/said" 2>&1
  grep -q 'Analysis completed successfully' "$work/said" || { echo "FAILED: $mode: no verdict"; cat "$work/said"; failures=$((failures + 1)); }
  # keylint has no home page yet, so it names none (SARIF2005).
  if grep -E ': (error|warning) ' "$work/said" | grep -v 'warning SARIF2005: .*informationUri'; then
    echo "FAILED: $mode"; failures=$((failures + 1))
  else
    echo "ok: $mode"
  fi
  grep -oE ': note [A-Z]*[0-9]*' "$work/said" | sort | uniq -c
  if grep -q -e "$key" -e "$other" "$file"; then echo "FAILED: $mode: the secret is in it"; failures=$((failures + 1)); fi
done
[ "$failures" = 0 ] && echo "all passed" || { echo "$failures failed"; exit 1; }
