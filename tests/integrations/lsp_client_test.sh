#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `keylint lsp` with the client library of VS Code.
#
#   tests/integrations/lsp_client_test.sh KEYLINT
#
# KEYLINT_NODE_MODULES names a folder that holds node_modules with
# vscode-languageserver-protocol (npm install vscode-languageserver-protocol);
# without it the test exits with 77 (ctest: skipped).
set -u
KEYLINT=$(realpath "${1:?the keylint to test}"); export KEYLINT
here=$(realpath "$(dirname "$0")")
if ! command -v node >/dev/null 2>&1 || [ ! -d "${KEYLINT_NODE_MODULES:-}/node_modules/vscode-languageserver-protocol" ]; then
  echo "skipped: KEYLINT_NODE_MODULES names no folder with vscode-languageserver-protocol"; exit 77
fi
KEYLINT_NODE_MODULES=$(realpath "$KEYLINT_NODE_MODULES"); export KEYLINT_NODE_MODULES
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work"
mkdir "$work/project" && cd "$work/project" && git init -q .
timeout 120 node "$here/lsp_client_test.mjs"
