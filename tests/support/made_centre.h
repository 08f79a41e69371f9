/* Centres made by hand, for tests of rooms that read a centre: fixed room for everything, nothing shared. */
#pragma once
#include <math.h>
#include <string.h>
#include <muster/model.h>

#define MADE_QUEUES 4
#define MADE_GROUPS 4
#define MADE_SHIFTS 4
#define MADE_STARTS 48
#define MADE_LENGTHS 8
#define MADE_BREAKS 3
#define MADE_CONTRACTS 6
#define MADE_PEOPLE 400
#define MADE_RULES 12
#define MADE_WISHES 4

typedef struct {
  MusterCentre centre;
  MusterQueue queue[MADE_QUEUES];
  MusterGroup group[MADE_GROUPS];
  MusterServes serves[MADE_GROUPS][MADE_QUEUES];
  MusterShift shift[MADE_SHIFTS];
  int start_s[MADE_SHIFTS][MADE_STARTS];
  double length_s[MADE_SHIFTS][MADE_LENGTHS];
  MusterBreak breaks[MADE_SHIFTS][MADE_BREAKS];
  MusterContract contract[MADE_CONTRACTS];
  MusterPerson person[MADE_PEOPLE];
  MusterDays leave[MADE_PEOPLE][MADE_WISHES];
  MusterRequest request[MADE_PEOPLE][MADE_WISHES];
  MusterLabourRule labour[MADE_RULES];
  MusterSpecialDay special[4];
  MusterWindow night;
} MadeCentre;

/* Always open; no prices, no premiums. */
static inline MadeCentre *
made_centre_new(const char *zone, MusterDay from, int n_days, int interval_s)
{
  MadeCentre *m = g_new0(MadeCentre, 1);
  MusterCentre *c = &m->centre;
  c->name = (char *) "made";
  c->zone = muster_zone_new(zone, NULL);
  c->interval_s = interval_s;
  c->from = from;
  c->to = from + n_days - 1;
  c->grid = muster_grid_new(c->zone, from, n_days, interval_s, NULL);
  c->queue = m->queue;
  c->group = m->group;
  c->shift = m->shift;
  c->contract = m->contract;
  c->person = m->person;
  c->labour = m->labour;
  c->special_day = m->special;
  c->seats = c->lines.count = NAN;
  c->pay_overtime = c->pay_rest_day = c->pay_holiday = c->pay_night.factor = 1;
  c->price_short_per_h = c->price_over_per_h = c->price_request_refused = c->price_unfair = NAN;
  return m;
}

static inline void
made_centre_free(MadeCentre *m)
{
  if (m == NULL)
    return;
  for (int p = 0; p < m->centre.n_people; p++)
    g_free(m->person[p].id);
  muster_grid_unref(m->centre.grid);
  muster_zone_unref(m->centre.zone);
  g_free(m);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MadeCentre, made_centre_free)

static inline int
made_queue(MadeCentre *m, const char *name)
{
  int q = m->centre.n_queues++;
  m->queue[q].name = (char *) name;
  return q;
}

/* A group that serves the queues whose bits are set. */
static inline int
made_group(MadeCentre *m, const char *name, guint queues, double cost_per_h)
{
  int g = m->centre.n_groups++;
  MusterGroup *group = &m->group[g];
  group->name = (char *) name;
  group->cost_per_h = cost_per_h;
  group->serves = m->serves[g];
  for (int q = 0; q < m->centre.n_queues; q++)
    if (queues >> q & 1)
      group->serves[group->n_serves++] = (MusterServes) {.queue = q, .rank = 1, .pace = 1};
  return g;
}

/* A form that starts every `every_s` from `from_s` to `to_s`, every day, of one length. */
static inline int
made_shift(MadeCentre *m, const char *name, int from_s, int to_s, int every_s, double length_s)
{
  int s = m->centre.n_shifts++;
  MusterShift *shift = &m->shift[s];
  shift->name = (char *) name;
  shift->start_s = m->start_s[s];
  for (int at = from_s; at <= to_s; at += every_s)
    shift->start_s[shift->n_starts++] = at;
  shift->days = 0x7f;
  shift->length_s = m->length_s[s];
  shift->length_s[shift->n_lengths++] = length_s;
  shift->breaks = m->breaks[s];
  return s;
}

static inline MusterBreak *
made_break(MadeCentre *m, int shift, const char *name, int count, double length_s, gboolean paid)
{
  MusterBreak *b = &m->breaks[shift][m->shift[shift].n_breaks++];
  *b = (MusterBreak) {(char *) name, count, length_s, paid, NAN, NAN, 0};
  return b;
}

static inline int
made_contract(MadeCentre *m, const char *name, double lo_h, double hi_h, int days)
{
  int k = m->centre.n_contracts++;
  MusterContract *contract = &m->contract[k];
  contract->name = (char *) name;
  contract->shifts = G_MAXUINT64;
  contract->hours = (MusterPerSpan) {lo_h * 3600, hi_h * 3600, TRUE, 1, 'w'};
  double n = days > 0 ? (double) days : (double) NAN;
  contract->days = (MusterPerSpan) {n, n, FALSE, 1, 'w'};
  return k;
}

static inline int
made_person(MadeCentre *m, int group, int contract)
{
  int p = m->centre.n_people++;
  MusterPerson *person = &m->person[p];
  person->id = g_strdup_printf("p%d", p);
  person->name = (char *) "";
  person->group = group;
  person->contract = contract;
  person->leave = m->leave[p];
  person->request = m->request[p];
  return p;
}

static inline void
made_leave(MadeCentre *m, int person, MusterDay from, MusterDay to)
{
  m->leave[person][m->person[person].n_leave++] = (MusterDays) {from, to};
}

static inline void
made_request(MadeCentre *m, int person, MusterDay day, gboolean off, int shift)
{
  m->request[person][m->person[person].n_requests++] = (MusterRequest) {day, off, shift};
}

/* A labour rule with its standard parameters, hard. */
static inline MusterLabourRule *
made_rule(MadeCentre *m, const char *name)
{
  MusterLabourRule *rule = &m->labour[m->centre.n_labour++];
  *rule = (MusterLabourRule) {.info = muster_labour_find(name), .price = NAN};
  for (int i = 0; rule->info->params[i].name != NULL; i++)
    rule->p[i] = rule->info->params[i].standard;
  return rule;
}

/* `agents` of a group for one of the queues that share it in that interval; other shares stay. */
static inline void
made_share(MusterRequirement *r, int queue, int group, int interval, double agents)
{
  GArray *shares = g_array_copy(r->shares);
  MusterShare share = {.interval = interval, .queue = queue, .group = group, .agents = agents, .scheduled = agents};
  g_array_append_val(shares, share);
  muster_requirement_set_shares(r, shares);
}

static inline void
made_need(MusterRequirement *r, int queue, int interval, double agents)
{
  r->need[queue * r->grid->n + interval].agents = agents;
  r->need[queue * r->grid->n + interval].scheduled = agents;
}
