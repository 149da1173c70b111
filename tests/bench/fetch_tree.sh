#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the tree the benchmarks scan: Debian source packages, unpacked.
#
#   tests/bench/fetch_tree.sh DIRECTORY [PACKAGE...]
#
# The system's own package lists stay as they are: the source index is kept
# under DIRECTORY.apt. A package that is there already is not fetched again.
set -eu
tree=${1:?usage: fetch_tree.sh DIRECTORY [PACKAGE...]}
shift
[ $# -gt 0 ] || set -- linux postgresql-15 kubernetes nodejs python-django redis git curl rails

mkdir -p "$tree"
tree=$(cd "$tree" && pwd)
state=$tree.apt
mkdir -p "$state/lists/partial" "$state/download"
. /etc/os-release
cat > "$state/sources.list" <<LIST
deb-src http://deb.debian.org/debian $VERSION_CODENAME main
LIST
apt_source() {
  apt-get -qq -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::State::lists="$state/lists" -o APT::Sandbox::User=root "$@"
}
apt_source update
cd "$state/download"
for package in "$@"; do
  [ -e "$tree/$package" ] && continue
  rm -f ./*.dsc
  apt_source source --download-only "$package" || { echo "$package: not on the mirror, left out" >&2; continue; }
  for archive in $(sed -n '/^Checksums-Sha256:/,/^[^ ]/s/^ [0-9a-f]* [0-9]* \(.*\.orig[^ ]*\.tar\.[a-z0-9]*\)$/\1/p' ./*.dsc); do
    case $archive in *.asc) continue ;; esac
    mkdir -p "$tree/$package.part"
    tar -C "$tree/$package.part" --no-same-owner -xf "$archive"
    rm -f "$archive"
  done
  mv "$tree/$package.part" "$tree/$package"
done
printf '%s: %s files, %s bytes\n' "$tree" "$(find "$tree" -type f | wc -l)" "$(du -sb "$tree" | cut -f1)"
