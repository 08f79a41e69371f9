/* Roster: the value. Its files are in roster_yaml.c and roster_csv.c. */
#include <muster/model/roster.h>
#include "model/on_queue_private.h"
#include <string.h>

/* In the order of MusterActivityKind. */
static const char *const activity_names[] = {"work", "break", "meeting", "training"};

const char *
muster_activity_name(MusterActivityKind kind)
{
  g_return_val_if_fail((guint) kind < G_N_ELEMENTS(activity_names), "work");
  return activity_names[kind];
}

gboolean
muster_activity_parse(const char *name, MusterActivityKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS(activity_names); i++)
    if (g_str_equal(name, activity_names[i])) {
      *kind = (MusterActivityKind) i;
      return TRUE;
    }
  return FALSE;
}

void
muster_duty_clear(MusterDuty *duty)
{
  for (int i = 0; i < duty->n_segments; i++)
    g_free(duty->segment[i].name);
  g_free(duty->segment);
  *duty = (MusterDuty){0};
}

static void
uncovered_clear(MusterUncovered *uncovered)
{
  g_clear_pointer(&uncovered->blame, g_free);
}

MusterRoster *
muster_roster_new(const MusterCentre *centre)
{
  MusterRoster *roster = g_new0(MusterRoster, 1);
  roster->grid = muster_grid_ref(centre->grid);
  roster->duties = g_array_new(FALSE, FALSE, sizeof(MusterDuty));
  g_array_set_clear_func(roster->duties, (GDestroyNotify) muster_duty_clear);
  roster->uncovered = g_array_new(FALSE, FALSE, sizeof(MusterUncovered));
  g_array_set_clear_func(roster->uncovered, (GDestroyNotify) uncovered_clear);
  return roster;
}

void
muster_roster_free(MusterRoster *roster)
{
  if (roster == NULL)
    return;
  g_array_unref(roster->duties);
  g_array_unref(roster->uncovered);
  muster_grid_unref(roster->grid);
  g_free(roster);
}

static int
compare_duties(const MusterDuty *a, const MusterDuty *b)
{
  if (a->person != b->person)
    return a->person < b->person ? -1 : 1;
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  return 0;
}

void
muster_roster_add(MusterRoster *roster, const MusterDuty *duty)
{
  /* Behind all that are not greater: duties mostly come in order, and equal ones keep theirs. */
  guint at = roster->duties->len;
  if (at > 0 && compare_duties(&g_array_index(roster->duties, MusterDuty, at - 1), duty) > 0) {
    guint low = 0;
    while (low < at) {
      guint middle = low + (at - low) / 2;
      if (compare_duties(&g_array_index(roster->duties, MusterDuty, middle), duty) > 0)
        at = middle;
      else
        low = middle + 1;
    }
  }
  g_array_insert_vals(roster->duties, at, duty, 1);
}

void
muster_roster_on_queue(const MusterRoster *roster, const MusterCentre *centre, double *out)
{
  int n = roster->grid->n;
  memset(out, 0, sizeof *out * (gsize) centre->n_groups * (gsize) n);
  for (guint k = 0; k < roster->duties->len; k++) {
    const MusterDuty *duty = &g_array_index(roster->duties, MusterDuty, k);
    for (int i = 0; i < duty->n_segments; i++)
      if (duty->segment[i].kind == MUSTER_ACTIVITY_WORK)
        model_cover(roster->grid, duty->segment[i].start, duty->segment[i].end, 1,
                    out + (gsize) duty->group * (gsize) n);
  }
}
