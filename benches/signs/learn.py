#!/usr/bin/env python3
"""Learns src/extract/weights.rs and src/extract/trees.txt from pages whose stories are known.

  learn.py SIGNS_BENCH PAGES.jsonl TRUTH.json[.gz]... src/extract

SIGNS_BENCH is the binary that `cargo bench --bench signs --no-run` names. PAGES.jsonl has {"id","path"} on each line;
pages with furniture put in (`cargo bench --bench stability -- --write DIR`) may follow those as they came, with the
same ids, and count less; the pages of the last TRUTH.json count double. TRUTH.json is {"pages":{ID:{"body",...}}}, the story's blocks split by line breaks. A line of a
page is the story's if its letters, or most runs of four of its words, are the truth's. The first two looks are logistic
regressions, L2, on signs brought to one scale, the last is boosted trees; needs scikit-learn and xgboost. The figures of a five-fold cross-validation by host,
of lines alone, go to stderr.
"""
import gzip
import json
import re
import subprocess
import sys
import tempfile
import zlib
from urllib.parse import urlparse

import numpy as np
import scipy.sparse
import xgboost
from sklearn.linear_model import LogisticRegression

OWN, TAGS, AROUND, NAMES, PLACES = 25, 25, 16, 19, 35
FIRST = OWN + TAGS + AROUND + 3 * NAMES
FURNISHED_WEIGHT = 0.4


def letters(text):
    return "".join(c for c in text.lower() if c.isalnum())


def runs(text):
    words = re.findall(r"\w+", text)
    return [tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))]


def is_story(text, truth):
    key = letters(text)
    if not key:
        return False
    if key in truth["lines"] or len(key) >= 25 and key in truth["letters"]:
        return True
    found = runs(text)
    return len(key) >= 40 and sum(run in truth["runs"] for run in found) >= 0.6 * len(found)


def truths(paths):
    known = {}
    for path in paths:
        weight = 2.0 if len(paths) > 1 and path == paths[-1] else 1.0
        opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
        pages = json.load(opened)
        for page, entry in pages.get("pages", pages).items():
            if entry.get("body"):
                body = entry["body"]
                known[page] = {"lines": {letters(line) for line in body.split("\n")}, "letters": letters(body),
                               "runs": set(runs(body)), "host": urlparse(entry.get("url") or page).netloc or page, "weight": weight}
    return known


def look(bench, pages, truth, columns, looks):
    """The matrix of signs, and each line's label, fold and weight."""
    command = [bench, pages]
    if looks:
        file = tempfile.NamedTemporaryFile("w", suffix=".json")
        json.dump(looks, file)
        file.flush()
        command.append(file.name)
    rows, numbers, values, labels, folds, weights, seen = [], [], [], [], [], [], set()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for page in map(json.loads, process.stdout):
            if page["id"] not in truth:
                continue
            known = truth[page["id"]]
            share = FURNISHED_WEIGHT if page["id"] in seen else 1.0
            seen.add(page["id"])
            for line in page["lines"]:
                for number, value in line["signs"]:
                    if number < columns:
                        rows.append(len(labels))
                        numbers.append(number)
                        values.append(value)
                labels.append(is_story(line["text"], known))
                folds.append(zlib.crc32(known["host"].encode()) % 5)
                weights.append(share * known["weight"] * len(line["text"].encode()) ** 0.5)
    matrix = scipy.sparse.csr_matrix((values, (rows, numbers)), shape=(len(labels), columns))
    return matrix, np.array(labels), np.array(folds), np.array(weights) / np.mean(weights)


def fit(matrix, labels, weights):
    scale = np.maximum(np.sqrt(np.asarray(matrix.multiply(matrix).mean(0)).ravel()), 0.02)
    model = LogisticRegression(C=0.3, max_iter=300)
    model.fit(matrix @ scipy.sparse.diags(1 / scale), labels, sample_weight=weights)
    return model.coef_[0] / scale, model.intercept_[0]


