/* The roster covers the requirement and not the planned shifts, so it can be made while the shifts are planned: a second
 * thread begins it when planning begins. What comes out is the same as one after the other. */
#include "study/walk_private.h"

struct WalkAhead {
  GThread *thread;
  const MusterCentre *centre;
  const MusterRequirement *requirement;
  MusterRosterOptions options;
  MusterFaults *faults; /* its own: collectors are not shared between threads */
  gint stop;            /* atomic: TRUE when nobody wants the roster any more */
};

static gboolean
go_on(G_GNUC_UNUSED double share, gpointer data)
{
  WalkAhead *ahead = data;
  return !g_atomic_int_get(&ahead->stop);
}

static gpointer
make_roster(gpointer data)
{
  WalkAhead *ahead = data;
  return muster_roster_make(ahead->centre, ahead->requirement, &ahead->options, ahead->faults);
}

WalkAhead *
walk_ahead_begin(const Walk *walk, const MusterRosterOptions *options)
{
  WalkAhead *ahead = g_new0(WalkAhead, 1);
  ahead->centre = walk->centre;
  ahead->requirement = walk->requirement;
  ahead->options = *options;
  ahead->options.progress = go_on;
  ahead->options.progress_data = ahead;
  ahead->faults = muster_faults_new();
  ahead->thread = g_thread_new("roster", make_roster, ahead);
  return ahead;
}

MusterRoster *
walk_ahead_finish(WalkAhead *ahead, MusterFaults *faults)
{
  MusterRoster *roster = g_thread_join(ahead->thread);
  for (guint i = 0; i < muster_faults_n(ahead->faults); i++) {
    const MusterFault *f = muster_faults_get(ahead->faults, i);
    MusterMark mark = { f->source, f->line, f->column };
    muster_faults_add(faults, f->level, mark, f->hint, "%s", f->message);
  }
  muster_faults_free(ahead->faults);
  g_free(ahead);
  return roster;
}

void
walk_ahead_drop(WalkAhead *ahead)
{
  g_autoptr(MusterFaults) ignored = muster_faults_new();
  g_atomic_int_set(&ahead->stop, TRUE);
  g_autoptr(MusterRoster) roster = walk_ahead_finish(ahead, ignored);
}
