/* The shortest decimal digits of a double. */
#pragma once
#include <glib.h>

/* value > 0, finite: the result times 10^e10 reads back as `value`, has the fewest digits that do (zeros at
 * its end may follow them), and is the nearest to it of those. */
guint64 base_shortest_digits(double value, int *e10);

/* The 128 leading bits of 10^k, rounded up. */
typedef struct {
  guint64 high, low;
} Power128;
enum { BASE_LEAST_POWER = -292, BASE_MOST_POWER = 324 };
extern const Power128 base_power_of_10[BASE_MOST_POWER - BASE_LEAST_POWER + 1];
