/* Reading a roster in either form. */
#include "model/file_form_private.h"
#include "model/roster_build_private.h"

static MusterRoster *
read_roster(const MusterCentre *centre, MusterSource *source, gboolean previous, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  RosterBuild build;
  roster_build_init(&build, centre, previous, faults);
  if (file_form(source) == FILE_TREE)
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
