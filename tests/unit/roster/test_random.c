/* Random centres, seed printed: the checker, which shares no code with the planner, finds nothing, the figures agree, the bound
 * is below; and threads change nothing. */
#include "roster_test.h"
#include <muster/base/random.h>

#define SEED 20261109
#define CASES 40

typedef struct {
  MusterKey key;
  guint64 drawn;
} Dice;

/* 0 … n − 1 */
static int
roll(Dice *d, int n)
{
  return (int) (muster_draw_uniform(muster_key(d->key, d->drawn++), MUSTER_DRAW_OTHER) * n);
}

static void
random_shifts(MadeCentre *m, Dice *d)
{
  static const int steps[] = {900, 1800, 3600};
  int n = 1 + roll(d, 3);
  for (int s = 0; s < n; s++) {
    int from = roll(d, 44) * 1800;
    made_shift(m, s == 0 ? "a" : s == 1 ? "b" : "c", from, MIN(from + roll(d, 4) * HOUR, 23 * HOUR), steps[roll(d, 3)],
               (4 + roll(d, 5)) * HOUR);
    if (roll(d, 2))
      m->length_s[s][m->shift[s].n_lengths++] = 9 * HOUR + 1800;
    m->shift[s].days = roll(d, 3) ? 0x7f : 0x1f;
    if (roll(d, 3) == 0)
      continue;
    MusterBreak *lunch = made_break(m, s, "lunch", 1, 1800 * (1 + roll(d, 2)), roll(d, 2));
    lunch->from_s = HOUR;
    lunch->to_s = 4 * HOUR - 1800;
    if (roll(d, 2))
      made_break(m, s, "rest", 1 + roll(d, 2), 900, TRUE)->apart_s = roll(d, 4) * 900;
  }
}

static void
random_rules(MadeCentre *m, Dice *d)
{
  static const char *const names[] = {"rest_between_shifts", "weekly_rest", "days_in_a_row", "nights_in_a_row",
                                      "weekends_off", "hours_per_week", "hours_per_day", "shifts_per_day"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    if (roll(d, 2))
      continue;
    MusterLabourRule *rule = made_rule(m, names[i]);
    if (roll(d, 4) == 0)
      rule->price = roll(d, 30);
  }
}

static void
random_people(MadeCentre *m, Dice *d)
{
  int n_contracts = 1 + roll(d, 3), n = 2 + roll(d, 7);
  for (int k = 0; k < n_contracts; k++) {
    double lo = 8 * roll(d, 6);
    int contract = made_contract(m, "k", lo, lo + 8 * roll(d, 3), roll(d, 3) ? 3 + roll(d, 3) : 0);
    if (roll(d, 4) == 0)
      m->contract[contract].hours.per_n = 2;
    if (roll(d, 5) == 0 && !isnan(m->contract[contract].days.lo))
      m->contract[contract].days.lo = 2;
    if (roll(d, 3) == 0)
      m->contract[contract].shifts = 1;
  }
  for (int i = 0; i < n; i++) {
    int p = made_person(m, roll(d, m->centre.n_groups), roll(d, 5) ? roll(d, n_contracts) : -1);
    MusterDay day = m->centre.from + roll(d, 12);
    if (roll(d, 4) == 0)
      made_leave(m, p, day, day + roll(d, 5));
    if (roll(d, 4) == 0)
      made_request(m, p, m->centre.from + roll(d, 12), roll(d, 2), roll(d, 2) ? -1 : 0);
  }
}

static MadeCentre *
random_centre(Dice *d)
{
  static const int intervals[] = {900, 1800, 3600};
  gboolean change = roll(d, 3) == 0;
  MusterDay from = change ? muster_day_from_ymd(2026, roll(d, 2) ? 10 : 3, 22) : MONDAY + roll(d, 7);
  MadeCentre *m = made_centre_new("Europe/Berlin", from, 5 + roll(d, 10), intervals[roll(d, 3)]);
  int n_queues = 1 + roll(d, 3), n_groups = 1 + roll(d, 3);
  for (int q = 0; q < n_queues; q++)
    made_queue(m, "q");
  for (int g = 0; g < n_groups; g++)
    made_group(m, "g", 1u + (guint) roll(d, (1 << n_queues) - 1), 10 + roll(d, 20));
  random_shifts(m, d);
  random_rules(m, d);
  random_people(m, d);
  m->centre.price_short_per_h = 10 + roll(d, 80);
  m->centre.price_over_per_h = roll(d, 10);
  m->centre.price_request_refused = roll(d, 20);
  if (roll(d, 2)) {
    m->night = (MusterWindow) {0x7f, 22 * HOUR, 30 * HOUR};
    m->centre.pay_night = (MusterNightPay) {{1, &m->night}, 1.25};
  }
  if (roll(d, 2)) {
    m->special[0] = (MusterSpecialDay) {.day = from + 2, .name = (char *) "feast", .closed = roll(d, 2)};
    m->centre.n_special_days = 1;
    m->centre.pay_holiday = 2;
  }
  return m;
}

static void
random_centres(void)
{
  g_print("random rosters, seed %d: ", SEED);
  int made = 0;
  for (guint64 i = 0; i < CASES; i++) {
    Dice d = {muster_key(SEED, i), 0};
    g_autoptr(MadeCentre) m = random_centre(&d);
    g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
    for (int k = 0; k < need->n_queues * need->grid->n; k++) {
      int agents = roll(&d, 5);
      made_need(need, k / need->grid->n, k % need->grid->n, agents > 0 ? agents - 1 : 0);
    }
    guint before = CU_get_number_of_failures();
    g_autoptr(MusterRoster) one = make_checked(m, need, 3000, 1);
    if (one != NULL) {
      g_autoptr(MusterRoster) two = make_checked(m, need, 3000, 2);
      g_autofree char *a = duties_text(one), *b = duties_text(two);
      CU_ASSERT_STRING_EQUAL(a, b);
      CU_ASSERT_EQUAL(memcmp(&one->bound, &two->bound, sizeof(double)), 0);
      made++;
    }
    if (CU_get_number_of_failures() > before)
      g_printerr("case %d of seed %d\n", (int) i, SEED);
  }
  g_print("%d of %d made ", made, CASES);
  CU_ASSERT(made > CASES / 2);
}

void test_random(void);
void
test_random(void)
{
  CU_pSuite suite = CU_add_suite("random", NULL, NULL);
  ADD_TEST(suite, random_centres);
}
