#!/bin/sh
# Nothing that keylint writes holds a secret, and it opens no socket: secrets
# are planted in a project, every command and format is run over it under a
# filter that forbids the network, and all that came out is searched for them.
#
#   privacy_test.sh KEYLINT NO_NETWORK
set -eu
keylint=$(realpath "$1")
support=$(realpath "$(dirname "$0")/../support")
no_network=$(realpath "$2")
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
fail() { echo "privacy: $*" >&2; exit 1; }

"$no_network" --self-test || { status=$?; [ $status = 77 ] && exit 77; fail "the filter does not bite"; }

. "$support/random.sh"
project=$work/project
out=$work/out
export HOME=$work/home XDG_CACHE_HOME=$work/cache TMPDIR=$work/tmp GIT_CONFIG_NOSYSTEM=1
mkdir -p "$project/config" "$out" "$HOME" "$XDG_CACHE_HOME" "$TMPDIR"
cd "$project"
git init -q .
git config user.name t
git config user.email t@t.invalid

live=sk_live_$(random 'a-zA-Z0-9' 24)
short=sk_live_$(random 'a-zA-Z0-9' 19)
masked_live=sk_test_$(random 'a-zA-Z0-9' 24)
password=$(random 'a-z' 4)$(random 'A-Z' 4)$(random '0-9' 4)$(random 'a-zA-Z0-9' 6)
in_url=$(random 'a-zA-Z0-9' 18)
unnamed=$(random 'a-zA-Z0-9' 40)
encoded=sk_live_$(random 'a-zA-Z0-9' 24)
as_name=sk_live_$(random 'a-zA-Z0-9' 24)
in_commit=sk_live_$(random 'a-zA-Z0-9' 24)
mended=sk_live_$(random 'a-zA-Z0-9' 24)
small=$(random 'a-z2-7' 16)
in_file_name=sk_live_$(random 'a-zA-Z0-9' 24)
cat >.env.production <<END
STRIPE_SECRET_KEY=$masked_live
STRIPE_SECRET_KEY_OLD="Bearer $live "
DATABASE_URL=postgres://app:$in_url@db.example.org/app
END
printf 'import os\nSTRIPE = "%s"\nstripe = "%s"\npassword = "%s"  # keylint:allow generic-password -- %s is revoked\nother = "%s"\n' \
  "$live" "$short" "$password" "it" "$unnamed" >app.py
printf '{"data": {"key": "%s"}, "%s": 1}\n' "$(printf %s "$encoded" | base64 -w0)" "$as_name" >config/secret.json
printf 'key: %s\n' "$live" >config/staging.yaml
# Repairs are certain of these; they must not bring the whole key.
printf 'STRIPE_SECRET_KEY=%s,\nAWS_ACCESS_KEY_ID=akia%s\n' "$mended" "$small" >config/broken.env
printf 'stringData:\n  STRIPE_SECRET_KEY: %s\n' "$(printf %s "$mended" | base64 -w0)" >config/double.yaml
printf 'x = "%s"\n' "$in_commit" >old.py
# The reasons of what is accepted quote keys, too.
quoted=sk_live_$(random 'a-zA-Z0-9' 24)
beside=sk_live_$(random 'a-zA-Z0-9' 24)
in_reason=sk_live_$(random 'a-zA-Z0-9' 24)
printf 'a = "%s"  # keylint:allow leaked-key -- old: %s\n' "$live" "$quoted" >reasons.py
printf '# keylint:allow leaked-key -- %s is revoked\nb = "%s"\n' "$quoted" "$live" >>reasons.py
printf 'c = "keylint:allow leaked-key -- x", "%s"\n' "$beside" >>reasons.py
printf 'module.exports = { password: "%s", token: "%s", one: "keylint:allow -- x" };\n' "$password" "$beside" >reasons.js
printf '{"//": "keylint:allow leaked-key -- x", "password": "%s", "token": "%s"}\n' "$password" "$beside" >reasons.json
# Conditions and arms of a choice stand where names of variables do.
in_condition=sk_live_$(random 'a-zA-Z0-9' 24)
arm=sk_live_$(random 'a-zA-Z0-9' 24)
compared=$(random 'a-z' 12)$(random '0-9' 8)
printf "const stripeKey = process.env.NODE_ENV === 'production'\n  ? '%s'\n  : '%s';\nif (env.production === '%s') {\n  key = '%s';\n}\nset('%s', '%s');\n" \
  "$arm" "$masked_live" "$in_condition" "$masked_live" "$arm" "$live" >chosen.js
printf 'if [ "$PRODUCTION_ENV" = %s ]; then\n  STRIPE_SECRET_KEY=%s\nfi\n' "$compared" "$masked_live" >chosen.sh
printf '[[allow]]\nreason = "%s is fake"\npaths = ["app.py"]\n' "$in_reason" >.keylint.toml
git add -A
git commit -qm first
git rm -q old.py
git commit -qm second
printf 'STRIPE = "%s"\n' "$live" >staged.py
git add staged.py

