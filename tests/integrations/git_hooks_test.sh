#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The plain hooks of integrations/git in real repositories, and the modes of
# `keylint scan` that read git, through the program.
#
#   tests/integrations/git_hooks_test.sh KEYLINT
set -u
keylint=$(realpath "${1:?the keylint to test}")
source=$(realpath "$(dirname "$0")/../..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" && ln -s "$keylint" "$work/bin/keylint"
export PATH="$work/bin:$PATH" HOME="$work" XDG_CACHE_HOME="$work/cache" GIT_CONFIG_GLOBAL=/dev/null
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.invalid GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.invalid
failures=0
# Made here, so that this file holds no key.
key=sk_live"_"$(printf 'Q7hT2mXv%s' 9LpRz4WcK8sJ3nYb)
other=sk_live"_"$(printf 'Z3hT7mXv%s' 8LpRz5WcK1sJ2nYd)

check() { # check NAME WANTED_EXIT COMMAND...
  name=$1; wanted=$2; shift 2
  "$@" >"$work/out" 2>&1; got=$?
  if [ "$got" = "$wanted" ]; then echo "ok: $name"; else
    echo "FAILED: $name: exit $got, wanted $wanted"; sed 's/^/    /' "$work/out"; failures=$((failures + 1))
  fi
  if grep -q -e "$key" -e "$other" "$work/out"; then echo "FAILED: $name: the secret was printed"; failures=$((failures + 1)); fi
}
says() { # says NAME TEXT: the last command's output holds it
  if grep -q -- "$2" "$work/out"; then echo "ok: $1"; else
    echo "FAILED: $1: no '$2' in"; sed 's/^/    /' "$work/out"; failures=$((failures + 1)); fi
}
count() { # count NAME WANTED PATTERN: lines of the last output
  got=$(grep -c -- "$3" "$work/out")
  if [ "$got" = "$2" ]; then echo "ok: $1"; else
    echo "FAILED: $1: $got lines with '$3', wanted $2"; sed 's/^/    /' "$work/out"; failures=$((failures + 1)); fi
}

# --- a person's own hooks ---
cd "$work" && git init -q -b main mine && cd mine || exit 1
cp "$source"/integrations/git/pre-commit "$source"/integrations/git/commit-msg "$source"/integrations/git/pre-push .git/hooks/
echo "a = 1" >a.py; git add a.py
check "a clean first commit passes" 0 git commit -q -m first
echo "k = '$key'" >k.py; git add k.py
check "pre-commit stops a key" 1 git commit -q -m leak
git reset -q --hard
check "commit-msg stops a key" 1 git commit -q --allow-empty -m "with $key"
git init -q --bare -b main "$work/far.git"; git remote add far "$work/far.git"
check "a first push passes" 0 git push -q far main
echo "k = '$key'" >k.py; git add k.py; git commit -q --no-verify -m leak; git rm -q k.py; git commit -q -m away
check "pre-push stops a key that a later commit took away" 1 git push -q far main
check "and says which commit it was in" 1 keylint scan --range far/main..main --format json
says "by its id" "$(git rev-parse HEAD~)"
check "another branch without it passes" 0 git push -q far far/main:refs/heads/clean
check "deleting a branch passes" 0 git push -q far :refs/heads/clean
check "a push by address works, too" 1 git push -q "$work/far.git" main:two
check "lines of another kind are no pass" 2 sh -c 'echo nonsense | keylint scan --hook pre-push far url'

# --- the server's ---
cp "$source/integrations/git/pre-receive" "$work/far.git/hooks/"
mv .git/hooks/pre-push .git/hooks/pre-push.off
check "pre-receive stops it" 1 git push -q far main
says "and names the rule" leaked-key/stripe-secret-key
check "nothing arrived" 1 git -C "$work/far.git" cat-file -e "$(git rev-parse main)"
git checkout -q -b fine far/main; echo "b = 2" >b.py; git add b.py; git commit -q -m fine
check "a clean push arrives" 0 git push -q far fine
printf '[[allow]]\nrules = ["leaked-key"]\npaths = ["*.py"]\nreason = "mine"\n' >.keylint.toml
echo "c = '$key'  # keylint:allow leaked-key -- mine" >c.py; git add .; git commit -q --no-verify -m silence
check "a push cannot silence itself" 1 git push -q far fine
git init -q --bare -b main "$work/empty.git"; cp "$source/integrations/git/pre-receive" "$work/empty.git/hooks/"
check "the first push into an empty repository is read" 1 git push -q "$work/empty.git" main
check "and passes when it is clean" 0 git push -q "$work/empty.git" far/main:refs/heads/main
check "a tag of it passes" 0 git push -q "$work/empty.git" far/main:refs/tags/v1

# --- every state of a file is read; a secret is one finding ---
cd "$work" && git init -q -b main states && cd states || exit 1
echo "k = '$key'" >k.py; git add .; git commit -q -m 1; first=$(git rev-parse HEAD)
echo "k = '$other'" >k.py; git add .; git commit -q -m 2
for i in 3 4 5; do echo "x$i = $i" >>k.py; git add .; git commit -q -m $i; done
git rm -q k.py; git commit -q -m gone
check "--history finds what is gone" 1 keylint scan --history --format jsonl
count "both keys that stood in one place" 2 '"type":"finding"'
says "with their first commit" "$first"
cp "$work/out" "$work/once"
check "again, with what is clean remembered" 1 keylint scan --history --format jsonl
count "the same keys" 2 '"type":"finding"'
check "a range finds both" 1 keylint scan --range HEAD --format jsonl
count "once each" 2 '"type":"finding"'

# --- a baseline in a team's life ---
cd "$work" && git init -q -b main team && cd team || exit 1
grow() { awk -v seed="$1" 'BEGIN { srand(seed); c = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
  for (i = 0; i < 24; ++i) k = k substr(c, 1 + int(rand() * 62), 1); printf "k = \"sk_%s_%s\"\n", "live", k }'; }
grow 1 >f1.py; grow 2 >f2.py
check "a baseline accepts today's findings" 0 keylint baseline
git add -A; git commit -q -m base
for i in 1 2 3 4 5 6; do
  git checkout -q main; git checkout -q -b "ours$i"; grow "1$i" >"ours$i.py"; keylint baseline >/dev/null 2>&1; git add -A; git commit -q -m ours
  git checkout -q main; git checkout -q -b "theirs$i"; grow "2$i" >"theirs$i.py"; keylint baseline >/dev/null 2>&1; git add -A; git commit -q -m theirs
  check "two branches' baselines merge ($i)" 0 git merge -q -m both "ours$i"
  check "and accept what both accepted" 0 keylint scan
done
git checkout -q main; git merge -q --squash theirs1 >/dev/null; git commit -q -m squashed
check "a squash changes nothing" 0 keylint scan
sed -i '1i # a line above' f1.py
check "nor do moved lines" 0 keylint scan
git checkout -q -- f1.py; git checkout -q -b mine HEAD~; echo "x = 1" >x.py; git add x.py; git commit -q -m x; git rebase -q main
check "nor does a rebase" 0 keylint scan
grow 1 >new.py; sed -i 's/sk_live_./sk_live_Z/' new.py
check "another key is another finding" 1 keylint scan
rm new.py
keylint scan --format sarif --output "$work/old.sarif" >/dev/null 2>&1
rm .keylint-baseline.json f2.py; grow 9 >f9.py
check "--compare tells new from old" 1 keylint scan --compare "$work/old.sarif" --format sarif --output "$work/new.sarif"
says "and counts what is gone" "1 new, .* unchanged, 1 gone"
check "in the report, too" 0 sh -c "[ \$(grep -c '\"baselineState\": \"absent\"' '$work/new.sarif') = 1 ] && [ \$(grep -c '\"baselineState\": \"new\"' '$work/new.sarif') = 1 ]"

check "what was not looked for is not gone" 0 keylint scan --only expired --compare "$work/old.sarif"
says "of other families" "0 gone"

# --- nothing read is no pass, unless there was nothing to read ---
cd "$work" && git init -q -b main none && cd none || exit 1
check "nothing staged" 0 keylint scan --staged
echo "a = 1" >a.py; git add a.py
check "all of it over the limit is no pass" 3 keylint scan --staged --max-file-size 1
check "all of it excluded by a person is one" 0 keylint scan --staged --exclude '*.py'
git commit -q -m 1; git rm -q a.py
check "only deletions" 0 keylint scan --staged
echo '*' >.gitignore; echo "a = 1" >b.py
check "nothing but what git ignores is no pass" 3 keylint scan
check "no repository is no pass" 3 env GIT_CEILING_DIRECTORIES="$work" sh -c "mkdir -p '$work/plain' && cd '$work/plain' && keylint scan --staged"

[ "$failures" = 0 ] && echo "all passed" || { echo "$failures failed"; exit 1; }
