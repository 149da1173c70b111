# SPDX-License-Identifier: Apache-2.0
"""Examples and the fit behind rules/generic.toml; train_generic.py and
generic_folds.py use it. Needs python3-numpy and python3-scipy."""
import collections
import csv
import glob
import os
import random

import numpy as np
from scipy import sparse


class Example:
    """One candidate: its features, what the labels say of it, where it is."""
    __slots__ = ("group", "label", "weight", "features", "path", "line", "names", "value", "category", "marked")


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


def records(name):
    """The feature names, then each record of keylint_generic_features."""
    with open(name, encoding="utf-8", errors="replace", newline="\n") as file:
        yield file.readline().split()
        for record in file:
            fields = record.rstrip("\n").split("\t")
            example = Example()
            example.path, example.line = fields[0], int(fields[1])
            example.names, example.value = fields[4], fields[5]
            example.features = [(int(i), float(v)) for i, v in (pair.split(":") for pair in fields[7].split())]
            yield example, int(fields[2]), int(fields[3])


def labelled(name, found, unmarked_weight):
    """Examples of the labelled data. Candidates on no marked line count as
    examples of no secret, but less; those beside a secret count not at all."""
    rows = records(name)
    names, examples = next(rows), []
    for example, begin, end in rows:
        here = found[example.path].get(example.line, ()) if example.path in found else ()
        over = [m for m in here if m[0] < 0 or (m[0] < max(end, begin + 1) and begin < (m[1] if m[1] > m[0] else 1 << 30))]
        example.group = example.path.split("/")[0]
        example.label, example.weight, example.category = 0, unmarked_weight, ""
        example.marked = bool(here)
        if any(m[2] for m in over):
            example.label, example.weight = 1, 1.0
            example.category = next(m[3] for m in over if m[2])
        elif any(m[2] for m in here):
            continue
        elif here:
            example.weight, example.category = 1.0, here[0][3]
        if example.category != "UUID":
            examples.append(example)
    return names, examples


def judged(name, labels, weight):
    """Examples that were read by hand: `labels` maps (path, line, column) to 0 or 1."""
    rows = records(name)
    next(rows)
    examples = []
    for example, begin, _ in rows:
        label = labels.get((example.path, example.line, begin))
        if label is None:
            continue
        example.group = "hand:" + example.path.split("/")[0]
        example.label, example.weight, example.category, example.marked = label, weight, "", True
        examples.append(example)
    return examples


def matrix(examples, size):
    starts, columns, values = [0], [], []
    for example in examples:
        for index, value in example.features:
            columns.append(index)
            values.append(value)
        starts.append(len(columns))
    return sparse.csr_matrix((values, columns, starts), shape=(len(examples), size))


def weights_of(examples, most):
    """No repository counts for more than `most` rows of a label, so that none
    of them teaches its own habits."""
    total = collections.Counter()
    for example in examples:
        total[example.group, example.label] += example.weight
    return np.array([e.weight * min(1.0, most / total[e.group, e.label]) for e in examples])


def probabilities(x, beta):
    return 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))


def newton(x, y, w, penalty, prior, beta, steps=25):
    transposed = x.T.tocsr()
    for _ in range(steps):
        p = probabilities(x, beta)
        gradient = transposed @ (w * (p - y)) + penalty * (beta - prior)
        hessian = (transposed @ x.multiply((w * p * (1 - p))[:, None]).tocsr()).toarray()
        hessian[np.diag_indices(len(beta))] += penalty
        step = np.linalg.solve(hessian, gradient)
        step *= min(1.0, 3.0 / (np.abs(step).max() + 1e-9))
        beta = beta - step
        if np.abs(step).max() < 3e-3:
            break
    return beta


def fit(x, y, w, l2, prior, sign):
    """Logistic regression by Newton steps, drawn towards `prior` by L2 (not so
    column 0). A weight against its `sign` (+1 or -1; 0 leaves it free) is
    taken out and the rest fitted again."""
    penalty = np.full(x.shape[1], float(l2))
    penalty[0] = 1e-3
    prior = prior.copy()
    beta = prior.copy()
    for _ in range(3):
        beta = newton(x, y, w, penalty, prior, beta)
        wrong = (beta * sign < -1e-3) & (penalty < 1e6)
        if not wrong.any():
            break
        penalty[wrong], prior[wrong], beta[wrong] = 1e6, 0, 0
    return beta


def folds_of(groups, count, seed):
    """Groups in `count` folds of about equal weight."""
    names = sorted(groups)
    random.Random(seed).shuffle(names)
    names.sort(key=lambda g: -groups[g])
    loads, folds = [0] * count, [[] for _ in range(count)]
    for name in names:
        least = loads.index(min(loads))
        folds[least].append(name)
        loads[least] += groups[name] + 1
    return folds


def figures(p, y, w, threshold):
    said = p >= threshold
    tp, fp, fn = w[said & (y == 1)].sum(), w[said & (y == 0)].sum(), w[~said & (y == 1)].sum()
    precision, recall = tp / max(tp + fp, 1e-9), tp / max(tp + fn, 1e-9)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def hand_labels(name):
    """(path, line, column) -> 0 or 1, from debian_labels.txt."""
    labels = {}
    with open(name, encoding="utf-8") as file:
        for record in file:
            if record.startswith("#") or not record.strip():
                continue
            path, _, places = record.rstrip("\n").partition("\t")
            for place in places.split():
                where, label = place.split("=")
                line, column = where.split(":")
                labels[path, int(line), int(column)] = int(label)
    return labels
