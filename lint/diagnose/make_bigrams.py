#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints bigram_table.inc: how surprising a letter is after another.

Usage: make_bigrams.py FILE... > lint/diagnose/bigram_table.inc

Counts the letter pairs of the different words and identifier parts of the
given texts (source code, documentation, word lists). Each part counts once,
so that a word written a thousand times weighs no more than a rare one.
Row 26 and column 26 stand for the edge of a word. The unit of the table is
1/16 bit; 255 is the ceiling.
"""
import math
import re
import sys

words = set()
for name in sys.argv[1:]:
    with open(name, encoding="latin-1") as f:
        for part in re.findall(r"[A-Z]?[a-z]{2,}|[A-Z]{3,}", f.read()):
            if len(part) <= 20:
                words.add(part.lower())

counts = [[0.25] * 27 for _ in range(27)]
for word in words:
    previous = 26
    for letter in word:
        counts[previous][ord(letter) - 97] += 1
        previous = ord(letter) - 97
    counts[previous][26] += 1

print("// SPDX-License-Identifier: Apache-2.0")
print(f"// Made by make_bigrams.py from {len(words)} words and parts of identifiers.")
for row in counts:
    total = sum(row)
    print("{" + ",".join(str(min(255, round(-16 * math.log2(c / total)))) for c in row) + "},")
