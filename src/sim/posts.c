/* Staff by name: duties with their segments, breaks that slide, absence, lateness, off-queue spells.
 *
 * The planned ends of work segments and the beginnings of duties come from the calendar; how a pause ends depends on when it
 * began, so it is the agent's event. An agent in a pause has no contact in hand, so one is enough.
 */
#include "sim/agents_private.h"
#include "sim/relief_private.h"
#include "sim/same_private.h"
#include "sim/cases_private.h"
#include "sim/hands_private.h"

#define PERSON_STREAM (G_GUINT64_CONSTANT(1) << 33) /* beside queues and shared factors */

typedef struct {
  SimTick t;
  int duty;
} SimSpell;

static SimGroupState *
group_of(SimEngine *e, guint32 id)
{
  return &e->group[e->agent[id].group];
}

static void
present(SimEngine *e, guint32 id, int step, SimTick now)
{
  sim_group_present(e, e->agent[id].group, step, now);
  if (e->extras != NULL)
    sim_extras_time(e, id, SIM_G_PRESENT, step, now);
}

static void
overrun(SimEngine *e, guint32 id, int step, SimTick now)
{
  SimGroupState *g = group_of(e, id);
  g->n_leavers += step;
  g->leaver_area += step * (e->period_end - now);
  if (e->extras != NULL)
    sim_extras_time(e, id, SIM_G_OVERRUN, step, now);
}

static void
away_until(SimEngine *e, guint32 id, SimTick end)
{
  SimAgent *agent = &e->agent[id];
  agent->state = SIM_AGENT_AWAY;
  agent->end = end;
  sim_agenda_set(&e->agenda, sim_agent_event(e, id), end);
}

static void begin_duty(SimEngine *e, guint32 id, int duty, SimTick now);

static void
duty_over(SimEngine *e, guint32 id, SimTick now)
{
  SimPost *post = &e->post[id];
  int next = post->next_duty;
  e->agent[id].state = SIM_AGENT_OFF;
  if (e->same != NULL)
    sim_same_gone(e, id, now);
  post->duty = post->next_duty = -1;
  post->spell = FALSE;
  if (next >= 0)
    begin_duty(e, id, next, now);
}

/* Goes on with the duty from the post's segment: the first that has time left. */
static void
go_on(SimEngine *e, guint32 id, SimTick now)
{
  SimPost *post = &e->post[id];
  const SimDuty *duty = &e->sim->duty[post->duty];
  for (; post->segment < duty->n_segments; post->segment++) {
    const SimSegment *segment = &duty->segment[post->segment];
    if (segment->kind == SIM_SEGMENT_WORK) {
      if (segment->end <= now)
        continue;
      e->agent[id].team = (guint16) segment->team;
      e->agent[id].group = (guint16) e->sim->team[segment->team].group;
      present(e, id, 1, now);
      sim_agent_available(e, id, now);
      if (e->relief != NULL)
        sim_relief_check(e, e->agent[id].group, now);
      return;
    }
    SimTick end = segment->end;
    if (segment->kind == SIM_SEGMENT_BREAK &&
        now > segment->start) /* keeps its length while its window lasts */
      end = MAX(end, MIN(now + (segment->end - segment->start), segment->latest));
    if (end <= now)
      continue;
    away_until(e, id, end);
    return;
  }
  duty_over(e, id, now);
}

static void
begin_duty(SimEngine *e, guint32 id, int duty, SimTick now)
{
  SimPost *post = &e->post[id];
  *post = (SimPost){.duty = duty, .segment = 0, .next_duty = -1};
  if (e->learning != NULL)
    e->learning[id] = e->sim->duty[duty].slowness;
  sim_occupancy_come(e, id, now);
  MusterKey key = muster_key(muster_key(e->key, PERSON_STREAM), e->sim->duty[duty].number);
  if (e->sim->late_chance > 0 && muster_draw_uniform(key, MUSTER_DRAW_LATE) < e->sim->late_chance) {
    SimTick late =
        sim_ticks(muster_dist_draw(e->sim->late_by, muster_key(key, G_MAXUINT32), MUSTER_DRAW_LATE));
    if (late > 0) {
      away_until(e, id, now + late);
      return;
    }
  }
  go_on(e, id, now);
}

