#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `keylint inventory` as a team runs it: the page, the JSON, ages from git and
# the dates of a rotation policy; never a value.
#
#   inventory_test.sh KEYLINT
set -eu
keylint=$(realpath "$1")
work=$(mktemp -d)
export HOME=$work GIT_CONFIG_NOSYSTEM=1
unset GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS GIT_CONFIG_GLOBAL
trap 'rm -rf "$work"' EXIT
failed=0
fail() { echo "inventory_test: $1" >&2; failed=1; }
holds() { grep -qF -- "$2" "$1" || fail "$3: no '$2' in the output"; }
holds_not() { ! grep -qF -- "$2" "$1" || fail "$3: '$2' in the output"; }

# No key stands in this file: bodies are grown here.
grow() { awk -v n="$1" -v seed="$2" 'BEGIN { srand(seed); a = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"; for (i = 0; i < n; ++i) printf "%s", substr(a, int(rand() * length(a)) + 1, 1) }'; }
live="sk_""live_$(grow 24 1)"
test_key="sk_""test_$(grow 24 2)"
session=$(grow 40 3)
webhook=$(grow 40 4)

mkdir "$work/project"
cd "$work/project"
git init -q .
git config user.email dev@acme.example
git config user.name Dev
commit() { git add -A && GIT_AUTHOR_DATE="$1" GIT_COMMITTER_DATE="$1" git commit -qm "$2"; }
mkdir -p src
printf 'STRIPE_SECRET_KEY=%s\nWEBHOOK_TOKEN=%s\n' "$live" "$webhook" > .env.production
printf 'STRIPE_SECRET_KEY=%s\n' "$test_key" > .env.staging
printf '[rotation]\ndays = 90\n' > .keylint.toml
commit 2026-01-10T12:00:00Z 'keys'
printf 'STRIPE_SECRET_KEY=%s\nSESSION_SECRET=%s\n' "$test_key" "$session" > .env.staging
printf 'const token = process.env.SENDGRID_API_KEY;\n' > src/mail.js
printf 't = "sk_%s_%s"\n' live "$(grow 24 5)" > src/local.py
commit 2026-11-01T12:00:00Z 'sessions'
# Moved and re-indented, a key is as old as it was.
mkdir deploy
{ echo '# by hand'; cat .env.production; } > deploy/.env.production
rm .env.production
commit 2026-11-10T12:00:00Z 'moved'

now=2026-11-21T00:00:00Z
"$keylint" inventory --now "$now" --no-ignore . > page.md 2> err || fail "markdown: exit $?"
"$keylint" inventory --now "$now" --no-ignore --format json . > keys.json 2>> err || fail "json: exit $?"

for output in page.md keys.json err; do
  for value in "$live" "$test_key" "$session" "$webhook"; do holds_not "$output" "$(printf '%s' "$value" | cut -c9-)" "$output holds a value"; done
done

holds page.md STRIPE_SECRET_KEY markdown
holds page.md SESSION_SECRET markdown
holds page.md SENDGRID_API_KEY markdown
holds page.md production markdown
holds page.md '| live, test |' 'keys of two modes'
holds page.md 'set (test)' 'keys of two modes'
holds page.md 2026-04-10 'the day of rotation'

python3 - keys.json <<'P' || failed=1
import json, sys
keys = {k["variable"]: k for k in json.load(open(sys.argv[1]))["keys"]}
def check(what, got, want):
    if got != want:
        sys.exit(f"inventory_test: {what}: {got!r}, not {want!r}")
stripe = keys["STRIPE_SECRET_KEY"]
check("provider", stripe["provider"], "stripe")
check("environments", stripe["environments"], {"production": "set", "staging": "set"})
check("modes", stripe["modes"], {"production": "live", "staging": "test"})
check("mode", stripe["mode"], "live")
check("a local name", keys["t"]["environments"], {"code": "set"})
check("places", [p["path"] for p in stripe["places"]], [".env.staging", "deploy/.env.production"])
check("first seen", stripe["firstSeen"], "2026-01-10")
check("age", stripe["ageDays"], 314)
check("rotation", stripe["rotationDue"], "2026-04-10")
check("missing", keys["SESSION_SECRET"]["environments"].get("production"), "missing")
check("age of the session secret", keys["SESSION_SECRET"]["ageDays"], 19)
check("age of what was moved", keys["WEBHOOK_TOKEN"]["firstSeen"], "2026-01-10")
check("code", keys["SENDGRID_API_KEY"]["environments"].get("code"), "reference")
check("age of a reference", keys["SENDGRID_API_KEY"]["ageDays"], None)
P

# Without git there is no age, and the page is made all the same.
rm -rf .git
"$keylint" inventory --now "$now" --no-ignore --format json . > bare.json 2>> err || fail "without git: exit $?"
python3 -c 'import json; assert all(k["ageDays"] is None for k in json.load(open("bare.json"))["keys"])' || fail 'an age without git'
exit $failed
