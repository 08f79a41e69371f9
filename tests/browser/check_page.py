#!/usr/bin/env python3
"""Opens report pages in a headless Chromium and checks what a reader would see.

    check_page.py WRITE_PAGE            the pages of the samples, and that planted faults are found
    check_page.py --page FILE           one page
    check_page.py --page FILE --pictures FOLDER   and pictures of it, 1280 and 390 wide, light and dark

A page opens with no error and no request, overflows at no width, draws every chart from the data beside it, gives every
chart a text alternative, links CSV that equals the data shown, and has enough contrast in light and dark. Without a
Chromium it is skipped, with status 77.
"""
import argparse
import csv
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse
import base64

from devtools import Browser, find_chromium

HERE = pathlib.Path(__file__).resolve().parent
DRAWINGS = (HERE / "check_page.js").read_text(encoding="utf-8")
SAMPLES = ("small", "bank", "ugly", "pools", "bare")
WIDTHS = (1280, 768, 390, 320)
WHOLE_HEIGHT, PART_HEIGHT, HEAD_HEIGHT = 4200, 1300, 1250  # the upper part of what is long

# Elements that reach beyond the window and are in no box that scrolls or cuts.
OVERFLOW = """(() => {
  const cut = (e) => { for (let p = e.parentElement; p; p = p.parentElement)
    if (p.tagName !== "BODY" && getComputedStyle(p).overflowX !== "visible") return true; return false; };
  const wide = [...document.body.querySelectorAll("*")].filter((e) => !(e.closest("svg") && e.tagName !== "text") &&
    e.getBoundingClientRect().right > innerWidth + 1 && e.getBoundingClientRect().width > 0 && !cut(e));
  return {scroll: document.documentElement.scrollWidth - innerWidth,
          wide: wide.slice(0, 5).map((e) => e.tagName + " " + e.textContent.slice(0, 40))};
})()"""

CONTRAST = """(() => {
  const rgb = (c) => c.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (c) => { const [r, g, b] = rgb(c); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const ratio = (c) => { const l = light(c); return (Math.max(l, paper) + 0.05) / (Math.min(l, paper) + 0.05); };
  return [...document.querySelectorAll("h1, .sub span, .note, nav a, .tile b, .missing, .figure, dt")]
    .map((e) => [e.className || e.tagName, ratio(getComputedStyle(e).color)]).filter(([, r]) => r < 4.5).slice(0, 5);
})()"""

LINKS = """[...document.querySelectorAll("a[download]")].map((a) => {
  const table = a.closest("details.data") && a.closest("details.data").querySelector("table");
  return {href: a.getAttribute("href"), name: a.getAttribute("download"),
          rows: table && [...table.rows].map((r) => [...r.cells].map((c) => c.textContent))};
})"""


def decode_data_address(address):
    head, data = address.split(",", 1)
    if head.endswith(";base64"):
        return base64.b64decode(data).decode("utf-8-sig")
    return urllib.parse.unquote(data, errors="strict").removeprefix("\ufeff")


def check_links(page):
    faults = []
    for link in page.evaluate(LINKS):
        rows = list(csv.reader(io.StringIO(decode_data_address(link["href"]))))
        if len(rows) < 1 or any(len(r) != len(rows[0]) for r in rows):
            faults.append("%s is no table" % link["name"])
        if link["rows"] is not None and rows != link["rows"]:
            faults.append("%s differs from the data shown" % link["name"])
    return faults


def check_layout(page):
    faults = []
    for opened in (False, True):
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = %s || d.open; })" % str(opened).lower())
        for width in WIDTHS:
            page.size(width)
            found = page.evaluate(OVERFLOW)
            if found["scroll"] > 0 or found["wide"]:
                faults.append("%d px wide%s: overflows by %d px: %s" %
                              (width, ", all open" if opened else "", found["scroll"], found["wide"]))
    return faults


def check_colours(page):
    faults = []
    for scheme in ("light", "dark"):
        page.media(scheme)
        faults += ["%s: contrast of '%s' is %.1f" % (scheme, what, ratio) for what, ratio in page.evaluate(CONTRAST)]
    page.media("dark", "print")
    paper = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()")
    if paper != "#ffffff":
        faults.append("printed on '%s', not on white" % paper)
    page.media("light")
    return faults


def check(browser, path):
    """All faults of the page, and how much was looked at."""
    address = pathlib.Path(path).resolve().as_uri()
    page = browser.open(address)
    seen = page.evaluate(DRAWINGS)
    faults = seen["faults"] + check_links(page) + check_layout(page) + check_colours(page)
    faults += ["console: " + error for error in page.errors]
    faults += ["request: " + r[:100] for r in page.requests if r != address and not r.startswith("data:")]
    page.close()
    return faults, seen["counts"]


