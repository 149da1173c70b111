#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What rules/generic.toml is worth on repositories it never saw.

  cd DATA/data && find . -type f | sed 's#^[.]/##' | keylint_generic_features > f.tsv
  generic_folds.py --keylint keylint_with_weights --data DATA --score score.py f.tsv

The repositories are dealt into folds. For each fold the strength of L2 and
the threshold are chosen by folds inside of the others alone (nested), weights
are learnt from the others, and the fold's repositories are scanned by the
real program with them. The reports together are scored. Nothing that is
fitted ever sees the repository it is judged by.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

import numpy as np

import generic_model as gm
from train_generic import GRID, choose, learn, write_weights


def scan(program, weights, folders, report):
    environment = dict(os.environ, KEYLINT_GENERIC_WEIGHTS=weights)
    done = subprocess.run([program, "scan", "--threads", "1", "--progress", "never", "--format", "sarif", "--output", report, *folders],
                          env=environment, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())


def joined(reports, name):
    """One report; paths made the data's own, so that the scorer finds them."""
    results = []
    for report, root in reports:
        with open(report, encoding="utf-8") as file:
            for run in json.load(file)["runs"]:
                for result in run.get("results", ()):
                    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
                    if root:
                        place["uri"] = root + "/" + place["uri"]
                    results.append(result)
    with open(name, "w", encoding="utf-8") as file:
        json.dump({"version": "2.1.0", "runs": [{"columnKind": "utf16CodeUnits", "results": results}]}, file)


def score(args, report, *more):
    numbers = report + ".json"
    text = subprocess.run([sys.executable, args.score, "--root", args.data, report, "--split", "all", "--skip-category", "UUID",
                           "--json", numbers, *more], stdout=subprocess.PIPE, check=True).stdout.decode()
    with open(numbers, encoding="utf-8") as file:
        return text, json.load(file)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("features")
    parser.add_argument("--keylint", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--score", required=True)
    parser.add_argument("--judged", action="append", default=[], metavar="FEATURES,LABELS")
    parser.add_argument("--folds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--l2", type=float, action="append", help="strengths to choose from (default: those of train_generic.py)")
    parser.add_argument("--unmarked", type=float, default=0.3)
    parser.add_argument("--keep", help="folder for the weights and reports")
    args = parser.parse_args()
    names, examples = gm.labelled(args.features, gm.marks(os.path.join(args.data, "meta")), args.unmarked)
    hand = [e for pair in args.judged for e in gm.judged(pair.split(",")[0], gm.hand_labels(pair.split(",")[1]), 1.0)]
    groups = collections.Counter(e.group for e in examples)
    for repository in os.listdir(os.path.join(args.data, "data")):
        groups[repository] += 0
    folds = gm.folds_of(groups, args.folds, args.seed)
    keep = args.keep or tempfile.mkdtemp()
    os.makedirs(keep, exist_ok=True)
    reports, pooled = [], []
    for number, fold in enumerate(folds):
        held_out = set(fold)
        rest = [e for e in examples if e.group not in held_out]
        l2, thresholds = choose(names, rest, hand, args.l2 or GRID, args.seed)
        beta = learn(names, rest + hand, l2)
        weights, report = (os.path.join(keep, f"fold{number}.{kind}") for kind in ("toml", "sarif"))
        write_weights(weights, names, beta, thresholds)
        scan(args.keylint, weights, [os.path.join(args.data, "data", r) for r in fold], report)
        reports.append((report, fold[0] if len(fold) == 1 else ""))
        outside = [e for e in examples if e.group in held_out]
        if outside:
            p = gm.probabilities(gm.matrix(outside, len(names)), beta)
            pooled += [(float(q), e.label, e.marked, thresholds) for q, e in zip(p, outside)]
        one = os.path.join(keep, f"one{number}.sarif")
        joined(reports[-1:], one)
        _, numbers = score(args, one, *[a for r in fold for a in ("--repo", r)])
        loose, strict = numbers["lines, labelled only"], numbers["lines, strict"]
        print("fold %2d  %2d repositories  l2 %5.1f  threshold %.2f  labelled P %.3f R %.3f F1 %.3f  strict P %.3f F1 %.3f" % (
            number, len(fold), l2, thresholds["warning"], loose["precision"], loose["recall"], loose["f1"], strict["precision"], strict["f1"]), flush=True)
    everything = os.path.join(keep, "all.sarif")
    joined(reports, everything)
    print(score(args, everything)[0])
    print("held-out candidates by probability: share that is labelled true, of all that are labelled")
    for low, high in ((0, .1), (.1, .25), (.25, .4), (.4, .5), (.5, .6), (.6, .7), (.7, .8), (.8, .9), (.9, .95), (.95, 1.01)):
        bin_ = [y for p, y, marked, _ in pooled if low <= p < high and marked]
        unmarked = sum(1 for p, _, marked, _ in pooled if low <= p < high and not marked)
        print("  %.2f-%.2f  %5d labelled, %.3f of them true; %5d unlabelled" % (low, min(high, 1), len(bin_), np.mean(bin_) if bin_ else 0, unmarked))


if __name__ == "__main__":
    main()
