/* The recursion: a single first-come queue with one group needs no event list.
 *
 * Contacts are taken in order of arrival, and each begins when the agent who comes free first is free (Kiefer & Wolfowitz
 * 1955), so one pass over the arrivals with the agents' free times settles every wait. It makes the same draws as the event
 * engine and gives the same counts, contact by contact; each is the other's check.
 */
#pragma once
#include "sim/engine_private.h"

typedef struct SimRecursion SimRecursion;

/* Whether it says all that is asked: one queue and one group by number, nothing that comes back or is passed on. */
gboolean sim_recursion_fits(const MusterSim *sim);
SimRecursion *sim_recursion_new(const MusterSim *sim);
void sim_recursion_free(SimRecursion *recursion);
/* One replication into the engine's cells, which are empty before. */
void sim_recursion_run(SimRecursion *recursion, SimEngine *engine);
