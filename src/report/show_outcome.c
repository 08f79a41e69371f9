#include "report/show_private.h"
#include <math.h>

/* The measures of a queue that a planner reads first, in order. */
static const MusterQueueMeasureId queue_measures[] = {
  MUSTER_MEASURE_OFFERED,     MUSTER_MEASURE_ANSWERED, MUSTER_MEASURE_SERVICE_LEVEL,
  MUSTER_MEASURE_ABANDONMENT, MUSTER_MEASURE_ASA,
};
static const MusterColumn queue_columns[] = {
  {.key = "queue"},
  {.key = "offered", .kind = MUSTER_COLUMN_NUMBER, .measure = TRUE},
  {.key = "answered", .kind = MUSTER_COLUMN_NUMBER, .measure = TRUE},
  {.key = "service_level",
   .title = "service level",
   .unit = "%",
   .kind = MUSTER_COLUMN_SHARE,
   .decimals = 1,
   .measure = TRUE},
  {.key = "abandonment", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE},
  {.key = "average_speed_of_answer_s",
   .title = "speed of answer",
   .kind = MUSTER_COLUMN_DURATION,
   .measure = TRUE},
  {.key = "target", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1},
  {.key = "within_s", .title = "within", .kind = MUSTER_COLUMN_DURATION},
};

static void
add_cell(MusterTable *table, const MusterQueueCell *cell, double target)
{
  for (gsize m = 0; m < G_N_ELEMENTS(queue_measures); m++) {
    const MusterMeasure *measure = &cell->m[queue_measures[m]];
    muster_table_measure(table, measure);
    if (queue_measures[m] == MUSTER_MEASURE_SERVICE_LEVEL && isfinite(target) && isfinite(measure->mean))
      muster_table_tone(table, measure->mean < target ? MUSTER_TONE_UNDER : MUSTER_TONE_RIGHT);
  }
}

static MusterTable *
queues(const MusterOutcome *outcome, const MusterCentre *centre)
{
  MusterTable *table =
    muster_table_new("queues", "Service", queue_columns, G_N_ELEMENTS(queue_columns), outcome->grid->zone);
  for (int q = 0; q < outcome->n_queues; q++) {
    const MusterQueue *queue = &centre->queue[q];
    double target = queue->has_target ? queue->target.answer : NAN;
    muster_table_begin_row(table);
    muster_table_text(table, queue->name);
    add_cell(table, &outcome->queue[q], target);
    muster_table_number(table, target);
    muster_table_number(table, queue->has_target ? queue->target.within_s : NAN);
  }
  static const char *const of_class[MUSTER_N_CLASSES] = {"all live", "all cases", "all lists"};
  for (int c = 0; outcome->mixed && c < MUSTER_N_CLASSES; c++) {
    if (!(outcome->class_total[c].m[MUSTER_MEASURE_OFFERED].mean >= 0))
      continue;
    muster_table_begin_total(table);
    muster_table_text(table, of_class[c]);
    add_cell(table, &outcome->class_total[c], NAN);
  }
  if (!outcome->mixed) {
    muster_table_begin_total(table);
    muster_table_text(table, "all");
    add_cell(table, &outcome->total, NAN);
  }
  muster_table_note(table,
                    "service level: %s; %d replications, seed %" G_GUINT64_FORMAT
                    ", staff from %s; in brackets 95 %% intervals",
                    muster_service_level_text(outcome->service_level), outcome->replications, outcome->seed,
                    outcome->staff_source != NULL ? outcome->staff_source : "nowhere");
  if (outcome->controls)
    muster_table_note(table, "shares and mean waits with the number of new contacts as control variate");
  return table;
}

