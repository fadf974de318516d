"""What `revdiff extract --batch` makes of the pages."""

import json
import resource
import subprocess


def run(program, pages, has_dek):
    """The answers by page id, and the CPU seconds of the whole process."""
    lines = [{"id": page.id, "url": page.url, "path": str(page.path.resolve())} for page in pages]
    work = "".join(json.dumps(line) + "\n" for line in lines)
    before = _cpu()
    done = subprocess.run(
        [program, "extract", "--batch"], input=work, capture_output=True, text=True, check=True
    )
    seconds = _cpu() - before
    articles = (json.loads(line) for line in done.stdout.splitlines())
    return {article["id"]: _answer(article, has_dek) for article in articles}, seconds


def _cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _answer(article, has_dek):
    body = article.get("body") or ""
    if has_dek:
        body = "\n\n".join(part for part in (article.get("dek"), body) if part)
    return {
        "body": body,
        "title": article.get("headline"),
        "author": article.get("byline"),
        "published": article.get("published"),
        "modified": article.get("updated"),
    }
