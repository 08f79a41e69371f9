/* `shift_end: hand_back`: what can wait does not keep its agent past the end of the shift (semantics, "Agents"). */
#include "sim/cases_private.h"
#include "sim/work_private.h"

gboolean
sim_hands_back(const SimEngine *e, guint32 id)
{
  return e->sim->centre->simulate.shift_end == MUSTER_SHIFT_END_HAND_BACK &&
         e->agent[id].state == SIM_AGENT_CASE;
}

void
sim_hand_back(SimEngine *e, guint32 id, SimTick now)
{
  sim_agent_not_busy(e, id, now);
  e->agent[id].state = SIM_AGENT_OFF;
  sim_case_hand_back(e, id, now);
}