/* Work that can wait: what became of it by its deadline, and how much is open. */
MusterTable *
show_cases(const MusterOutcome *outcome, const MusterCentre *centre)
{
  static const MusterQueueMeasureId measures[] = {MUSTER_MEASURE_FINISHED_IN_TIME, MUSTER_MEASURE_DEADLINES_KEPT,
                                                  MUSTER_MEASURE_UNDECIDED, MUSTER_MEASURE_ESCALATED,
                                                  MUSTER_MEASURE_BACKLOG};
  static const MusterColumn columns[] = {
    {.key = "queue"},
    {.key = "finished_in_time", .title = "finished in time", .kind = MUSTER_COLUMN_NUMBER, .measure = TRUE},
    {.key = "deadlines_kept",
     .title = "deadlines kept",
     .unit = "%",
     .kind = MUSTER_COLUMN_SHARE,
     .decimals = 1,
     .measure = TRUE},
    {.key = "undecided", .kind = MUSTER_COLUMN_NUMBER, .measure = TRUE},
    {.key = "escalated", .kind = MUSTER_COLUMN_NUMBER, .measure = TRUE},
    {.key = "backlog", .title = "open at the end", .kind = MUSTER_COLUMN_NUMBER, .measure = TRUE},
    {.key = "target", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1},
    {.key = "within_s", .title = "within", .kind = MUSTER_COLUMN_DURATION},
  };
  MusterTable *table =
    muster_table_new("cases", "Work that can wait", columns, G_N_ELEMENTS(columns), outcome->grid->zone);
  for (int q = 0; q < outcome->n_queues; q++) {
    const MusterQueue *queue = &centre->queue[q];
    if (queue->channel != MUSTER_CHANNEL_CASE)
      continue;
    double target = queue->has_target ? queue->target.finish : NAN;
    const MusterMeasure *kept = &outcome->queue[q].m[MUSTER_MEASURE_DEADLINES_KEPT];
    muster_table_begin_row(table);
    muster_table_text(table, queue->name);
    for (gsize m = 0; m < G_N_ELEMENTS(measures); m++) {
      muster_table_measure(table, &outcome->queue[q].m[measures[m]]);
      if (measures[m] == MUSTER_MEASURE_DEADLINES_KEPT && isfinite(target) && isfinite(kept->mean))
        muster_table_tone(table, kept->mean < target ? MUSTER_TONE_UNDER : MUSTER_TONE_RIGHT);
    }
    muster_table_number(table, target);
    muster_table_number(table, queue->has_target ? queue->target.finish_within_s : NAN);
  }
  muster_table_note(table, "undecided: the deadline lies past the end of the horizon; in no share");
  return table;
}

/* The measures of a group, of a grade and of an agent, in order. */
static const MusterGroupMeasureId group_measures[] = {MUSTER_GROUP_OCCUPANCY, MUSTER_GROUP_UTILISATION,
                                                      MUSTER_GROUP_HANDLED,   MUSTER_GROUP_OVERRUN,
                                                      MUSTER_GROUP_PAID,      MUSTER_GROUP_COST};

/* Lists that are dialled: what became of the attempts. */
static void
add_lists(GPtrArray *tables, const MusterOutcome *outcome, const MusterCentre *centre)
{
  static const MusterQueueMeasureId measures[] = {
    MUSTER_MEASURE_OFFERED,   MUSTER_MEASURE_TRIED_AGAIN, MUSTER_MEASURE_REACHED,  MUSTER_MEASURE_ANSWERED,
    MUSTER_MEASURE_ABANDONED, MUSTER_MEASURE_UNREACHED,   MUSTER_MEASURE_GIVEN_UP, MUSTER_MEASURE_UNDECIDED,
    MUSTER_MEASURE_QUOTA,     MUSTER_MEASURE_QUOTA_KEPT,
  };
  static const char *const titles[] = {"entries",   "again",    "reached", "answered", "hung up",
                                       "unreached", "given up", "left",    "quota",    "quota kept"};
  int n = muster_outcome_shows(outcome, MUSTER_MEASURE_QUOTA) ? G_N_ELEMENTS(measures) : G_N_ELEMENTS(measures) - 2;
  MusterColumn columns[1 + G_N_ELEMENTS(measures)] = {{.key = "queue"}};
  if (!muster_outcome_shows(outcome, MUSTER_MEASURE_REACHED))
    return;
  for (int m = 0; m < n; m++)
    columns[1 + m] = (MusterColumn){.key = muster_queue_measure_info(measures[m])->name,
                                    .title = titles[m],
                                    .kind = MUSTER_COLUMN_NUMBER,
                                    .measure = TRUE};
  MusterTable *table = muster_table_new("lists", "Lists called", columns, 1 + n, outcome->grid->zone);
  for (int q = 0; q < outcome->n_queues; q++) {
    if (centre->queue[q].channel != MUSTER_CHANNEL_OUTBOUND)
      continue;
    muster_table_begin_row(table);
    muster_table_text(table, centre->queue[q].name);
    for (int m = 0; m < n; m++)
      muster_table_measure(table, &outcome->queue[q].m[measures[m]]);
  }
  muster_table_note(table, "entries: attempts that were due; hung up: reached, but no agent came in time; left: on the list at the end");
  g_ptr_array_add(tables, table);
}

