#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The GitHub action's script on a real repository, and the templates of CI
# services against those services' schemas (check-jsonschema from PyPI).
#
#   tests/integrations/ci_test.sh KEYLINT
set -u
KEYLINT=$(realpath "${1:?the keylint to test}"); export KEYLINT
source=$(realpath "$(dirname "$0")/../..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.invalid
export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.invalid
failures=0
key=sk_live"_"$(printf 'Q7hT2mXv%s' 9LpRz4WcK8sJ3nYb)
check() { # check NAME WANTED_EXIT COMMAND...
  name=$1; wanted=$2; shift 2
  "$@" >"$work/out" 2>&1; got=$?
  if [ "$got" = "$wanted" ]; then echo "ok: $name"; else
    echo "FAILED: $name: exit $got, wanted $wanted"; sed 's/^/    /' "$work/out"; failures=$((failures + 1))
  fi
}
script=$source/integrations/github/scan.sh
mkdir "$work/repo" && cd "$work/repo" && git init -q -b main . || exit 1
echo "old = '$key'" >old.py; git add .; git commit -q -m base; base=$(git rev-parse HEAD)
echo "a = 1" >a.py; git add .; git commit -q -m clean; clean=$(git rev-parse HEAD)
printf '[[allow]]\nrules = ["leaked-key"]\npaths = ["*"]\nreason = "mine"\n' >.keylint.toml
echo "b = '$key'  # keylint:allow leaked-key -- mine" >b.py; git add .; git commit -q -m leak; leak=$(git rev-parse HEAD)
check "a push scans the tree" 1 env KEYLINT_ARGUMENTS="--no-inline-allow --config /dev/null" sh "$script"
grep -q '^::error.*file=old.py' "$work/out" && echo "ok: and annotates" || { echo "FAILED: no annotation"; cat "$work/out"; failures=$((failures + 1)); }
[ -s keylint.sarif ] && echo "ok: and writes SARIF" || { echo "FAILED: no SARIF"; failures=$((failures + 1)); }
check "a clean pull request passes" 0 env KEYLINT_BASE="$base" KEYLINT_HEAD="$clean" sh "$script"
check "a pull request cannot silence itself" 1 env KEYLINT_BASE="$clean" KEYLINT_HEAD="$leak" sh "$script"
check "commits that are not here are no pass" 3 env KEYLINT_BASE=0123456789012345678901234567890123456789 sh "$script"
mkfifo pipe; cat pipe >got &
check "a report may go to a pipe" 1 "$KEYLINT" scan --config /dev/null --no-inline-allow --format json --output pipe
wait
if [ -p pipe ] && [ -s got ]; then echo "ok: which stays one"; else echo "FAILED: the pipe was replaced"; failures=$((failures + 1)); fi
if command -v check-jsonschema >/dev/null 2>&1; then
  check "the action fits its schema" 0 check-jsonschema --builtin-schema vendor.github-actions "$source/integrations/github/action.yml"
  check "the workflow fits its schema" 0 check-jsonschema --builtin-schema vendor.github-workflows "$source/integrations/github/workflow.yml"
  check "the GitLab template fits its schema" 0 check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci "$source/integrations/gitlab/keylint.gitlab-ci.yml"
  check "the Azure pipeline fits its schema" 0 check-jsonschema --regex-variant python --builtin-schema vendor.azure-pipelines --data-transform azure-pipelines "$source/integrations/azure/azure-pipelines.yml"
else
  echo "left out: the schemas (pip install check-jsonschema)"
fi
[ "$failures" = 0 ] && echo "all passed" || { echo "$failures failed"; exit 1; }
