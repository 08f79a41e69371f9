#include "muster_test.h"
#include <muster/base/units.h>
#include <locale.h>
#include <string.h>

typedef gboolean (*Parser)(const char *, double *, char **);

typedef struct {
  const char *text;
  double want; /* NaN: refused */
} Case;

static void
run(const char *name, Parser parse, const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    double got = NAN;
    g_autofree char *why = NULL;
    gboolean read = parse(cases[i].text, &got, &why);
    gboolean ok = isnan(cases[i].want) ? !read && why != NULL : read && got == cases[i].want;
    if (!ok)
      g_printerr("%s '%s': got %.17g (%s), want %.17g\n", name, cases[i].text, got, why ? why : "",
                 cases[i].want);
    CU_ASSERT(ok);
  }
}

static void
numbers(void)
{
  const Case cases[] = {
      {"5", 5},
      {" -2.50 ", -2.5},
      {"+3", 3},
      {"1_000_000", 1e6},
      {"1\xe2\x80\x89"
       "000",
       1000},
      {"1e3", 1000},
      {"2.5E-3", 0.0025},
      {"0.1", 0.1},
      {"1e15", 1e15},
      {"0", 0},
      {"1e16", NAN},
      {"1e999999999999", NAN},
      {"", NAN},
      {" ", NAN},
      {"-", NAN},
      {".5", NAN},
      {"1.", NAN},
      {"1,5", NAN},
      {"1_", NAN},
      {"1__0", NAN},
      {"nan", NAN},
      {"inf", NAN},
      {"0x10", NAN},
      {"1 2", NAN},
      {"5 %", NAN},
      {"1e", NAN},
      {"\xff", NAN},
      {"--1", NAN},
      {"11111111111111111111111111111111111111111111111111111111111111111", NAN},
  };
  run("number", muster_parse_number, cases, G_N_ELEMENTS(cases));
}

static void
durations(void)
{
  const Case cases[] = {
      {"4 min 20 s", 260},
      {"90s", 90},
      {"1 h 30 min", 5400},
      {"8 h 30 min", 30600},
      {"2 days", 172800},
      {"1 week 1 day", 691200},
      {"1.5 h", 5400},
      {"0 s", 0},
      {"-2 h 30 min", -9000},
      {"0.1 s", 0.1},
      {"2\xc2\xa0min", 120},
      {"5", NAN},
      {"0", NAN},
      {"5 m", NAN},
      {"5 parsec", NAN},
      {"20 s 4 min", NAN},
      {"1 h 1 h", NAN},
      {"4 min 20", NAN},
      {"min", NAN},
      {"", NAN},
      {"5 min!", NAN},
      {"5 min -20 s", NAN},
      {"1e15 weeks", NAN},
  };
  run("duration", muster_parse_duration, cases, G_N_ELEMENTS(cases));
}

static void
shares(void)
{
  const Case cases[] = {
      {"80 %", 0.8},   {"12.5 %", 0.125},  {"12.5%", 0.125},
      {"0 %", 0},      {"160 %", 1.6},     {"29 %", 0.29},
      {"58 %", 0.58},  {"0.07 %", 0.0007}, {"7 \xef\xbc\x85", 0.07},
      {"-20 %", -0.2}, {"0.8", NAN},       {"80", NAN},
      {"%", NAN},      {"80 % of", NAN},   {"80 percent", NAN},
  };
  run("share", muster_parse_share, cases, G_N_ELEMENTS(cases));
  for (int p = 0; p <= 100; p++) {
    g_autofree char *text = g_strdup_printf("%d %%", p);
    g_autofree char *why = NULL;
    double got = NAN;
    CU_ASSERT(muster_parse_share(text, &got, &why) && got == p / 100.0);
  }
}

static void
rates(void)
{
  const Case cases[] = {
      {"25 / h", 25.0 / 3600}, {"3/min", 3.0 / 60}, {"1 / s", 1}, {"32 / day", 32.0 / 86400}, {"25", NAN},
      {"25 /", NAN},           {"25 / m", NAN},     {"/ h", NAN}, {"25 / h / h", NAN},
  };
  run("rate", muster_parse_rate, cases, G_N_ELEMENTS(cases));
}

