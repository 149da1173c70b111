#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# npm packs, installs and runs the package; pip does the same with the wheel.
#
#   tests/integrations/node_test.sh KEYLINT
set -eu
KEYLINT_BINARY=$(realpath "${1:?the keylint to test}"); export KEYLINT_BINARY
source=$(realpath "$(dirname "$0")/../..")
command -v npm >/dev/null 2>&1 || { echo "skipped: no npm in PATH"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$source/integrations/node" "$work/node"
cd "$work/node" && npm pack --silent --pack-destination "$work" >/dev/null
mkdir "$work/project" && cd "$work/project"
npm install --silent --offline --no-audit --no-fund "$work"/keylint-*.tgz
npx --offline keylint --version
key=sk_live"_"$(printf 'Q7hT2mXv%s' 9LpRz4WcK8sJ3nYb)
echo "k = '$key'" >a.py
if npx --offline keylint scan --quiet a.py >out; then echo "FAILED: the key was not found"; exit 1; fi
grep -q leaked-key/stripe-secret-key out || { echo "FAILED: another finding"; exit 1; }
if grep -q "$key" out; then echo "FAILED: the secret was printed"; exit 1; fi
echo "all passed"