/* Leaves the queue: from idle at once, from a contact when it ends (the caller is there then). */
static void
leave_queue(SimEngine *e, guint32 id, SimTick now)
{
  sim_occupancy_rest(e, id, now);
  sim_idle_remove(e, id);
  present(e, id, -1, now);
}

static gboolean
is_last_work(const SimDuty *duty, int segment)
{
  for (int k = segment + 1; k < duty->n_segments; k++)
    if (duty->segment[k].kind == SIM_SEGMENT_WORK)
      return FALSE;
  return TRUE;
}

static void
segment_ends(SimEngine *e, guint32 id, int segment, SimTick now)
{
  SimPost *post = &e->post[id];
  SimAgent *agent = &e->agent[id];
  if (post->segment != segment)
    return; /* it was skipped: the break before it slid over its end */
  gboolean last = is_last_work(&e->sim->duty[post->duty], segment);
  if (e->relief != NULL && last && (agent->state == SIM_AGENT_IDLE || sim_agent_works(agent)) && sim_relief_keeps(e, id, now)) {
    post->overruns = TRUE;
    overrun(e, id, 1, now);
    return;
  }
  if (agent->state == SIM_AGENT_IDLE) {
    leave_queue(e, id, now);
    post->segment++;
    go_on(e, id, now);
  } else if (sim_agent_works(agent)) {
    if (last && sim_hands_back(e, id)) {
      present(e, id, -1, now);
      agent->leaves = FALSE;
      sim_hand_back(e, id, now);
      post->segment++;
      post->spell = FALSE;
      go_on(e, id, now);
      return;
    }
    agent->leaves = TRUE;
    if (last) {
      post->overruns = TRUE;
      overrun(e, id, 1, now);
    }
    sim_hands_close(e, id);
    if (last && sim_may_hand_back(e))
      sim_hands_give_rest_back(e, id, now);
  }
}

void
sim_post_event(SimEngine *e, const SimStaffEvent *event)
{
  if (event->segment == SIM_GROUP_CLOSES) {
    sim_relief_check(e, event->duty, event->t);
    return;
  }
  guint32 id = (guint32) e->sim->duty[event->duty].agent;
  SimPost *post = &e->post[id];
  if (event->segment >= 0) {
    if (post->duty == event->duty)
      segment_ends(e, id, event->segment, event->t);
    return;
  }
  if (e->absent[event->duty])
    return;
  if (post->duty < 0)
    begin_duty(e, id, event->duty, event->t);
  else /* the last one runs over */
    post->next_duty = event->duty;
  if (e->relief != NULL && post->next_duty == event->duty)
    sim_relief_own_duty(e, id, event->t);
}

void
sim_post_relieved(SimEngine *e, guint32 id, SimTick now)
{
  SimPost *post = &e->post[id];
  if (sim_agent_works(&e->agent[id])) {
    e->agent[id].leaves = TRUE;
    sim_hands_close(e, id);
    return;
  }
  leave_queue(e, id, now);
  overrun(e, id, -1, now);
  post->overruns = FALSE;
  post->segment++;
  go_on(e, id, now);
}

void
sim_post_back(SimEngine *e, guint32 id, SimTick now)
{
  SimPost *post = &e->post[id];
  const SimDuty *duty = &e->sim->duty[post->duty];
  if (post->segment < duty->n_segments && duty->segment[post->segment].kind != SIM_SEGMENT_WORK)
    post->segment++; /* else it was a spell or a late start: the same segment goes on */
  go_on(e, id, now);
}

void
sim_post_leave(SimEngine *e, guint32 id, SimTick now)
{
  SimPost *post = &e->post[id];
  const SimDuty *duty = &e->sim->duty[post->duty];
  e->agent[id].leaves = FALSE;
  present(e, id, -1, now);
  if (post->overruns) {
    overrun(e, id, -1, now);
    post->overruns = FALSE;
  }
  if (duty->segment[post->segment].end <= now) {
    post->segment++;
    post->spell = FALSE;
    go_on(e, id, now);
  } else {
    post->spell = FALSE;
    away_until(e, id, now + sim_ticks(SIM_SPELL_S));
  }
}