/* What is told of groups only, where it is in use. */
static const struct {
  MusterGroupMeasureId id;
  MusterColumn column;
} of_groups_only[] = {
  {MUSTER_GROUP_CALLED_IN,
   {.key = "called_in_h", .title = "called in", .unit = "h", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1, .measure = TRUE}},
  {MUSTER_GROUP_CHAT_LOAD,
   {.key = "chat_load", .title = "chat load", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE}},
};

/* An empty table of these measures for what `what` names. */
static MusterTable *
group_table(const MusterOutcome *outcome, const MusterCentre *centre, const char *key, const char *title, const char *what,
            gboolean of_groups)
{
  enum { COMMON = 7 };
  MusterColumn columns[COMMON + G_N_ELEMENTS(of_groups_only)] = {
    {.key = what},
    {.key = "occupancy", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE},
    {.key = "utilisation", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE},
    {.key = "handled", .kind = MUSTER_COLUMN_NUMBER, .measure = TRUE},
    {.key = "overrun_h",
     .title = "overrun",
     .unit = "h",
     .kind = MUSTER_COLUMN_NUMBER,
     .decimals = 1,
     .measure = TRUE},
    {.key = "paid_h",
     .title = "paid",
     .unit = "h",
     .kind = MUSTER_COLUMN_NUMBER,
     .decimals = 1,
     .measure = TRUE},
    {.key = "cost", .unit = centre->currency, .kind = MUSTER_COLUMN_NUMBER, .measure = TRUE},
  };
  int n = COMMON;
  for (gsize k = 0; of_groups && k < G_N_ELEMENTS(of_groups_only); k++)
    if (outcome->group_shown[of_groups_only[k].id])
      columns[n++] = of_groups_only[k].column;
  return muster_table_new(key, title, columns, n, outcome->grid->zone);
}

static void
add_group(MusterTable *table, const char *name, const MusterGroupCell *cell)
{
  muster_table_text(table, name);
  for (gsize m = 0; m < G_N_ELEMENTS(group_measures); m++)
    muster_table_measure(table, &cell->m[group_measures[m]]);
}

static void
add_groups_only(MusterTable *table, const MusterOutcome *outcome, const MusterGroupCell *cell)
{
  for (gsize k = 0; k < G_N_ELEMENTS(of_groups_only); k++)
    if (outcome->group_shown[of_groups_only[k].id])
      muster_table_measure(table, &cell->m[of_groups_only[k].id]);
}

static MusterTable *
groups(const MusterOutcome *outcome, const MusterCentre *centre)
{
  MusterTable *table = group_table(outcome, centre, "groups", "Groups", "group", TRUE);
  for (int g = 0; g < outcome->n_groups; g++) {
    muster_table_begin_row(table);
    add_group(table, centre->group[g].name, &outcome->group[g]);
    add_groups_only(table, outcome, &outcome->group[g]);
  }
  muster_table_begin_total(table);
  add_group(table, "all", &outcome->total_group);
  add_groups_only(table, outcome, &outcome->total_group);
  return table;
}

