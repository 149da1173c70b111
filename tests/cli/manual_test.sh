#!/bin/sh
# The manual page and the completions: made, sound for their readers, and
# complete: they hold every command and every option that --help holds.
#
#   manual_test.sh KEYLINT
set -eu
keylint=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "manual: $*" >&2; exit 1; }
for kind in man bash zsh fish; do
  "$keylint" manual $kind >"$work/$kind" || fail "$kind: exit $?"
  [ -s "$work/$kind" ] || fail "$kind is empty"
done
for option in $("$keylint" scan --help | grep -oE -- '--[a-z][a-z-]+' | sort -u); do
  plain=${option#--}
  sed 's/\\-/-/g' "$work/man" | grep -q -- "$option" || fail "man lacks $option"
  grep -qF -- "$option" "$work/bash" || fail "bash lacks $option"
  grep -qF -- "*$option[" "$work/zsh" || fail "zsh lacks $option"
  grep -qF -- "-l $plain " "$work/fish" || fail "fish lacks $option"
done
for command in scan explain init baseline doctor inventory fix merge rules lsp; do
  for kind in man bash zsh fish; do grep -qw -- "$command" "$work/$kind" || fail "$kind lacks $command"; done
done
if command -v bash >/dev/null; then
  answers() { # answers WORD... : what bash offers behind these words
    bash -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); compopt() { :; }; _keylint; printf "%s\n" "${COMPREPLY[@]}"' "$work/bash" "$@"
  }
  answers keylint scan --form | grep -qx -- --format || fail "bash does not complete --form"
  answers keylint scan --format sa | grep -qx sarif || fail "bash does not complete the formats"
  answers keylint expl | grep -qx explain || fail "bash does not complete commands"
  answers keylint rules sh | grep -qx show || fail "bash does not complete the commands of rules"
fi
if command -v zsh >/dev/null; then zsh -n "$work/zsh" || fail "zsh does not read its completion"; fi
if command -v fish >/dev/null; then fish -n "$work/fish" || fail "fish does not read its completion"; fi
if command -v man >/dev/null; then
  LC_ALL=C man --warnings -l "$work/man" 2>"$work/warnings" >/dev/null || true
  [ ! -s "$work/warnings" ] || { cat "$work/warnings" >&2; fail "man warns"; }
fi
echo "manual: complete"
