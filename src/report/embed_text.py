"""Turns a text file into a C source with one string: embed_text.py NAME TEXT OUTPUT."""
import sys

name, source, output = sys.argv[1:]
escapes = str.maketrans({"\\": "\\\\", '"': '\\"'})
with open(source, encoding="utf-8") as text, open(output, "w", encoding="utf-8") as out:
    out.write('#include "report/view_private.h"\n\n')
    out.write("const char %s[] =\n" % name)
    for line in text:
        out.write('  "%s\\n"\n' % line.rstrip("\n").translate(escapes))
    out.write("  ;\n")
