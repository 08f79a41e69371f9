/* Requirement: agents needed on queue per interval and queue; what `muster staff` makes, plan and sim read.
 *
 * Each queue may be staffed for itself: then its need is in agents of any group that serves it. Where groups
 * serve several queues and share their work, the need is divided: so many agents of this group, so many of
 * that (MusterShare). Who covers what is asked as posts (MusterPost), which are the same for both. */
#pragma once
#include <muster/model/demand.h>

G_BEGIN_DECLS

/* Which target made the number what it is. */
typedef enum {
  MUSTER_BINDING_NONE,          /* closed or nothing asked */
  MUSTER_BINDING_SERVICE_LEVEL,
  MUSTER_BINDING_ABANDON,
  MUSTER_BINDING_ASA,
  MUSTER_BINDING_OCCUPANCY,
  MUSTER_BINDING_MINIMUM,       /* a group's `minimum` */
  MUSTER_BINDING_LOAD,          /* only stability; of work that can wait: that it is done at all */
  MUSTER_BINDING_FINISH,        /* the deadlines of cases */
  MUSTER_BINDING_QUOTA,         /* an outbound quota */
  MUSTER_N_BINDINGS,
} MusterBinding;
MUSTER_API const char *muster_binding_name(MusterBinding binding); /* as in the CSV: "service_level", … */
MUSTER_API gboolean muster_binding_parse(const char *name, MusterBinding *binding);

typedef struct {
  double contacts;        /* offered in the interval, after what was divided out */
  double handle_mean_s;
  double load_erl;        /* contacts × handle time / interval */
  double agents;          /* need on queue: whole for live channels */
  double scheduled;       /* agents / Π(1 − s), rounded up once */
  double service_level, abandonment, asa_s, occupancy; /* expected with `agents`; NaN when nothing is offered */
  MusterBinding binding;
} MusterNeed;

/* What one group gives to one queue in an interval in which queues share their agents. */
typedef struct {
  int interval, queue, group;
  double contacts, handle_mean_s, load_erl; /* the part that the plan has this group serve */
  double agents, scheduled;                 /* a group's over its queues add up to its people, whole for live channels */
} MusterShare;

/* People that stand in one interval for the same work. */
typedef struct {
  guint64 queues; /* who covers it serves all of these: one queue, or those that a group shares out */
  int group;      /* in whose agents it is counted, or -1 */
  double agents, scheduled;
} MusterPost;

typedef struct {
  MusterGrid *grid;
  int n_queues;           /* the centre's, same order */
  MusterNeed *need;       /* [n_queues * grid->n], need[q * grid->n + i]; where a queue is shared, the sum of its shares */
  int *group;             /* [n_queues], the group that the row names (its first group of rank 1), or -1 */
  GArray *shares;         /* MusterShare, by interval, queue, group; empty when every queue is staffed for itself */
  char **queue_method;    /* [n_queues] "exact-day", "levelled", …: what was used for each, or NULL */
  char *method;           /* all of these, each once, in the order of queues; "given" when nothing is known */
} MusterRequirement;
/* Names the method of a queue. */
MUSTER_API void muster_requirement_set_method(MusterRequirement *requirement, int queue, const char *method);

/* Does that entry of a group's list count when agents are planned? One that waits first (`after`, overflow) only when no
 * other group serves the queue. */
MUSTER_API gboolean muster_serves_counts(const MusterCentre *centre, const MusterServes *serves);

MUSTER_API MusterRequirement *muster_requirement_new(const MusterCentre *centre); /* zeros; (transfer full) */
MUSTER_API void muster_requirement_free(MusterRequirement *requirement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterRequirement, muster_requirement_free)
/* Replaces the shares, puts them in order, and sets contacts, handle time, load, agents and scheduled of the queues
 * concerned to their sums. Takes over `shares`. */
MUSTER_API void muster_requirement_set_shares(MusterRequirement *requirement, GArray *shares);
/* The shares of an interval, [*n]; (transfer none). */
MUSTER_API const MusterShare *muster_requirement_shares(const MusterRequirement *requirement, int interval, int *n);
/* Is the queue shared in that interval? */
MUSTER_API gboolean muster_requirement_is_shared(const MusterRequirement *requirement, int queue, int interval);
/* The posts of an interval: first the queues that are not shared, in order, also those that need nobody; then one
 * per group that has shares. GArray of MusterPost, (transfer full). */
MUSTER_API GArray *muster_requirement_posts(const MusterRequirement *requirement, int interval);
/* Does somebody who serves `queues` cover the post? */
static inline gboolean
muster_post_is_covered_by(const MusterPost *post, guint64 queues)
{
  return (post->queues & ~queues) == 0;
}
/* The different posts of all intervals, told apart by their queues alone: first each queue for itself, in order, then
 * the sets that are shared, as they appear. GArray of guint64, (transfer full). */
MUSTER_API GArray *muster_requirement_post_kinds(const MusterRequirement *requirement);

/* CSV with the columns of `muster staff --format csv`, and back. Where queues share their agents there is a row per
 * queue and group, and a last column `pooled`, which says so. */
MUSTER_API char *muster_requirement_write(const MusterRequirement *requirement, const MusterCentre *centre);
MUSTER_API MusterRequirement *muster_requirement_read(const MusterCentre *centre, MusterSource *source,
                                                      MusterFaults *faults);

G_END_DECLS
