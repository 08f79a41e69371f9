/* Opinions: how many of a queue's contacts are content, and how many complain, expected from how long each waited. Nothing is
 * drawn: a contact adds its chance, in millionths, so a mean has no more noise than the waits have. */
#pragma once
#include "sim/cells_private.h"
#include <muster/model.h>

#define SIM_MILLION 1000000

typedef struct SimOpinions SimOpinions;

/* NULL when the queue asks for neither. */
SimOpinions *sim_opinions_new(const MusterQueue *queue);
void sim_opinions_free(SimOpinions *opinions);
/* A contact answered after a wait. */
void sim_opinions_answered(const SimOpinions *opinions, SimQueueCell *cell, SimTick wait);
/* All that were answered at once; before the cell is closed. */
void sim_opinions_close(const SimOpinions *opinions, SimQueueCell *cell);
/* Millionths of one lost contact. */
gint64 sim_opinions_lost(const SimOpinions *opinions, gboolean complain);
gboolean sim_opinions_ask(const SimOpinions *opinions, gboolean complain);
