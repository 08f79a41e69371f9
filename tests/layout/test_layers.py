#!/usr/bin/env python3
"""The layer test must itself be able to fail: plants an arrow to the right in a copy and expects it to be found."""
import pathlib
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import layers  # noqa: E402

PLANTED = [
    ("src/model/planted.c", '#include "sim/engine_private.h"\n', "to its right"),
    ("src/check/planted.c", "#include <muster/plan.h>\n", "to its right"),
    ("src/yaml/planted.c", "#include <muster/csv.h>\n", "to its right"),
    ("src/plan/planted.c", "#include <coin/Cbc_C_Interface.h>\n", "alone"),
    ("include/muster/planted.h", '#include "base/x_private.h"\n', "private"),
]


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    for name, text, expected in PLANTED:
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder)
            shutil.copytree(root / "src", copy / "src")
            shutil.copytree(root / "include", copy / "include")
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_text(text)
            found = [f for f in layers.faults(copy) if "planted" in f]
            if len(found) != 1 or expected not in found[0]:
                print(f"{name}: planted fault not found: {found}")
                return 1
    print(f"layers: {len(PLANTED)} planted faults found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
