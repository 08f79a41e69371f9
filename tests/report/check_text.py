#!/usr/bin/env python3
"""Holds what the report room writes against stored text, and reads every page as XML.

    check_text.py WRITE_PAGE FOLDER [--update] [--seeds N]

Golden: the tables and the page of the small sample; --update stores what is written now, after reading the diff.
Properties, for all samples and for N random ones (names that are markup, direction marks, broken UTF-8; NaN and
infinities; the seed is printed): the page is well-formed, says nothing of NaN, holds no element that a name could have
brought in, has each name as text, and its CSV equals its tables. The same values give the same bytes.
"""
import argparse
import base64
import csv
import difflib
import html.parser
import io
import pathlib
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

XHTML = "{http://www.w3.org/1999/xhtml}"
SAMPLES = ("small", "bank", "large", "ugly", "bare", "pools")
# Everything that the page is made of; a name that breaks out of its place would bring something else.
ELEMENTS = set("""html head meta title link style body header nav main section figure figcaption details summary div p h1 h2 h3 h4 ul ol
li dl dt dd b small span bdi a pre code table caption thead tbody tr th td svg defs pattern g rect circle line path text desc""".split())
ATTRIBUTES = set("""lang charset name content rel href id class aria-labelledby aria-hidden aria-label role width height x y x1 x2 y1 y2
cx cy r d viewBox preserveAspectRatio text-anchor focusable patternUnits download scope tabindex style title open dx
data-table data-row data-column data-lower data-upper data-shape data-lo data-hi data-full data-from""".split())


class Nesting(html.parser.HTMLParser):
    """An HTML reader that wants every element closed, as a second opinion."""
    def __init__(self):
        super().__init__()
        self.open, self.faults = [], []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append("</%s> at line %d closes something else" % (tag, self.getpos()[0]))


def write(program, *words):
    return subprocess.run([program, *words], check=True, stdout=subprocess.PIPE).stdout


def decode(address):
    head, data = address.split(",", 1)
    text = base64.b64decode(data).decode() if head.endswith(";base64") else urllib.parse.unquote(data, errors="strict")
    return text.removeprefix("\ufeff")


def data_faults(root):
    """CSV links against the tables beside them."""
    for details in root.iter(XHTML + "details"):
        if details.get("class") != "data":
            continue
        link, table = details.find(".//%sa" % XHTML), details.find(".//%stable" % XHTML)
        shown = [["".join(cell.itertext()) for cell in row] for row in table.iter(XHTML + "tr")]
        stored = list(csv.reader(io.StringIO(decode(link.get("href")), newline="")))
        clean = [[re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069]", "\ufffd", c) for c in row] for row in stored]
        if clean != shown:
            yield "%s differs from the table beside it" % link.get("download")


def markup_faults(root):
    for element in root.iter():
        tag = element.tag.removeprefix(XHTML)
        if tag not in ELEMENTS:
            yield "there is a <%s>" % tag
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES:
                yield "<%s> has an attribute %s" % (tag, name)
            if name == "href" and not value.startswith(("#", "data:text/csv", "data:,")):
                yield "a link leads to %s" % value[:40]
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    if len(ids) != len(set(ids)):
        yield "an id is there twice"


def faults_of_page(page):
    text = page.decode("utf-8")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        return ["not well-formed: %s" % error]
    nesting = Nesting()
    nesting.feed(text)
    faults = nesting.faults + (["left open: %s" % nesting.open] if nesting.open else [])
    numbers = [e.text or "" for e in root.iter(XHTML + "td")] + [v for e in root.iter() for v in e.attrib.values()]
    faults += ["a number is '%s'" % n[:30] for n in numbers if re.search(r"(^|[ MLHV(−-])-?(nan|inf)\b", n, re.I)]
    return faults + list(markup_faults(root)) + list(data_faults(root))


def compare(path, now, update):
    stored = path.read_text(encoding="utf-8") if path.exists() else ""
    if now == stored:
        return True
    if update:
        path.write_text(now, encoding="utf-8")
        print("updated %s" % path.name)
        return True
    sys.stdout.writelines(list(difflib.unified_diff(stored.splitlines(True), now.splitlines(True), path.name, "now"))[:60])
    return False


def without_style(page):
    """The page less its style sheet and version: what the values have made."""
    text = re.sub(r"(?s)<style>.*?</style>", "<style/>", page.decode("utf-8"))
    return re.sub(r"Muster \d+\.\d+\.\d+", "Muster VERSION", text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("write_page")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--first-seed", type=int, default=1)
    args = parser.parse_args()
    good = compare(args.folder / "small_tables.txt", write(args.write_page, "small", "tables").decode(), args.update)
    good &= compare(args.folder / "small_page.html", without_style(write(args.write_page, "small")), args.update)
    names = list(SAMPLES) + ["random-%d" % s for s in range(args.first_seed, args.first_seed + args.seeds)]
    for name in names:
        page = write(args.write_page, name)
        faults = faults_of_page(page)
        if name in ("small", "ugly") and write(args.write_page, name) != page:
            faults.append("two runs differ")
        for fault in faults[:5]:
            print("%s: %s" % (name, fault))
        good &= not faults
    print("report: %d pages read" % len(names))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
