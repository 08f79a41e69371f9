/* Structure: the breaks of a duty as its shift form says: how many, how long, paid or not, in their window, apart. */
#include "check/check_private.h"

static gboolean
is_break(const MusterSegment *s, const MusterBreak *b)
{
  return s->kind == MUSTER_ACTIVITY_BREAK && g_strcmp0(s->name, b->name) == 0;
}

static const MusterBreak *
find_break(const MusterShift *form, const MusterSegment *s)
{
  for (int b = 0; b < form->n_breaks; b++)
    if (is_break(s, &form->breaks[b]))
      return &form->breaks[b];
  return NULL;
}

static void
check_one(const CheckCase *c, const MusterDuty *duty, const MusterSegment *s, const MusterBreak *b)
{
  double length_s = (double) (s->end - s->start);
  if (fabs(length_s - b->length_s) > 0.5)
    check_add(c, "break_length", duty->day, s->start, NAN, muster_format_duration(length_s),
              g_strdup_printf("'%s' of %g min", b->name, b->length_s / 60));
  if (s->paid != b->paid)
    check_add(c, "break_paid", duty->day, s->start, NAN, g_strdup(s->paid ? "paid" : "unpaid"),
              g_strdup_printf("'%s' is %s", b->name, b->paid ? "paid" : "unpaid"));
  double from_s = (double) (s->start - duty->start), to_s = (double) (s->end - duty->start);
  if ((!isnan(b->from_s) && from_s < b->from_s - 0.5) || (!isnan(b->to_s) && to_s > b->to_s + 0.5))
    check_add(c, "break_window", duty->day, s->start, NAN,
              g_strdup_printf("'%s' %g to %g min after the shift's start", b->name, from_s / 60, to_s / 60),
              g_strdup_printf("%g to %g min", isnan(b->from_s) ? 0 : b->from_s / 60, b->to_s / 60));
}

/* Least distance of two neighbouring breaks: the larger of what either asks. */
static void
check_apart(const CheckCase *c, const MusterDuty *duty, const MusterShift *form)
{
  const MusterSegment *before = NULL;
  const MusterBreak *kind_before = NULL;
  for (int i = 0; i < duty->n_segments; i++) {
    const MusterSegment *s = &duty->segment[i];
    const MusterBreak *kind = find_break(form, s);
    if (kind == NULL)
      continue;
    if (before != NULL) {
      double least_s = MAX(kind->apart_s, kind_before->apart_s), found_s = (double) (s->start - before->end);
      if (found_s < least_s - 0.5)
        check_add(c, "break_apart", duty->day, s->start, NAN, muster_format_duration(found_s),
                  g_strdup_printf("at least %g min between '%s' and '%s'", least_s / 60, before->name, s->name));
    }
    before = s;
    kind_before = kind;
  }
}

static void
check_count(const CheckCase *c, const MusterDuty *duty, const MusterShift *form)
{
  for (int b = 0; b < form->n_breaks; b++) {
    int n = 0;
    for (int i = 0; i < duty->n_segments; i++)
      if (is_break(&duty->segment[i], &form->breaks[b]))
        n++;
    if (n != form->breaks[b].count)
      check_add(c, "break_count", duty->day, duty->start, NAN, g_strdup_printf("%d of '%s'", n, form->breaks[b].name),
                g_strdup_printf("%d", form->breaks[b].count));
  }
}

void
check_breaks(const CheckCase *c, const MusterDuty *duty)
{
  if (duty->shift < 0 || duty->shift >= c->centre->n_shifts)
    return;
  const MusterShift *form = &c->centre->shift[duty->shift];
  check_count(c, duty, form);
  for (int i = 0; i < duty->n_segments; i++) {
    const MusterSegment *s = &duty->segment[i];
    const MusterBreak *b = find_break(form, s);
    if (b != NULL)
      check_one(c, duty, s, b);
    else if (s->kind == MUSTER_ACTIVITY_BREAK)
      check_add(c, "break_count", duty->day, s->start, NAN,
                g_strdup_printf("a break '%s'", s->name != NULL ? s->name : ""),
                g_strdup_printf("breaks of shift '%s'", form->name));
  }
  check_apart(c, duty, form);
}
