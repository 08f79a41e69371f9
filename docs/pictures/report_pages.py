#!/usr/bin/env python3
"""Takes the pictures of the report page that docs/ and the README show, by a headless Chromium.

    build/src/cli/muster run examples/bank/centre.yaml -o out/bank
    python3 docs/pictures/report_pages.py out/bank/report.html docs/pictures
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "browser"))
from devtools import Browser

TALLEST = 1300  # pixels of a section; what lies below is more of the same
MARGIN = 32
SECTIONS = ("summary", "demand", "staffing", "service", "spread", "cost", "roster", "uncovered")


def take_sections(browser, url, folder):
    page = browser.open(url, width=1280)
    page.screenshot(os.path.join(folder, "report-1280-light.png"), (0, 0, 1280, 1250))
    for name in SECTIONS:
        box = page.evaluate(f"(() => {{ const b = document.getElementById('{name}').getBoundingClientRect();"
                            "return [b.left + scrollX, b.top + scrollY, b.width, b.height] })()")
        box = [box[0] - MARGIN, box[1], box[2] + 2 * MARGIN, min(box[3], TALLEST)]
        page.screenshot(os.path.join(folder, name + ".png"), box)
    page.close()


def take_whole(browser, url, folder):
    for width in (1280, 390):
        for scheme in ("light", "dark"):
            page = browser.open(url, width=width, scheme=scheme)
            page.screenshot(os.path.join(folder, f"whole-{width}-{scheme}.png"), (0, 0, width, 4200))
            page.close()


def main():
    url, folder = "file://" + os.path.abspath(sys.argv[1]), sys.argv[2]
    with Browser() as browser:
        take_sections(browser, url, folder)
        take_whole(browser, url, folder)


main()
