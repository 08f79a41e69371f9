#!/usr/bin/env python3
"""Fails when an #include points to the right of the line that docs/architecture.md draws.

usage: layers.py SOURCE_ROOT
Rooms are read from src/meson.build, so that the build and this test cannot disagree on their order. A foundation
includes base and the foundations before it; a room of the line what stands before it and foundations; check only
model and foundations; study and cli anything but cli; tests and public headers follow the same law as their room.
"""
import pathlib
import re
import sys

FOUNDATIONS = ["base", "yaml", "csv", "dist", "erlang", "mip"]
ONLY = {"check": {"model"} | set(FOUNDATIONS)}  # the checker shares no code with what it checks
FOREIGN = {  # a foreign library appears in one room
    r"yaml\.h": "yaml",
    r"coin/.*": "mip",
}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^">]+)[">]', re.M)


def room_order(root):
    text = (root / "src/meson.build").read_text()
    rooms = re.findall(r"'(\w+)'", re.search(r"rooms = \[(.*?)\]", text, re.S).group(1))
    assert rooms[: len(FOUNDATIONS)] == FOUNDATIONS, "src/meson.build lists the foundations in another order"
    return rooms + ["cli"]


def allowed(room, order):
    if room in ONLY:
        return ONLY[room] | {room}
    if room in FOUNDATIONS:
        return set(order[: order.index(room) + 1])
    return set(order[: order.index(room) + 1])


def target(path, order):
    parts = path.split("/")
    if parts[0] == "muster":
        name = parts[1].removesuffix(".h")
        return name if name in order else None
    return parts[0] if parts[0] in order and len(parts) > 1 else None


def room_of(path, root, order):
    parts = path.relative_to(root).parts
    if parts[0] == "src":
        return parts[1] if parts[1] in order else None
    name = parts[2].removesuffix(".h")  # include/muster/ROOM...
    return name if name in order else None


def faults(root):
    order = room_order(root)
    for path in sorted([*root.glob("src/**/*.[ch]"), *root.glob("include/**/*.h")]):
        room = room_of(path, root, order)
        where = path.relative_to(root)
        public = where.parts[0] == "include"
        for bracket, included in INCLUDE.findall(path.read_text()):
            to = target(included, order)
            if room and to and to not in allowed(room, order):
                yield f"{where}: {room} includes {included}, which is to its right"
            if public and bracket == '"':
                yield f"{where}: a public header includes a private one, {included}"
            for pattern, owner in FOREIGN.items():
                if bracket == "<" and re.fullmatch(pattern, included) and room != owner:
                    yield f"{where}: {included} belongs to the room {owner} alone"


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    found = list(faults(root))
    for fault in found:
        print(fault)
    print(f"layers: {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
