#!/bin/sh
# What silences findings: a change cannot silence itself, and decisions depend
# neither on threads nor on the order of files.
#   suppressions_test.sh KEYLINT
set -u
keylint=$(realpath "$1")
support=$(realpath "$(dirname "$0")/../support")
command -v git >/dev/null || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" XDG_CACHE_HOME="$work/cache" GIT_CONFIG_NOSYSTEM=1
mkdir -p "$HOME" "$work/repo"
failures=0
fail() { failures=$((failures + 1)); echo "FAILED: $*"; }
. "$support/random.sh"
letters() { random 'a-zA-Z0-9' 24; }
key() { printf 'key = "sk_%s_%s"\n' live "$(letters)"; }

cd "$work/repo" || exit 1
git init -q -b main .
git config user.name n
git config user.email n@example.invalid
printf 'build/\nforced/\n' >.gitignore
mkdir -p build sub forced own
printf '[[rules]]\nid = "own-token"\nregex = "own_[0-9a-f]{32}"\nkeywords = ["own_"]\n' >own/rules.toml
printf '[scan]\nrules = ["own/rules.toml"]\n[[allow]]\nreason = "known"\ndigests-from = "known.digests"\n' >.keylint.toml
digest() { sed -n 's/.*"\(.*\)".*/\1/p' "$1" | tr -d '\n' | sha256sum; }
key >by_known_digest.py; digest by_known_digest.py >known.digests
printf '[scan]\n' >sub/config.toml
key >build/made.py
key >known.py
"$keylint" baseline >/dev/null 2>&1
git add -A
git commit -qm base
base=$(git rev-parse HEAD)
"$keylint" scan --trusted-config "$base" . >"$work/out" 2>"$work/err" || fail "the trusted commit's own baseline and .gitignore do not count"
grep -q 'read' "$work/err" || fail "nothing was said"
if grep -q 'trusted commit' "$work/err"; then fail "an unchanged ignore file is called changed"; fi

# One way to hide a key each; every one must be found.
key >by_keylintignore.py; echo by_keylintignore.py >.keylintignore
key >sub/by_ignore.py; echo by_ignore.py >sub/.ignore
key >by_gitignore.py; printf 'build/\nby_gitignore.py\n' >.gitignore
key >by_configuration.py; printf '[[allow]]\nreason = "quiet"\npaths = ["by_configuration.py"]\n' >.keylint.toml
printf 'x = "own_%s"\n' "$(random 0-9a-f 32)" >by_rules.py
printf '[[allowlists]]\npaths = ["by_rules.py"]\n' >>own/rules.toml
printf 'x = "\0"\n' >by_zero.py; key >>by_zero.py
key >forced/by_force.py; git add -f forced/by_force.py
key >by_exclude.py; printf '[scan]\nexclude = ["by_exclude.py"]\n' >>.keylint.toml
key | sed 's/$/  # keylint:allow -- quiet/' >by_comment.py
key >by_digest.py; digest by_digest.py >>known.digests
key >by_baseline.py
"$keylint" baseline by_baseline.py >/dev/null 2>&1
git add -Af by_gitignore.py && git add -A
git commit -qm change
for threads in 1 3; do
  "$keylint" scan --trusted-config "$base" --threads $threads --format json . >"$work/out" 2>"$work/err"
  [ $? = 1 ] || fail "exit code of a change that silences itself"
  for way in keylintignore ignore gitignore configuration exclude comment digest baseline rules zero force; do
    grep -q "by_$way.py" "$work/out" || fail "a change silenced itself by $way"
  done
  for said in .keylintignore sub/.ignore .gitignore by_configuration.py by_comment.py own/rules.toml; do
    grep -q "$said" "$work/err" || fail "$said was not told of"
  done
  grep -q ".keylint.toml:3" "$work/out" || fail "the trusted commit's own file of digests does not count"
done
"$keylint" scan --range "$base..HEAD" --trusted-config "$base" --format json >"$work/out" 2>"$work/err"
for way in keylintignore ignore gitignore configuration exclude comment digest baseline rules zero force; do
  grep -q "by_$way.py" "$work/out" || fail "in a range, a change silenced itself by $way"