/* So many agents are read one by one; of more the table of grades tells, and the JSON has them all. */
#define MOST_AGENTS 60

static int
n_agents(const MusterOutcome *outcome)
{
  int n = 0;
  for (int p = 0; p < outcome->n_people; p++)
    n += muster_outcome_has_person(outcome, p);
  return n;
}

static MusterTable *
grades(const MusterOutcome *outcome, const MusterCentre *centre)
{
  MusterTable *table = group_table(outcome, centre, "grades", "Grades", "grade", FALSE);
  for (int g = 0; g < outcome->n_grades; g++) {
    muster_table_begin_row(table);
    add_group(table, outcome->grade_name[g], &outcome->grade[g]); 
  }
  if (n_agents(outcome) > MOST_AGENTS)
    muster_table_note(table, "each of %d agents: --format json", n_agents(outcome));
  return table;
}

static MusterTable *
agents(const MusterOutcome *outcome, const MusterCentre *centre)
{
  MusterTable *table = group_table(outcome, centre, "agents", "Agents", "agent", FALSE);
  for (int p = 0; p < outcome->n_people; p++) {
    if (!muster_outcome_has_person(outcome, p))
      continue;
    muster_table_begin_row(table);
    add_group(table, centre->person[p].id, &outcome->person[p]);
  }
  return table;
}

static MusterTable *
days(const MusterOutcome *outcome, const MusterCentre *centre)
{
  MusterColumn columns[1 + G_N_ELEMENTS(queue_columns)] = {{.key = "day", .kind = MUSTER_COLUMN_DAY}};
  for (gsize c = 0; c < G_N_ELEMENTS(queue_columns) - 2; c++)
    columns[1 + c] = queue_columns[c];
  MusterTable *table =
    muster_table_new("days", "Days", columns, (int) G_N_ELEMENTS(columns) - 2, outcome->grid->zone);
  for (int d = 0; d < outcome->grid->n_days; d++)
    for (int q = 0; q < outcome->n_queues; q++) {
      const MusterQueueCell *cell = &outcome->queue_day[q * outcome->grid->n_days + d];
      if (!(cell->m[MUSTER_MEASURE_OFFERED].mean > 0))
        continue;
      muster_table_begin_row(table);
      muster_table_number(table, outcome->grid->first_day + d);
      muster_table_text(table, centre->queue[q].name);
      add_cell(table, cell, centre->queue[q].has_target ? centre->queue[q].target.answer : NAN);
    }
  if (muster_table_n_rows(table) == 0)
    muster_table_note(table, "no contact was offered");
  return table;
}

GPtrArray *
muster_outcome_tables(const MusterOutcome *outcome, const MusterCentre *centre)
{
  GPtrArray *tables = show_list();
  g_ptr_array_add(tables, queues(outcome, centre));
  if (outcome->shown[MUSTER_MEASURE_CALLBACKS] && centre->n_callbacks > 0)
    g_ptr_array_add(tables, show_callbacks(outcome, centre));
  if (muster_outcome_shows(outcome, MUSTER_MEASURE_BACKLOG))
    g_ptr_array_add(tables, show_cases(outcome, centre));
  add_lists(tables, outcome, centre);
  g_ptr_array_add(tables, groups(outcome, centre));
  if (outcome->n_grades > 0)
    g_ptr_array_add(tables, grades(outcome, centre));
  g_ptr_array_add(tables, days(outcome, centre));
  show_features(tables, outcome, centre);
  g_ptr_array_add(tables, show_worst(outcome, centre));
  if (outcome->n_precisions > 0)
    g_ptr_array_add(tables, show_precision(outcome, centre));
  if (outcome->n_gains > 0)
    g_ptr_array_add(tables, show_gains(outcome, centre));
  if (outcome->n_people > 0 && n_agents(outcome) <= MOST_AGENTS)
    g_ptr_array_add(tables, agents(outcome, centre));
  return tables;
}
