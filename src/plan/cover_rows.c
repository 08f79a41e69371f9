/* The rows of cover: people on queue shared out over posts, shortage and surplus priced, and the limits on people. */
#include "plan/plan_private.h"
#include <math.h>

/* A row being gathered. */
typedef struct {
  GArray *column, *value;
} Row;

static void
row_start(Row *row)
{
  g_array_set_size(row->column, 0);
  g_array_set_size(row->value, 0);
}

static void
row_add(Row *row, int column, double value)
{
  g_array_append_val(row->column, column);
  g_array_append_val(row->value, value);
}

static void
row_add_entries(Row *row, const GArray *entries)
{
  for (guint k = 0; k < entries->len; k++)
    row_add(row, g_array_index(entries, MusterPlanEntry, k).column, g_array_index(entries, MusterPlanEntry, k).value);
}

/* Returns its index, or -1 for an empty one. */
static int
row_end(Row *row, MusterMip *mip, double lower, double upper)
{
  if (row->column->len == 0)
    return -1;
  return muster_mip_add_row(mip, lower, upper, (int) row->column->len, (const int *) (const void *) row->column->data,
                            (const double *) (const void *) row->value->data);
}

static int
place(const MusterPlanProgramme *programme, int crew, int interval)
{
  return crew * (programme->i1 - programme->i0) + interval - programme->i0;
}

static double
carried(const MusterPlanProgramme *programme, int crew, int interval)
{
  if (programme->carry == NULL)
    return 0;
  return programme->carry->on_queue[crew * programme->setup->centre->grid->n + interval];
}

/* People of a crew on queue in an interval = those given to posts + idle ones. Columns given to the interval's post p are
 * added to `given[p]` as entries. */
static void
share_out(MusterPlanProgramme *programme, Row *row, int crew, int interval, GArray **given)
{
  const MusterPlanSetup *setup = programme->setup;
  const MusterPlanCrew *c = &setup->crew[crew];
  double hours = setup->centre->interval_s / 3600.0, there = carried(programme, crew, interval);
  const GArray *entries = programme->on_queue[place(programme, crew, interval)];
  if (entries->len == 0 && there == 0)
    return;
  row_start(row);
  row_add_entries(row, entries);
  row_add(row, muster_mip_add_column(programme->mip, 0, MUSTER_MIP_INFINITY, setup->prices.over_per_h * hours, FALSE), -1);
  const GArray *posts = setup->posts[interval];
  for (guint p = 0; p < posts->len; p++) {
    const MusterPost *post = &g_array_index(posts, MusterPost, p);
    double worth = post->scheduled > 0 ? muster_plan_worth_at(setup, c, post) : 0;
    if (worth <= 0)
      continue;
    MusterPlanEntry entry = { muster_mip_add_column(programme->mip, 0, MUSTER_MIP_INFINITY, 0, FALSE), worth };
    row_add(row, entry.column, -1);
    g_array_append_val(given[p], entry);
  }
  programme->cover_row[place(programme, crew, interval)] = row_end(row, programme->mip, -there, -there);
}

static void
ask_minimum(MusterPlanProgramme *programme, Row *row, int crew, int interval)
{
  const MusterPlanSetup *setup = programme->setup;
  double people = muster_plan_minimum(setup->centre, setup->crew[crew].minimum, &setup->crew[crew], interval);
  double hours = setup->centre->interval_s / 3600.0;
  people -= carried(programme, crew, interval);
  if (people <= 0)
    return;
  row_start(row);
  row_add_entries(row, programme->on_queue[place(programme, crew, interval)]);
  row_add(row, muster_mip_add_column(programme->mip, 0, people, setup->prices.minimum_per_h * hours, FALSE), 1);
  programme->minimum_row[place(programme, crew, interval)] = row_end(row, programme->mip, people, MUSTER_MIP_INFINITY);
}

static void
cover_interval(MusterPlanProgramme *programme, Row *row, int interval, GArray **given)
{
  const MusterPlanSetup *setup = programme->setup;
  const GArray *posts = setup->posts[interval];
  double hours = setup->centre->interval_s / 3600.0;
  for (guint p = 0; p < posts->len; p++)
    g_array_set_size(given[p], 0);
  for (int c = 0; c < setup->n_crews; c++) {
    if (setup->crew[c].team != programme->team)
      continue;
    share_out(programme, row, c, interval, given);
    ask_minimum(programme, row, c, interval);
  }
  for (guint p = 0; p < posts->len; p++) {
    const MusterPost *post = &g_array_index(posts, MusterPost, p);
    double need = post->scheduled;
    if (muster_plan_team_of(setup, post) != programme->team || !(need > 0))
      continue;
    row_start(row);
    row_add_entries(row, given[p]);
    row_add(row, muster_mip_add_column(programme->mip, 0, need, setup->prices.short_per_h * hours, FALSE), 1);
    row_end(row, programme->mip, need, need);
  }
}

static void
limit_seats(MusterPlanProgramme *programme, Row *row)
{
  double seats = programme->setup->centre->seats;
  for (int i = programme->i0; isfinite(seats) && i < programme->i1; i++) {
    double taken = programme->carry != NULL ? programme->carry->present[i] : 0;
    row_start(row);
    row_add_entries(row, programme->present[i - programme->i0]);
    row_end(row, programme->mip, 0, MAX(seats - taken, 0));
  }
}

static void
limit_heads(MusterPlanProgramme *programme, Row *row)
{
  const MusterPlanSetup *setup = programme->setup;
  for (int c = 0; c < setup->n_crews; c++) {
    double heads = muster_plan_heads(setup, c, programme->day);
    if (setup->crew[c].team != programme->team || heads >= G_MAXINT)
      continue;
    row_start(row);
    for (guint h = 0; h < programme->chains->len; h++) {
      const MusterPlanChain *chain = g_ptr_array_index(programme->chains, h);
      for (guint k = 0; chain->crew == c && k < chain->form->len; k++)
        row_add(row, chain->x[k], 1);
    }
    row_end(row, programme->mip, 0, heads);
  }
}

void
muster_plan_add_cover(MusterPlanProgramme *programme)
{
  const MusterPlanSetup *setup = programme->setup;
  guint n_posts = 0; /* most in one interval */
  for (int i = programme->i0; i < programme->i1; i++)
    n_posts = MAX(n_posts, setup->posts[i]->len);
  Row row = { g_array_new(FALSE, FALSE, sizeof(int)), g_array_new(FALSE, FALSE, sizeof(double)) };
  g_autofree GArray **given = g_new(GArray *, n_posts + 1);
  for (guint p = 0; p < n_posts; p++)
    given[p] = g_array_new(FALSE, FALSE, sizeof(MusterPlanEntry));
  for (int i = programme->i0; i < programme->i1; i++)
    cover_interval(programme, &row, i, given);
  limit_seats(programme, &row);
  limit_heads(programme, &row);
  for (guint p = 0; p < n_posts; p++)
    g_array_unref(given[p]);
  g_array_unref(row.column);
  g_array_unref(row.value);
}
