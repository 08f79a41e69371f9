/* A desk with chats, for the simulator's tests: two chats at once go at 62 % each, three at 45 %; what each contact met, as text. */
#pragma once
#include "sim_case.h"

#define OPEN (8 * H)
#define NEXT 1e-5 /* seconds: contacts "at once" keep their order */

static G_GNUC_UNUSED double pace_of_three[] = {1, 0.62, 0.45};

static inline void
chat_queue(SimCase *k, int q, int most)
{
  k->queue[q].channel = MUSTER_CHANNEL_CHAT;
  k->queue[q].concurrency_max = most;
  k->queue[q].pace = pace_of_three;
}

static inline void
desk(SimCase *k, int n_queues, double agents, int most)
{
  case_init(k, n_queues, 1, 1, 8, 18);
  for (int q = 0; q < n_queues; q++)
    case_serve(k, 0, q, 1, 1);
  case_on_duty(k, 0, agents);
  chat_queue(k, 0, most);
}

/* "agent wait handle" of each answered contact in order of arrival, to the millisecond; "-" and the wait of others. */
static inline void
expect(SimCase *k, const char *want)
{
  g_autoptr(MusterSim) sim = case_sim(k);
  g_autofree char *csv = muster_sim_write_contacts(sim, 0, NULL);
  g_auto(GStrv) line = g_strsplit(csv, "\n", -1);
  g_autoptr(GString) got = g_string_new(NULL);
  for (int i = 1; line[i] != NULL && line[i][0] != '\0'; i++) {
    g_auto(GStrv) field = g_strsplit(line[i], ",", -1);
    gboolean answered = strcmp(field[3], "answered") == 0;
    g_string_append_printf(got, "%s%s %s", i > 1 ? ", " : "", answered ? field[6] : "-", field[4]);
    if (answered)
      g_string_append_printf(got, " %.3f", g_ascii_strtod(field[7], NULL) + g_ascii_strtod(field[8], NULL));
  }
  if (strcmp(got->str, want) != 0)
    g_printerr("got  %s\nwant %s\n", got->str, want);
  CU_ASSERT_STRING_EQUAL(got->str, want);
}
