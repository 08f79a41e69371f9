/* Violations in words, and the names of the structure rules. */
#include "check/check_private.h"

const char *const *
muster_check_structure_rules(void)
{
  static const char *const names[] = {
    "person", "horizon", "day", "group", "segments", "skill", "leave", "overlap", "shift_form", "shift_day",
    "shift_start", "shift_length", "break_count", "break_length", "break_paid", "break_window", "break_apart",
    "contract_shift", "contract_hours", "contract_hours_owed", "contract_days", "contract_days_owed", NULL,
  };
  return names;
}

char *
muster_violation_text(const MusterViolation *v, const MusterCentre *centre)
{
  g_autofree char *day = muster_day_format(v->day);
  g_autofree char *who = NULL;
  if (v->person >= 0 && v->person < centre->n_people) {
    const MusterPerson *p = &centre->person[v->person];
    who = p->name != NULL && p->name[0] != '\0' ? g_strdup_printf("%s (%s), ", p->id, p->name)
                                                 : g_strdup_printf("%s, ", p->id);
  }
  g_autofree char *price = v->hard ? g_strdup("") : g_strdup_printf(" (price %.2f)", v->price);
  return g_strdup_printf("%s%s: %s: %s; allowed: %s%s", who != NULL ? who : "", day, v->rule, v->found, v->allowed, price);
}
