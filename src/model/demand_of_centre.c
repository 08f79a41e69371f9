/* The demand that a centre holds in its own file, or names. */
#include "model/demand_private.h"
#include "model/centre/centre_private.h"

MusterDemand *
muster_demand_of_centre(const MusterCentre *centre, MusterFaults *faults)
{
  g_autoptr(MusterYaml) tree = NULL;
  const MusterYamlNode *section = NULL;
  if (!muster_centre_section(centre, "demand", &tree, &section, faults))
    return NULL;
  if (section == NULL) {
    MusterMark start = {centre->source, 1, 1};
    muster_faults_error(faults, start, "give `demand:`, or a demand file; muster forecast makes one from a history",
                        "the centre has no demand");
    return NULL;
  }
  return demand_read_node(centre, section, faults);
}
