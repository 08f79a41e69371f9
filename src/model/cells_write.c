/* Writing the cells of people.csv. */
#include "model/cells_private.h"
#include <string.h>

/* A name as a cell holds it: in quotes when it could be taken for something else. */
static void
append_name(GString *cell, const char *name, const char *special)
{
  gboolean plain = name[0] != 0 && name[0] != '"' && strpbrk(name, special) == NULL &&
                   !g_str_equal(name, "off") && !g_str_equal(name, "work") && name[0] != ' ' &&
                   name[strlen(name) - 1] != ' ';
  if (plain) {
    g_string_append(cell, name);
    return;
  }
  g_string_append_c(cell, '"');
  for (const char *p = name; *p != 0; p++) {
    if (*p == '"')
      g_string_append_c(cell, '"');
    g_string_append_c(cell, *p);
  }
  g_string_append_c(cell, '"');
}

char *
cells_write_queues(guint64 queues, const MusterCentre *centre)
{
  g_autoptr(GString) cell = g_string_new(NULL);
  for (int q = 0; q < centre->n_queues; q++) {
    if (!(queues >> q & 1))
      continue;
    if (cell->len > 0)
      g_string_append_c(cell, ' ');
    append_name(cell, centre->queue[q].name, " \t\r\n;\"");
  }
  return g_string_free(g_steal_pointer(&cell), FALSE);
}

char *
cells_write_skills(const MusterPerson *person, const MusterCentre *centre)
{
  g_autoptr(GString) cell = g_string_new(NULL);
  for (int i = 0; i < person->n_skills; i++) {
    const MusterSkill *skill = &person->skill[i];
    if (i > 0)
      g_string_append_c(cell, ' ');
    append_name(cell, centre->queue[skill->queue].name, " \t\r\n;:@\"");
    if (skill->rank > 0)
      g_string_append_printf(cell, ":%d", skill->rank);
    if (skill->pace != 1) {
      g_autofree char *pace = muster_format_share(skill->pace);
      g_auto(GStrv) parts =
          g_strsplit(pace, " ", -1); /* `90 %` without its blank, which would end the entry */
      g_autofree char *tight = g_strjoinv("", parts);
      g_string_append_printf(cell, "@%s", tight);
    }
  }
  return g_string_free(g_steal_pointer(&cell), FALSE);
}

char *
cells_write_leave(const MusterPerson *person)
{
  g_autoptr(GString) cell = g_string_new(NULL);
  for (int i = 0; i < person->n_leave; i++) {
    const MusterDays *days = &person->leave[i];
    g_autofree char *from = muster_day_format(days->from), *to = muster_day_format(days->to);
    g_string_append_printf(cell, "%s%s", i > 0 ? ";" : "", from);
    if (days->to > days->from)
      g_string_append_printf(cell, "..%s", to);
  }
  return g_string_free(g_steal_pointer(&cell), FALSE);
}

char *
cells_write_requests(const MusterPerson *person, const MusterCentre *centre)
{
  g_autoptr(GString) cell = g_string_new(NULL);
  for (int i = 0; i < person->n_requests; i++) {
    const MusterRequest *request = &person->request[i];
    g_autofree char *day = muster_day_format(request->day);
    g_string_append_printf(cell, "%s%s ", i > 0 ? "; " : "", day);
    if (request->off)
      g_string_append(cell, "off");
    else if (request->shift < 0)
      g_string_append(cell, "work");
    else
      append_name(cell, centre->shift[request->shift].name, ";\"\t\r\n");
  }
  return g_string_free(g_steal_pointer(&cell), FALSE);
}
