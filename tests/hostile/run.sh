#!/bin/bash
# Input that means harm, given to the real program. Each case ends with an exit
# code of the contract, a notice where something was not read, less than 300 MB
# and less than 10 seconds of processor time; a table says what was seen.
#
#   run.sh KEYLINT            small sizes: a minute or so, part of the tests
#   run.sh KEYLINT --full     5 GB on one line, ten million names
#   run.sh KEYLINT --only WORD
#   run.sh KEYLINT --instrumented    built with a sanitizer: eight times both bounds
#
# Needs bash, perl and GNU time; cases that need root, a mount or another user
# are left out, and said to be, where there is none.
set -u
keylint=$1
shift
full=no
only=
factor=1
while [ $# -gt 0 ]; do
  case $1 in
    --full) full=yes ;;
    --only) only=$2; shift ;;
    --instrumented) factor=8 ;;
  esac
  shift
done
keylint=$(realpath "$keylint")
support=$(realpath "$(dirname "$0")/../support")
[ -x /usr/bin/time ] && command -v perl >/dev/null || { echo "hostile: needs perl and GNU time"; exit 77; }

work=$(mktemp -d)
cleanup() { cd /; mountpoint -q "$work/tiny" && umount "$work/tiny"; chmod -R u+rwX "$work" 2>/dev/null; perl -MFile::Path -e 'chdir $ARGV[0] or exit; system "find . -depth -delete 2>/dev/null"' "$work"; rm -rf "$work"; }
trap cleanup EXIT
export HOME=$work/home XDG_CACHE_HOME=$work/cache GIT_CONFIG_NOSYSTEM=1
mkdir -p "$HOME"
. "$support/random.sh"
key=sk_live_$(random 'a-zA-Z0-9' 24)
failures=0
cases=0

wanted() { [ -z "$only" ] || [ "$only" = "$1" ]; }
folder() { mkdir -p "$work/$1"; cd "$work/$1" || exit 1; }

# check NAME EXIT-CODES PATTERN COMMAND...: runs it, measures it, holds it to
# the exit codes and to a pattern in what it said ('' for none).
most_cpu=10
check() {
  local name=$1 codes=$2 pattern=$3 status=0 memory cpu said
  shift 3
  cases=$((cases + 1))
  /usr/bin/time -q -o "$work/measured" -f '%M %U %S' timeout "${HOSTILE_TIMEOUT:-120}" "$@" >"$work/out" 2>"$work/err" || status=$?
  read -r memory user system <"$work/measured"
  cpu=$(perl -e 'printf "%.2f", $ARGV[0] + $ARGV[1]' "$user" "$system")
  said=$(cat "$work/err" "$work/out")
  local verdict=ok
  case " $codes " in *" $status "*) ;; *) verdict="exit $status, wanted $codes" ;; esac
  if [ -n "$pattern" ] && ! printf %s "$said" | grep -qaE -- "$pattern"; then verdict="$verdict; did not say '$pattern'"; fi
  [ "$memory" -lt $((300000 * factor)) ] || verdict="$verdict; $memory kB"
  perl -e 'exit($ARGV[0] < $ARGV[1] ? 0 : 1)' "$cpu" $((most_cpu * factor)) || verdict="$verdict; $cpu s"
  if printf %s "$said" | tr -d '\r' | LC_ALL=C grep -qaP '[\x00-\x08\x0b-\x1f\x7f]'; then verdict="$verdict; raw control characters"; fi
  if grep -qaF -- "$key" "$work/out" "$work/err"; then verdict="$verdict; a secret"; fi
  printf '%-34s exit %s  %6.1f MB  %6s s  %s\n' "$name" "$status" "$(perl -e 'print $ARGV[0]/1000' "$memory")" "$cpu" "$verdict"
  if [ "$verdict" != ok ]; then
    failures=$((failures + 1))
    tail -c 600 "$work/err" | cat -v | sed 's/^/    | /'
  fi
}
leave_out() { printf '%-34s left out: %s\n' "$1" "$2"; }

