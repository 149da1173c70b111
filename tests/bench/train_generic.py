#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Learn the weights of rules/generic.toml.

  cd DATA/data && find . -type f | sed 's#^[.]/##' | keylint_generic_features > f.tsv
  train_generic.py --meta DATA/meta f.tsv [--judged g.tsv,generic_labels.tsv] --write rules/generic.toml

Logistic regression with L2 whose strength, as the thresholds, is chosen by
folds of whole repositories. generic_folds.py measures what that is worth.
"""
import argparse

import numpy as np

import generic_model as gm

GRID = (1.0, 3.0)
MOST_OF_A_REPOSITORY = 60.0
INNER_FOLDS = 4

HEADER = """# Weights of the features that tell secrets without a known shape from other
# values (lint/generic/features.cc computes them, tests/bench/train_generic.py
# learns them). A value's weighted sum s gives its probability 1/(1+exp(-s)).
"""


# What a feature must say, whatever the examples: a weight of the other sign
# would have been learnt from an accident of theirs.
MORE = ("name.last", "name.qualified", "parent.secret", "chars.bits", "chars.entropy", "chars.random", "chars.digit-share", "chars.mixed",
        "chars.three-kinds", "chars.invented", "chars.policy", "chars.policy-secret", "chars.word-and-number", "document.environment-password", "carrier.url",
        "carrier.url-invented", "carrier.phrase-invented", "carrier.phrase-word", "written.connection",
        *(kind + "+" + shape for kind in ("password", "secret", "token", "key", "credential") for shape in ("random-long", "random-short")))
LESS = ("name.about", "name.other-tail", "name.common", "name.encrypted", "name.weak", "name.weak-word", "name.distant", "name.distant-word",
        "name.distant-hash", "name.callee", "name.callee-word", "value.within-name", "chars.like-words", "chars.binary", "chars.key-id",
        "chars.format", "chars.escaped", "chars.one-character", "chars.trade-words", "chars.secret-word", "chars.foreign", "class.words", "class.url",
        "class.email", "class.path", "class.code", "class.date", "class.version", "class.masked", "document.lock", "document.locale",
        "document.vectors", "document.minified", "written.example-host", "near.company-5", "near.company-20", "near.company-100", "near.siblings-30",
        *(kind + "+placeholder" for kind in ("password", "secret", "token", "key", "auth", "credential", "salt", "session")))
# Where the examples hold too few of a kind: what a person would say.
PRIOR = {"document.environment-password": 3.2, "chars.three-kinds": 0.5, "chars.invented": 1.4, "chars.policy": 2.6, "chars.policy-secret": 2.4, "carrier.url-invented": 1.2,
         "chars.word-and-number": 1.6, "carrier.phrase-invented": 1.2, "carrier.phrase-word": 1.8, "document.lock": -2.0, "document.vectors": -1.0,
         "chars.binary": -2.0, "chars.key-id": -1.0, "written.example-host": -1.5, "near.company-5": -0.5, "near.company-20": -2.0, "near.company-100": -3.5}


def learn(names, examples, l2):
    x = gm.matrix(examples, len(names))
    y = np.array([e.label for e in examples], dtype=float)
    sign = np.array([(n in MORE) - (n in LESS) for n in names])
    prior = np.array([PRIOR.get(n, 0.0) for n in names])
    return gm.fit(x, y, gm.weights_of(examples, MOST_OF_A_REPOSITORY), l2, prior, sign)


def held_out(names, examples, hand, l2, seed):
    """Each example's probability by weights of other repositories."""
    groups = {}
    for example in examples:
        groups[example.group] = groups.get(example.group, 0) + 1
    p = np.zeros(len(examples))
    for fold in gm.folds_of(groups, INNER_FOLDS, seed + 100):
        outside = [i for i, e in enumerate(examples) if e.group in fold]
        beta = learn(names, [e for e in examples if e.group not in fold] + hand, l2)
        p[outside] = gm.probabilities(gm.matrix([examples[i] for i in outside], len(names)), beta)
    return p


def at_precision(p, y, w, want, least):
    """The lowest threshold, not below `least`, from which on `want` of the
    examples are secrets; judged over at least 40 of them."""
    order = np.argsort(-p)
    true = np.cumsum((w * y)[order])
    all_ = np.cumsum(w[order])
    best = 0.98
    for i in range(40, len(order)):
        if p[order[i]] >= least and true[i] / max(all_[i], 1e-9) >= want:
            best = float(p[order[i]])
    return best


def choose(names, examples, hand, grid, seed):
    """The strength of L2 with the least held-out loss, and the thresholds:
    "warning" where F1 is best, "high" where 95 of 100 are right."""
    y = np.array([e.label for e in examples], dtype=float)
    w = np.array([e.weight for e in examples])
    balance = gm.weights_of(examples, MOST_OF_A_REPOSITORY)
    best = None
    for l2 in grid:
        p = np.clip(held_out(names, examples, hand, l2, seed), 1e-6, 1 - 1e-6)
        loss = -(balance * (y * np.log(p) + (1 - y) * np.log(1 - p))).sum() / balance.sum()
        if best is None or loss < best[0]:
            best = (loss, l2, p)
    _, l2, p = best
    # F1 hardly moves between .44 and .56; prose and lists of other sources do.
    scores = [(gm.figures(p, y, w, t)[2], t) for t in np.arange(0.50, 0.81, 0.02)]
    warning = max(scores)[1]
    return l2, {"note": max(0.15, warning - 0.25), "warning": float(warning), "medium": max(0.8, warning), "high": max(0.9, at_precision(p, y, w, 0.95, warning))}


def write_weights(name, names, beta, thresholds):
    with open(name, "w", encoding="utf-8") as file:
        file.write(HEADER + "[weights]\n")
        for key in ("warning", "medium", "high", "note"):
            file.write('"threshold.%s" = %.2f\n' % (key, thresholds[key]))
        for feature, weight in zip(names, beta):
            if abs(weight) >= 0.005:
                file.write('"%s" = %.2f\n' % (feature, weight))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("features")
    parser.add_argument("--meta", required=True)
    parser.add_argument("--judged", action="append", default=[], metavar="FEATURES,LABELS")
    parser.add_argument("--l2", type=float, action="append", help="strengths to choose from")
    parser.add_argument("--unmarked", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write")
    args = parser.parse_args()
    names, examples = gm.labelled(args.features, gm.marks(args.meta), args.unmarked)
    hand = [e for pair in args.judged for e in gm.judged(pair.split(",")[0], gm.hand_labels(pair.split(",")[1]), 1.0)]
    print(f"{len(examples)} candidates, {sum(e.label for e in examples)} of them secrets; {len(hand)} judged by hand")
    l2, thresholds = choose(names, examples, hand, args.l2 or GRID, args.seed)
    print(f"l2 {l2}, thresholds {thresholds}")
    if args.write:
        write_weights(args.write, names, learn(names, examples + hand, l2), thresholds)


if __name__ == "__main__":
    main()
