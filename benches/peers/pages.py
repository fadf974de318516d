"""The pages and the truth about them."""

import gzip
import json
import pathlib
from dataclasses import dataclass

import zstandard


@dataclass
class Page:
    id: str
    path: pathlib.Path
    url: str | None
    html: str


def truth(folder):
    """What is known of each page, by its id."""
    plain = folder / "truth.json"
    if plain.exists():
        return json.loads(plain.read_text(encoding="utf-8"))["pages"]
    with gzip.open(folder / "truth.json.gz", "rt", encoding="utf-8") as file:
        return json.load(file)["pages"]


def read(folder, id, known):
    """One page, decoded as the truth says it must be."""
    path = folder / known["file"]
    content = path.read_bytes()
    if path.suffix == ".zst":
        content = zstandard.ZstdDecompressor().decompressobj().decompress(content)
    html = content.decode(known.get("encoding", "utf-8"), errors="replace")
    return Page(id, path, known.get("url"), html)
