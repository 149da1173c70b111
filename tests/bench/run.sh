#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a scan of a whole tree costs, as ratios from interleaved runs.
#
#   tests/bench/run.sh BUILD-DIRECTORY TREE [ROUNDS]
#
# BUILD-DIRECTORY holds a Release build with keylint_bench (ninja -C DIR
# keylint keylint_bench). TREE: see fetch_tree.sh. Medians of ROUNDS (5); CPU
# is user + system. The cache is warmed by a first pass that is not counted.
set -eu
build=${1:?usage: run.sh BUILD-DIRECTORY TREE [ROUNDS]}
tree=${2:?usage: run.sh BUILD-DIRECTORY TREE [ROUNDS]}
rounds=${3:-5}
keylint=$build/keylint
bench=$build/tests/bench/keylint_bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$bench" rules 1000 > "$work/made-up.toml"
printf 'int main() { return 0; }\n' > "$work/one.c"
scan="$keylint scan --no-ignore --progress never --quiet --fail-on never --output $work/report"

measure() { # NAME COMMAND...
  name=$1
  shift
  "$bench" run "$@" >> "$work/$name"
}
pass() {
  measure read "$bench" read "$tree"
  measure keylint-1 $scan --threads 1 "$tree"
  measure keylint-2 $scan --threads 2 "$tree"
  measure keylint-1-more-rules $scan --threads 1 --rules "$work/made-up.toml" "$tree"
  if command -v rg > /dev/null; then
    measure rg-1 rg -uuu -j1 -c zqxjkvbn "$tree"
    measure rg-2 rg -uuu -j2 -c zqxjkvbn "$tree"
  fi
  for other in gitleaks betterleaks kingfisher noseyparker titus trufflehog ripsecrets keyhog; do
    command -v "$other" > /dev/null || continue
    case $other in
      gitleaks|betterleaks) measure "$other" "$other" dir --no-banner --exit-code 0 "$tree" ;;
      kingfisher) measure kingfisher kingfisher scan --no-validate "$tree" ;;
      trufflehog) measure trufflehog trufflehog filesystem --no-verification "$tree" ;;
      noseyparker) measure noseyparker noseyparker scan --datastore "$work/np.$$" "$tree" ;;
      *) measure "$other" "$other" "$tree" ;;
    esac
  done
}
start() {
  measure start-version "$keylint" --version
  measure start-one-file $scan "$work/one.c"
}

pass
rm -f "$work"/read "$work"/keylint-* "$work"/rg-*
i=0
while [ "$i" -lt "$rounds" ]; do
  pass
  start
  start
  start
  i=$((i + 1))
done

median() { # FILE COLUMNS: the median of the sum of the columns
  awk -v columns="$2" '{ n = split(columns, c, ","); s = 0; for (i = 1; i <= n; ++i) s += $c[i]; print s }' "$1" |
    sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
"$bench" read "$tree"
read_cpu=$(median "$work/read" 1,2)
rg_cpu=0
[ -e "$work/rg-1" ] && rg_cpu=$(median "$work/rg-1" 1,2)
printf '%-22s %8s %8s %8s %10s %10s\n' '' 'CPU s' 'wall s' 'peak MB' 'of read' 'of rg -j1'
for file in "$work"/read "$work"/rg-* "$work"/keylint-* "$work"/gitleaks "$work"/betterleaks "$work"/kingfisher \
  "$work"/noseyparker "$work"/titus "$work"/trufflehog "$work"/ripsecrets "$work"/keyhog "$work"/start-*; do
  [ -e "$file" ] || continue
  awk -v name="$(basename "$file")" -v cpu="$(median "$file" 1,2)" -v wall="$(median "$file" 3)" -v peak="$(median "$file" 4)" \
    -v read="$read_cpu" -v rg="$rg_cpu" 'BEGIN {
      printf "%-22s %8.3f %8.3f %8.0f %10.2f %10s\n", name, cpu, wall, peak, cpu / read, (rg > 0 ? sprintf("%.2f", cpu / rg) : "-") }'
done
# Of runs that followed each other: a machine's speed may change meanwhile.
paired() { # FILE FILE COLUMNS: the median of the rounds' ratios
  paste "$1" "$2" | awk -v columns="$3" '{ n = split(columns, c, ","); a = b = 0
    for (i = 1; i <= n; ++i) { a += $c[i]; b += $(c[i] + NF / 2) } print a / b }' |
    sort -n | awk '{ v[NR] = $1 } END { printf "%.2f", v[int((NR + 1) / 2)] }'
}
echo "by round: 2 threads are $(paired "$work/keylint-1" "$work/keylint-2" 3) times 1 (wall)"
[ ! -e "$work/rg-1" ] || echo "by round: a scan takes $(paired "$work/keylint-1" "$work/rg-1" 1,2) times rg -j1 (CPU)"
