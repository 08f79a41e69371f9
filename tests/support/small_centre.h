/* A small centre for tests of the values that travel: two live queues and a case queue, two groups, two
 * shifts, four people; a fortnight of half hours that holds the night on which the clocks of New York go
 * back. Names are awkward on purpose: blanks, a colon, a comma, Chinese. */
#pragma once
#include <muster/model.h>
#include <string.h>

typedef struct {
  MusterCentre centre;
  MusterQueue queue[3];
  MusterGroup group[2];
  MusterServes serves[2][2];
  MusterShift shift[2];
  MusterContract contract[2];
  MusterBreak breaks[2];
  MusterActivity activity[1];
  MusterWindow window[1];
} SmallCentre;

static inline void
small_centre_people(MusterCentre *centre)
{
  static const char *const rows[][3] = {{"a1", "Li Na", "shop a"},
                                        {"a2", "O'Brien, Pat", "shop a"},
                                        {"b1", "王 芳", "团队:b"},
                                        {"b2", "b2", "团队:b"}};
  centre->n_people = G_N_ELEMENTS(rows);
  centre->person = g_new0(MusterPerson, centre->n_people);
  for (int i = 0; i < centre->n_people; i++)
    centre->person[i] = (MusterPerson){.id = g_strdup(rows[i][0]),
                                       .name = g_strdup(rows[i][1]),
                                       .group = i / 2,
                                       .contract = i % 2,
                                       .since = G_MININT32};
}

/* Texts of the centre are static; only what the grid and the people need is on the heap. */
static inline SmallCentre *
small_centre_new(void)
{
  SmallCentre *small = g_new0(SmallCentre, 1);
  MusterCentre *c = &small->centre;
  static char *const queues[] = {(char *) "sales", (char *) "售后 support", (char *) "cases"};
  static char *const groups[] = {(char *) "shop a", (char *) "团队:b"};
  static char *const shifts[] = {(char *) "day", (char *) "night, late"};
  static char *const contracts[] = {(char *) "full", (char *) "part"};
  static char *const breaks[] = {(char *) "lunch", (char *) "rest"};
  c->zone = muster_zone_new("America/New_York", NULL);
  c->interval_s = 1800;
  c->from = muster_day_from_ymd(2026, 10, 26);
  c->to = c->from + 13;
  c->grid = muster_grid_new(c->zone, c->from, 14, c->interval_s, NULL);
  c->n_queues = 3;
  c->queue = small->queue;
  for (int q = 0; q < 3; q++) {
    small->queue[q].name = queues[q];
    small->queue[q].handle.mean_s = 200 + 50 * q;
    small->queue[q].handle.cv = 1;
    small->queue[q].priority = 1;
  }
  small->queue[2].channel = MUSTER_CHANNEL_CASE;
  c->n_groups = 2;
  c->group = small->group;
  for (int g = 0; g < 2; g++) {
    small->group[g].name = groups[g];
    small->group[g].n_serves = 2;
    small->group[g].serves = small->serves[g];
    for (int s = 0; s < 2; s++)
      small->serves[g][s] = (MusterServes){.queue = g + s, .rank = 1 + s, .take = 1, .pace = 1};
  }
  c->n_shifts = 2;
  c->shift = small->shift;
  for (int s = 0; s < 2; s++) {
    small->shift[s].name = shifts[s];
    small->shift[s].days = 127;
    small->breaks[s] = (MusterBreak){.name = breaks[s], .count = 1, .length_s = 1800, .paid = s == 1};
  }
  small->shift[0].n_breaks = 2;
  small->shift[0].breaks = small->breaks;
  c->n_contracts = 2;
  c->contract = small->contract;
  small->contract[0].name = contracts[0];
  small->contract[1].name = contracts[1];
  c->n_activities = 1;
  c->activity = small->activity;
  small->activity[0] = (MusterActivity){.name = (char *) "team talk", .length_s = 900};
  c->open = (MusterHours){.n = 1, .window = small->window};
  small->window[0] = (MusterWindow){.days = 127, .from_s = 0, .to_s = 86400};
  small_centre_people(c);
  return small;
}

static inline void
small_centre_free(SmallCentre *small)
{
  muster_people_clear(&small->centre);
  muster_grid_unref(small->centre.grid);
  muster_zone_unref(small->centre.zone);
  g_free(small);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SmallCentre, small_centre_free)
