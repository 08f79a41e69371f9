#include "muster_test.h"
#include "sim/agenda_private.h"
#include <muster/base/random.h>

#define N_IDS 300

/* The first of the model's events, at equal times the least id. */
static guint64
first_of(const SimTick *at)
{
  guint64 top = SIM_HEAP_EMPTY;
  for (guint32 id = 0; id < N_IDS; id++)
    if (at[id] < SIM_NEVER)
      top = MIN(top, sim_heap_key(at[id], id));
  return top;
}

/* Mostly near, sometimes at once, sometimes beyond many turns of the wheel. */
static SimTick
ahead(guint64 r, SimTick mean)
{
  switch (r & 15) {
  case 0:
    return 0;
  case 1:
    return (SimTick) (r >> 20) % (1000 * mean);
  default:
    return (SimTick) (r >> 20) % (3 * mean);
  }
}

/* Random settings, moves and events against a table of times. */
static void
keeps_order(void)
{
  for (guint64 seed = 1; seed <= 6; seed++) {
    SimTick at[N_IDS], now = 0, mean = 100 + (SimTick) seed * 70000;
    SimAgenda agenda;
    sim_agenda_init(&agenda, N_IDS / 2, (int) seed * 20, mean);
    sim_agenda_grow(&agenda, N_IDS);
    for (int id = 0; id < N_IDS; id++)
      at[id] = SIM_NEVER;
    for (guint64 i = 0; i < 20000; i++) {
      guint64 r = muster_key(seed, i), top = first_of(at);
      guint32 id = (guint32) (r >> 8) % N_IDS;
      if (sim_agenda_top(&agenda) != top)
        g_print("agenda: seed %" G_GUINT64_FORMAT ", step %" G_GUINT64_FORMAT "\n", seed, i);
      CU_ASSERT_EQUAL_FATAL(sim_agenda_top(&agenda), top);
      if (top == SIM_HEAP_EMPTY || (r & 7) < 3) {
        at[id] = now + ahead(muster_key(r, 1), mean);
        sim_agenda_set(&agenda, id, at[id]);
        continue;
      }
      id = sim_heap_id(top);
      now = at[id];
      if ((r & 7) < 5) {
        at[id] = SIM_NEVER;
        sim_agenda_done(&agenda, id);
      } else {
        at[id] = now + ahead(muster_key(r, 2), mean);
        sim_agenda_again(&agenda, id, at[id]);
      }
    }
    sim_agenda_empty(&agenda);
    CU_ASSERT_EQUAL(sim_agenda_top(&agenda), SIM_HEAP_EMPTY);
    sim_agenda_set(&agenda, 7, 5);
    CU_ASSERT_EQUAL(sim_agenda_top(&agenda), sim_heap_key(5, 7));
    sim_agenda_clear(&agenda);
  }
}

void test_agenda(void);
void
test_agenda(void)
{
  CU_pSuite suite = CU_add_suite("agenda", NULL, NULL);
  ADD_TEST(suite, keeps_order);
}
