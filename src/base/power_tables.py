#!/usr/bin/env python3
"""Writes the powers of ten that shortest.c multiplies by: for k = -292 .. 324 the 128 leading bits of 10^k, rounded up.

    power_tables.py OUTPUT
"""
import sys

LEAST, MOST = -292, 324


def leading_bits(k):
    """The smallest g with g 2^e >= 10^k and 2^127 <= g < 2^128."""
    if k >= 0:
        shift = (10 ** k).bit_length() - 128
        return -(-(10 ** k) >> shift) if shift > 0 else 10 ** k << -shift
    scale = 128 + (10 ** -k).bit_length()
    g = -(-(1 << scale) // 10 ** -k)
    shift = g.bit_length() - 128
    return -(-(1 << scale) // (10 ** -k << shift))


with open(sys.argv[1], "w") as out:
    out.write('#include "base/shortest_private.h"\n\n')
    out.write(f"const Power128 base_power_of_10[{MOST - LEAST + 1}] = {{\n")
    for k in range(LEAST, MOST + 1):
        g = leading_bits(k)
        assert 1 << 127 <= g < 1 << 128
        out.write(f"  {{0x{g >> 64:016x}u, 0x{g & (1 << 64) - 1:016x}u}}, /* {k} */\n")
    out.write("};\n")
