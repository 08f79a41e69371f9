/* Decimal text: every double comes back, and the digits are those of the C library's shortest %g. */
#include "muster_test.h"
#include <muster/base/decimal.h>
#include <float.h>
#include <string.h>

#define N_NUMBERS 100000

static guint64
significant_digits(const char *text)
{
  guint64 digits = 0;
  for (const char *p = text; *p != 0 && *p != 'e'; p++)
    if (g_ascii_isdigit(*p))
      digits = digits * 10 + (guint64) (*p - '0');
  while (digits != 0 && digits % 10 == 0)
    digits /= 10;
  return digits;
}

static double
random_double(GRand *rand, int kind)
{
  guint64 bits = (guint64) g_rand_int(rand) << 32 | g_rand_int(rand);
  double any;
  memcpy(&any, &bits, sizeof any);
  switch (kind) {
  case 0:
    return isfinite(any) ? any : 1;
  case 1:
    return g_rand_double(rand);
  case 2:
    return (double) (bits % 100000000) / 1000;
  case 3:
    return ldexp(1, (int) (bits % 2000) - 1000); /* the gap below is half the gap above */
  default:
    return ldexp(g_rand_double(rand), (int) (bits % 140) - 70);
  }
}

static void
every_double_comes_back(void)
{
  guint32 seed = g_random_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  for (int i = 0; i < N_NUMBERS; i++) {
    double value = random_double(rand, i % 5), back = 0;
    char text[MUSTER_DECIMAL_SIZE], library[64];
    const char *end = NULL;
    int length = muster_decimal_print(text, value);
    CU_ASSERT_EQUAL(length, (int) strlen(text));
    gboolean good = muster_decimal_scan(text, &end, &back) && *end == 0 && back == value &&
                    g_ascii_strtod(text, NULL) == value;
    static const char *const formats[] = {"%.15g", "%.16g", "%.17g"};
    for (int k = 0; k < 3; k++) {
      g_ascii_formatd(library, sizeof library, formats[k], value);
      if (g_ascii_strtod(library, NULL) == value)
        break;
    }
    /* At a power of two, and below the normal numbers, a shorter one may do than the C library's roundings try. */
    gboolean odd_one = i % 5 == 3 || fabs(value) < DBL_MIN;
    guint64 ours = significant_digits(text), theirs = significant_digits(library);
    good = good && (ours == theirs || (odd_one && ours < theirs));
    if (!good)
      g_printerr("seed %u: %a is written %s, read %a, the library says %s\n", seed, value, text, back,
                 library);
    CU_ASSERT(good);
  }
}

/* Up to 20 digits and any exponent: the nearest double, as strtod finds it. */
static void
scanning_is_exactly_rounded(void)
{
  guint32 seed = g_random_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  for (int i = 0; i < N_NUMBERS; i++) {
    g_autoptr(GString) text = g_string_new(g_rand_boolean(rand) ? "-" : "");
    int n = g_rand_int_range(rand, 1, 22), point = g_rand_int_range(rand, 0, n + 1);
    for (int k = 0; k < n; k++) {
      if (k == point)
        g_string_append_c(text, '.');
      g_string_append_c(text, (char) ('0' + g_rand_int_range(rand, 0, 10)));
    }
    if (g_rand_boolean(rand))
      g_string_append_printf(text, "e%d", g_rand_int_range(rand, -40, 40));
    double value = 0, want = g_ascii_strtod(text->str, NULL);
    gboolean good = muster_decimal_scan(text->str, NULL, &value) && value == want;
    if (!good)
      g_printerr("seed %u: %s is read %a, want %a\n", seed, text->str, value, want);
    CU_ASSERT(good);
  }
}

static void
texts(void)
{
  static const struct {
    double value;
    const char *text;
  } cases[] = {{0, "0"},
               {-0.0, "0"},
               {0.1, "0.1"},
               {-1500, "-1500"},
               {1e-5, "0.00001"},
               {1.5e-7, "1.5e-7"},
               {1e15, "1000000000000000"},
               {1e16, "1e16"},
               {1e22, "1e22"},
               {1.0 / 3, "0.3333333333333333"},
               {12.25, "12.25"},
               {-0.0005, "-0.0005"},
               {999999999999999.875, "999999999999999.9"},
               {99999999999999.98, "99999999999999.98"}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    char text[MUSTER_DECIMAL_SIZE];
    muster_decimal_print(text, cases[i].value);
    CU_ASSERT_STRING_EQUAL(text, cases[i].text);
  }
  double value;
  const char *end;
  CU_ASSERT(muster_decimal_scan("12e+x", &end, &value) && strcmp(end, "e+x") == 0);
  CU_ASSERT(muster_decimal_scan("+.5.", &end, &value) && strcmp(end, ".") == 0);
  CU_ASSERT_FALSE(muster_decimal_scan("", NULL, &value));
  CU_ASSERT_FALSE(muster_decimal_scan(".", NULL, &value));
  CU_ASSERT_FALSE(muster_decimal_scan("--1", NULL, &value));
  CU_ASSERT_FALSE(muster_decimal_scan("1e309", NULL, &value));
  CU_ASSERT_FALSE(muster_decimal_scan("inf", NULL, &value));
  CU_ASSERT(muster_decimal_scan("1e-99999999999", NULL, &value) && value == 0);
}

void test_decimal(void);
void
test_decimal(void)
{
  CU_pSuite suite = CU_add_suite("decimal", NULL, NULL);
  ADD_TEST(suite, texts);
  ADD_TEST(suite, every_double_comes_back);
  ADD_TEST(suite, scanning_is_exactly_rounded);
}