static void
check_span(const char *text, double lo, double hi, gboolean is_time, int n, char unit, const char *again)
{
  MusterPerSpan span = {0};
  g_autofree char *why = NULL;
  gboolean read = muster_parse_per_span(text, &span, &why);
  if (!read)
    g_printerr("span '%s': %s\n", text, why);
  CU_ASSERT_FATAL(read);
  CU_ASSERT(span.lo == lo && span.hi == hi && span.is_time == is_time && span.per_n == n &&
            span.per_unit == unit);
  g_autofree char *got = muster_format_per_span(&span);
  CU_ASSERT_STRING_EQUAL(got, again);
}

static void
spans(void)
{
  check_span("40 h / week", 144000, 144000, TRUE, 1, 'w', "40 h / week");
  check_span("5 / week", 5, 5, FALSE, 1, 'w', "5 / week");
  check_span("2 / 4 weeks", 2, 2, FALSE, 4, 'w', "2 / 4 weeks");
  check_span("16-24 h / week", 57600, 86400, TRUE, 1, 'w', "16-24 h / week");
  check_span("16–24 h/week", 57600, 86400, TRUE, 1, 'w', "16-24 h / week");
  check_span("16 h - 24 h / week", 57600, 86400, TRUE, 1, 'w', "16-24 h / week");
  check_span("7.5 h / day", 27000, 27000, TRUE, 1, 'd', "7.5 h / day");
  check_span("8 h 20 min", 30000, 30000, TRUE, 1, 0, "8 h 20 min");
  check_span("2 / month", 2, 2, FALSE, 1, 'm', "2 / month");
  const char *const bad[] = {"",
                             "h",
                             "5 / fortnight",
                             "24-16 h / week",
                             "16 h-24 / week",
                             "5 / 0 weeks",
                             "5 / 1.5 weeks",
                             "-5 / week",
                             "5 / week / week",
                             "5-",
                             "1-2-3 / week",
                             "5 / 99999999999 weeks"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    MusterPerSpan span;
    char *why = NULL;
    CU_ASSERT_FALSE(muster_parse_per_span(bad[i], &span, &why));
    CU_ASSERT_PTR_NOT_NULL(why);
    g_free(why);
  }
}

static void
check_text(char *got, const char *want)
{
  if (strcmp(got, want) != 0)
    g_printerr("got '%s', want '%s'\n", got, want);
  CU_ASSERT_STRING_EQUAL(got, want);
  g_free(got);
}

static void
texts(void)
{
  check_text(muster_format_number(0.1), "0.1");
  check_text(muster_format_number(-0.0), "0");
  check_text(muster_format_number(1e22), "1e22");
  check_text(muster_format_number(1.5e-7), "1.5e-7");
  check_text(muster_format_number(123456789012), "123456789012");
  check_text(muster_format_number(1.0 / 3), "0.3333333333333333");
  check_text(muster_format_share(0.125), "12.5 %");
  check_text(muster_format_share(0.29), "29 %");
  check_text(muster_format_share(1.6), "160 %");
  check_text(muster_format_rate_per_h(32.0 / 3600), "32 / h");
  check_text(muster_format_rate_per_h(45.5 / 3600), "45.5 / h");
  check_text(muster_format_duration(260), "4 min 20 s");
  check_text(muster_format_duration(0), "0 s");
  check_text(muster_format_duration(-9000), "-2 h 30 min");
  check_text(muster_format_duration(86400), "24 h");
  check_text(muster_format_duration(172800), "2 days");
  check_text(muster_format_duration(0.1), "0.1 s");
  check_text(muster_format_duration(3661.5), "1 h 1 min 1.5 s");
}

