#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Score keylint on a rebuilt CredData (folders data/ and meta/), by category
# and file type:
#
#   tests/bench/creddata.sh KEYLINT DATA SCORE.py [options of SCORE.py]
set -eu
keylint=$1 data=$2 score=$3
shift 3
report=$(mktemp)
trap 'rm -f "$report"' EXIT
"$keylint" scan --format sarif --output "$report" "$data/data" >&2 || [ $? -eq 1 ]
python3 "$score" --root "$data" "$report" --split all --skip-category UUID "$@"
