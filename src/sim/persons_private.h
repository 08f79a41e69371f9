/* What each person and each grade has done: persons.c. Only with `all` measures and a roster. */
#pragma once
#include "sim/moments_private.h"

/* Of which grade everybody is; what each is paid is filled in by sim_pay(). */
void sim_persons_build(MusterSim *sim);
void sim_persons_free(MusterSim *sim);
/* After a replication: into the moments, and from those of one thread into those of all. */
void sim_persons_fold(SimMoments *moments, const SimEngine *engine);
void sim_persons_merge(SimMoments *to, const SimMoments *from, const MusterSim *sim);
