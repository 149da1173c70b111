#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The VS Code extension with the real vscode-languageclient, in an editor that
# the test plays.
#
#   tests/integrations/vscode_client_test.sh KEYLINT
#
# KEYLINT_NODE_MODULES names a folder that holds node_modules with
# vscode-languageclient (npm install vscode-languageclient); without it the
# test exits with 77 (ctest: skipped).
set -u
KEYLINT=$(realpath "${1:?the keylint to test}"); export KEYLINT
here=$(realpath "$(dirname "$0")")
if ! command -v node >/dev/null 2>&1 || [ ! -d "${KEYLINT_NODE_MODULES:-}/node_modules/vscode-languageclient" ]; then
  echo "skipped: KEYLINT_NODE_MODULES names no folder with vscode-languageclient"; exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work"
cp -r "$here/../../integrations/editor/vscode" "$work/extension"
ln -s "$(realpath "$KEYLINT_NODE_MODULES")/node_modules" "$work/extension/node_modules"
mkdir "$work/project" && cd "$work/project" && git init -q .
timeout 120 node "$here/vscode_client_test.cjs" "$work/extension"