/* --- what is drawn ------------------------------------------------------------------------------------------------ */

/* The moment at which `offset` of the duty's planned work has passed. */
static SimTick
work_moment(const SimDuty *duty, SimTick offset)
{
  for (int k = 0; k < duty->n_segments; k++) {
    const SimSegment *segment = &duty->segment[k];
    if (segment->kind != SIM_SEGMENT_WORK)
      continue;
    if (offset < segment->end - segment->start)
      return segment->start + offset;
    offset -= segment->end - segment->start;
  }
  return duty->segment[duty->n_segments - 1].end;
}

static int
by_spell(gconstpointer a, gconstpointer b)
{
  const SimSpell *x = a, *y = b;
  if (x->t != y->t)
    return x->t < y->t ? -1 : 1;
  return (x->duty > y->duty) - (x->duty < y->duty);
}

static int
by_value(gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

/* So many spells that their share of the planned work is right on average, anywhere in it but apart. */
static void
draw_spells(SimEngine *e, int d, MusterKey key)
{
  const SimDuty *duty = &e->sim->duty[d];
  SimTick length = sim_ticks(SIM_SPELL_S);
  double exact = e->sim->spell_share * (double) duty->work / (double) length;
  int n = (int) floor(exact + muster_draw_uniform(key, MUSTER_DRAW_SPELL));
  n = MIN(n, (int) (duty->work / length));
  g_autofree double *place = g_new(double, MAX(n, 1));
  for (int i = 0; i < n; i++)
    place[i] =
        muster_draw_uniform(muster_key(key, (guint64) G_MAXUINT32 + 1 + (guint64) i), MUSTER_DRAW_SPELL);
  qsort(place, (gsize) n, sizeof *place, by_value);
  double room = (double) (duty->work - n * length);
  for (int i = 0; i < n; i++) {
    SimSpell spell = {.t = work_moment(duty, (SimTick) (place[i] * room) + i * length), .duty = d};
    g_array_append_val(e->spells, spell);
  }
}

static void
draw_duties(SimEngine *e)
{
  const MusterSim *sim = e->sim;
  MusterKey people = muster_key(e->key, PERSON_STREAM);
  g_array_set_size(e->spells, 0);
  for (int d = 0; d < sim->n_duties; d++) {
    MusterKey key = muster_key(people, sim->duty[d].number);
    e->absent[d] = sim->absence > 0 && muster_draw_uniform(key, MUSTER_DRAW_ABSENCE) < sim->absence;
    if (!e->absent[d] && sim->spell_share > 0)
      draw_spells(e, d, key);
  }
  g_array_sort(e->spells, by_spell);
}

void
sim_posts_begin(SimEngine *e)
{
  const MusterSim *sim = e->sim;
  for (int a = 0; a < sim->n_agents; a++) {
    e->agent[a] = (SimAgent){.state = SIM_AGENT_OFF, .pace = sim->agent_pace != NULL ? sim->agent_pace[a] : 0};
    e->post[a] = (SimPost){.duty = -1, .next_duty = -1};
  }
  e->n_agents = (guint32) sim->n_agents;
  draw_duties(e);
}

SimTick
sim_spell_time(const SimEngine *e, guint i)
{
  return i < e->spells->len ? g_array_index(e->spells, SimSpell, i).t : SIM_NEVER;
}

/* A spell is due: at once for an idle agent, after the contact in hand for a busy one, not at all in a pause. */
void
sim_spell_begin(SimEngine *e, guint i)
{
  const SimSpell *spell = &g_array_index(e->spells, SimSpell, i);
  guint32 id = (guint32) e->sim->duty[spell->duty].agent;
  SimPost *post = &e->post[id];
  if (post->duty != spell->duty)
    return;
  if (e->agent[id].state == SIM_AGENT_IDLE) {
    leave_queue(e, id, spell->t);
    away_until(e, id, spell->t + sim_ticks(SIM_SPELL_S));
  } else if (sim_agent_works(&e->agent[id])) {
    post->spell = TRUE;
    e->agent[id].leaves = TRUE;
    sim_hands_close(e, id);
  }
}

GArray *
sim_spells_new(void)
{
  return g_array_new(FALSE, FALSE, sizeof(SimSpell));
}
