#!/bin/sh
# `keylint init`: what it writes is sound and works, and it never overwrites.
#
#   init_test.sh KEYLINT
set -eu
keylint=$(realpath "$1")
support=$(realpath "$(dirname "$0")/../support")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$support/random.sh"
export HOME=$work/home GIT_CONFIG_NOSYSTEM=1
unset GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS GIT_CONFIG_GLOBAL
PATH=$(dirname "$keylint"):$PATH
export PATH
failures=0
fail() { failures=$((failures + 1)); echo "init: $*" >&2; }
holds() { grep -qE -- "$2" "$1" 2>/dev/null || fail "$1 does not hold $2"; }
new() {
  mkdir -p "$work/$1"
  cd "$work/$1"
  git init -q .
  git config user.name t
  git config user.email t@t.invalid
}
key() { printf 'sk_live_%s' "$(random 'a-zA-Z0-9' 24)"; }

# A new repository on GitHub.
new github
mkdir .github
"$keylint" init >out
holds .keylint.toml '# exclude = '
holds .pre-commit-config.yaml 'id: keylint$'
version=$("$keylint" --version | grep -oE '[0-9]+(\.[0-9]+)+' | head -1)
[ -n "$version" ] || fail "--version names no version"
[ "$(grep -c "additional_dependencies: \[\"keylint==$version\"\]" .pre-commit-config.yaml)" = 2 ] || fail "the hooks do not ask for version $version"
grep -q '@' .pre-commit-config.yaml && fail "a mark of the template was left"
holds .github/workflows/keylint.yml 'keylint'
holds out '^made: +\.keylint\.toml'
# Every commented key, written out, is one that the reader knows.
sed 's/^# \([a-z-]* = \)/\1/; s/^# \(\[.*\]\)$/\1/; /^rules = ."tools/d' .keylint.toml >all.toml
"$keylint" scan --config all.toml --fail-on never . >/dev/null 2>err || { cat err >&2; fail "the configuration, uncommented, is refused"; }
[ "$(grep -c '^[a-z-]* = ' all.toml)" -ge 12 ] || fail "nothing was uncommented"
# Again: nothing changes.
cp .keylint.toml before
echo '# mine' >>.keylint.toml
"$keylint" init >out
holds .keylint.toml '^# mine'
holds out '^kept: +\.keylint\.toml'
holds out '^kept: +\.github/workflows/keylint\.yml'

# Other platforms, and a pre-commit configuration that is there.
new others
touch .gitlab-ci.yml azure-pipelines.yml Jenkinsfile
printf '# ours\nrepos:\n  # first\n  - repo: https://example.invalid/x\n    rev: v1\n    hooks:\n      - id: x\n' >.pre-commit-config.yaml
"$keylint" init >out
holds keylint.gitlab-ci.yml 'trusted-config'
holds azure-pipelines-keylint.yml 'trusted-config'
holds Jenkinsfile.keylint 'trusted-config'
holds out 'local: keylint.gitlab-ci.yml'
holds .pre-commit-config.yaml '^  - repo: local'
holds .pre-commit-config.yaml '^  - repo: https://example.invalid/x'
if command -v python3 >/dev/null && python3 -c 'import yaml' 2>/dev/null; then
  python3 -c 'import yaml; r = yaml.safe_load(open(".pre-commit-config.yaml"))["repos"]; assert len(r) == 2, r' || fail "the pre-commit configuration is broken"
fi
new odd
printf 'repos: [{repo: local, hooks: []}]\n' >.pre-commit-config.yaml
"$keylint" init >out
[ "$(cat .pre-commit-config.yaml)" = 'repos: [{repo: local, hooks: []}]' ] || fail "an unusual pre-commit configuration was touched"
holds out 'add to \.pre-commit-config\.yaml'

# Hooks of plain git work.
new hooks
"$keylint" init --git-hook pre-commit --git-hook pre-push >out
[ -x .git/hooks/pre-commit ] || fail "the hook is not executable"
printf 'x = 1\n' >a.py
git add -A && git commit -qm clean >/dev/null 2>&1 || fail "a clean commit is refused"
printf 'STRIPE = "%s"\n' "$(key)" >b.py
git add -A
git commit -qm leak >/dev/null 2>&1 && fail "a commit with a key passes the hook"
echo '#!/bin/sh' >.git/hooks/pre-commit
"$keylint" init --git-hook pre-commit >out
[ "$(wc -l <.git/hooks/pre-commit)" = 1 ] || fail "a hook was overwritten"
holds out 'keylint scan --staged'
git init -q --bare "$work/server.git"
"$keylint" init --git-hook pre-receive "$work/server.git" >out
[ -x "$work/server.git/hooks/pre-receive" ] || fail "no pre-receive hook"
[ ! -e "$work/server.git/.keylint.toml" ] || fail "files in a bare repository"
git reset -q && rm b.py
git push -q "$work/server.git" HEAD:refs/heads/main 2>err || { cat err >&2; fail "a clean push is refused"; }
printf 'STRIPE = "%s"  # keylint:allow\n' "$(key)" >c.py
git add -A && git commit -qm leak --no-verify
git push -q --no-verify "$work/server.git" HEAD:refs/heads/main 2>/dev/null && fail "a push with a key that allows itself passes"
git push -q --no-verify "$work/server.git" HEAD:refs/heads/new 2>/dev/null && fail "a new branch with a key passes"
git remote add origin "$work/server.git"
git push -q origin HEAD:refs/heads/x 2>/dev/null && fail "pre-push lets a key pass"

# What gitleaks accepts.
new gitleaks
a=$(key); b=$(key); c=$(key)
mkdir -p src
printf 'one = "%s"\n' "$a" >src/a.py
printf 'two = "%s"\n' "$b" >src/b.py
printf '%s\n' "$(key)" >src/store.p12
git add -A && git commit -qm keys
commit=$(git rev-parse HEAD)
git rm -q src/b.py && git commit -qm gone
{
  echo '# accepted'
  echo 'src/a.py:stripe-access-token:1'
  echo "$commit:src/b.py:stripe-access-token:1"
  echo 'src/nowhere.py:x:3'
  echo 'src/store.p12:pkcs12-file:0'
  echo 'src/a.py:of-the-file:0'
  echo 'src/a.py:x:77'
  echo 'nonsense'
} >.gitleaksignore
cat >.gitleaks.toml <<'END'
[extend]
useDefault = true
[allowlist]
description = "global"
paths = ['''^vendor/''', '''(.*?)\.(jpg|gif)$''', '''\.lock$''', '''a(?!b)''']
regexes = ['''EXAMPLE''']
stopwords = ["dummy"]
commits = ["0123456789"]
[[rules]]
id = "own"
regex = '''own_[a-z]{10}'''
[rules.allowlist]
regexes = ['''own_x''']
END
"$keylint" init --from gitleaks >out 2>err || { cat err >&2; fail "--from gitleaks fails"; }
holds out '\.gitleaksignore: 3 of 6 places'
holds out '1 not carried over: the file or commit is not there'
holds out '2 not carried over: keylint finds nothing there'
holds out '1 line not carried over'
holds out '1 not carried over: of commits'
holds .keylint.toml 'EXAMPLE'
holds .keylint.toml '"/vendor/"'
holds .keylint.toml 'dummy'
"$keylint" scan . >seen 2>&1 || { cat seen >&2; fail "what was carried over is still found"; }
mkdir moved && git mv src/a.py moved/z.py
"$keylint" scan . >/dev/null 2>&1 || fail "a moved key is found again"
printf 'one = "%s"\n' "$c" >moved/z.py
"$keylint" scan . >/dev/null 2>&1 && fail "a new key on an accepted line is accepted"
"$keylint" scan --history >/dev/null 2>&1 || fail "the key of the old commit is found in history"

# Their own rules are silent where their own tool is.
new ignored
printf '[[rules]]\nid = "own"\nregex = "own_[0-9]{8}"\n[[rules]]\nid = "store"\npath = "[.]p12$"\n' >rules.toml
mkdir src && printf 'x = 1\na = "own_12345678"\n' >src/a.py && printf 'k' >src/k.p12
"$keylint" scan --rules rules.toml --only imported src >seen 2>&1 && fail "an imported rule finds nothing"
printf '# accepted\nsrc/a.py:own:2\nsrc/k.p12:store:0\n' >.gitleaksignore
"$keylint" scan --rules rules.toml --only imported src >seen 2>&1 || { cat seen >&2; fail "what .gitleaksignore accepts is found"; }
holds seen '2 accepted'
printf 'b = "own_12345678"\n' >>src/a.py
"$keylint" scan --rules rules.toml --only imported src >seen 2>&1 && fail "a line that .gitleaksignore does not name is accepted"

# What detect-secrets accepts: a baseline of its form, by SHA-1 of the value.
new detect
a=$(key); b=$(key); c=$(key)
printf 'x = 1\none = "%s"\n' "$a" >a.py
printf 'two = "%s"\n' "$b" >b.py
printf 'three = "%s"\n' "$c" >c.py
sha1() { printf %s "$1" | sha1sum | cut -d' ' -f1; }
cat >.secrets.baseline <<END
{"version": "1.5.0", "filters_used": [
  {"path": "detect_secrets.filters.regex.should_exclude_file", "pattern": ["^third_party/", "package-lock\\\\.json"]},
  {"path": "detect_secrets.filters.regex.should_exclude_line", "pattern": ["# ok"]}],
 "results": {
  "a.py": [{"type": "Stripe Access Key", "filename": "a.py", "hashed_secret": "$(sha1 "$a")", "is_verified": false, "line_number": 40}],
  "b.py": [{"type": "Stripe Access Key", "filename": "b.py", "hashed_secret": "$(sha1 "$b")", "is_verified": false, "line_number": 1, "is_secret": true}],
  "c.py": [{"type": "Stripe Access Key", "filename": "c.py", "hashed_secret": "$(sha1 "$c")", "is_verified": false, "line_number": 1, "is_secret": false}]
 }}
END
"$keylint" init --from detect-secrets >out 2>err || { cat err >&2; fail "--from detect-secrets fails"; }
holds out '1 left open: an audit calls them real secrets'
holds out '2 of 2 places carried over'
holds out '1 not carried over: of patterns on the line'
holds .keylint.toml '"/third_party/"'
"$keylint" scan --format csv . >seen 2>/dev/null || true
holds seen '^b\.py'
grep -E '^(a|c)\.py' seen | grep -vq ',accepted in the baseline' && fail "what detect-secrets accepts is open"
for broken in '[' '{}' '{"results": []}' "$(printf '%05000d' 0 | tr 0 '[')"; do
  printf '%s' "$broken" >.secrets.baseline
  status=0; "$keylint" init --from detect-secrets >/dev/null 2>&1 || status=$?
  [ $status = 2 ] || fail "a broken .secrets.baseline ends with $status"
done
rm -f .keylint.toml
printf '{"version": "1.4.0", "results": {}}' >.secrets.baseline
"$keylint" init --from detect-secrets | grep -q "accepts nothing" || fail "an empty baseline is not said to be one"
cd "$work" && mkdir nothing && cd nothing
status=0; "$keylint" init --from gitleaks >/dev/null 2>err || status=$?
[ $status = 2 ] || fail "--from gitleaks without its files ends with $status"
holds err 'there is no .gitleaksignore'

[ $failures = 0 ] && echo "init: all as expected"
[ $failures = 0 ]