secrets=$work/secrets
for secret in "$live" "$short" "$masked_live" "$password" "$in_url" "$unnamed" "$encoded" "$as_name" "$in_commit" "$quoted" "$beside" "$in_reason" "$in_condition" "$arm" "$compared" "$mended" "akia$small" "$(printf 'akia%s' "$small" | tr a-z A-Z)"; do
  echo "$secret"
  # A part of it would do as well.
  echo "$secret" | cut -c13-
  printf %s "$secret" | base64 -w0; echo
done >"$secrets"

runs=0
run() { # run NAME ARGUMENT...
  name=$1; shift
  runs=$((runs + 1))
  status=0
  "$no_network" "$keylint" "$@" >"$out/$name.out" 2>"$out/$name.err" </dev/null || status=$?
  [ $status -lt 4 ] || fail "keylint $* ended with $status"
}

for format in text sarif json jsonl html github gitlab gitlab-secrets junit csv; do
  run "scan-$format" scan --format "$format" .
  run "file-$format" scan --format "$format" --output "$out/report.$format" --stats --threads 2 .
done
grep -q 'leaked-key/stripe-secret-key' "$out/scan-json.out" || fail "nothing was found: the test would prove nothing"
for format in text sarif json html github csv; do
  run "skipped-$format" scan --format "$format" --skip leaked-key/generic-password .
  run "only-$format" scan --format "$format" --only leaked-key/stripe-secret-key .
  run "environment-$format" scan --format "$format" --only environment,expired .
done
for line in 1 2 3; do run "explain-reasons-$line" explain "reasons.py:$line"; done
run explain-reasons-js explain reasons.js:1
run explain-reasons-json explain reasons.json:1
run color scan --color always --progress always .
run staged scan --staged
run range scan --range "HEAD~1..HEAD"
run history scan --history
run history-again scan --history --format sarif
run strict scan --trusted-config HEAD --no-inline-allow --no-ignore --max-decode-depth 5 .
for line in 1 2 3 4 5; do
  run "explain-app-$line" explain "app.py:$line"
  run "explain-json-$line" explain --format json "app.py:$line"
  run "explain-env-$line" explain ".env.production:$line"
done
run explain-secret explain config/secret.json:1
run explain-folder explain .
run rules rules list
run inventory inventory .
run inventory-json inventory --format json .
run doctor doctor --env-file .env.production STRIPE_SECRET_KEY
run doctor-json doctor --format json --env-file .env.production STRIPE_SECRET_KEY
run fix fix .
run baseline baseline
run baselined scan .
run init init --git-hook pre-commit --git-hook pre-push
run merge merge "$out/report.sarif" "$out/scan-sarif.out"
run compare scan --compare "$out/report.sarif" .
printf 'STRIPE = "%s"\n' "$live" | "$no_network" "$keylint" scan --stdin --path a.py >"$out/stdin.out" 2>"$out/stdin.err" || true
printf 'Invalid API Key provided: %s\n' "$live" | "$no_network" "$keylint" doctor --error - >"$out/error.out" 2>"$out/error.err" || true
printf 'Content-Length: 2\r\n\r\n{}' | "$no_network" "$keylint" lsp >"$out/lsp.out" 2>"$out/lsp.err" || true

# A pasted secret in the wrong place: an unknown option, a file that is not there.
for wrong in "--$live" "$live" "explain $live:1" "scan --format $live" "scan --now $live" "scan --range $live" "rules show $live" "scan --only $live"; do
  # shellcheck disable=SC2086
  "$no_network" "$keylint" $wrong >>"$out/wrong.out" 2>>"$work/typed.err" </dev/null || true
done

# A configuration whose faulty line holds one.
printf '[[allow]]\nreason = "r"\npatterns = ["(%s"]\n' "$live" >"$work/bad.toml"
run bad-config scan --config "$work/bad.toml" .

leaked=$(grep -rlFf "$secrets" "$out" "$HOME" "$XDG_CACHE_HOME" "$TMPDIR" .keylint-baseline.json .pre-commit-config.yaml .git/hooks 2>/dev/null || true)
if [ -n "$leaked" ]; then
  # Which file and which of the secrets, by its number: not the secret.
  for file in $leaked; do
    number=0
    while read -r secret; do
      number=$((number + 1))
      grep -qF -- "$secret" "$file" && echo "privacy: $file holds secret $number" >&2
    done <"$secrets"
  done
  exit 1
fi
left=$(find "$project" "$out" -name '*.tmp' -o -name 'core*' | head -3)
[ -z "$left" ] || fail "left behind: $left"

# Asked for in so many words, it is shown: the search above can fail.
"$keylint" scan --show-secrets --format csv . >"$work/shown" 2>&1 || true
grep -qFf "$secrets" "$work/shown" || fail "--show-secrets shows nothing: the search would find nothing"

# A crash leaves no memory behind.
if [ -r /proc/self/limits ]; then
  printf 'STRIPE = "%s"\n' "$live" >"$work/input"
  (
    cd "$work"
    ulimit -c unlimited 2>/dev/null || true
    { cat input; sleep 1; } | "$keylint" scan --stdin --path a.py >/dev/null 2>&1 &
    sleep 0.3
    kill -SEGV $! 2>/dev/null || true
    wait || true
  )
  cores=$(find "$work" -maxdepth 1 -name 'core*' | wc -l)
  [ "$cores" = 0 ] || fail "a crash left a core file"
fi
echo "privacy: $runs runs, no secret in their output, no socket"
