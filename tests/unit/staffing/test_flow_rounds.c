/* Staffing for what counts come to: new contacts or offered ones, at the plan's own service. */
#include "muster_test.h"
#include <muster/staffing.h>
#include <string.h>

/* Two days of half hours, open 08:00-20:00; `%s` is put into the queue. */
#define CENTRE                                                                                               \
  "centre: made\ntimezone: UTC\ninterval: 30 min\nhorizon: {from: 2026-11-09, to: 2026-11-10}\n"             \
  "open: {mon-sun: 08:00-20:00}\nservice_level: answered_within / offered\n"                                 \
  "queues:\n  sales:\n    channel: voice\n    handle: {mean: 4 min, cv: 1}\n    patience: {mean: 3 min}\n"   \
  "    target: {answer: 80 %%, within: 20 s}\n%s"                                                            \
  "groups: {shop: {serves: [sales], on_duty: 3}}\n"

typedef struct {
  MusterCentre *centre;
  MusterDemand *demand;
} Case;

static void
case_clear(Case *c)
{
  muster_demand_free(c->demand);
  muster_centre_free(c->centre);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Case, case_clear)

static void
case_init(Case *c, const char *keys, MusterCounts counts)
{
  g_autofree char *text = g_strdup_printf(CENTRE, keys);
  g_autoptr(MusterSource) source = muster_source_new("made.yaml", text, strlen(text));
  g_autoptr(MusterFaults) faults = muster_faults_new();
  c->centre = muster_centre_read_source(source, NULL, NULL, faults);
  if (c->centre == NULL) {
    g_autofree char *why = muster_faults_render(faults, FALSE);
    g_printerr("%s", why);
  }
  CU_ASSERT_PTR_NOT_NULL_FATAL(c->centre);
  c->demand = muster_demand_new(c->centre);
  c->demand->counts = counts;
  for (int i = 0; i < c->demand->grid->n; i++)
    if (muster_centre_open_s(c->centre, 0, i) > 0)
      c->demand->queue[0].contacts[i] = 200 + 100 * sin(i * 0.3);
}

static MusterStaffing *
staff(const Case *c, MusterStaffingMethod method)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterStaffing *staffing = muster_staffing_new(c->centre, c->demand, method, faults);
  if (staffing == NULL) {
    g_autofree char *text = muster_faults_render(faults, FALSE);
    g_printerr("%s", text);
  }
  CU_ASSERT_PTR_NOT_NULL_FATAL(staffing);
  return staffing;
}

static gboolean
says(const MusterStaffing *staffing, const char *words)
{
  for (guint i = 0; i < staffing->notes->len; i++)
    if (strstr(staffing->notes->pdata[i], words) != NULL)
      return TRUE;
  for (guint i = 0; i < staffing->notes->len; i++)
    g_printerr("no '%s' in: %s\n", words, (char *) staffing->notes->pdata[i]);
  return FALSE;
}

#define REDIAL "    redial: {after_abandon: [60 %, 30 %], delay: {mean: 20 min}}\n"

/* Steady states at target lose what staff at target loses, so what was counted is what comes. */
static void
counts_at_target_stand(void)
{
  g_auto(Case) c = {0};
  case_init(&c, REDIAL, MUSTER_COUNTS_OFFERED);
  g_autoptr(MusterStaffing) staffing = staff(&c, MUSTER_STAFFING_STATIONARY);
  for (int i = 0; i < c.demand->grid->n; i++)
    ASSERT_CLOSE(staffing->requirement->need[i].contacts, c.demand->queue[0].contacts[i], 1e-9, 0);
  CU_ASSERT(says(staffing, "queue 'sales': counted were offered"));
  CU_ASSERT(says(staffing, "(as of staff at target)"));
}

/* A history of bad service held many redials, which good service will not see again. */
static void
redials_of_bad_service_are_taken_off(void)
{
  g_auto(Case) c = {0};
  case_init(&c, REDIAL "    observed: {abandonment: 25 %}\n", MUSTER_COUNTS_OFFERED);
  g_autoptr(MusterStaffing) staffing = staff(&c, MUSTER_STAFFING_EXACT_DAY);
  double counted = 0, staffed = 0;
  for (int i = 0; i < c.demand->grid->n; i++) {
    counted += c.demand->queue[0].contacts[i];
    staffed += staffing->requirement->need[i].contacts;
  }
  CU_ASSERT(staffed < 0.9 * counted && staffed > 0.8 * counted);
  CU_ASSERT(says(staffing, "at 25.0 % abandoned (observed)"));
  CU_ASSERT(says(staffing, "queue 'sales': staffed is for offered"));
}

