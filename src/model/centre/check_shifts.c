/* Breaks that cannot fit into their shift. */
#include "model/centre/centre_private.h"

#define SLACK_S 1e-6

enum { MOST_LENGTHS = 100, MOST_BREAKS = 20 };

static MusterMark
mark_of(const MusterCentre *centre, const MusterShift *shift)
{
  return centre_mark(centre, "shifts", shift->name, "breaks", NULL);
}

/* Where a break may lie in a shift of this length. */
static void
window_of(const MusterBreak *pause, double length_s, double *from_s, double *to_s)
{
  *from_s = isnan(pause->from_s) ? 0 : pause->from_s;
  *to_s = isnan(pause->to_s) ? length_s : MIN(pause->to_s, length_s);
}

/* Time that `count` of a break take with the gaps between them. */
static double
needs_s(const MusterBreak *pause)
{
  return pause->count * pause->length_s + (pause->count - 1) * pause->apart_s;
}

static gboolean
check_break(const MusterCentre *centre, const MusterShift *shift, const MusterBreak *pause, double length_s,
            MusterFaults *faults)
{
  double from_s, to_s;
  if (isnan(pause->length_s) || isnan(pause->apart_s) || pause->count < 1)
    return FALSE; /* said already */
  window_of(pause, length_s, &from_s, &to_s);
  if (needs_s(pause) <= to_s - from_s + SLACK_S)
    return TRUE;
  g_autofree char *shift_text = muster_format_duration(length_s),
                  *needs = muster_format_duration(needs_s(pause));
  muster_faults_error(faults, mark_of(centre, shift), "widen `between`, or shorten the break",
                      "the break '%s' needs %s and does not fit into its window in a shift of %s",
                      pause->name, needs, shift_text);
  return FALSE;
}

/* All breaks whose window lies in [from, to] must fit into it: necessary whatever the order. */
static gboolean
check_span(const MusterCentre *centre, const MusterShift *shift, double length_s, double from_s, double to_s,
           MusterFaults *faults)
{
  double sum_s = 0;
  for (int b = 0; b < shift->n_breaks; b++) {
    double from, to;
    window_of(&shift->breaks[b], length_s, &from, &to);
    if (from >= from_s && to <= to_s)
      sum_s += shift->breaks[b].count * shift->breaks[b].length_s;
  }
  if (sum_s <= to_s - from_s + SLACK_S)
    return TRUE;
  g_autofree char *sum = muster_format_duration(sum_s), *from = muster_format_duration(from_s),
                  *to = muster_format_duration(to_s);
  muster_faults_error(faults, mark_of(centre, shift), NULL,
                      "breaks of %s in all do not fit between %s and %s of the shift '%s'", sum, from, to,
                      shift->name);
  return FALSE;
}

static void
check_length(const MusterCentre *centre, const MusterShift *shift, double length_s, MusterFaults *faults)
{
  gboolean ok = TRUE;
  for (int b = 0; b < shift->n_breaks; b++)
    ok = check_break(centre, shift, &shift->breaks[b], length_s, faults) && ok;
  for (int i = 0; i < shift->n_breaks && ok; i++)
    for (int j = 0; j < shift->n_breaks && ok; j++) {
      double from, to, ignored;
      window_of(&shift->breaks[i], length_s, &from, &ignored);
      window_of(&shift->breaks[j], length_s, &ignored, &to);
      if (to > from)
        ok = check_span(centre, shift, length_s, from, to, faults);
    }
}

void
centre_check_shifts(const MusterCentre *centre, MusterFaults *faults)
{
  for (int s = 0; s < centre->n_shifts; s++) {
    const MusterShift *shift = &centre->shift[s];
    if (shift->n_lengths > MOST_LENGTHS || shift->n_breaks > MOST_BREAKS) {
      muster_faults_error(faults, shift->mark, NULL, "more than %d lengths or %d breaks in one shift",
                          MOST_LENGTHS, MOST_BREAKS);
      continue;
    }
    for (int l = 0; l < shift->n_lengths; l++)
      if (shift->length_s[l] > 0)
        check_length(centre, shift, shift->length_s[l], faults);
    if (shift->n_lengths > 0 && shift->length_s[0] > 0 && shift->handover_s >= shift->length_s[0])
      muster_faults_error(faults, centre_mark(centre, "shifts", shift->name, "handover", NULL), NULL,
                          "handover: as long as the shift itself");
  }
}
