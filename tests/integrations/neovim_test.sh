#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `keylint lsp` with Neovim's own client, headless.
#
#   tests/integrations/neovim_test.sh KEYLINT
#
# Exits with 77 (ctest: skipped) where nvim is not installed. Prints the time
# from a keystroke to its diagnostics in a file of 5,000 lines.
set -u
KEYLINT=$(realpath "${1:?the keylint to test}"); export KEYLINT
here=$(realpath "$(dirname "$0")")
command -v nvim >/dev/null 2>&1 || { echo "skipped: no nvim in PATH (apt-get install neovim)"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state"
mkdir "$work/project" && cd "$work/project" && git init -q .
timeout 60 nvim --headless -u NONE -i NONE -c "luafile $here/neovim_test.lua" >"$work/out" 2>&1
code=$?
cat "$work/out"; echo
exit "$code"