/* Whatever is written reads back the same double. */
static void
round_trips(void)
{
  guint32 seed = 20260601;
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  for (int i = 0; i < 20000; i++) {
    double x = g_rand_double_range(rand, -1, 1) * pow(10, g_rand_double_range(rand, -9, 9));
    double read[4] = {NAN, NAN, NAN, NAN};
    char *why = NULL;
    g_autofree char *number = muster_format_number(x);
    g_autofree char *share = muster_format_share(x);
    g_autofree char *rate = muster_format_rate_per_h(x);
    g_autofree char *duration = muster_format_duration(x);
    gboolean ok = muster_parse_number(number, &read[0], &why) && muster_parse_share(share, &read[1], &why) &&
                  muster_parse_rate(rate, &read[2], &why) && muster_parse_duration(duration, &read[3], &why);
    ok = ok && read[0] == x && read[1] == x && read[2] == x && read[3] == x;
    if (!ok)
      g_printerr("seed %u, %.17g: %s, %s, %s, %s (%s)\n", seed, x, number, share, rate, duration,
                 why ? why : "");
    CU_ASSERT_FATAL(ok);
  }
}

static void
locale_changes_nothing(void)
{
  g_autofree char *old = g_strdup(setlocale(LC_ALL, NULL));
  if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL && setlocale(LC_ALL, "fr_FR.UTF-8") == NULL)
    g_printerr("note: no locale with a decimal comma is installed; checked under %s\n", old);
  numbers();
  texts();
  setlocale(LC_ALL, old);
}

static void
scheduled(void)
{
  const double thirty[] = {0.30}, two[] = {0.04, 0.06}, odd[] = {1.0 / 3}, all[] = {1.0};
  CU_ASSERT_EQUAL(muster_scheduled(21, thirty, 1), 30);
  CU_ASSERT_EQUAL(muster_scheduled(21.0001, thirty, 1), 31);
  CU_ASSERT_EQUAL(muster_scheduled(0, thirty, 1), 0);
  CU_ASSERT_EQUAL(muster_scheduled(7, NULL, 0), 7);
  CU_ASSERT_EQUAL(muster_scheduled(0.7, thirty, 1), 1);
  CU_ASSERT_EQUAL(muster_scheduled(9024, two, 2), 10000);
  CU_ASSERT_EQUAL(muster_scheduled(9025, two, 2), 10002);
  CU_ASSERT_EQUAL(muster_scheduled(2, odd, 1), 3);
  CU_ASSERT(isinf(muster_scheduled(1, all, 1)));
  /* Every whole percent and every whole answer: need = answer · (1 − s) is met by exactly that answer. */
  for (int percent = 0; percent < 100; percent++)
    for (int answer = 100; answer <= 10000; answer += 100) {
      double share = percent / 100.0, need = answer / 100 * (100 - percent);
      CU_ASSERT_EQUAL(muster_scheduled(need, &share, 1), answer);
    }
}

/* 1 .. 500 agents by every whole percent, and by every pair of some: rounded up in whole numbers. */
static void
scheduled_in_whole_numbers(void)
{
  int wrong = 0;
  for (int agents = 1; agents <= 500; agents++)
    for (int first = 0; first < 100; first++)
      for (int second = 0; second < 60; second += 7) {
        double shares[] = {first / 100.0, second / 100.0};
        int left = (100 - first) * (100 - second), want = (agents * 10000 + left - 1) / left;
        if (second == 0)
          wrong += muster_scheduled(agents, shares, 1) != want;
        wrong += muster_scheduled(agents, shares, 2) != want;
      }
  CU_ASSERT_EQUAL(wrong, 0);
}

void test_units(void);
void
test_units(void)
{
  CU_pSuite suite = CU_add_suite("units", NULL, NULL);
  ADD_TEST(suite, numbers);
  ADD_TEST(suite, durations);
  ADD_TEST(suite, shares);
  ADD_TEST(suite, rates);
  ADD_TEST(suite, spans);
  ADD_TEST(suite, texts);
  ADD_TEST(suite, round_trips);
  ADD_TEST(suite, locale_changes_nothing);
  ADD_TEST(suite, scheduled);
  ADD_TEST(suite, scheduled_in_whole_numbers);
}