if wanted one-line; then
  folder one-line
  bytes=$((40 << 20))
  [ $full = yes ] && bytes=$((5 << 30))
  perl -e '$n = $ARGV[0]; $b = join("", map { "v$_={\"a\":[1,2,$_],\"name\":\"text here\"};" } 1 .. 4096); while ($n > 0) { print $b; $n -= length $b } print qq("$ARGV[1]"\n)' "$bytes" "$key" >line.js
  check "one ordinary line of $((bytes >> 20)) MB" "1" 'read 1 file' "$keylint" scan --threads 1 line.js
  rm line.js
  # A flood of candidates: 10 MB a second.
  [ $full = yes ] && most_cpu=1200
  endless() { perl -e '$n = $ARGV[0]; $k = $ARGV[1]; $b = ("password=" . "a" x 55) x 1024; while ($n > 0) { print $b; $n -= length $b } print qq(" = "$k"\n)' "$bytes" "$key"; }
  export -f endless; export bytes key
  check "one line of $((bytes >> 20)) MB" "0 1 3" 'read 1 file' bash -c 'endless | "$0" scan --stdin --path a.py --threads 1' "$keylint"
  export -n key
  most_cpu=10
fi

if wanted sparse; then
  folder sparse
  truncate -s 200G hole.txt
  truncate -s 200G late.txt; printf 'x = "%s"\n' "$key" >>late.txt
  { printf 'a = 1\n'; } >early.py; truncate -s 200G early.py
  check "sparse files of 200 GB" "0 1 3" 'binary|skipped' "$keylint" scan .
fi

if wanted names; then
  folder names
  count=200000
  [ $full = yes ] && count=10000000 && most_cpu=120
  perl -e '$n = $ARGV[0]; for $d (0 .. $n / 50000 - 1) { mkdir "d$d"; open F, ">", "d$d/seed"; print F "x\n"; close F; for (2 .. 50000) { link "d$d/seed", "d$d/f$_" or do { open F, ">", "d$d/f$_"; close F } } }' "$count"
  check "$count names" "0" 'read' "$keylint" scan .
  most_cpu=10
  rm -rf "$work/names"
fi

if wanted deep; then
  folder deep
  perl -e 'for (1 .. 10000) { mkdir "d"; chdir "d" or die } open F, ">", "a.env"; print F "STRIPE_SECRET_KEY=$ARGV[0]\n"' "$key"
  check "folders 10,000 deep" "1" 'leaked-key' "$keylint" scan --format json .
  chmod -R u+rwX . 2>/dev/null
fi

if wanted special; then
  folder special
  mkfifo pipe.env
  perl -MIO::Socket::UNIX -e 'IO::Socket::UNIX->new(Local => "socket.env", Listen => 1)' 2>/dev/null
  ln -s /dev/zero zero.env
  ln -s /proc/self/environ environ.env
  ln -s . loop
  ln -s /etc out
  ln -s self self
  check "FIFO, socket, links, in a folder" "0" 'special|FIFO' "$keylint" scan .
  check "a FIFO that is named" "3" 'no regular file' "$keylint" scan pipe.env
  check "a device that is named" "3" 'no regular file' "$keylint" scan /dev/zero
  check "/proc/self" "3" 'kernel' "$keylint" scan /proc/self
  check "/sys" "3" 'kernel' "$keylint" scan /sys/kernel
  check "a link to itself that is named" "3" '' "$keylint" scan self
  check "a file that is not there" "3" 'No such file' "$keylint" scan nowhere
fi

