/* Staff by name: plan and roster → duties of agents, with their segments and the moments that the calendar holds. */
#include "sim/problem_private.h"
#include <string.h>

typedef struct {
  MusterSim *sim;
  GArray *duties; /* SimDuty */
  GArray *events; /* SimStaffEvent */
  int n_agents;
  int *person_team; /* [n_people], of segments that name no queues; −1: not asked yet */
} Build;

/* The latest end of a break by the shift's declaration; without a window it may slide to the end of the shift. */
static gint64
latest_end(const MusterSim *sim, int shift, const char *name, gint64 shift_start, gint64 shift_end)
{
  if (shift < 0 || name == NULL)
    return shift_end;
  const MusterShift *s = &sim->centre->shift[shift];
  for (int b = 0; b < s->n_breaks; b++)
    if (strcmp(s->breaks[b].name, name) == 0)
      return isnan(s->breaks[b].to_s) ? shift_end : MIN(shift_end, shift_start + (gint64) s->breaks[b].to_s);
  return shift_end;
}

static gboolean
is_break(const MusterSim *sim, int shift, const char *name)
{
  if (shift < 0 || name == NULL)
    return FALSE;
  const MusterShift *s = &sim->centre->shift[shift];
  for (int b = 0; b < s->n_breaks; b++)
    if (strcmp(s->breaks[b].name, name) == 0)
      return TRUE;
  return FALSE;
}

static void
append(const Build *b, GArray *segments, SimSegmentKind kind, int team, gint64 from, gint64 to, gint64 latest)
{
  if (from >= to)
    return;
  SimSegment segment = {
      .start = MAX(0, sim_tick_of_utc(b->sim, from)),
      .end = MAX(0, sim_tick_of_utc(b->sim, to)),
      .latest = MAX(0, sim_tick_of_utc(b->sim, MAX(to, latest))),
      .kind = kind,
      .team = team,
  };
  g_array_append_val(segments, segment);
}

/* Adds the duty and its moments; takes the segments over. Whoever works when the horizon begins is there from the first tick, so
 * that the warm-up has staff. */
static void
add_duty(Build *b, int agent, MusterKey number, double slowness, GArray *segments)
{
  MusterSim *sim = b->sim;
  SimDuty duty = {.agent = agent, .number = number, .n_segments = (int) segments->len, .slowness = slowness};
  duty.segment = (SimSegment *) (gpointer) g_array_free(segments, FALSE);
  if (duty.n_segments == 0 || duty.segment[duty.n_segments - 1].end <= 0) {
    g_free(duty.segment);
    return;
  }
  int d = (int) b->duties->len;
  SimTick horizon = sim_tick_of_utc(sim, sim->centre->grid->start[sim->period[0].source]);
  SimStaffEvent begin = {.t = duty.segment[0].start, .duty = d, .segment = SIM_DUTY_BEGINS};
  if (begin.t <= horizon)
    begin.t = 0;
  g_array_append_val(b->events, begin);
  for (int k = 0; k < duty.n_segments; k++) {
    if (duty.segment[k].kind != SIM_SEGMENT_WORK)
      continue;
    SimStaffEvent end = {.t = duty.segment[k].end, .duty = d, .segment = k};
    g_array_append_val(b->events, end);
    duty.work += duty.segment[k].end - duty.segment[k].start;
  }
  g_array_append_val(b->duties, duty);
}

/* --- plan --------------------------------------------------------------------------------------------------------- */

static GArray *
plan_segments(const Build *b, const MusterPlanShift *shift)
{
  GArray *segments = g_array_new(FALSE, FALSE, sizeof(SimSegment));
  gint64 now = shift->start;
  for (int k = 0; k < shift->n_pauses; k++) {
    const MusterPause *pause = &shift->pause[k];
    append(b, segments, SIM_SEGMENT_WORK, shift->group, now, pause->start, 0);
    gboolean slides = is_break(b->sim, shift->shift, pause->name);
    append(b, segments, slides ? SIM_SEGMENT_BREAK : SIM_SEGMENT_FIXED, 0, pause->start, pause->end,
           latest_end(b->sim, shift->shift, pause->name, shift->start, shift->end));
    now = MAX(now, pause->end);
  }
  append(b, segments, SIM_SEGMENT_WORK, shift->group, now, shift->end, 0);
  return segments;
}

/* What the draws of its people hang on: the form itself, so that other shifts may come and go. */
static MusterKey
form_key(const MusterPlanShift *shift)
{
  MusterKey key =
      muster_key(muster_key((guint64) shift->group, (guint64) shift->start), (guint64) shift->end);
  for (int k = 0; k < shift->n_pauses; k++)
    key = muster_key(key, (guint64) shift->pause[k].start);
  return key;
}

static void
add_plan_shift(Build *b, const MusterPlanShift *shift)
{
  MusterKey form = form_key(shift);
  for (int c = 0; c < shift->count; c++) {
    add_duty(b, b->n_agents++, muster_key(form, (guint64) c), 1, plan_segments(b, shift));
    sim_pay(b->sim, shift->group, -1, shift->start, shift->end, 1);
    for (int k = 0; k < shift->n_pauses; k++)
      if (!shift->pause[k].paid)
        sim_pay(b->sim, shift->group, -1, shift->pause[k].start, shift->pause[k].end, -1);
  }
}

/* --- roster ------------------------------------------------------------------------------------------------------- */

