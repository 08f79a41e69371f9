/* Power: so many calls ring for each idle agent. One line for each is the progressive dialer: nobody finds no agent, unless
 * another queue takes the agent while it rings. With more lines than agents some of those reached have to wait. */
#include <math.h>
#include "sim/lists_private.h"

/* Persons who wait already have one of the idle agents each, as soon as one may take them. */
static gint64
lines(const SimDialState *state, const MusterDialer *parameters)
{
  if (state->idle < parameters->when_idle)
    return 0;
  return (gint64) floor(parameters->lines * (double) state->idle + 1e-9) - state->waiting;
}

const SimDialer sim_dialer_power = {
    .info = {.name = "power",
             .summary = "a number of calls rings for each idle agent",
             .keys = "lines when_idle"},
    .lines = lines,
};
