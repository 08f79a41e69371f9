#!/usr/bin/env python3
"""Draws docs/pictures/fit-curves.svg from the page that `muster fit --report` writes: patience, handle times and redials of one queue
with their laws, from the data that the page holds beside its charts.

    python3 tests/bench/bank_1999_february.py build/src/cli/muster out
    python3 docs/pictures/fit_curves.py out/fit.html PS docs/pictures/fit-curves.svg
"""
import re
import sys
import xml.etree.ElementTree as tree

LEFT, TOP, WIDTH, HEIGHT, GAP = 60, 40, 820, 170, 62
CURVE, BAND, LAW, OTHER, AREA = "#5f4b9b", "#dcd6ee", "#1b2733", "#b4452c", "#cfe1ee"
SPACE = "{http://www.w3.org/1999/xhtml}"


def text(x, y, words, size=13, anchor="start", colour="#222"):
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def read(page, name):
    """The rows of a chart's data, as numbers; empty cells are left out."""
    table = page.find(f".//{SPACE}table[@id='data-{name}']")
    if table is None:
        return []
    keys = [cell.text for cell in table.iter(f"{SPACE}th")]
    rows = [[cell.text for cell in row.iter(f"{SPACE}td")] for row in table.iter(f"{SPACE}tr")]
    return [{k: float(v) for k, v in zip(keys, row) if v} for row in rows if row]


def panel(out, top, rows, x_key, title, band=None, curve=None, law="law", other=None, area=None):
    last = max(row[x_key] for row in rows) + rows[1][x_key] - rows[0][x_key]
    keys = [k for k in (curve, law, other, area, band and band[1]) if k]
    most = 1.0 if curve == "still_there" else max(row.get(k, 0) for row in rows for k in keys) * 1.05

    def x(t):
        return LEFT + WIDTH * t / last

    def y(share):
        return top + HEIGHT * (1 - share / most)

    def path(key, colour, width, dash=""):
        d = "".join(f'{"L" if i else "M"}{x(r[x_key]):.1f},{y(r[key]):.1f}' for i, r in enumerate(rows) if key in r)
        out.append(f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}"{dash}/>')

    out.append(text(LEFT, top - 12, title, 14))
    for i in range(5):
        share = most * i / 4
        out.append(f'<path d="M{LEFT},{y(share):.1f}H{LEFT + WIDTH}" stroke="#ddd"/>')
        out.append(text(LEFT - 8, y(share) + 4, f"{100 * share:.0f} %" if most > 0.2 else f"{100 * share:.1f} %", 12, "end", "#555"))
    step = next(s for s in (30, 60, 120, 300, 600, 1200, 3600) if last / s <= 10)
    for t in range(0, int(last) + 1, step):
        label = f"{t} s" if last <= 300 else f"{t / 60:g} min"
        out.append(text(x(t), top + HEIGHT + 18, label, 12, "middle", "#555"))
    if band:
        upper = "".join(f'{"L" if i else "M"}{x(r[x_key]):.1f},{y(r[band[1]]):.1f}' for i, r in enumerate(rows))
        lower = "".join(f"L{x(r[x_key]):.1f},{y(r[band[0]]):.1f}" for r in reversed(rows))
        out.append(f'<path d="{upper}{lower}Z" fill="{BAND}"/>')
    if area:
        width = x(rows[1][x_key]) - x(rows[0][x_key])
        out += [f'<rect x="{x(r[x_key]):.1f}" y="{y(r[area]):.1f}" width="{width:.1f}" height="{top + HEIGHT - y(r[area]):.1f}" fill="{AREA}"/>'
                for r in rows]
    if curve:
        path(curve, CURVE, 2)
    if other:
        path(other, OTHER, 1.5, ' stroke-dasharray="5 4"')
    path(law, LAW, 1.5)


def main():
    with open(sys.argv[1]) as file:
        html = re.sub(r"^<!DOCTYPE html>", "", file.read())
    page = tree.fromstring(html)
    names = [a.text for a in page.iterfind(f".//{SPACE}nav//{SPACE}bdi")]
    index = names.index(sys.argv[2]) + 1
    panels = [
        ("patience", "waited_s", f"{sys.argv[2]}: share still waiting (violet: Kaplan and Meier with its band; black: the law chosen; dashed: exponential)",
         dict(band=("still_there_lower", "still_there_upper"), curve="still_there", law="chosen", other="exponential")),
        ("handle", "from_s", "handle times (blue) and their law, with the very short contacts", dict(area="share")),
        ("redial", "after_s", "share back after giving up", dict(band=("back_lower", "back_upper"), curve="back")),
    ]
    drawn = [(read(page, f"{name}_{index}"), key, title, marks) for name, key, title, marks in panels]
    drawn = [d for d in drawn if d[0]]
    height = TOP + len(drawn) * (HEIGHT + GAP)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 20} {height}" font-family="sans-serif" role="img" '
           'aria-label="Patience, handle times and redials of one queue with the laws that were fitted">',
           '<rect width="100%" height="100%" fill="#fff"/>']
    for i, (rows, key, title, marks) in enumerate(drawn):
        panel(out, TOP + i * (HEIGHT + GAP), rows, key, title, **marks)
    out.append("</svg>")
    with open(sys.argv[3], "w") as file:
        file.write("\n".join(out) + "\n")


main()
