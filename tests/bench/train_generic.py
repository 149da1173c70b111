#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Learn the weights of rules/generic.toml.

  cd DATA/data && find . -type f | sed 's#^[.]/##' | keylint_generic_features > f.tsv
  train_generic.py --meta DATA/meta f.tsv [--negative other.tsv] [--write rules/generic.toml]

Logistic regression with L2, Newton steps over sparse rows, no packages. Prints
precision and recall with every repository judged by weights learnt without it
(in folds of repositories), then writes the weights of all of the data.
--negative names candidates of texts that hold few secrets: all but those the
weights in use are sure about count as examples of none.
"""
import argparse
import collections
import csv
import glob
import math
import os
import random


def marks(meta):
    """path -> line -> [(start, end, true, category)]"""
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    for name in glob.glob(os.path.join(meta, "*.csv")):
        with open(name, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                path = row["FilePath"].split("data/", 1)[-1]
                start, end = (int(row[k]) if row[k] else -1 for k in ("ValueStart", "ValueEnd"))
                for line in range(int(row["LineStart"]), int(row["LineEnd"]) + 1):
                    found[path][line].append((start, end, row["GroundTruth"] == "T", row["Category"]))
    return found


def read(name, found, unmarked_weight):
    """Rows: (group, label, weight, features, where)."""
    rows = []
    with open(name, encoding="utf-8", errors="replace", newline="\n") as file:
        names = file.readline().split()
        for record in file:
            fields = record.rstrip("\n").split("\t")
            path, line, begin, end = fields[0], int(fields[1]), int(fields[2]), int(fields[3])
            features = [(int(i), float(v)) for i, v in (pair.split(":") for pair in fields[7].split())]
            label, weight, category = 0, unmarked_weight, ""
            if found is not None:
                row_marks = found[path].get(line, ()) if path in found else ()
                over = [m for m in row_marks if m[0] < 0 or (m[0] < max(end, begin + 1) and begin < (m[1] if m[1] > m[0] else 1 << 30))]
                if any(m[2] for m in over):
                    label, weight, category = 1, 1.0, next(m[3] for m in over if m[2])
                elif any(m[2] for m in row_marks):
                    continue  # On the line of a secret, beside it.
                elif row_marks:
                    weight, category = 1.0, row_marks[0][3]
            if category == "UUID":
                continue
            if found is None and (float(fields[6]) > 0.9 or any(names[i].startswith("scheme.") for i, _ in features)):
                continue  # Most likely a real one: texts without secrets hold tests.
            rows.append((path.split("/")[0], label, weight, features, (path, line, fields[4], fields[5], category)))
    return names, rows


def probability(weights, features):
    total = sum(weights[i] * v for i, v in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def learn(rows, size, l2, epochs, seed=1):
    """Stochastic gradient with per-feature steps (Adagrad), L2 in each epoch."""
    weights, squares = [0.0] * size, [1e-6] * size
    order = list(range(len(rows)))
    rng = random.Random(seed)
    total = sum(r[2] for r in rows)
    averaged, averages = [0.0] * size, 0
    for epoch in range(epochs):
        rng.shuffle(order)
        for at in order:
            _, label, weight, features, _ = rows[at]
            error = (probability(weights, features) - label) * weight
            for i, v in features:
                gradient = error * v + (l2 / total * weights[i] if i else 0)
                squares[i] += gradient * gradient
                weights[i] -= 0.3 * gradient / math.sqrt(squares[i])
        if epoch >= epochs // 2:
            averages += 1
            for i in range(size):
                averaged[i] += weights[i]
    return [w / max(1, averages) for w in averaged]


def figures(pairs, threshold):
    tp = sum(w for p, label, w in pairs if label and p >= threshold)
    fp = sum(w for p, label, w in pairs if not label and p >= threshold)
    fn = sum(w for p, label, w in pairs if label and p < threshold)
    precision, recall = tp / (tp + fp) if tp + fp else 0, tp / (tp + fn) if tp + fn else 0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0


def cap_groups(rows, most):
    """No repository counts for more than `most` rows of a label."""
    count = collections.Counter((r[0], r[1]) for r in rows)
    return [(g, y, w * min(1.0, most / count[g, y]), f, where) for g, y, w, f, where in rows]


HEADER = """# Weights of the features that tell secrets without a known shape from other
# values (lint/generic/features.cc computes them, tests/bench/train_generic.py
# learns them). A value's weighted sum s gives its probability 1/(1+exp(-s)).
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("features")
    parser.add_argument("--meta", required=True)
    parser.add_argument("--negative", action="append", default=[])
    parser.add_argument("--negative-weight", type=float, default=0.3)
    parser.add_argument("--unmarked", type=float, default=0.3)
    parser.add_argument("--l2", type=float, default=8.0)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--warning", type=float, default=0.5)
    parser.add_argument("--high", type=float, default=0.9)
    parser.add_argument("--note", type=float, default=0.25)
    parser.add_argument("--write")
    parser.add_argument("--judged", help="write every row with its held-out probability here")
    args = parser.parse_args()
    names, rows = read(args.features, marks(args.meta), args.unmarked)
    others = []
    for name in args.negative:
        others += read(name, None, args.negative_weight)[1]
    print(f"{len(rows)} candidates, {sum(r[1] for r in rows)} of them secrets, {len(others)} from texts without")
    train = cap_groups(rows, 400)
    groups = sorted({r[0] for r in rows})
    random.Random(7).shuffle(groups)
    judged = []
    for fold in range(args.folds):
        out = set(groups[fold::args.folds])
        weights = learn([r for r in train if r[0] not in out] + others, len(names), args.l2, args.epochs)
        judged += [(probability(weights, r[3]), r[1], r[2], r) for r in rows if r[0] in out]
    marked = [(p, y, w) for p, y, w, r in judged if r[4][4]]
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        print("held out, p >= %.1f: marked P %.3f R %.3f F1 %.3f | all P %.3f R %.3f F1 %.3f" % (
            (threshold,) + figures(marked, threshold) + figures([(p, y, 1) for p, y, w, r in judged], threshold)))
    if args.judged:
        with open(args.judged, "w", encoding="utf-8") as file:
            for p, y, w, r in sorted(judged, key=lambda j: -j[0]):
                print("%.3f\t%d\t%s:%d\t%s\t%s\t%s" % ((p, y) + r[4]), file=file)
    if args.write:
        weights = learn(train + others, len(names), args.l2, args.epochs)
        with open(args.write, "w", encoding="utf-8") as file:
            file.write(HEADER + "[weights]\n")
            for key in ("warning", "high", "note"):
                file.write('"threshold.%s" = %.2f\n' % (key, getattr(args, key)))
            for name, weight in zip(names, weights):
                if abs(weight) >= 0.005:
                    file.write('"%s" = %.2f\n' % (name, weight))


if __name__ == "__main__":
    main()
