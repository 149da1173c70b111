#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Puts the static binary into the package: $KEYLINT_BINARY, or one built here.
# npm links it as it is; no JavaScript runs when keylint does.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
binary=${KEYLINT_BINARY:-}
if [ -z "$binary" ]; then
  cmake -S "$root" -B "$root/build-wheel" -DCMAKE_BUILD_TYPE=Release -DKEYLINT_CLANG=OFF -DKEYLINT_TESTS=OFF
  cmake --build "$root/build-wheel" --target keylint --parallel
  binary=$root/build-wheel/keylint
fi
mkdir -p "$here/bin"
cp "$binary" "$here/bin/keylint"
strip "$here/bin/keylint" 2>/dev/null || true
chmod 755 "$here/bin/keylint"