done
# What the command line names lies in the tree, too.
printf '[[allow]]\nreason = "quiet"\npaths = ["by_*.py"]\n' >sub/config.toml
for named in "--config sub/config.toml" "--rules own" "--rules own/rules.toml"; do
  # shellcheck disable=SC2086
  "$keylint" scan --trusted-config "$base" $named --format json . >"$work/out" 2>"$work/err"
  [ $? = 1 ] || fail "exit code with $named"
  grep -q "by_configuration.py" "$work/out" || fail "a change silenced itself by $named"
done
"$keylint" scan --trusted-config "$base" --config sub/none.toml . >"$work/out" 2>"$work/err"
[ $? = 2 ] || fail "a configuration that the trusted commit does not hold"

# A mistyped name accepts nothing, and the comment is told of with the nearest one.
mkdir "$work/names" && cd "$work/names" || exit 1
key | sed 's/$/  # keylint:allow leeked-key -- sample/' >a.py
"$keylint" scan . >"$work/out" 2>&1
[ $? = 1 ] || fail "a mistyped name accepts"
grep -q "leeked-key'; did you mean 'leaked-key'" "$work/out" || fail "a mistyped name is not told of"

# Many files, each with findings that a comment, the configuration or the
# baseline accepts, and allows that have no effect.
mkdir "$work/many" && cd "$work/many" || exit 1
i=0
while [ $i -lt 60 ]; do
  { key; key | sed 's/$/  # keylint:allow leaked-key -- one/'; echo '# keylint:allow scope -- none'
    echo '# keylint:allow-begin leaked-key -- block'; key; echo '# keylint:allow-end'; } >f$i.py
  i=$((i + 1))
done
printf '[[allow]]\nreason = "r"\npaths = ["f1*.py"]\nrules = ["leaked-key"]\n' >.keylint.toml
"$keylint" baseline f2*.py >/dev/null 2>&1
"$keylint" scan --threads 1 --format json --output "$work/one" . >/dev/null 2>&1
for threads in 2 5 16; do
  "$keylint" scan --threads $threads --format json --output "$work/more" . >/dev/null 2>&1
  sed 's/"[a-z]*":"20[0-9-]*T[0-9:]*Z"//g' "$work/one" >"$work/a"
  sed 's/"[a-z]*":"20[0-9-]*T[0-9:]*Z"//g' "$work/more" >"$work/b"
  cmp -s "$work/a" "$work/b" || fail "$threads threads decide otherwise than one"
done
ls f*.py >"$work/list"
ls -r f*.py >"$work/backwards"
"$keylint" scan --threads 1 --files-from "$work/list" --format json --output "$work/one" >/dev/null 2>&1
"$keylint" scan --threads 3 --files-from "$work/backwards" --format json --output "$work/more" >/dev/null 2>&1
sed 's/"[a-z]*":"20[0-9-]*T[0-9:]*Z"//g' "$work/one" >"$work/a"
sed 's/"[a-z]*":"20[0-9-]*T[0-9:]*Z"//g' "$work/more" >"$work/b"
cmp -s "$work/a" "$work/b" || fail "the order of files changes decisions"
grep -c suppress "$work/one" >/dev/null || fail "nothing was accepted at all"

# A history: a comment speaks of its own text, and one that accepts nothing is
# told of in every run, also where all clean texts are known.
mkdir "$work/old" && cd "$work/old" || exit 1
git init -q -b main .
git config user.name n
git config user.email n@example.invalid
key >a.py && git add a.py && git commit -qm first
key | sed 's/$/  # keylint:allow leaked-key -- sample/' >a.py && git commit -qam second
echo 'x = 1  # keylint:allow leaked-key -- none' >b.py && git add b.py && git commit -qm third
for run in first second; do
  "$keylint" scan --history --format csv >"$work/out" 2>/dev/null
  [ $? = 1 ] || fail "$run run: a later text's comment accepts an older text's key"
  grep -q 'suppression/unused' "$work/out" || fail "$run run: a comment without effect is not told of"
done

[ $failures = 0 ] && echo "suppressions: all as expected"
exit $failures
