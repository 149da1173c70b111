#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# How fast `scan --history` is beside git itself: `git cat-file --batch
# --buffer` fed with the same blobs in the order of the pack, one after the
# other, several rounds. Prints wall seconds, processor seconds and memory of
# both, and the ratio of their rates by the medians (1: as fast as git gives
# the bytes away, without looking at them).
#
#   tests/bench/history.sh KEYLINT REPOSITORY [ROUNDS [THREADS]]
set -eu
keylint=$(realpath "$1")
cd "$2"
rounds=${3:-5}
threads=${4:-2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git cat-file --batch-all-objects --unordered --buffer --batch-check='%(objectname) %(objecttype)' |
  awk '$2 == "blob" { print $1 }' >"$work/blobs"
echo "$(wc -l <"$work/blobs") blobs, $(git rev-list --all --count) commits"
printf '%-10s %8s %8s %10s\n' what wall-s cpu-s memory-MB
timed() { # timed NAME COMMAND...: exit codes do not count, findings are 1
  local name=$1; shift
  /usr/bin/time -q -f '%e %U %S %M' -o "$work/time" "$@" >/dev/null 2>"$work/said" || true
  awk -v name="$name" '{ printf "%-10s %8.2f %8.2f %10.0f\n", name, $1, $2 + $3, $4 / 1024 }' "$work/time" | tee -a "$work/all"
}
for ((round = 0; round < rounds; ++round)); do
  timed git sh -c 'git cat-file --batch --buffer <"$1"' sh "$work/blobs"
  rm -rf "$work/cache"
  timed keylint env XDG_CACHE_HOME="$work/cache" "$keylint" scan --history --threads "$threads" --format jsonl
done
tail -1 "$work/said"
median() { awk -v name="$1" -v column="$2" '$1 == name { print $column }' "$work/all" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
awk -v a="$(median git 2)" -v b="$(median keylint 2)" -v c="$(median git 3)" -v d="$(median keylint 3)" \
  'BEGIN { printf "rate of git by wall %.2f, by processor time %.2f (medians)\n", a / b, c / d }'