if wanted moving; then
  folder moving
  perl -e 'open F, ">", "grows.py"; $| = 1; select F; $| = 1; for (1 .. 400) { print F "x = 1\n" x 10000; select undef, undef, undef, 0.005 }' &
  grower=$!
  (while kill -0 $grower 2>/dev/null; do mkdir -p v; for i in 1 2 3 4 5 6 7 8 9; do echo "a=$i" >v/f$i.env; done; rm -rf v; done) &
  churner=$!
  for i in 1 2 3; do check "files that grow and vanish, $i" "0 3" 'read' "$keylint" scan .; done
  kill $grower $churner 2>/dev/null; wait 2>/dev/null
fi

if wanted keys; then
  folder keys
  # Nothing but findings: each is kept until the report, and told apart from
  # all others.
  grow() { perl -e 'srand 7; @c = ("a" .. "z", "A" .. "Z", 0 .. 9); for (1 .. $ARGV[0]) { printf $ARGV[1], $_, join("", map { $c[rand @c] } 1 .. 24) }' "$1" "$2"; }
  grow 100000 $'key_%d = "sk_live_%s"\n' >lines.py
  tr '\n' ';' <lines.py >line.py
  for format in text json sarif gitlab csv; do
    check "100,000 keys, $format" "1" 'read 1 file' "$keylint" scan --threads 1 --format $format --output "$work/report" lines.py
  done
  check "100,000 keys on one line" "1" 'read 1 file' "$keylint" scan --threads 1 --format csv --output "$work/report" line.py
  mkdir settings
  grow 20000 $'STRIPE_%d_KEY=sk_test_%s\n' >settings/.env.production
  check "20,000 settings" "1" 'read 1 file' "$keylint" scan --threads 1 --format csv --output "$work/report" settings
  grow 21000 $'STRIPE_%d_KEY=sk_test_%s\n' >settings/.env.production
  check "21,000 settings" "1" 'more than 20,000 keys and settings' "$keylint" scan --threads 1 settings
  perl -e 'print qq(password_$_ = "Vq7$_!x"\n) for 1 .. 21000' >settings/.env.production
  check "21,000 passwords" "1" 'more than 20,000 values' "$keylint" scan --threads 1 settings
  perl -e 'print qq(password: "Vq7x9!kd"\n); print "# ", "x" x 60, "\n" for 1 .. 150000' >settings/.env.production
  check "names in more than 8 MiB" "0 1" 'larger than 8 MiB' "$keylint" scan --threads 1 settings
  mkdir links
  perl -e 'srand 7; for (1 .. 20000) { printf qq(url_%d: "https://b.s3.amazonaws.com/o?X-Amz-Date=20250101T000000Z&X-Amz-Expires=604800&X-Amz-Signature=%s"\n), $_, join "", map { sprintf "%x", rand 16 } 1 .. 64 }' >links/a.yaml
  check "20,000 dated addresses" "1" 'read 1 file' "$keylint" scan --threads 1 --format csv --output "$work/report" links
  [ "$(grep -c presigned-url "$work/report")" = 20000 ] || { failures=$((failures + 1)); echo "    not all of them are told"; }
  perl -e 'print "X-Amz-Signature=" x 500000' >links/a.yaml
  check "marks of signatures in a row" "0" 'read 1 file' "$keylint" scan --threads 1 links
  rm -rf "$work/report" settings links
fi

if wanted denied; then
  if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
    folder denied
    chmod 755 "$work"
    printf 'STRIPE=%s\n' "$key" >secret.env; chmod 600 secret.env
    mkdir closed; echo x >closed/a; chmod 700 closed
    as="setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent"
    check "permission denied, in a folder" "3" 'Permission denied' $as "$keylint" scan .
    check "permission denied, named" "3" 'Permission denied' $as "$keylint" scan secret.env
    cp secret.env open.env; chmod 644 open.env
    check "a report where one may not write" "3" 'report' $as "$keylint" scan --format sarif --output "$work/denied/r.sarif" open.env
    echo '[scan]' >.keylint.toml; chmod 600 .keylint.toml
    check "a configuration one may not read" "2" 'keylint.toml' $as "$keylint" scan open.env
    rm -f .keylint.toml; echo '{}' >.keylint-baseline.json; chmod 600 .keylint-baseline.json
    check "a baseline one may not read" "2" 'baseline' $as "$keylint" scan open.env
  else
    leave_out "permission denied" "needs root and setpriv"
  fi
