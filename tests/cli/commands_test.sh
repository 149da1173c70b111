#!/bin/sh
# The commands as people mistype, misuse and limit them: what they say, what
# they leave alone, and how they end.
#
#   commands_test.sh KEYLINT
set -u
keylint=$(realpath "$1")
support=$(realpath "$(dirname "$0")/../support")
command -v git >/dev/null || exit 77
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
export HOME="$work/home" XDG_CACHE_HOME="$work/cache" GIT_CONFIG_NOSYSTEM=1
unset GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS GIT_CONFIG_GLOBAL
mkdir -p "$HOME"
failures=0
fail() { failures=$((failures + 1)); echo "FAILED: $*"; }
. "$support/random.sh"
key() { printf 'sk_%s_%s' live "$(random 'a-zA-Z0-9' 24)"; }
# ends CODE ARGUMENT...: how a command ends; what it said is in $work/said.
ends() {
  wanted=$1; shift
  code=0
  "$keylint" "$@" >"$work/said" 2>&1 </dev/null || code=$?
  [ $code = "$wanted" ] || { fail "keylint $* ended with $code, not $wanted"; cat "$work/said"; }
}
says() { grep -qF -- "$1" "$work/said" || { fail "it does not say: $1"; cat "$work/said"; }; }
says_not() { ! grep -qF -- "$1" "$work/said" || { fail "it says: $1"; cat "$work/said"; }; }
new() {
  mkdir -p "$work/$1" && cd "$work/$1" || exit 1
  git init -q -b main .
  git config user.name t
  git config user.email t@t.invalid
}

# Mistyped.
new typed
printf 'x = 1\n' >deploy.py
ends 2 docter; says "did you mean 'keylint doctor'"
ends 2 scan ''
ends 2 scan --range ''
ends 2 scan --max-file-size -5 .
ends 2 scan --now 2026-02-30T00:00:00Z .
ends 0 scan --now 2026-02-28T00:00:00Z .
ends 0 scan --only leaked-key,environment .
ends 2 scan --only leaked-kee,environment .; says "'leaked-key'"
for lines in 0 3-1 x 1:x; do ends 2 explain "deploy.py:$lines"; says 'PATH:LINE'; says_not 'no such file'; done
ends 0 rules list --provider Stripe; says stripe-secret-key; says_not 'leaked-key/generic-secret'
ends 2 rules list --provider strpe; says "'stripe'"

printf '[[rules]]\nid = "own"\nregex = "(?=own_)[a-z]{10}"\n' >"$work/none.toml"
ends 2 rules check "$work/none.toml"

# Reports.
ends 0 scan --output x.sarif .
grep -q '"\$schema"' x.sarif || fail "--output x.sarif holds no SARIF"
rm x.sarif
ends 0 scan --output y.sarif --format sarif .; says_not '$schema'
grep -q '"\$schema"' y.sarif || fail "the pair in the other order holds no SARIF"
rm y.sarif
ends 2 scan --format json --output z --format csv --output ./z .
if [ -e /dev/full ]; then
  for command in "rules list" "rules show stripe-secret-key" "manual" "inventory" "explain deploy.py:1" "scan ." "--help"; do
    code=0
    # shellcheck disable=SC2086
    "$keylint" $command >/dev/full 2>"$work/said" </dev/null || code=$?
    [ $code = 3 ] || fail "keylint $command on a full disk ended with $code"
    says 'No space left on device'
  done
fi
printf 'a = "%s"  # keylint:allow\n' "$(key)" >allowed.py
ends 0 scan --format csv allowed.py; says ',inline'
printf 'a = "%s"\n' "$(key)" >old.py
ends 1 scan --format sarif --output report.sarif old.py
printf 'b = "%s"\n' "$(key)" >fresh.py
ends 1 scan --compare report.sarif .
[ "$(grep -c 'leaked-key/stripe-secret-key  new$' "$work/said")" = 1 ] || { fail "the new finding is not marked"; cat "$work/said"; }

# A secret is shown where it stands, with the mark under it, when asked for.
ends 1 scan --show-secrets --color never old.py; says "a = \"$(sed 's/.*"\(.*\)".*/\1/' old.py)"

