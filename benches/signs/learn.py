#!/usr/bin/env python3
"""Learns the weights of src/extract/weights.rs from pages whose stories are known.

  learn.py SIGNS_BENCH PAGES.jsonl TRUTH.json[.gz]... > src/extract/weights.rs

SIGNS_BENCH is the binary that `cargo bench --bench signs --no-run` names. PAGES.jsonl has {"id","path"} on each line;
pages with furniture put in (`cargo bench --bench stability -- --write DIR`) may follow those as they came, with the
same ids, and count less; the pages of the last TRUTH.json count double. TRUTH.json is {"pages":{ID:{"body",...}}}, the story's blocks split by line breaks. A line of a
page is the story's if its letters, or most runs of four of its words, are the truth's. The two looks are logistic
regressions, L2, on signs brought to one scale; needs scikit-learn. The figures of a five-fold cross-validation by host,
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
from sklearn.linear_model import LogisticRegression

OWN, TAGS, AROUND, NAMES, PLACES = 25, 25, 16, 19, 19
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


def look(bench, pages, truth, columns, first=None):
    """The matrix of signs, and each line's label, fold and weight."""
    command = [bench, pages]
    if first:
        file = tempfile.NamedTemporaryFile("w", suffix=".json")
        json.dump(first, file)
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
            "names": [part.tolist() for part in names]}


def number(value):
    return f"{value:.3f}" if round(value, 3) else "0.0"


def row(values, indent):
    return " " * indent + ", ".join(map(number, values)) + ",\n"


def static(name, doc, look):
    names = "".join("        [\n" + row(part, 12) + "        ],\n" for part in look["names"])
    parts = "".join(f"    {part}: [\n{row(look[part], 8)}    ],\n" for part in ("own", "tag", "around"))
    return f"/// {doc}\npub static {name}: Weights = Weights {{\n    bias: {number(look['bias'])},\n{parts}    names: [\n{names}    ],\n}};\n"


def main():
    bench, pages, truth = sys.argv[1], sys.argv[2], truths(sys.argv[3:])
    seen = look(bench, pages, truth, FIRST)
    validate("first look", *seen)
    first = named(*fit(seen[0], seen[1], seen[3]))
    seen = look(bench, pages, truth, FIRST + PLACES, first)
    validate("second look", *seen)
    coefficients, bias = fit(seen[0], seen[1], seen[3])
    print("//! The weights of the signs, in the order of their names, learned from pages with known stories\n"
          "//! (logistic regression, `benches/signs/learn.py`).\n\n"
          "use super::place::PlaceWeights;\nuse super::signs::Weights;\n")
    print(static("FIRST", "The first look: a line by itself.", first))
    print(static("SECOND", "The second look at the same signs, beside those of its place.", named(coefficients, bias)))
    print(f"/// The second look at a line's place.\npub static PLACE: PlaceWeights = [\n{row(coefficients[FIRST:], 4)}];")


if __name__ == "__main__":
    main()
