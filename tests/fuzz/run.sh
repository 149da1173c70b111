#!/bin/bash
# Runs the built fuzz targets one after the other, SECONDS of processor time
# each (ten times as long by the clock at most, KEYLINT_FUZZ_PATIENCE), and
# prints a line for each: result, executions, coverage (edges, features), inputs
# in the corpus, processor time. Corpora stay in CORPUS, so that the next run goes on
# there; inputs that crash or take 25 seconds (KEYLINT_FUZZ_TIMEOUT: more on a
# busy machine) are kept in CORPUS/found. Exit code 1 when there are any.
#
#   cmake --preset fuzz && cmake --build build-fuzz
#   tests/fuzz/run.sh build-fuzz 60 ~/keylint-corpus [TARGET...]
#   nice tests/fuzz/run.sh --rounds 100 --table ~/fuzz.tsv build-fuzz 60 ~/keylint-corpus
#
# --rounds N goes through all targets N times; --table FILE appends each line
# with its time and round; --sum FILE adds such a table up, a line for each
# target, and runs nothing.
set -u
rounds=1
table=/dev/null
while [[ ${1:-} == --* ]]; do
  case $1 in
    --rounds) rounds=$2 ;;
    --table) table=$2 ;;
    --sum)
      awk -F'\t' '{ if (!($3 in cpu)) order[++n] = $3; cpu[$3] += $5; runs[$3] += $6; if ($4 != "ok") found[$3]++
                    if ($7 > edges[$3]) edges[$3] = $7; if ($8 > features[$3]) features[$3] = $8; inputs[$3] = $9; seconds += $5; all += $6 }
        END { printf "%-28s %8s %12s %7s %9s %7s %6s\n", "target", "cpu-s", "executions", "edges", "features", "inputs", "found"
              for (i = 1; i <= n; ++i) { t = order[i]; printf "%-28s %8.0f %12d %7d %9d %7d %6d\n", t, cpu[t], runs[t], edges[t], features[t], inputs[t], found[t] }
              printf "%-28s %8.0f %12d\n", "all", seconds, all }' "$2"
      exit ;;
    *) echo "fuzz: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
[ $# -ge 3 ] || { sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2; }
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
# What the fixtures of a format are called.
names() {
  case $1 in
    text) echo '*.txt *.log' ;; dotenv) echo '*.env' ;; ini) echo '*.ini *.service dot.npmrc *.cfg' ;;
    javascript) echo '*.js *.ts *.vue' ;; python) echo '*.py' ;; c) echo '*.c *.cc *.h' ;; ruby) echo '*.rb' ;;
    csharp) echo '*.cs' ;; rust) echo '*.rs' ;; elixir) echo '*.exs *.ex' ;; haskell) echo '*.hs' ;; fsharp) echo '*.fs' ;;
    kotlin) echo '*.kt *.kts' ;; powershell) echo '*.ps1' ;; perl) echo '*.pl' ;; objective-c) echo '*.m' ;; r) echo '*.R' ;;
    yaml) echo '*.yaml *.yml' ;; xml) echo '*.xml *.plist web.config' ;; hcl) echo '*.tf *.tfvars *.nomad' ;; makefile) echo Makefile ;;
    shell) echo '*.sh' ;; nginx) echo nginx.conf ;; apache) echo httpd.conf ;; notebook) echo '*.ipynb' ;; markdown) echo '*.md' ;;
    asciidoc) echo '*.adoc' ;; batch) echo '*.bat' ;; dockerfile) echo Dockerfile ;; mail) echo '*.eml' ;; *) echo "*.$1" ;;
  esac
}
# Fixtures of the format (of all formats where there are none), or rules; a
# document of the pipeline begins with its path.
seeds() {
  local format=${1#decode_} pattern files=
  format=${format%_fuzz}
  case $1 in
    pack_fuzz) [ -f "$2/true" ] || pack_seeds "$2"; return ;;
    decode_*) set -f; for pattern in $(names "$format"); do files+=$(find "$root/testdata" -type f -iname "$pattern" -size -64k)$'\n'; done; set +f ;;
    rule_file_fuzz) files=$(find "$root/rules" -name '*.toml' -size -8k) ;;
  esac
  [ -n "${files//$'\n'/}" ] || files=$(find "$root/testdata/formats" -type f -size -64k)
  grep . <<<"$files" | while read -r file; do
    name=$(basename "$file")
    if [ "$1" = pipeline_fuzz ]; then { echo "$name"; cat "$file"; } >"$2/$name"; else cp -n "$file" "$2/"; fi
  done
}
# The last number behind a word of a target's output.
said() { grep -aoE "$1:? *[0-9]+" "$corpus/$target.log" | tail -1 | grep -oE '[0-9]+$' || echo 0; }
# Asks a process to end when it has had its processor time, however busy the
# machine is.
end_in_time() {
  local pid=$1 fields
  while sleep 1 && read -r fields 2>/dev/null <"/proc/$pid/stat"; do
    # Behind the name: the 12th and 13th are user and system time in hundredths.
    read -ra fields <<<"${fields##*) }"
    (((fields[11] + fields[12]) / 100 < seconds)) || { kill -USR1 "$pid"; return; }
  done
}
fuzz() {
  "$build/tests/fuzz/$1" -max_total_time=$((seconds * ${KEYLINT_FUZZ_PATIENCE:-10})) -rss_limit_mb=2048 -timeout="${KEYLINT_FUZZ_TIMEOUT:-25}" -max_len=8192 \
    -dict="$root/tests/fuzz/keylint.dict" -print_final_stats=1 -artifact_prefix="$corpus/found/$1-" "$corpus/$1" "$corpus/seeds/$1" >"$corpus/$1.log" 2>&1 &
  end_in_time $! 2>/dev/null &
  wait
}
# run ROUND TARGET: 1 when an input was found.
run() {
  local round=$1 target=$2 result=ok spent
  mkdir -p "$corpus/$target" "$corpus/seeds/$target"
  seeds "$target" "$(realpath "$corpus/seeds/$target")"
  TIMEFORMAT='%U %S'
  spent=$( { time fuzz "$target"; } 2>&1 | awk '{printf "%.1f", $1 + $2}')
  ! grep -qa 'SUMMARY:' "$corpus/$target.log" || { result=FOUND; cp "$corpus/$target.log" "$corpus/found/$target-$round.log"; }
  set -- "$(said number_of_executed_units)" "$(said cov)" "$(said ft)" "$(ls "$corpus/$target" | wc -l)"
  printf '%-28s %6s %12s %8s %9s %7s %8s\n' "$target" $result "$@" "$spent"
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$(date -u +%FT%TZ)" "$round" "$target" $result "$spent" "$@" >>"$table"
  [ $result = ok ]
}
status=0
printf '%-28s %6s %12s %8s %9s %7s %8s\n' target result executions edges features inputs cpu-s
for ((round = 1; round <= rounds; ++round)); do
  for target in "$@"; do
    [ ! -x "$build/tests/fuzz/$target" ] || run "$round" "$target" || status=1
  done
done
exit $status
