/* Structure: start, days and length of a duty as its shift form says. The form is wall-clock time: a shift from 23:00
 * of 8 h ends at 07:00, whatever the night lasts (formats.md, "Time"). */
#include "check/check_private.h"

static gboolean
ends_right(const MusterCentre *centre, const MusterShift *form, const MusterDuty *duty, int start_s)
{
  for (int l = 0; l < form->n_lengths; l++) {
    gint64 end;
    muster_zone_to_utc(centre->zone, duty->day, start_s + (int) form->length_s[l], &end);
    if (end == duty->end)
      return TRUE;
  }
  return FALSE;
}

static void
check_times(const CheckCase *c, const MusterDuty *duty, const MusterShift *form)
{
  const MusterCentre *centre = c->centre;
  gboolean starts = FALSE, ends = FALSE;
  for (int s = 0; s < form->n_starts && !ends; s++) {
    gint64 start;
    muster_zone_to_utc(centre->zone, duty->day, form->start_s[s], &start);
    if (start != duty->start)
      continue;
    starts = TRUE;
    ends = ends_right(centre, form, duty, form->start_s[s]);
  }
  g_autofree char *at = muster_zone_format(centre->zone, starts ? duty->end : duty->start);
  if (!starts)
    check_add(c, "shift_start", duty->day, duty->start, NAN, g_strdup_printf("starts at %s", at),
              g_strdup_printf("starts of shift '%s'", form->name));
  else if (!ends)
    check_add(c, "shift_length", duty->day, duty->start, NAN, g_strdup_printf("ends at %s", at),
              g_strdup_printf("lengths of shift '%s'", form->name));
}

void
check_form(const CheckCase *c, const MusterDuty *duty)
{
  const MusterCentre *centre = c->centre;
  if (duty->shift < 0 || duty->shift >= centre->n_shifts) {
    check_add(c, "shift_form", duty->day, duty->start, NAN, g_strdup("no form of shift"),
              g_strdup("a shift of the centre"));
    return;
  }
  const MusterShift *form = &centre->shift[duty->shift];
  if ((form->days & (1u << muster_day_weekday(duty->day))) == 0)
    check_add(c, "shift_day", duty->day, duty->start, NAN,
              g_strdup(muster_weekday_names[muster_day_weekday(duty->day)]),
              g_strdup_printf("days of shift '%s'", form->name));
  check_times(c, duty, form);
}