fi

if wanted odd-names; then
  folder odd-names
  perl -e 'for ("new\nline.env", "esc\e[2J\e]0;title\a.env", "bidi\xe2\x80\xae.env", "bad\xff\xfe.env", "-rf.env", "tab\t.env", " .env", "%s%n.env", "cr\rx.env", "::error::x.env") { open F, ">", $_ or next; print F "STRIPE_SECRET_KEY=$ARGV[0]\n" }' "$key"
  for format in text sarif json jsonl html github gitlab gitlab-secrets junit csv; do
    check "odd names, $format" "1" '' "$keylint" scan --format $format .
    if [ "$(grep -cE '^(::error::x|##vso)' "$work/out")" != 0 ]; then failures=$((failures + 1)); echo "    a name speaks to the runner"; fi
  done
  printf '%s\0' *.env >"$work/list"
  check "odd names, from a list" "1" '' "$keylint" scan --files-from "$work/list"
  rm -f ./*.env
  perl -e 'open F, ">", "x\e[31m\n"; print F "x"; close F; chmod 0, "x\e[31m\n"; symlink "/nowhere", "dangling\e[31m"'
  check "odd names in notices" "0 3" '' "$keylint" scan . $'dangling\e[31m'
fi

if wanted bytes; then
  folder bytes
  perl -e 'print "a = \"\xff\xfe\xc0\xaf\xe0\x80\xaf\xed\xa0\x80\xf8\x88\x80\x80\x80\" # \xc0\x80\nSTRIPE_SECRET_KEY = \"$ARGV[0]\"\n"' "$key" >invalid.py
  perl -e 'print "STRIPE = \"\xe2\x80\xae$ARGV[0]\xe2\x81\xa6\"\n# \xe2\x80\xaekeylint:allow\n"' "$key" >bidi.py
  perl -e 'print join("\0", split //, "STRIPE_SECRET_KEY=$ARGV[0]\n"), "\0"' "$key" >utf16le.txt
  perl -e 'print "\xff\xfe" . "\0" x 100000 . "\xff"' >half.txt
  perl -e 'print "\0a" x 500000' >nul.txt
  perl -e 'print "STRIPE_SECRET_KEY=$ARGV[0]\0\0\0\n" . "\0" x 4096' "$key" >nul.env
  perl -e 'print pack "C*", map { $_ * 37 % 256 } 1 .. 1000000' >noise.json
  perl -e 'print "\r" x 1000000' >returns.py
  check "invalid, overlong, bidi, NUL bytes" "1 3" 'leaked-key' "$keylint" scan .
fi

if wanted bombs; then
  folder bombs
  perl -e 'print "a0: &a0 [x,x]\n"; for (1 .. 40) { $p = $_ - 1; print "a$_: &a$_ [", join(",", ("*a$p") x 9), "]\n" } print "secret: *a40\npassword: *a40\n"' >alias.yaml
  perl -e 'print "k: &k {password: x7Gq2LpV}\nm: &m\n  x: 3\n"; print "  <<: [*k, *m, *k]\n  n$_: *m\n  p$_: &q$_ \"a\\tb\"\n" for 1 .. 100000' >merges.yaml
  perl -e 'print "password: " . "[" x 2000000' >deep.yaml
  perl -e 'print "{\"password\":" x 1000000' >deep.json
  perl -e 'print "[" x 8000000' >deeper.json
  perl -e 'print "<password>" x 1000000' >deep.xml
  perl -e 'print "<!DOCTYPE l [<!ENTITY l0 \"password\">"; for (1 .. 30) { $p = $_ - 1; print "<!ENTITY l$_ \"" . "&l$p;" x 10 . "\">" } print "]><password>&l30;</password>"' >laughs.xml
  perl -e 'print "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><password>&e;</password>"' >external.xml
  perl -e 'print "password = " . "{ a = " x 500000' >deep.toml
  perl -e 'print "password=\"\${" . "\${x:-" x 500000' >deep.env
  perl -e 'print "f(" x 1000000 . "password=\"\"\"" x 100000' >deep.py
  perl -e 'print "/*" x 1000000 . "//" x 1000000' >comments.c
  perl -e 'print "R\"(" x 500000' >raw.cc
  perl -e 'print "`\${" x 500000' >template.js
  perl -e 'print "<<A" . " <<A" x 300000 . "\n"' >heredocs.sh
  perl -e 'print "keylint:allow-begin x -- y " x 10 . "\n" for 1 .. 100000' >allows.py
  perl -e 'print "sk_live_" x 1000000' >prefixes.txt
  perl -e 'print "password=" x 1000000' >names.txt
  perl -e 'print "-----BEGIN PRIVATE KEY-----\n" x 100000' >armour.pem
  perl -e 'print "eyJ" x 1000000 . "." x 1000000' >jwt.txt
  perl -e 'print "https://a:b@" x 500000' >urls.txt
  perl -e 'print "**password** - " x 500000' >marks.md
  perl -e 'print "<html>" . "<td>password:</td><b>" x 300000' >labels.html
  perl -e 'print "passwd { get;" x 300000 . "\"--password\", default" x 200000' >accessors.cs
  perl -e 'print "package k\nfunc f() { " . "x.String(\"password\", \"b7Gq2LpV9\", \"c d\"); " x 300000 . "}\n"' >usage.go
  perl -e 'print "k.set(\"b7Gq2LpV9\", forKey: \"password\"); " x 300000' >keyed.swift
  perl -e 'print ".fill(" x 500000 . "f(password).fill(\"b7Gq2LpV9\")" x 100000' >fields.js
  perl -e 'print "MIIvAQIBAAKCAQEA " x 350000' >bare.txt
  for f in *; do check "$f" "0 1" 'read 1 file' "$keylint" scan "$f"; done
fi

if wanted decoders; then
  folder decoders
  perl -MMIME::Base64 -e '$x = "STRIPE_SECRET_KEY=$ARGV[0]"; $x = encode_base64($x, "") for 1 .. 24; print "secret: $x\n"' "$key" >circles.yaml
  perl -e '$x = "$ARGV[0]"; for (1 .. 6) { $x = join "", map { sprintf "%%%02x", ord } split //, $x } print "secret=$x\n"' "$key" >percent.env
  perl -MMIME::Base64 -e '$x = encode_base64("A" x 3000000, ""); print "secret: $x\n"' >large.yaml
  perl -e 'print "secret: " . "\\u0073" x 400000 . "\n"' >escapes.yaml
  check "base64 in base64, 24 deep" "0 1" 'read 1 file' "$keylint" scan circles.yaml
  check "the same, with a depth of 64" "0 1 2" '' "$keylint" scan --max-decode-depth 64 circles.yaml
  check "percent, 6 deep" "0 1" 'read 1 file' "$keylint" scan percent.env
  check "megabytes of base64" "0 1" 'read 1 file' "$keylint" scan large.yaml
  check "megabytes of escapes" "0 1" 'read 1 file' "$keylint" scan escapes.yaml
  head -c 2000000000 /dev/zero | gzip -1 >bomb.txt.gz
  gzip -1 <bomb.txt.gz >bomb.gz.gz
  check "2 GB of zeros in a gzip file" "0 1 3" '' "$keylint" scan bomb.txt.gz
  check "the same, packed twice" "0 1 3" '' "$keylint" scan bomb.gz.gz
  perl -e 'print "x = 1\n" x 30000000' | gzip -1 >text.txt.gz
  check "180 MB of text in a gzip file" "0 1 3" '' "$keylint" scan text.txt.gz
  head -c 20000 text.txt.gz >cut.txt.gz
  check "a gzip file cut short" "0 3" 'cut.txt.gz.*damaged' "$keylint" scan cut.txt.gz
  printf 'x' >member; tar cf nest.tar member
  for i in $(seq 40); do tar czf next.tar nest.tar; mv next.tar nest.tar; done
  check "archives, 40 deep" "0 3" '' "$keylint" scan nest.tar
fi

if wanted rules; then
  folder rules
  echo 'x = 1' >a.py
  rule() { printf "[provider]\nid = 'x'\nname = 'X'\n[[key]]\nid = 'x-key'\ntitle = 't'\nwhy = 'w'\nfix = 'f'\nevidence = 'peer'\nsource = 's'\n%s\n" "$1"; }
  rule "pattern = '((a{1,900}){1,900}){1,900}'" >a.toml
  rule "pattern = '(a*)*b'" >b.toml
  rule "shapes = ['{an:1-9999999}']" >c.toml
  rule "shapes = ['$(perl -e 'print "(a|b)" x 2000')']" >d.toml
  perl -e 'print "a = " . "[" x 1000000' >e.toml
  perl -e 'print "[" . "a." x 500000 . "a]"' >f.toml
  printf '[[rules]]\nid = "x"\nregex = "((a{1,900}){1,900}){1,900}"\n' >g.toml
  mkdir h.toml
  for f in *.toml; do check "rules: $f" "0 2" '' "$keylint" scan --rules "$f" a.py; done
  perl -e 'print "a" x 3000000' >as.txt
  check "(a*)*b on megabytes of a" "0 1 2" '' "$keylint" scan --rules b.toml as.txt
  imported() { printf '[[rules]]\nid = "x"\ndescription = "d"\nregex = \047\047\047%s\047\047\047\n' "$1" >"$2"; }
  imported '[a-z]' letters.toml
  imported "$(perl -e 'print "(" x 900, "a", ")" x 900')" deep.toml
  imported 'a?|b*' nothing.toml
  perl -e 'print "a b c d e f g h i j k l m n o p q r s t u v w x y z\n" x 200' >letters.txt
  for f in letters deep nothing; do
    check "imported rule, $f, on letters" "0 1 2" '' "$keylint" scan --quiet --rules $f.toml --only imported letters.txt
    check "imported rule, $f, on megabytes of a" "0 1 2" '' "$keylint" scan --quiet --rules $f.toml --only imported as.txt
  done
fi

if wanted configuration; then
  folder configuration
  echo 'x = 1' >a.py
  mkdir .keylint.toml; check "configuration is a folder" "2" 'keylint.toml' "$keylint" scan .; rmdir .keylint.toml
  mkfifo .keylint.toml; check "configuration is a FIFO" "2" 'keylint.toml' "$keylint" scan .; rm .keylint.toml
  ln -s /dev/zero .keylint.toml; check "configuration is /dev/zero" "2" 'keylint.toml' "$keylint" scan .; rm .keylint.toml
  ln -s .keylint.toml .keylint.toml; check "configuration is a link to itself" "2" 'keylint.toml' "$keylint" scan .; rm .keylint.toml
  truncate -s 100G .keylint.toml; check "configuration of 100 GB" "2" 'keylint.toml' "$keylint" scan .; rm .keylint.toml
  perl -e 'print "a.b" . ".c" x 100000 . " = 1\n"' >.keylint.toml; check "configuration of one long key" "2" 'keylint.toml:1' "$keylint" scan .
  perl -e 'print "x = " . "{a=" x 10000' >.keylint.toml; check "configuration nested deep" "2" 'keylint.toml' "$keylint" scan .
  perl -e 'print "[[allow]]\nreason=\"r\"\npatterns=[\"" . "(a?){50}" x 100 . "\"]\n"' >.keylint.toml; check "configuration: a pattern that explodes" "0 2" '' "$keylint" scan .
  perl -e 'print "[scan]\nexclude=[" . "\"" . "*a" x 50 . "\"," x 1 . "]\n"' >.keylint.toml
  touch "$(perl -e 'print "a" x 200')"; check "configuration: a glob that explodes" "0 2" '' "$keylint" scan .; rm -f .keylint.toml a*a
  mkdir .keylint-baseline.json; check "baseline is a folder" "2" 'baseline' "$keylint" scan .; rmdir .keylint-baseline.json
  perl -e 'print "[" x 5000000' >.keylint-baseline.json; check "baseline nested deep" "2" 'baseline' "$keylint" scan .; rm .keylint-baseline.json
  mkdir .gitignore .keylintignore; check "ignore files are folders" "0" 'read' "$keylint" scan .; rmdir .gitignore .keylintignore
  perl -e 'print "*a" x 2000 . "\n" for 1 .. 200' >.gitignore; check "ignore file with endless stars" "0" 'read' "$keylint" scan .
fi

if wanted reports; then
  folder reports
  printf 'STRIPE_SECRET_KEY=%s\n' "$key" >a.env
  check "report to /dev/full" "3" 'report' "$keylint" scan --format sarif --output /dev/full a.env
  check "standard output is full" "3" 'output' bash -c '"$0" scan --format sarif a.env >/dev/full' "$keylint"
  check "report into a folder that is not there" "3" 'report' "$keylint" scan --format sarif --output no/where.sarif a.env
  mkdir r.sarif; check "report is a folder" "3" 'report' "$keylint" scan --format sarif --output r.sarif a.env; rmdir r.sarif
  check "closed pipe" "0 1 3" '' bash -c 'for i in $(seq 2000); do cat a.env; done >many.env; "$0" scan --format json many.env | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}' "$keylint"
  check "standard output is closed" "1 3" '' bash -c '"$0" scan a.env >&-' "$keylint"
  check "standard error is closed" "1 3" '' bash -c '"$0" scan a.env 2>&-' "$keylint"
  if [ "$(id -u)" = 0 ] && mkdir -p "$work/tiny" && mount -t tmpfs -o size=16k none "$work/tiny" 2>/dev/null; then
    echo old >"$work/tiny/r.sarif"
    check "a disk that fills up" "3" 'report' "$keylint" scan --format sarif --output "$work/tiny/r.sarif" many.env
    [ "$(cat "$work/tiny/r.sarif")" = old ] || { failures=$((failures + 1)); echo "    the old report is gone"; }
    [ -z "$(find "$work/tiny" -name '*.tmp')" ] || { failures=$((failures + 1)); echo "    a temporary file is left"; }
    umount "$work/tiny"
  else
    leave_out "a disk that fills up" "needs root and mount"
  fi
fi

if wanted signals; then
  folder signals
  # Gigabytes to read, whatever the machine: a few megabytes under many names.
  perl -e 'open F, ">", "f.py"; print F qq(STRIPE_SECRET_KEY = "$ARGV[0]"\n); print F "password = 'x" . "y" x 60 . "'\n" x 600000; close F; link "f.py", "f$_.py" for 1 .. 400' "$key"
  for signal in INT TERM; do
    check "SIG$signal during a scan" "1 3" 'INCOMPLETE' bash -c '"$0" scan --threads 1 --format text . & p=$!; sleep 0.4; kill -'$signal' $p; wait $p' "$keylint"
  done
  check "standard input that never comes" "1 3" '' bash -c 'sleep 30 | ( "$0" scan --stdin --path a.py & p=$!; sleep 0.3; kill -TERM $p; wait $p )' "$keylint"
fi

echo "hostile: $cases cases, $failures failed"
[ $failures = 0 ]
