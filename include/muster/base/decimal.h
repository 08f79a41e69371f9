/* Doubles as text, exactly and fast: for tables of millions of numbers.
 *
 * Both ways are exact: scanning gives the double nearest to the decimal (ties to even), printing gives the
 * fewest digits that scan back to the same double, and the nearest of those. Neither looks at the locale. NaN and infinities are never scanned, and never printed.
 *
 * Scanning: 15 digits and small powers of ten need one multiplication or division of doubles (Clinger 1990,
 * "How to read floating point numbers accurately"); up to 19 digits and powers up to 27 are done in 128-bit
 * integers; the rest is left to g_ascii_strtod(). Printing is by Giulietti's Schubfach (2020), some 30 ns each.
 */
#pragma once
#include <muster/base/api.h>

G_BEGIN_DECLS

/* Room for any printed number and its NUL. */
#define MUSTER_DECIMAL_SIZE 32

/* Reads `[+-]digits[.digits][e[+-]digits]` at the start of `text` (at least one digit). On success `*end`
 * (may be NULL) is the first character after it. FALSE when there is no number there or it is too large for a
 * double. */
MUSTER_API gboolean muster_decimal_scan(const char *text, const char **end, double *value);

/* Writes the shortest text of a finite `value` and a NUL into `buffer`; returns its length. Plain digits from
 * 1e-5 up to 1e16, else an exponent: `0.25`, `1500`, `1.5e-7`. An integer has no point; −0 is `0`. */
MUSTER_API int muster_decimal_print(char buffer[MUSTER_DECIMAL_SIZE], double value);

G_END_DECLS
