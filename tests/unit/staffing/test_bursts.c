/* Bursts in the need: what comes is added, what may come is not, by hand. */
#include "written_centre.h"

#define HEAD                                                                                                 \
  "centre: Waterworks\ntimezone: UTC\ninterval: 15 min\nhorizon: {from: 2026-03-02, to: 2026-03-02}\n"        \
  "open: {mon-fri: 08:00-14:00}\nservice_level: answered_within / offered\n"                                 \
  "events:\n"                                                                                                \
  "  - {name: main, kind: burst, start: 2026-03-02 10:20, contacts: 400, over: 20 min, queues: [leaks, bills]}\n" \
  "  - {name: pump, kind: burst, chance: 5 % / day, contacts: 120, over: 45 min, queues: [leaks]}\n"          \
  "  - {name: night, kind: burst, start: 2026-03-02 13:50, contacts: 60, over: 20 min, queues: [leaks]}\n"    \
  "queues:\n"                                                                                                \
  "  leaks: {handle: {mean: 3 min}, target: {answer: 80 %, within: 30 s}"
#define TAIL                                                                                                 \
  "}\n  bills: {handle: {mean: 4 min}, target: {answer: 80 %, within: 60 s}}\n"                              \
  "groups:\n  one: {serves: [leaks], on_duty: 9}\n  two: {serves: [bills], on_duty: 9}\n"

/* Half of the 400 in each quarter from 10:15, three of four to leaks, which have three of four contacts of the day; of the night's 60
 * those of the ten minutes before closing. */
static void
what_comes_is_added(void)
{
  g_auto(Written) w = {0};
  written_staff(&w, HEAD TAIL "demand: {counts: fresh, queues: {leaks: {2026-03-02: {from: 08:00, to: 14:00, each: 9}}, "
                              "bills: {2026-03-02: {from: 08:00, to: 14:00, each: 3}}}}\n",
                MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
  ASSERT_CLOSE(written_need(&w, "leaks", 40)->contacts, 9, 1e-9, 0); /* 10:00 */
  ASSERT_CLOSE(written_need(&w, "leaks", 41)->contacts, 9 + 150, 1e-9, 0);
  ASSERT_CLOSE(written_need(&w, "leaks", 42)->contacts, 9 + 150, 1e-9, 0);
  ASSERT_CLOSE(written_need(&w, "leaks", 43)->contacts, 9, 1e-9, 0);
  ASSERT_CLOSE(written_need(&w, "bills", 41)->contacts, 3 + 50, 1e-9, 0);
  ASSERT_CLOSE(written_need(&w, "leaks", 55)->contacts, 9 + 30, 1e-9, 0); /* 13:45 */
  g_autoptr(GString) notes = g_string_new(NULL);
  for (guint i = 0; i < w.staffing->notes->len; i++)
    g_string_append_printf(notes, "%s\n", (const char *) w.staffing->notes->pdata[i]);
  CU_ASSERT_PTR_NOT_NULL(strstr(notes->str, "the 400 contacts of the burst 'main' are staffed for"));
  CU_ASSERT_PTR_NOT_NULL(strstr(notes->str, "the burst 'pump' only may come: it is not staffed for"));
}

/* Out of counts of offered contacts redials are divided, and a burst's are no such. */
static void
offered_counts_are_refused(void)
{
  g_auto(Written) w = {0};
  written_staff(&w, HEAD ", patience: {mean: 3 min}, redial: {after_abandon: 50 %, delay: {mean: 8 min}}" TAIL
                    "demand: {queues: {leaks: {2026-03-02: {from: 08:00, to: 14:00, each: 9}}, bills: {2026-03-02: {from: 08:00, contacts: [3]}}}}\n",
                MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NULL(w.staffing);
  g_autofree char *text = muster_faults_render(w.faults, FALSE);
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "muster staff cannot add the new contacts of the burst 'main' to counts of offered ones"));
}

void test_bursts(void);
void
test_bursts(void)
{
  CU_pSuite suite = CU_add_suite("bursts", NULL, NULL);
  ADD_TEST(suite, what_comes_is_added);
  ADD_TEST(suite, offered_counts_are_refused);
}
