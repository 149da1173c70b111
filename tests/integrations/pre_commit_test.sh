#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The hooks, run by the real pre-commit on real repositories.
#
#   tests/integrations/pre_commit_test.sh KEYLINT
#
# Exits with 77 (ctest: skipped) where pre-commit is not installed. The first
# part uses `language: system`; the second installs the Python package from
# this tree with the given binary in it, as pre-commit does for users.
set -u
keylint=$(realpath "${1:?the keylint to test}")
source=$(realpath "$(dirname "$0")/../..")
command -v pre-commit >/dev/null 2>&1 || { echo "skipped: no pre-commit in PATH (pip install pre-commit)"; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"; ln -s "$keylint" "$work/bin/keylint"
PATH=$work/bin:$PATH
export PATH PRE_COMMIT_HOME="$work/cache" KEYLINT_BINARY="$keylint" HOME="$work" PRE_COMMIT_COLOR=never
export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.invalid
export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.invalid
unset PRE_COMMIT_FROM_REF PRE_COMMIT_TO_REF GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE 2>/dev/null
failures=0
# Made here, so that this file holds no key.
key=sk_live"_"$(printf 'Q7hT2mXv%s' 9LpRz4WcK8sJ3nYb)

check() { # check NAME WANTED_EXIT COMMAND...
  name=$1; wanted=$2; shift 2
  "$@" >"$work/out" 2>&1; got=$?
  if [ "$got" = "$wanted" ]; then echo "ok: $name"; else
    echo "FAILED: $name: exit $got, wanted $wanted"; sed 's/^/    /' "$work/out"; failures=$((failures + 1))
  fi
  if grep -q "$key" "$work/out"; then echo "FAILED: $name: the secret was printed"; failures=$((failures + 1)); fi
}
says() { # says NAME TEXT: the last command's output holds it
  if grep -q -- "$2" "$work/out"; then echo "ok: $1"; else
    echo "FAILED: $1: no '$2' in"; sed 's/^/    /' "$work/out"; failures=$((failures + 1)); fi
}

repository() { # repository NAME: new, with the hooks of this tree by language: system
  cd "$work" && git init -q "$1" && cd "$1" || exit 1
  cat >.pre-commit-config.yaml <<END
repos:
- repo: local
  hooks:
  - {id: keylint, name: keylint, entry: keylint scan --hook pre-commit, language: system, types: [file], require_serial: true, stages: [pre-commit, pre-merge-commit, pre-push, manual]}
  - {id: keylint-message, name: message, entry: keylint scan --hook commit-msg, language: system, stages: [commit-msg]}
END
  git add .pre-commit-config.yaml && git commit -q -m start
  pre-commit install -t pre-commit -t commit-msg -t pre-push >/dev/null || exit 1
}

repository staged
echo "name = 'x'" >app.py; git add app.py
check "a clean commit passes" 0 git commit -q -m clean
echo "stripe.api_key = '$key'" >>app.py; git add app.py
check "a commit with a key is stopped" 1 git commit -q -m leak
says "and the rule is named" leaked-key/stripe-secret-key
git reset -q --hard
printf 'a = 1\n' >>app.py; git add app.py; echo "k = '$key'" >>app.py
check "what is not staged does not count" 0 git commit -q -m partial
git checkout -q -- app.py
echo "old = '$key'" >old.py; git add old.py; git commit -q --no-verify -m old
echo "b = 2" >>old.py; git add old.py
check "a key on an old line is not this commit's" 0 git commit -q -m onold
git rm -q app.py
check "a commit that only deletes passes" 0 git commit -q -m delete
head -c 4000 /dev/urandom >image.bin; git add image.bin
check "a commit of binaries passes" 0 git commit -q -m binary
printf 'x\n' >'odd name
"quoted".py'; git add -A
check "odd names pass" 0 git commit -q -m odd
printf "k = '%s'\n" "$key" >'odd name
"quoted".py'; git add -A
check "and are read" 1 git commit -q -m oddleak
git reset -q --hard
echo 1 >one; git add one
check "a key in the message stops the commit" 1 git commit -q -m "use $key"
check "the message under the scissors does not" 0 sh -c "printf 'fine\n\n# ------------------------ >8 ------------------------\n%s\n' '$key' | git commit -q --cleanup=scissors -F -"

check "run --all-files reads everything" 1 pre-commit run --all-files keylint
says "and finds the old key" "old.py"
head_=$(git rev-parse HEAD)
check "a clean range passes" 0 pre-commit run keylint --from-ref "$head_~1" --to-ref "$head_"
first=$(git rev-list --max-parents=0 HEAD)
check "a range with the key fails" 1 pre-commit run keylint --from-ref "$first" --to-ref "$head_"
check "named files are read" 1 pre-commit run keylint --files old.py
printf 'exclude: ^old\\.py$\n' | cat - .pre-commit-config.yaml >c && mv c .pre-commit-config.yaml
git add .pre-commit-config.yaml; git commit -q -m exclude
check "an excluded file is left out of a range" 0 pre-commit run keylint --from-ref "$first" --to-ref "$head_"
git checkout -q HEAD~1 -- .pre-commit-config.yaml; git commit -q -m include
git init -q --bare "$work/far.git"; git remote add origin "$work/far.git"
check "push of a commit with a key is stopped" 1 git push -q origin HEAD:main
git push -q --no-verify origin HEAD:main; git fetch -q
echo 2 >two; git add two; git commit -q -m two
check "a clean push passes" 0 git push -q origin HEAD:main

check "an unreadable file is no pass" 3 keylint scan --hook pre-commit no-such-file
cd "$work" && mkdir -p none && cd none
check "no repository is no pass" 2 keylint scan --hook pre-commit a
cd "$work/staged" || exit 1
check "a wrong ref is no pass" 3 env PRE_COMMIT_FROM_REF=nowhere PRE_COMMIT_TO_REF=HEAD keylint scan --hook pre-commit one

# The Python package, as pre-commit installs it from a clone of this tree.
if git -C "$source" rev-parse --verify -q HEAD >/dev/null 2>&1; then
  unset PRE_COMMIT_COLOR; export PRE_COMMIT_COLOR=never
  PATH=${PATH#"$work/bin:"}
  cd "$work" && git init -q package && cd package || exit 1
  echo "k = '$key'" >a.py; git add a.py
  check "try-repo installs the package and fails on a key" 1 pre-commit try-repo "$source" keylint --all-files
  says "and names the rule" leaked-key/stripe-secret-key
  echo "k = 1" >a.py; git add a.py
  check "try-repo passes on a clean tree" 0 pre-commit try-repo "$source" keylint --all-files
  check "keylint-all passes, too" 0 pre-commit try-repo "$source" keylint-all --all-files
  revision=$(git -C "$source" rev-parse HEAD)
  printf 'repos:\n- repo: %s\n  rev: %s\n  hooks: [{id: keylint}, {id: keylint-message}]\n' "file://$source" "$revision" >.pre-commit-config.yaml
  pre-commit install -t pre-commit -t commit-msg >/dev/null
  git add -A
  check "a first commit passes" 0 git commit -m first
  echo "k = '$key'" >a.py; git add a.py
  check "a commit with a key is stopped" 1 git commit -m second
  git reset -q --hard; git commit -q --allow-empty -m x
  check "a message with a key is stopped" 1 git commit --allow-empty -m "$key"
fi

[ "$failures" = 0 ] && echo "all passed" || { echo "$failures failed"; exit 1; }