/* The new contacts that offered counts come to, given as such, lead to the same staff. */
static void
fresh_counts_lead_to_the_same_staff(void)
{
  const MusterStaffingMethod methods[] = {MUSTER_STAFFING_STATIONARY, MUSTER_STAFFING_EXACT_DAY};
  for (guint m = 0; m < G_N_ELEMENTS(methods); m++) {
    g_auto(Case) c = {0};
    case_init(&c,
              REDIAL "    repeat: {chance: 10 %, delay: {mean: 15 h}}\n    observed: {abandonment: 12 %}\n",
              MUSTER_COUNTS_OFFERED);
    g_autoptr(MusterStaffing) offered = staff(&c, methods[m]);
    memcpy(c.demand->queue[0].contacts, offered->flows->issues, (gsize) c.demand->grid->n * sizeof(double));
    c.demand->counts = MUSTER_COUNTS_FRESH;
    g_autoptr(MusterStaffing) fresh = staff(&c, methods[m]);
    for (int i = 0; i < c.demand->grid->n; i++) {
      const MusterNeed *a = &offered->requirement->need[i], *b = &fresh->requirement->need[i];
      CU_ASSERT_EQUAL(a->agents, b->agents);
      ASSERT_CLOSE(a->contacts, b->contacts, 1e-9, 0);
    }
    CU_ASSERT(says(fresh, "queue 'sales': counts are of new contacts"));
  }
}

/* What the plan is offered is what its own service brings back. */
static void
the_plan_is_staffed_for_its_own_redials(void)
{
  g_auto(Case) c = {0};
  case_init(&c, REDIAL, MUSTER_COUNTS_FRESH);
  g_autoptr(MusterStaffing) staffing = staff(&c, MUSTER_STAFFING_EXACT_DAY);
  double lost = 0, redials = 0, contacts = 0, fresh = 0;
  for (int i = 0; i < c.demand->grid->n; i++) {
    const MusterNeed *need = &staffing->requirement->need[i];
    contacts += need->contacts;
    fresh += c.demand->queue[0].contacts[i];
    lost += need->contacts > 0 ? need->contacts * need->abandonment : 0;
    redials += staffing->flows->plan.part[MUSTER_FLOW_REDIALS][i];
  }
  ASSERT_CLOSE(fresh + redials, contacts, 1e-9, 0);
  CU_ASSERT(redials > 0.4 * lost && redials < 0.75 * lost); /* six in ten at first, three in ten later */
}

static void
self_service_of_another_time(void)
{
  g_auto(Case) c = {0};
  case_init(&c, "    observed: {contained: 30 %}\nselfservice: {sales: {contains: 44 %}}\n", MUSTER_COUNTS_OFFERED);
  g_autoptr(MusterStaffing) staffing = staff(&c, MUSTER_STAFFING_STATIONARY);
  for (int i = 0; i < c.demand->grid->n; i++)
    ASSERT_CLOSE(staffing->requirement->need[i].contacts, 0.8 * c.demand->queue[0].contacts[i], 1e-12, 0);
  CU_ASSERT(says(staffing, "a self-service that kept 30 % away; it will be 44 %"));
}

static void
what_cannot_be_is_said_at_its_place(void)
{
  static const struct {
    const char *keys, *words;
  } cases[] = {
      {"    redial: {after_abandon: 100 %, delay: {mean: 20 min}}\n    observed: {abandonment: 100 %}\n",
       "made.yaml:13:5: error: contacts of queue 'sales' never come to an end: with 100 % abandoned"},
      {"    observed: {contained: 100 %}\nselfservice: {sales: {contains: 44 %}}\n",
       "made.yaml:14:15: error: queue 'sales': a self-service that contained 100 %"},
  };
  for (guint k = 0; k < G_N_ELEMENTS(cases); k++) {
    g_auto(Case) c = {0};
    case_init(&c, cases[k].keys, MUSTER_COUNTS_OFFERED);
    g_autoptr(MusterFaults) faults = muster_faults_new();
    g_autoptr(MusterStaffing) staffing = muster_staffing_new(c.centre, c.demand, MUSTER_STAFFING_STATIONARY, faults);
    CU_ASSERT_PTR_NULL(staffing);
    g_autofree char *text = muster_faults_render(faults, FALSE);
    if (strstr(text, cases[k].words) == NULL)
      g_printerr("no '%s' in: %s", cases[k].words, text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, cases[k].words));
  }
}

void test_flow_rounds(void);
void
test_flow_rounds(void)
{
  CU_pSuite suite = CU_add_suite("flow_rounds", NULL, NULL);
  ADD_TEST(suite, counts_at_target_stand);
  ADD_TEST(suite, redials_of_bad_service_are_taken_off);
  ADD_TEST(suite, fresh_counts_lead_to_the_same_staff);
  ADD_TEST(suite, the_plan_is_staffed_for_its_own_redials);
  ADD_TEST(suite, self_service_of_another_time);
  ADD_TEST(suite, what_cannot_be_is_said_at_its_place);
}
