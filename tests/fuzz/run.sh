#!/bin/bash
# Runs the built fuzz targets one after the other, SECONDS each, and prints a
# line for each: result, executions, coverage (edges), processor time. Corpora
# stay in CORPUS, so that the next run goes on there; inputs that crash or take
# 10 seconds (KEYLINT_FUZZ_TIMEOUT: more on a busy machine) are kept in
# CORPUS/found. Exit code 1 when there are any.
#
#   cmake --preset fuzz && cmake --build build-fuzz
#   tests/fuzz/run.sh build-fuzz 60 ~/keylint-corpus [TARGET...]
set -u
build=$1
seconds=$2
corpus=$3
shift 3
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$corpus/found"
[ $# -gt 0 ] || set -- $(cd "$build/tests/fuzz" && ls ./*_fuzz | sed 's,^\./,,')

# A pack with deltas of both kinds and its index, as pack_fuzz reads them.
pack_seeds() {
  local folder
  folder=$(mktemp -d)
  (
    cd "$folder" && git init -q . || exit
    for version in 1 2 3; do
      seq 40 | sed "s/^$version$/changed/" >a
      git add a && git -c user.name=n -c user.email=n@example.invalid commit -qm c
    done
    for by_offset in true false; do
      git -c repack.useDeltaBaseOffset=$by_offset repack -adfq
      perl -0777 -e 'for (@ARGV) { open F, "<", $_; binmode F; push @files, scalar <F> } print pack("Cn", 0, length $files[0]), @files' \
        .git/objects/pack/*.idx .git/objects/pack/*.pack >"$1/$by_offset"
    done
  )
  rm -rf "$folder"
}
# Fixtures of the format, rules, or fixtures of all formats; a document of the
# pipeline begins with its path.
seeds() {
  local format=${1#decode_}
  format=${format%_fuzz}
  case $1 in
    pack_fuzz) [ -f "$2/true" ] || pack_seeds "$2"; return ;;
    decode_*) find "$root/testdata/formats" -type f -iname "*$format*" -size -64k ;;
    rule_file_fuzz) find "$root/rules" -name '*.toml' -size -8k ;;
    *) find "$root/testdata/formats" -type f -size -64k ;;
  esac | while read -r file; do
    name=$(basename "$file")
    if [ "$1" = pipeline_fuzz ]; then { echo "$name"; cat "$file"; } >"$2/$name"; else cp -n "$file" "$2/"; fi
  done
}
status=0
printf '%-28s %6s %12s %8s %10s\n' target result executions edges cpu-s
for target in "$@"; do
  mkdir -p "$corpus/$target" "$corpus/seeds/$target"
  seeds "$target" "$(realpath "$corpus/seeds/$target")"
  TIMEFORMAT='%U %S'
  spent=$( { time "$build/tests/fuzz/$target" -max_total_time="$seconds" -rss_limit_mb=1024 -timeout="${KEYLINT_FUZZ_TIMEOUT:-10}" -max_len=8192 \
    -dict="$root/tests/fuzz/keylint.dict" -print_final_stats=1 -artifact_prefix="$corpus/found/$target-" \
    "$corpus/$target" "$corpus/seeds/$target" >"$corpus/$target.log" 2>&1; } 2>&1 )
  grep -qa 'SUMMARY:' "$corpus/$target.log" && result=FOUND && status=1 || result=ok
  executions=$(grep -a number_of_executed "$corpus/$target.log" | grep -oE '[0-9]+$')
  edges=$(grep -aoE 'cov: [0-9]+' "$corpus/$target.log" | tail -1 | grep -oE '[0-9]+')
  printf '%-28s %6s %12s %8s %10s\n' "$target" $result "${executions:-0}" "${edges:-0}" \
    "$(echo "$spent" | awk '{printf "%.1f", $1 + $2}')"
done
exit $status
