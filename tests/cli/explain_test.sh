#!/bin/sh
# `keylint explain` on lines that are findings, that are silenced in every way
# there is, and that hold nothing.
#
#   explain_test.sh KEYLINT
set -eu
keylint=$(realpath "$1")
support=$(realpath "$(dirname "$0")/../support")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$support/random.sh"
cd "$work"
export HOME=$work/home GIT_CONFIG_NOSYSTEM=1
git init -q .
failures=0
said=
explain() { said=$("$keylint" explain "$@" 2>&1) || true; }
says() {
  if ! printf '%s\n' "$said" | grep -qE -- "$1"; then
    failures=$((failures + 1))
    printf 'explain: did not say: %s\n%s\n\n' "$1" "$said" >&2
  fi
}

key=sk_live_$(random 'a-zA-Z0-9' 24)
password=$(random 'a-z' 5)$(random 'A-Z' 5)$(random '0-9' 5)$(random 'a-zA-Z0-9' 5)
mkdir -p sub vendor
{
  printf 'import os\n'
  printf 'STRIPE_SECRET_KEY = "%s"\n' "$key"
  printf 'short = "%s"\n' "$(printf %s "$key" | cut -c1-27)"
  printf 'db_password = "%s"\n' "$password"
  printf 'STRIPE_SECRET_KEY = "${FROM_VAULT}"\n'
  printf 'STRIPE_SECRET_KEY = "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx"\n'
  printf 'other = "%s"  # keylint:allow leaked-key -- a revoked one\n' "$key"
} >app.py
printf 'STRIPE_SECRET_KEY=%s\nAPP_ENV=production\n' "$key" >sub/.env.production
cp app.py vendor/app.py
cp app.py ignored.py
echo 'ignored.py' >.gitignore
printf '\000\001\002' >data.bin
: >empty.py

explain app.py:1
says 'Nothing on this line|No findings'
explain app.py:2
says "needle 'sk_live_'.*fits a shape"
says 'asks for .*stripe-secret-key'
says 'verdict: well-formed, stripe-secret-key'
says 'confidence 0\.[0-9]+, rank'
says 'leaked-key/stripe-secret-key +error'
says '# keylint:allow leaked-key/stripe-secret-key -- why'
says 'paths = \["/app.py"\]'
says 'keylint baseline'
explain app.py:2:23
says '^app.py:2$'
explain app.py:3
says 'malformed-key/stripe-secret-key|nearest shape'
explain app.py:4
says "named 'db_password'"
says 'without a known shape, by its name and look: 0\.[0-9]+'
says '[+-][0-9]+\.[0-9]+ '
explain app.py:5
says 'a reference'
says 'No findings'
explain app.py:6
says 'stand-in|placeholder'
explain app.py:7
says 'silenced by a comment at app.py:7: a revoked one'
says 'delete the comment at app.py:7'
explain app.py:1-7
says '^app.py:1-7$'
explain app.py:99
says 'there is no line 99: it has'
explain empty.py:1
says 'No findings'
explain sub/.env.production:1
says 'environment production, confidence'

explain ignored.py:2
says "The scan does not read this file"
says "\.gitignore.*'ignored.py'"
says 'If it were read'
says 'leaked-key/stripe-secret-key'
explain data.bin:1
says 'it is no text'
ln -s app.py link.py
explain link.py:2
says 'links are not followed'
mkfifo pipe
explain pipe:1
says 'FIFO'
explain nowhere.py:1
says 'there is no such file'
explain sub
says 'nothing in it is left out'
explain .
says "ignored.py.*'ignored.py'"

explain --exclude 'app.py' app.py:2
says "exclude.*'app.py'"
explain --only scope app.py:2
says 'leave it out'
explain --max-file-size 100 app.py:2
says 'over the size limit'
printf '[[allow]]\npaths = ["/app.py"]\nrules = ["stripe-secret-key"]\nreason = "by hand"\n' >.keylint.toml
explain app.py:2
says 'silenced by the configuration at \.keylint\.toml:1: by hand'
says 'take out the entry at \.keylint\.toml:1'
rm .keylint.toml
printf '[scan]\nexclude = ["app.py"]\n' >.keylint.toml
explain app.py:2
says "exclude.*'app.py'"
rm .keylint.toml
"$keylint" baseline >/dev/null 2>&1
explain app.py:2
says 'silenced by the baseline'
rm .keylint-baseline.json

explain --format json app.py:2
says '"ruleId": "leaked-key/stripe-secret-key"'
says '"steps": \['
case $said in *"$key"*) failures=$((failures + 1)); echo "explain: shows the key" >&2 ;; esac

# A terminal without Unicode gets none.
if { LC_ALL=C "$keylint" explain app.py:2; LC_ALL=C "$keylint" scan --color never app.py; } 2>/dev/null | LC_ALL=C grep -q '[^ -~]'; then
  failures=$((failures + 1))
  echo "explain or scan: not plain ASCII in the C locale" >&2
fi

# A scan says the same: it is the same code.
scanned=$("$keylint" scan --format csv app.py 2>/dev/null | grep -c '^app.py,2,' || true)
[ "$scanned" -ge 1 ] || { failures=$((failures + 1)); echo "explain and scan differ" >&2; }
# In no repository, a file below the current folder goes by its path.
loose=$(mktemp -d)
mkdir "$loose/sub"
cp app.py "$loose/sub/app.py"
cd "$loose"
explain sub/app.py:2
says '^sub/app.py:2$'
says 'it stands in no repository'
case $said in *"If it were read"*) failures=$((failures + 1)); echo "explain: takes a file that is read for one left out" >&2 ;; esac
cd "$work"
rm -rf "$loose"

[ $failures = 0 ] && echo "explain: all as expected"
[ $failures = 0 ]
