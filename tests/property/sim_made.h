/* Centres by chance with every feature that the simulator knows, small enough to be run by the hundred. */
#pragma once
#include "sim_case.h"

#define MADE_PEOPLE 16

typedef struct {
  SimCase k;
  MusterTransfer transfer[CASE_QUEUES];
  MusterCallback callback[CASE_QUEUES];
  MusterKeepIdle keep;
  double target[1];
  char *group_name[1];
  MusterServesStep step[CASE_GROUPS][CASE_QUEUES][2];
  MusterSelfservice selfservice[CASE_QUEUES];
  double redial[CASE_QUEUES][2];
  MusterPerson person[MADE_PEOPLE];
  MusterSkill skill[MADE_PEOPLE];
  MusterGrade grade[2];
  MusterShrinkage late;
  MusterRoster *roster;
  MusterBalkStep balk_step[CASE_QUEUES][2];
  MusterEvent event;
  MusterOutside outside;
  MusterBacklog backlog[CASE_QUEUES];
  double pace[CASE_QUEUES][4];
  gboolean has_lists;
  guint64 seed, number, draw;
} Made;

static inline double
made_uniform(Made *m, double lo, double hi)
{
  return lo + (hi - lo) * muster_draw_uniform(muster_key(muster_key(m->seed, m->number), m->draw++), MUSTER_DRAW_OTHER);
}

static inline gboolean
made_chance(Made *m, double p)
{
  return made_uniform(m, 0, 1) < p;
}

/* Centre `number` of the seed; the maker frees it with made_unmake(). */
void made_make(Made *m, guint64 seed, guint64 number);
void made_unmake(Made *m);

/* Its parts: queues in sim_made_queues.c, groups and people in sim_made_staff.c. */
void made_queue(Made *m, int q);
void made_outbound(Made *m, int q);
void made_arrivals(Made *m);
void made_group(Made *m, int g);
void made_join(Made *m);
void made_reserve(Made *m, int g);
void made_people(Made *m);
