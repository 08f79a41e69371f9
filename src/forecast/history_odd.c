/* Oddities of a history that do not refuse it: the first few of each kind at their place, all of them
 * counted. */
#include "forecast/history_private.h"

#define SHOWN 3 /* of each kind */

static const char *const all_of_kind[HISTORY_N_ODDITIES] = {
    [HISTORY_ODD_NO_CONTACT] = "have a handle time and no contact; it is left out",
    [HISTORY_ODD_IMPOSSIBLE] = "have an impossible handle time; it is left out",
    [HISTORY_ODD_ABANDONED] = "have more contacts abandoned than offered; counted as they stand",
    [HISTORY_ODD_NEVER] = "are of an hour that the clock jumps over, without contacts; left out",
    [HISTORY_ODD_AGAIN] = "repeat one before; counted once",
    [HISTORY_ODD_TWICE] = "stand alone for a local time that occurs twice; half is taken for each",
};

void
history_odd(HistoryOddities *odd, HistoryOddity kind, MusterMark mark, const char *format, ...)
{
  if (odd->n[kind]++ >= SHOWN)
    return;
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  muster_faults_add(odd->faults, MUSTER_FAULT_WARNING, mark, NULL, "%s", message);
}

void
history_odd_summary(const HistoryOddities *odd, MusterMark file)
{
  for (int kind = 0; kind < HISTORY_N_ODDITIES; kind++)
    if (odd->n[kind] > SHOWN)
      muster_faults_add(odd->faults, MUSTER_FAULT_WARNING, file, NULL, "in all %d rows %s", odd->n[kind],
                        all_of_kind[kind]);
}
