/* Tiny centres, every roster tried: none lawful is better than the bound, and the one made is the best or says how far it may be. */
#include "roster_test.h"
#include <muster/base/random.h>

#define SEED 7
#define CASES 24
#define DAYS 3
#define PEOPLE 2
#define CHOICES 3 /* off, early, late */

static int
roll(MusterKey key, guint64 what, int n)
{
  return (int) (muster_draw_uniform(muster_key(key, what), MUSTER_DRAW_OTHER) * n);
}

static MadeCentre *
tiny(MusterKey key)
{
  MadeCentre *m = made_centre_new("UTC", MONDAY + 3, DAYS, 3600);
  made_queue(m, "calls");
  made_queue(m, "chats");
  made_group(m, "a", 1, 10);
  made_group(m, "b", roll(key, 1, 2) ? 3 : 1, 12);
  made_shift(m, "early", 6 * HOUR, 6 * HOUR, HOUR, 8 * HOUR);
  made_shift(m, "late", 14 * HOUR, 14 * HOUR, HOUR, 8 * HOUR);
  for (int p = 0; p < PEOPLE; p++)
    made_person(m, p, roll(key, 2, 2) ? made_contract(m, "k", 0, 16, 0) : -1);
  if (roll(key, 3, 2))
    made_rule(m, "rest_between_shifts")->price = roll(key, 4, 2) ? (double) roll(key, 5, 40) : (double) NAN;
  if (roll(key, 6, 2))
    made_rule(m, "days_in_a_row")->p[0] = 2;
  m->centre.price_short_per_h = 15 + roll(key, 7, 30);
  m->centre.price_over_per_h = roll(key, 8, 6);
  return m;
}

static void
add(MusterRoster *r, const MadeCentre *m, int person, int day, int shift)
{
  MusterDuty d = {.person = person, .group = person, .shift = shift, .day = m->centre.from + day, .n_segments = 1};
  muster_zone_to_utc(m->centre.zone, d.day, shift == 0 ? 6 * HOUR : 14 * HOUR, &d.start);
  d.end = d.start + 8 * HOUR;
  d.segment = g_new(MusterSegment, 1);
  d.segment[0] = (MusterSegment) {MUSTER_ACTIVITY_WORK, NULL, d.start, d.end, TRUE, 0};
  muster_roster_add(r, &d);
}

/* Objective of the best lawful roster, found by trying all. */
static double
best_of_all(const MadeCentre *m, const MusterRequirement *need)
{
  int all = 1;
  double best = INFINITY;
  for (int k = 0; k < DAYS * PEOPLE; k++)
    all *= CHOICES;
  for (int code = 0; code < all; code++) {
    g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
    for (int k = 0, rest = code; k < DAYS * PEOPLE; k++, rest /= CHOICES)
      if (rest % CHOICES > 0)
        add(r, m, k / DAYS, k % DAYS, rest % CHOICES - 1);
    g_autoptr(MusterCheck) check = muster_check_roster(&m->centre, r, need);
    if (check->n_hard == 0)
      best = MIN(best, check->objective);
  }
  return best;
}

static void
all_tried(void)
{
  int exact = 0;
  g_print("tiny rosters, seed %d: ", SEED);
  for (guint64 i = 0; i < CASES; i++) {
    MusterKey key = muster_key(SEED, i);
    g_autoptr(MadeCentre) m = tiny(key);
    g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
    for (int k = 0; k < need->grid->n; k++) {
      made_need(need, 0, k, roll(key, 100 + (guint64) (k / 4), 3));
      made_need(need, 1, k, roll(key, 500 + (guint64) (k / 4), 2));
    }
    g_autoptr(MusterRoster) r = make_checked(m, need, 300, 1);
    double best = best_of_all(m, need);
    CU_ASSERT(r->bound <= best + 1e-6);
    CU_ASSERT(r->objective >= best - 1e-6);
    exact += r->objective <= best + 1e-6;
  }
  g_print("%d of %d are the best ", exact, CASES);
  CU_ASSERT(exact >= CASES * 95 / 100);
}

void test_brute(void);
void
test_brute(void)
{
  CU_pSuite suite = CU_add_suite("brute", NULL, NULL);
  ADD_TEST(suite, all_tried);
}