# What is pruned, and what is not.
new prune
mkdir src
printf 'a = "%s"\n' "$(key)" >src/a.py
printf 'STRIPE_SECRET_KEY=%s\nAPP_ENV=production\n' "sk_""test_$(random 'a-zA-Z0-9' 24)" >.env.production
ends 0 baseline
accepted=$(grep -c '"rule"' .keylint-baseline.json)
[ "$accepted" -ge 2 ] || fail "the baseline holds $accepted entries"
printf 'b = "%s"\n' "$(key)" >src/b.py
for how in "" "--only environment" "--skip leaked-key"; do
  # shellcheck disable=SC2086
  ends 0 baseline --prune $how; says '0 accepted now, 0 removed'
done
for how in ".env.production" "--exclude *.py" "src"; do
  # shellcheck disable=SC2086
  (set -f; ends 2 baseline --prune $how; [ $failures = 0 ]) || fail "baseline --prune $how"
done
ends 1 scan .; says src/b.py; says_not src/a.py
rm src/a.py
ends 0 baseline --prune --only environment; says '0 removed'
ends 0 baseline --prune; says '1 removed'
# Another name's baseline is no finding, and not scanned.
ends 0 baseline --baseline ci-baseline.json
ends 0 scan --baseline ci-baseline.json .; says_not ci-baseline.json:

# Only below the path, in git's modes, too.
new paths
mkdir docs src
printf 'x = 1\n' >docs/a.py && cp docs/a.py src/z.py && git add -A && git commit -qm first
printf 'a = "%s"\n' "$(key)" >docs/a.py
printf 'a = "%s"\n' "$(key)" >src/z.py
git add -A
ends 1 scan --staged docs; says docs/a.py; says_not src/z.py
ends 1 scan --staged src/z.py; says src/z.py; says_not docs/a.py
git commit -qm keys
ends 1 scan --range HEAD~1..HEAD docs; says docs/a.py; says_not src/z.py
ends 1 scan --history docs; says docs/a.py; says_not src/z.py
ends 1 scan --history; says docs/a.py; says src/z.py
git clone -q --depth 1 "file://$work/paths" "$work/shallow" && cd "$work/shallow" || exit 1
ends 3 scan --range HEAD~1..HEAD; says 'the clone is shallow'

# The doctor, asked for what cannot be read.
new doctor
mkdir src
printf 'OPENAI_API_KEY=sk-abc\n' >.env
ends 3 doctor nonexist.env; says 'there is no such file'
ends 3 doctor src; says 'folder'
for how in "doctor -" "doctor --error -"; do
  code=0
  # shellcheck disable=SC2086
  "$keylint" $how >"$work/said" 2>&1 <&- || code=$?
  [ $code = 3 ] || { fail "keylint $how of a closed input ended with $code"; cat "$work/said"; }
  code=0
  # shellcheck disable=SC2086
  "$keylint" $how >"$work/said" 2>&1 </tmp || code=$?
  [ $code = 3 ] || { fail "keylint $how of a folder ended with $code"; cat "$work/said"; }
done
ends 1 doctor --env-file /dev/null NOTHING_OF_THE_KIND; says "Nothing here sets"
printf 'OPENAI_API_KEY=sk-abc\n' | "$keylint" doctor --env-file /dev/stdin OPENAI_API_KEY >"$work/said" 2>&1
says_not 'cannot be read'; says environment

# What the system refuses, as somebody whom it refuses.
if [ "$(id -u)" != 0 ]; then
  as() { "$@"; }
elif command -v setpriv >/dev/null; then
  chmod 755 "$work" && chmod -R a+rX "$work/doctor"
  as() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }
else
  as() { false; }
fi
mkdir "$work/lone" && cd "$work/lone" || exit 1
mkdir noexec && printf 'a = 1\n' >noexec/a.py && chmod 000 noexec
chmod 755 "$work" .
cp "$keylint" "$work/keylint" && chmod 755 "$work/keylint"
if as "$work/keylint" --version >/dev/null 2>&1; then
  code=0; as "$work/keylint" scan noexec >"$work/said" 2>&1 || code=$?
  [ $code = 3 ] || fail "a folder that may not be entered ends with $code"
  says 'noexec: Permission denied'
  cd "$work/doctor" || exit 1
  printf 'OPENAI_API_KEY=x\n' >.env && chmod 000 .env
  code=0; as "$work/keylint" doctor --env-file /dev/null >"$work/said" 2>&1 || code=$?
  [ $code = 3 ] || fail "a .env that cannot be read ends with $code"
  says '.env: Permission denied'
fi

[ $failures = 0 ] && echo "commands: all as expected"
[ $failures = 0 ]
