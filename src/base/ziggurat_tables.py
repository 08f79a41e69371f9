"""Writes the layers of the two ziggurats as a C file: computed to 40 digits, so the same on every machine.

256 layers of equal area v under a falling density f on [0, oo) (Marsaglia & Tsang 2000). Layer 0 is the strip
below f(r) with the tail beyond r; layer i > 0 is the box [0, x_i] between f(x_i) and f(x_(i+1)). The one r for
which the top box ends at the height f(0) = 1 is found by bisection.
"""
import sys
from decimal import Decimal, getcontext

getcontext().prec = 40
N = 256
ONE = Decimal(1)


def gauss(x):
    return (-x * x / 2).exp()


def gauss_inverse(y):
    return (-2 * y.ln()).sqrt()


def gauss_tail(r):
    """The integral of exp(-x*x/2) beyond r by its continued fraction (DLMF 7.9.1)."""
    fraction = r
    for k in range(700, 0, -1):
        fraction = r + k / fraction
    return gauss(r) / fraction


def fall(x):
    return (-x).exp()


def fall_inverse(y):
    return -y.ln()


def layers(f, inverse, tail, r):
    """x_1 = r down to x_255, the area, and how far the top box overshoots the height 1."""
    area = r * f(r) + tail(r)
    xs, y = [r], f(r)
    for _ in range(N - 2):
        y += area / xs[-1]
        if y >= ONE:
            return None, area, ONE
        xs.append(inverse(y))
    return xs, area, y + area / xs[-1] - ONE


def solve(f, inverse, tail, low, high):
    """The larger r is, the smaller the area and the lower the top."""
    low, high = Decimal(low), Decimal(high)
    for _ in range(115):
        middle = (low + high) / 2
        xs, area, over = layers(f, inverse, tail, middle)
        if over > 0:
            low = middle
        else:
            high = middle
    xs, area, _ = layers(f, inverse, tail, high)
    return [area / f(xs[0])] + xs + [Decimal(0)], xs[0]


def write(out, name, f, xs, r):
    print(f"const MusterZiggurat muster_ziggurat_{name} = {{", file=out)
    print(f"  .tail = {float(r).hex()},\n  .layer = {{", file=out)
    for i in range(N):
        inside = int(xs[i + 1] / xs[i] * 2**53)
        print(f"    {{G_GUINT64_CONSTANT({inside}), {float(xs[i] / 2**53).hex()}}},", file=out)
    print("  },\n  .height = {", file=out)
    heights = [Decimal(0)] + [f(x) for x in xs[1:]]
    for y in heights:
        print(f"    {float(y).hex()},", file=out)
    print("  },\n};\n", file=out)


with open(sys.argv[1], "w") as out:
    print("/* Written by ziggurat_tables.py. */\n#include \"base/ziggurat_private.h\"\n", file=out)
    write(out, "exponential", fall, *solve(fall, fall_inverse, fall, "7", "8"))
    write(out, "normal", gauss, *solve(gauss, gauss_inverse, gauss_tail, "3.5", "4"))
