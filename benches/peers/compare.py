#!/usr/bin/env python3
"""revdiff beside extractors of PyPI: the same pages, the same scorer, one table.

  python compare.py DIR SCORER.py [--revdiff PROGRAM] [--limit N] [--dek]

DIR holds `truth.json` or `truth.json.gz` and the pages it names; SCORER.py has
`score(truth, predictions)`. All peers get the page as decoded text; revdiff gets its bytes.
"""

import argparse
import importlib.util
import pathlib
import sys
import time

import engines
import ours
import pages

COLUMNS = [
    ("F1", lambda s: s["body"]["f1"]),
    ("exact", lambda s: s["body"]["accuracy"]),
    ("must", lambda s: s["snippets"]["must_have"]),
    ("mustn't", lambda s: s["snippets"]["must_not_have"]),
    ("headline", lambda s: s["title"]["exact"]),
    ("authors", lambda s: s["author"]["mean_f1"]),
    ("published", lambda s: s["published"]["exact"]),
    ("modified", lambda s: s["modified"]["exact"]),
]


def main():
    options = arguments()
    scorer = load(options.scorer)
    truth = dict(sorted(pages.truth(options.folder).items())[: options.limit])
    read = [pages.read(options.folder, id, known) for id, known in truth.items()]
    answers, seconds, failed = by_peers(read)
    answers["revdiff"], seconds["revdiff"] = ours.run(options.revdiff, read, options.dek)
    failed["revdiff"] = len(read) - len(answers["revdiff"])
    print(f"{len(read)} pages")
    table(scorer, truth, answers, seconds, failed, len(read))
    by_source(scorer, truth, answers)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("scorer", type=pathlib.Path)
    parser.add_argument("--revdiff", default="target/release/revdiff", help="the program")
    parser.add_argument("--limit", type=int, help="only the first so many pages")
    parser.add_argument(
        "--dek", action="store_true", help="the true body has the standfirst in it: add ours"
    )
    return parser.parse_args()


def load(path):
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def by_peers(read):
    """Answers, CPU seconds and failures of each; all take turns on each page."""
    answers = {name: {} for name in engines.ALL}
    seconds = dict.fromkeys(engines.ALL, 0.0)
    failed = dict.fromkeys(engines.ALL, 0)
    for number, page in enumerate(read):
        if number % 50 == 0:
            print(f"{number} of {len(read)}", file=sys.stderr)
        for name, engine in engines.ALL.items():
            start = time.process_time()
            try:
                answers[name][page.id] = engine(page)
            except Exception:  # A peer that stumbles has given no answer, and that is its score.
                failed[name] += 1
            seconds[name] += time.process_time() - start
    return answers, seconds, failed


def table(scorer, truth, answers, seconds, failed, count):
    print(f"\n{'':<24}" + "".join(f"{name:>10}" for name, _ in COLUMNS) + f"{'ms/page':>10}{'failed':>8}")
    for name, predictions in answers.items():
        scores, _ = scorer.score(truth, predictions)
        cells = "".join(cell(value(scores)) for _, value in COLUMNS)
        print(f"{name:<24}{cells}{seconds[name] / count * 1e3:>10.1f}{failed[name]:>8}")


def by_source(scorer, truth, answers):
    sources = sorted({known["source"] for known in truth.values() if known.get("body")})
    print("\nBody F1 and exact by source" + f"\n{'':<24}" + "".join(f"{name:>20}" for name in sources))
    for name, predictions in answers.items():
        body = [scorer.score(truth, predictions, source)[0]["body"] for source in sources]
        cells = "".join(cell(it["f1"]) + cell(it["accuracy"]) for it in body)
        print(f"{name:<24}{cells}")


def cell(value):
    is_number = value is not None and value == value
    return f"{value:>10.3f}" if is_number else f"{'-':>10}"


if __name__ == "__main__":
    main()
