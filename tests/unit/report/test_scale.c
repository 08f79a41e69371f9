/* Ticks, and what a drawing says of a value. */
#include "muster_test.h"
#include "report/days_private.h"
#include "report/net_private.h"
#include <muster/base/random.h>
#include <stdio.h>

static void
encloses_what_is_drawn(void)
{
  guint64 seed = 20260302;
  printf("scale: seed %" G_GUINT64_FORMAT "\n", seed);
  for (guint64 k = 0; k < 2000; k++) {
    MusterKey key = muster_key(seed, k);
    double hi = exp(40 * (muster_draw_uniform(key, MUSTER_DRAW_OTHER) - 0.5));
    double lo = hi * (muster_draw_uniform(key, MUSTER_DRAW_ROUTE) - 0.5);
    int about = 1 + (int) (k % 6);
    Scale scale = scale_nice(lo, hi, about);
    CU_ASSERT(scale.lo <= lo + 1e-9 * scale.step && scale.hi >= hi - 1e-9 * scale.step);
    CU_ASSERT(scale.n >= 2 && scale.n <= 2 * about + 3);
    CU_ASSERT_DOUBLE_EQUAL(scale_tick(&scale, scale.n - 1), scale.hi, 1e-6 * scale.step);
    double lead = scale.step / pow(10, floor(log10(scale.step) + 1e-9));
    CU_ASSERT(fabs(lead - 1) < 1e-6 || fabs(lead - 2) < 1e-6 || fabs(lead - 5) < 1e-6);
  }
}

static void
bears_any_bounds(void)
{
  const double odd[] = {NAN, INFINITY, -INFINITY, 0, -5, 5, 1e300};
  for (gsize i = 0; i < G_N_ELEMENTS(odd); i++)
    for (gsize k = 0; k < G_N_ELEMENTS(odd); k++) {
      Scale scale = scale_nice(odd[i], odd[k], 3);
      CU_ASSERT(isfinite(scale.lo) && isfinite(scale.hi) && scale.lo < scale.hi && scale.n >= 2 &&
                scale.n < 20);
      double share = scale_share(&scale, 1e300);
      CU_ASSERT(share >= 0 && share <= 1);
    }
}

static void
writes_percents(void)
{
  static const struct {
    double share;
    const char *text;
  } cases[] = {{0, "0%"},          {1, "100%"},        {0.5, "50%"},   {1.0 / 3, "33.33%"},
               {0.00006, "0.01%"}, {-0.015, "-1.50%"}, {0.00001, "0%"}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    Html html = {g_string_new(NULL)};
    svg_percent(&html, cases[i].share);
    CU_ASSERT_STRING_EQUAL(html.out->str, cases[i].text);
    g_string_free(html.out, TRUE);
  }
}

static void
names_net_staffing(void)
{
  static const struct {
    double need, have;
    const char *state;
  } cases[] = {
    {0, 0, "closed"},        {10, 10, "right"},       {10, 9.6, "right"},  {10, 9.5, "short"},
    {10, 9, "short"},        {10, 8.9, "well short"}, {100, 90, "short"},  {100, 89.9, "well short"},
    {10, 11, "right"},       {10, 11.5, "over"},      {100, 105, "right"}, {100, 106, "over"},
    {100, 121, "well over"}, {0, 0.4, "closed"},      {0, 1, "over"},      {0, 3, "well over"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    CU_ASSERT_STRING_EQUAL(net_state(cases[i].need, cases[i].have), cases[i].state);
}

static void
escapes_everything_that_comes_from_people(void)
{
  Html html = {g_string_new(NULL)};
  html_put(&html, "<b title=\"%s\">%s</b>", "\"'", "<script>&</script>");
  CU_ASSERT_STRING_EQUAL(html.out->str, "<b title=\"&quot;&apos;\">&lt;script&gt;&amp;&lt;/script&gt;</b>");
  g_string_free(html.out, TRUE);
  g_autofree char *clean = html_clean("a\x01\u202e\ufffe\xff\tb");
  CU_ASSERT_STRING_EQUAL(clean, "a\ufffd\ufffd\ufffd\ufffd\tb");
}

void test_scale(void);
void
test_scale(void)
{
  CU_pSuite suite = CU_add_suite("scale", NULL, NULL);
  ADD_TEST(suite, encloses_what_is_drawn);
  ADD_TEST(suite, bears_any_bounds);
  ADD_TEST(suite, writes_percents);
  ADD_TEST(suite, names_net_staffing);
  ADD_TEST(suite, escapes_everything_that_comes_from_people);
}
