/* The number of calls in a queue and with its agents, and what several queues hold together. */
#pragma once
#include <glib.h>

/* P(N = first + k) for k = 0 .. n − 1; next to nothing lies outside. */
typedef struct {
  int first, n;
  double *p;
} TrunkLaw;
void trunk_law_clear(TrunkLaw *law);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TrunkLaw, trunk_law_clear)

/* Steady state of M/M/n+M; patience_s INFINITY: nobody abandons. FALSE: there is none, since the load is not
 * caught up with, or it is too long to be laid out. */
gboolean trunk_law_of_queue(TrunkLaw *law, double load_erl, double handle_s, double patience_s, int agents);
/* The law of the sum with another, independent number. */
void trunk_law_add(TrunkLaw *law, const TrunkLaw *other);
/* With so many lines: queues whose number in system is that of reversible birth–death processes keep the
 * product of their laws, cut off where all lines are taken, so a call finds no line with P(N = lines) / P(N ≤
 * lines). */
double trunk_law_blocked(const TrunkLaw *law, int lines);
/* Smallest number of lines that blocks at most that share. */
int trunk_law_lines(const TrunkLaw *law, double target_block);
