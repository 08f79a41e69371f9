#include "model/roster_build_private.h"
#include <math.h>
#include <string.h>

#define LONGEST_PAST_DAYS 400 /* of a roster of the period before */

void
roster_build_init(RosterBuild *build, const MusterCentre *centre, gboolean previous, MusterFaults *faults)
{
  *build = (RosterBuild){.centre = centre, .faults = faults, .previous = previous};
  build->roster = muster_roster_new(centre);
  /* What a file does not say is not known; the YAML reader puts in what it says. */
  MusterRoster *roster = build->roster;
  roster->cost = roster->penalty = roster->objective = roster->bound = roster->gap = roster->gap_avoidable = NAN;
  roster->paid_h = roster->understaffed_h = roster->overstaffed_h = NAN;
  build->first_day = previous ? centre->from - LONGEST_PAST_DAYS : centre->from;
  build->last_day = previous ? centre->from - 1 : centre->to;
  build->found = g_array_new(FALSE, FALSE, sizeof(FoundDuty));
  model_names_of_queues(&build->queues, centre);
  model_names_of_groups(&build->groups, centre);
  model_names_of_shifts(&build->shifts, centre);
  model_names_of_people(&build->people, centre);
}

void
roster_build_clear(RosterBuild *build)
{
  for (guint i = 0; i < build->found->len; i++)
    muster_duty_clear(&g_array_index(build->found, FoundDuty, i).duty);
  g_array_unref(build->found);
  muster_roster_free(build->roster);
  model_names_clear(&build->queues);
  model_names_clear(&build->groups);
  model_names_clear(&build->shifts);
  model_names_clear(&build->people);
}

int
roster_build_person(RosterBuild *build, const char *id, MusterMark mark)
{
  if (!build->previous)
    return model_names_need(&build->people, id, mark, build->faults);
  int person = model_names_find(&build->people, id);
  if (person < 0)
    muster_faults_add(build->faults, MUSTER_FAULT_WARNING, mark, "who has left is left out",
                      "unknown person '%s'", id);
  return person;
}

gboolean
roster_build_usually_paid(MusterActivityKind kind)
{
  return kind != MUSTER_ACTIVITY_BREAK;
}

static gboolean
has_start(const MusterShift *shift, int clock_s)
{
  for (int i = 0; i < shift->n_starts; i++)
    if (shift->start_s[i] == clock_s)
      return TRUE;
  return FALSE;
}

static gboolean
has_length(const MusterShift *shift, double length_s)
{
  for (int i = 0; i < shift->n_lengths; i++)
    if (shift->length_s[i] == length_s)
      return TRUE;
  return FALSE;
}

int
roster_build_guess_shift(const RosterBuild *build, int person, const MomentSpan *span)
{
  const MusterCentre *centre = build->centre;
  int contract = centre->person[person].contract, clock_s, offset_s;
  guint64 allowed = contract >= 0 ? centre->contract[contract].shifts : ~G_GUINT64_CONSTANT(0);
  MusterDay day;
  muster_zone_to_local(centre->zone, span->start, &day, &clock_s, &offset_s);
  for (int s = 0; s < MIN(centre->n_shifts, 64); s++)
    if ((allowed >> s & 1) && has_start(&centre->shift[s], clock_s) &&
        has_length(&centre->shift[s], (double) (span->end - span->start)))
      return s;
  return -1;
}

static int
compare_segments(gconstpointer a, gconstpointer b)
{
  const MusterSegment *x = a, *y = b;
  return x->start != y->start ? (x->start < y->start ? -1 : 1) : (x->end > y->end) - (x->end < y->end);
}

static void
add_work(GArray *segments, gint64 start, gint64 end)
{
  MusterSegment work = {.kind = MUSTER_ACTIVITY_WORK, .start = start, .end = end, .paid = TRUE};
  if (start < end)
    g_array_append_val(segments, work);
}

/* Replaces the duty's segments by the same with their holes filled. FALSE when two overlap. */
static gboolean
fill_holes(MusterDuty *duty)
{
  if (duty->n_segments > 1)
    qsort(duty->segment, (gsize) duty->n_segments, sizeof *duty->segment, compare_segments);
  g_autoptr(GArray) filled = g_array_new(FALSE, FALSE, sizeof(MusterSegment));
  gint64 at = duty->start;
  for (int i = 0; i < duty->n_segments; i++) {
    if (duty->segment[i].start < at)
      return FALSE;
    add_work(filled, at, duty->segment[i].start);
    g_array_append_val(filled, duty->segment[i]);
    at = duty->segment[i].end;
  }
  add_work(filled, at, duty->end);
  g_free(duty->segment);
  duty->n_segments = (int) filled->len;
  duty->segment = (MusterSegment *) (gpointer) g_array_free(g_steal_pointer(&filled), FALSE);
  return TRUE;
}

void
roster_build_add(RosterBuild *build, MusterDuty *duty, MusterMark mark)
{
  if (!fill_holes(duty)) {
    muster_faults_error(build->faults, mark, NULL, "two segments of this duty overlap");
    muster_duty_clear(duty);
    return;
  }
  FoundDuty found = {*duty, mark};
  g_array_append_val(build->found, found);
  *duty = (MusterDuty){0};
}

static int
compare_found(gconstpointer a, gconstpointer b)
{
  const FoundDuty *x = a, *y = b;
  if (x->duty.person != y->duty.person)
    return x->duty.person < y->duty.person ? -1 : 1;
  if (x->duty.start != y->duty.start)
    return x->duty.start < y->duty.start ? -1 : 1;
  return (x->mark.line > y->mark.line) - (x->mark.line < y->mark.line);
}

void
roster_build_finish(RosterBuild *build)
{
  g_array_sort(build->found, compare_found);
  for (guint i = 1; i < build->found->len; i++) {
    const FoundDuty *before = &g_array_index(build->found, FoundDuty, i - 1), *after = before + 1;
    if (after->duty.person != before->duty.person || after->duty.start >= before->duty.end)
      continue;
    g_autofree char *hint = g_strdup_printf("the other is on line %d", before->mark.line);
    muster_faults_error(build->faults, after->mark, hint, "two duties of '%s' overlap",
                        build->centre->person[after->duty.person].id);
  }
  for (guint i = 0; i < build->found->len; i++)
    muster_roster_add(build->roster, &g_array_index(build->found, FoundDuty, i).duty);
  g_array_set_size(build->found, 0);
}