static int
team_of(const Build *b, const MusterDuty *duty, guint64 queues)
{
  const MusterPerson *person = &b->sim->centre->person[duty->person];
  gboolean usual = queues == 0 && duty->group == person->group;
  if (usual && b->person_team[duty->person] >= 0)
    return b->person_team[duty->person];
  int team = sim_team_find(b->sim, duty->group, queues, person->skill, person->n_skills);
  if (usual)
    b->person_team[duty->person] = team;
  return team;
}

static GArray *
roster_segments(const Build *b, const MusterDuty *duty)
{
  GArray *segments = g_array_new(FALSE, FALSE, sizeof(SimSegment));
  for (int k = 0; k < duty->n_segments; k++) {
    const MusterSegment *s = &duty->segment[k];
    switch (s->kind) {
    case MUSTER_ACTIVITY_WORK:
      append(b, segments, SIM_SEGMENT_WORK, team_of(b, duty, s->queues), s->start, s->end, 0);
      break;
    case MUSTER_ACTIVITY_BREAK:
      append(b, segments, SIM_SEGMENT_BREAK, 0, s->start, s->end,
             latest_end(b->sim, duty->shift, s->name, duty->start, duty->end));
      break;
    case MUSTER_ACTIVITY_MEETING:
    case MUSTER_ACTIVITY_TRAINING:
      append(b, segments, SIM_SEGMENT_FIXED, 0, s->start, s->end, 0);
      break;
    }
  }
  return segments;
}

static void
add_roster_duty(Build *b, const MusterDuty *duty)
{
  MusterKey number = muster_key(muster_key(G_MAXUINT32, (guint64) duty->person), (guint64) duty->start);
  const MusterCentre *centre = b->sim->centre;
  double slowness = 1 / muster_person_proficiency(centre, &centre->person[duty->person], duty->day);
  add_duty(b, duty->person, number, slowness, roster_segments(b, duty));
  for (int k = 0; k < duty->n_segments; k++)
    if (duty->segment[k].paid)
      sim_pay(b->sim, duty->group, duty->person, duty->segment[k].start, duty->segment[k].end, 1);
}

/* --- both --------------------------------------------------------------------------------------------------------- */

static int
by_moment(gconstpointer a, gconstpointer b)
{
  const SimStaffEvent *x = a, *y = b;
  if (x->t != y->t)
    return x->t < y->t ? -1 : 1;
  if ((x->segment < 0) != (y->segment < 0))
    return x->segment < 0 ? 1 : -1;
  return x->duty != y->duty ? x->duty - y->duty : x->segment - y->segment;
}

/* Moments at which those who stay until relieved may no longer be needed. */
static void
add_closings(Build *b)
{
  const MusterSim *sim = b->sim;
  if (sim->centre->simulate.shift_end != MUSTER_SHIFT_END_UNTIL_RELIEVED)
    return;
  for (int g = 0; g < sim->n_groups; g++)
    for (int q = 0; q < sim->n_queues; q++)
      for (int i = 0; (sim->team[g].queues >> q & 1) && i < sim->queue[q].open.n; i++) {
        SimStaffEvent closes = {.t = sim->queue[q].open.span[i].to, .duty = g, .segment = SIM_GROUP_CLOSES};
        g_array_append_val(b->events, closes);
      }
}

/* Shares that are neither placed nor absence become spells; several of them multiply. */
static void
read_shrinkage(MusterSim *sim)
{
  const MusterCentre *centre = sim->centre;
  double in_office = 1;
  for (int i = 0; i < centre->n_shrinkage && centre->simulate.absence_drawn; i++) {
    const MusterShrinkage *s = &centre->shrinkage[i];
    if (s->late_chance > 0) {
      sim->late_chance = s->late_chance;
      sim->late_by = &s->late_by;
    } else if (!s->placed && s->share > 0 && strcmp(s->name, "absence") == 0) {
      sim->absence = s->share;
    } else if (!s->placed && s->share > 0) {
      in_office *= 1 - s->share;
    }
  }
  sim->spell_share = 1 - in_office;
}

gboolean
sim_duties_build(MusterSim *sim, const MusterSimStaff *staff, MusterFaults *faults)
{
  Build b = {.sim = sim};
  b.duties = g_array_new(FALSE, FALSE, sizeof(SimDuty));
  b.events = g_array_new(FALSE, FALSE, sizeof(SimStaffEvent));
  b.person_team = g_new(int, MAX(sim->centre->n_people, 1));
  for (int p = 0; p < sim->centre->n_people; p++)
    b.person_team[p] = -1;
  read_shrinkage(sim);
  for (guint i = 0; staff->plan != NULL && i < staff->plan->shifts->len; i++)
    add_plan_shift(&b, &g_array_index(staff->plan->shifts, MusterPlanShift, i));
  for (guint i = 0; staff->roster != NULL && i < staff->roster->duties->len; i++)
    add_roster_duty(&b, &g_array_index(staff->roster->duties, MusterDuty, i));
  g_free(b.person_team);
  add_closings(&b);
  g_array_sort(b.events, by_moment);
  sim->n_agents = staff->roster != NULL ? sim->centre->n_people : b.n_agents;
  sim->n_duties = (int) b.duties->len;
  sim->n_staff_events = (int) b.events->len;
  sim->duty = (SimDuty *) (gpointer) g_array_free(b.duties, FALSE);
  sim->staff_event = (SimStaffEvent *) (gpointer) g_array_free(b.events, FALSE);
  return staff->roster == NULL || sim_paces_build(sim, faults);
}

void
sim_duties_free(MusterSim *sim)
{
  for (int d = 0; d < sim->n_duties; d++)
    g_free(sim->duty[d].segment);
  g_free(sim->duty);
  g_free(sim->staff_event);
}
