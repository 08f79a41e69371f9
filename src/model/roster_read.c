/* Reading a roster in either form. */
#include "model/roster_build_private.h"
#include <string.h>

/* Our YAML begins with a key, a comment or a bracket; a table with a header or values that hold a separator. A line that
 * has a colon before any separator is a key. */
static gboolean
looks_like_yaml(MusterSource *source)
{
  gsize length;
  const char *text = muster_source_text(source, &length), *p = text, *end = text + length;
  if (length >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
    p += 3;
  while (p < end && strchr(" \t\r\n", *p) != NULL && *p != 0)
    p++;
  if (p == end || strchr("#%{[-", *p) != NULL)
    return TRUE;
  for (; p < end && *p != '\n' && *p != '\r'; p++) {
    if (*p == ':' && (p + 1 == end || strchr(" \t\r\n", p[1]) != NULL))
      return TRUE;
    if (*p == 0 || strchr(",;\t|", *p) != NULL)
      return FALSE;
  }
  return FALSE;
}

static MusterRoster *
read_roster(const MusterCentre *centre, MusterSource *source, gboolean previous, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  RosterBuild build;
  roster_build_init(&build, centre, previous, faults);
  if (looks_like_yaml(source))
    roster_read_yaml(&build, source);
  else
    roster_read_csv(&build, source);
  roster_build_finish(&build);
  MusterRoster *roster = muster_faults_n_errors(faults) == before ? g_steal_pointer(&build.roster) : NULL;
  roster_build_clear(&build);
  return roster;
}

MusterRoster *
muster_roster_read(const MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  return read_roster(centre, source, FALSE, faults);
}

MusterRoster *
muster_roster_read_previous(const MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  return read_roster(centre, source, TRUE, faults);
}