def validate(name, matrix, labels, folds, weights):
    right = 0.0
    for fold in range(5):
        coefficients, bias = fit(matrix[folds != fold], labels[folds != fold], weights[folds != fold])
        guessed = matrix[folds == fold] @ coefficients + bias > 0
        right += weights[folds == fold][guessed == labels[folds == fold]].sum()
    print(f"{name}: {len(labels)} lines, {right / weights.sum():.4f} right by weight", file=sys.stderr)


def named(coefficients, bias):
    cuts = np.cumsum([OWN, TAGS, AROUND, NAMES, NAMES, NAMES])
    own, tag, around, *names = np.split(coefficients[:FIRST], cuts[:-1])
    return {"bias": float(bias), "own": own.tolist(), "tag": tag.tolist(), "around": around.tolist(),
            "names": [part.tolist() for part in names], "place": coefficients[FIRST:].tolist()}


def number(value):
    return f"{value:.3f}" if round(value, 3) else "0.0"


def row(values, indent):
    return " " * indent + ", ".join(map(number, values)) + ",\n"


def weights(look, indent):
    pad = " " * indent
    names = "".join(f"{pad}        [\n" + row(part, indent + 12) + f"{pad}        ],\n" for part in look["names"])
    parts = "".join(f"{pad}    {part}: [\n{row(look[part], indent + 8)}{pad}    ],\n" for part in ("own", "tag", "around"))
    return f"Weights {{\n{pad}    bias: {number(look['bias'])},\n{parts}{pad}    names: [\n{names}{pad}    ],\n{pad}}}"


def grow(matrix, labels, weight):
    """Boosted trees, shallow and slow to trust few lines: there are few hosts."""
    model = xgboost.XGBClassifier(n_estimators=120, max_depth=5, learning_rate=0.12, subsample=0.7, colsample_bytree=0.6, min_child_weight=30,
                                  reg_lambda=10, tree_method="hist", max_bin=64, base_score=0.5, n_jobs=2, random_state=1)
    return model.fit(matrix.toarray(), labels, sample_weight=weight)


def validate_trees(matrix, labels, folds, weights):
    right = 0.0
    for fold in range(5):
        guessed = grow(matrix[folds != fold], labels[folds != fold], weights[folds != fold]).predict(matrix[folds == fold].toarray()) > 0.5
        right += weights[folds == fold][guessed == labels[folds == fold]].sum()
    print(f"trees: {right / weights.sum():.4f} right by weight", file=sys.stderr)


def written(node):
    """A tree's nodes, each split before its two branches."""
    if "leaf" in node:
        return f"{node['leaf']:.4g}"
    branches = {child["nodeid"]: child for child in node["children"]}
    cut = np.format_float_positional(np.float32(node["split_condition"]), unique=True, trim="-")
    return f"{node['split'][1:]}<{cut} {written(branches[node['yes']])} {written(branches[node['no']])}"


def main():
    bench, pages, truth, folder = sys.argv[1], sys.argv[2], truths(sys.argv[3:-1]), sys.argv[-1]
    looks = []
    for count, name in enumerate(["first look", "second look"]):
        matrix, labels, folds, weight = look(bench, pages, truth, FIRST + PLACES if count else FIRST, looks)
        validate(name, matrix, labels, folds, weight)
        looks.append(named(*fit(matrix, labels, weight)))
    matrix, labels, folds, weight = look(bench, pages, truth, FIRST + PLACES, looks)
    validate_trees(matrix, labels, folds, weight)
    with open(f"{folder}/trees.txt", "w") as file:
        for tree in grow(matrix, labels, weight).get_booster().get_dump(dump_format="json"):
            file.write(written(json.loads(tree)) + "\n")
    with open(f"{folder}/weights.rs", "w") as file:
        file.write("//! The weights of the linear looks, in the order of the signs' names, learned from pages with known\n"
                   "//! stories (`benches/signs/learn.py`).\n\n"
                   "use super::body::Look;\nuse super::signs::Weights;\n\n"
                   f"/// The first look: a line by itself.\npub static FIRST: Weights = {weights(looks[0], 0)};\n\n"
                   "/// The second look at the same signs, beside those of its place.\npub static SECOND: Look = Look {\n"
                   f"    signs: {weights(looks[1], 4)},\n    places: [\n{row(looks[1]['place'], 8)}    ],\n}};\n")


if __name__ == "__main__":
    main()