def plant(text):
    """Pages that each have one fault, by name."""
    import re
    first = lambda pattern, put: re.sub(pattern, put, text, count=1, flags=re.S)
    return {
        "a datum changed": first(r'(id="data-staffing".*?<td>[^<]*</td><td>)(\d+)', lambda m: m[1] + str(int(m[2]) + 7)),
        "a bar changed": first(r'(class="bar" x="0%" width=")(\d+)', lambda m: m[1] + str(int(m[2]) // 2)),
        "a band moved": first(r'(data-shape="band"[^>]* d="M0 \d+V)(\d+)', lambda m: m[1] + str((int(m[2]) + 200) % 1000)),
        "a step moved": first(r'(data-shape="steps"[^>]* d="M0 \d+V)(\d+)', lambda m: m[1] + str((int(m[2]) + 200) % 1000)),
        "a cell recoloured": first(r'<rect class="(?:u1|u2|r0|o1|o2)" x="([^"]*)" width="([^"]*)" y="1"',
                                   r'<rect class="c0" x="\1" width="\2" y="1"'),
        "a shift moved": first(r'(<path class="w" d="M)(\d+)', lambda m: m[1] + str(int(m[2]) + 120)),
        "a description missing": first(r"<desc id=[^>]*>[^<]*</desc>", ""),
        "a request": text.replace("</main>", '<img alt="" src="http://127.0.0.1:9/x.png"/></main>'),
        "an error": text.replace("</main>", "<script>throw new Error('planted');</script></main>"),
        "an overflow": text.replace("</main>", '<p style="width: 500px">wide</p></main>'),
        "a CSV that differs": first(r'(href="data:text/csv;charset=utf-8,)([^"]*?)2026', r"\g<1>\g<2>2027"),
        "faint text": text.replace("</main>", '<p class="note" style="color: #ddd">faint</p></main>'),
    }


def check_planted(browser, text, folder):
    """Faults of the checker: planted ones that it does not see."""
    blind = []
    for name, page in plant(text).items():
        if page == text:
            blind.append("could not plant '%s'" % name)
            continue
        path = os.path.join(folder, "planted.html")
        with open(path, "w", encoding="utf-8") as out:
            out.write(page)
        if not check(browser, path)[0]:
            blind.append("did not see '%s'" % name)
    return blind


def take_pictures(browser, path, folder):
    """The whole page, 1280 and 390 wide, light and dark, and its parts for the guide."""
    os.makedirs(folder, exist_ok=True)
    address = pathlib.Path(path).resolve().as_uri()
    for width in (1280, 390):
        for scheme in ("light", "dark"):
            page = browser.open(address, width, scheme)
            height = page.evaluate("document.documentElement.scrollHeight")
            page.screenshot(os.path.join(folder, "whole-%d-%s.png" % (width, scheme)), (0, 0, width, min(height, WHOLE_HEIGHT)))
            page.close()
    page = browser.open(address, 1280, "light")
    page.screenshot(os.path.join(folder, "report-1280-light.png"), (0, 0, 1280, HEAD_HEIGHT))
    for part in ("summary", "demand", "staffing", "service", "cost", "roster", "uncovered"):
        box = page.evaluate("(() => { const e = document.getElementById('%s'); if (!e || e.tagName !== 'SECTION') return null; "
                            "const r = e.getBoundingClientRect(); return [r.y + scrollY, r.height]; })()" % part)
        if box:
            page.screenshot(os.path.join(folder, part + ".png"), (60, box[0] + 4, 1160, min(box[1], PART_HEIGHT)))
    page.close()


def run_samples(browser, write_page):
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for sample in SAMPLES:
            text = subprocess.run([write_page, sample], check=True, stdout=subprocess.PIPE).stdout.decode()
            path = os.path.join(folder, sample + ".html")
            with open(path, "w", encoding="utf-8") as out:
                out.write(text)
            faults, counts = check(browser, path)
            print("%s: %d bytes, %s" % (sample, len(text.encode()), ", ".join("%d %s" % (n, w) for w, n in counts.items())))
            for fault in faults:
                print("  " + fault)
            if sample != "bare" and min(counts[w] for w in ("charts", "values", "cells", "bars", "shifts")) == 0:
                faults.append("nothing to check")
                print("  a kind of drawing is missing: the check is blind to it")
            if sample == "small":
                blind = check_planted(browser, text, folder)
                for line in blind:
                    print("  checker: " + line)
                failed = failed or bool(blind)
            failed = failed or bool(faults)
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("write_page", nargs="?")
    parser.add_argument("--page")
    parser.add_argument("--pictures")
    args = parser.parse_args()
    if not find_chromium():
        print("skipped: no chromium is installed (Debian: apt-get install chromium)")
        return 77
    with Browser() as browser:
        if args.page:
            faults, counts = check(browser, args.page)
            print("\n".join(faults) or "no fault in %s" % counts)
            if args.pictures:
                take_pictures(browser, args.page, args.pictures)
            return 1 if faults else 0
        return 1 if run_samples(browser, args.write_page) else 0


if __name__ == "__main__":
    sys.exit(main())
