#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the action runs. A pull request: what its commits add, judged by the
# configuration, baseline and allows of the branch it goes to, so that a change
# cannot silence itself. Everything else: the whole tree.
#
# In: KEYLINT (program), KEYLINT_BASE and KEYLINT_HEAD (commits of the pull
# request, or empty), KEYLINT_SARIF, KEYLINT_FAIL_ON, KEYLINT_ARGUMENTS.
set -eu
keylint=${KEYLINT:-keylint}
sarif=${KEYLINT_SARIF:-keylint.sarif}
set -- scan --format github --format sarif --output "$sarif" --fail-on "${KEYLINT_FAIL_ON:-warning}"
if [ -n "${KEYLINT_BASE:-}" ]; then
  head=${KEYLINT_HEAD:-HEAD}
  for commit in "$KEYLINT_BASE" "$head"; do
    if ! git cat-file -e "$commit^{commit}" 2>/dev/null; then
      echo "::error::keylint: commit $commit is not here; check out with fetch-depth: 0"
      exit 3
    fi
  done
  base=$(git merge-base "$KEYLINT_BASE" "$head") || { echo "::error::keylint: no common ancestor; check out with fetch-depth: 0"; exit 3; }
  set -- "$@" --range "$base..$head" --trusted-config "$KEYLINT_BASE"
fi
# Words of KEYLINT_ARGUMENTS are options of their own.
# shellcheck disable=SC2086
exec "$keylint" "$@" ${KEYLINT_ARGUMENTS:-}
