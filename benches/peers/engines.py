"""The extractors: each takes a page and gives its answer in the words of the scorer."""

import datetime
import logging
import warnings

import htmldate
import newspaper
import readability
import trafilatura
from lxml import html as lxml_html

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")


def _trafilatura(page, **how):
    found = trafilatura.bare_extraction(page.html, url=page.url, with_metadata=True, **how)
    if found is None:
        return {}
    return {
        "body": found.text,
        "title": found.title,
        "author": (found.author or "").split("; "),
        "published": found.date,
    }


def trafilatura_default(page):
    return _trafilatura(page)


def trafilatura_precision(page):
    return _trafilatura(page, favor_precision=True)


def newspaper4k(page):
    article = newspaper.Article(page.url or "https://unknown.example/", fetch_images=False)
    article.download(input_html=page.html)
    article.parse()
    published = article.publish_date
    if isinstance(published, datetime.datetime):
        published = published.isoformat()
    return {
        "body": article.text,
        "title": article.title,
        "author": article.authors,
        "published": published,
    }


def readability_lxml(page):
    document = readability.Document(page.html, url=page.url)
    tree = lxml_html.document_fromstring(document.summary())
    for block in tree.iter("p", "div", "li", "br", "h1", "h2", "h3", "blockquote", "td"):
        block.tail = "\n" + (block.tail or "")
    return {"body": tree.text_content(), "title": document.short_title()}


def dates_by_htmldate(page):
    return {
        "published": htmldate.find_date(page.html, url=page.url, original_date=True),
        "modified": htmldate.find_date(page.html, url=page.url, original_date=False),
    }


ALL = {
    "trafilatura": trafilatura_default,
    "trafilatura, precision": trafilatura_precision,
    "newspaper4k": newspaper4k,
    "readability-lxml": readability_lxml,
    "htmldate": dates_by_htmldate,
}
