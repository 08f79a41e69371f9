/* Behaviour from logs: counted by hand, from known laws, and pasted into a centre. */
#include "muster_test.h"
#include "forecast/fit_private.h"
#include <muster/model.h>
#include <string.h>

#define SEED 1958
#define N 3000

static MusterContactLog *
read_text(const char *text)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("calls.csv", text, strlen(text));
  MusterContactLog *log = muster_contact_log_read(source, NULL, faults);
  if (log == NULL) {
    g_autofree char *said = muster_faults_render(faults, FALSE);
    g_error("%s", said);
  }
  return log;
}

/* Customer 7 gives up at 08:00:40 and is back 60 s later; then is answered until 08:03:10, and comes again at 09:03:10. 8 gives
 * up and never comes back; its contact at another queue is none. */
static void
returns_by_hand(void)
{
  g_autoptr(MusterContactLog) log = read_text("start,queue,outcome,wait_s,talk_s,customer\n"
                                              "2026-01-05 08:00:00,a,abandoned,40,,7\n"
                                              "2026-01-05 08:00:10,a,abandoned,20,,8\n"
                                              "2026-01-05 08:00:20,b,answered,0,30,8\n"
                                              "2026-01-05 08:01:40,a,answered,30,60,7\n"
                                              "2026-01-05 08:02:00,a,abandoned,0,,9\n"
                                              "2026-01-05 09:03:10,a,answered,10,20,7\n");
  g_autofree int *next = fit_next_contacts(log);
  double seconds;
  CU_ASSERT(next[0] == 3 && next[1] == -1 && next[2] == -1 && next[3] == 5 && next[5] == -1);
  CU_ASSERT(fit_return_time(log, next, 0, 7200, &seconds));
  ASSERT_CLOSE(seconds, 60, 0, 1e-9);
  CU_ASSERT(fit_return_time(log, next, 3, 7200, &seconds));
  ASSERT_CLOSE(seconds, 3600, 0, 1e-9);
  CU_ASSERT_FALSE(fit_return_time(log, next, 3, 1800, &seconds));
  ASSERT_CLOSE(seconds, 1800, 0, 1e-9);
  CU_ASSERT_FALSE(fit_return_time(log, next, 1, 7200, &seconds));
  ASSERT_CLOSE(seconds, 3760, 0, 1e-9); /* the log ends at 09:03:10 */
  g_autoptr(MusterFit) fit = muster_fit(log, NULL);
  const MusterFitQueue *a = &fit->queue[0];
  CU_ASSERT(a->contacts == 5 && a->answered == 2 && a->abandoned == 2 && a->unwaited == 1);
  CU_ASSERT(a->redial.n == 2 && a->redial.returned == 1 && !a->redial.fitted);
  CU_ASSERT(a->hour[8].contacts == 4 && a->hour[9].contacts == 1);
  ASSERT_CLOSE(a->hour[8].handle_s.mean, 60, 1e-12, 0);
  ASSERT_CLOSE(a->hour[8].patience_s.mean, 45, 1e-12, 0); /* 40 + 20 + 30 waited, two gave up */
  ASSERT_CLOSE(a->abandonment.mean, 0.5, 1e-12, 0);
}

/* Agent 1 ends at 08:01:00 while b waits since 08:00:50, and takes it at 08:01:07: away 7 s. It ends at 08:01:27 while c waits, who
 * gives up at 08:01:37: at least 10 s, for d is taken at 08:02:00 and came at 08:01:55. Agent 2 takes d2 of another queue at once:
 * c's queue is none that it takes, and nobody waits for it at 08:01:20, so it came back by 08:01:30. Its next contact came at 08:02:50
 * and waited for 8 s, so it was away from 08:02:30 for these 28 s. From 08:02:30 on agent 1 has a break. */
static void
away_by_hand(void)
{
  g_autoptr(MusterContactLog) log = read_text("start,queue,outcome,wait_s,talk_s,agent\n"
                                              "2026-01-05 08:00:00,a,answered,0,60,1\n"
                                              "2026-01-05 08:00:50,a,answered,17,20,1\n"
                                              "2026-01-05 08:01:20,a,abandoned,17,,\n"
                                              "2026-01-05 08:01:55,a,answered,5,30,1\n"
                                              "2026-01-05 08:02:20,a,answered,1800,30,1\n"
                                              "2026-01-05 08:00:20,b,answered,0,60,2\n"
                                              "2026-01-05 08:01:30,b,answered,0,60,2\n"
                                              "2026-01-05 08:02:50,b,answered,8,60,2\n");
  g_autoptr(GArray) times = fit_away_times(log, 1200);
  CU_ASSERT_EQUAL_FATAL(times->len, 4);
  const FitAway *first = &g_array_index(times, FitAway, 0), *second = first + 1, *third = first + 2, *fourth = first + 3;
  CU_ASSERT(!first->quiet && !second->quiet && third->quiet && fourth->quiet);
  ASSERT_CLOSE(third->after_s, 0, 0, 1e-9);
  ASSERT_CLOSE(third->seconds, 10, 0, 1e-9);
  ASSERT_CLOSE(fourth->after_s, 28, 0, 1e-9);
  ASSERT_CLOSE(fourth->seconds, 28, 0, 1e-9);
  CU_ASSERT(!first->longer && second->longer && first->queue == second->queue);
  ASSERT_CLOSE(first->seconds, 7, 0, 1e-9);
  ASSERT_CLOSE(second->seconds, 10, 0, 1e-9);
}

/* Wilson's interval as tables have it: 8 of 10. */
static void
share_interval(void)
{
  MusterMeasure share = fit_share(8, 10);
  ASSERT_CLOSE(share.lower, 0.4901625, 1e-6, 0);
  ASSERT_CLOSE(share.upper, 0.9433178, 1e-6, 0);
  CU_ASSERT(isnan(fit_share(0, 0).mean));
}

/* 400 customers give up; 120 of them call again a minute later, of whom 60 give up and call again, of whom none gives up. All are back within
 * the window, so the chances are counts: 120 of 400, 60 of the 60 who gave up twice. */
static void
redials_by_attempt(void)
{
  g_autoptr(GString) text = g_string_new("start,queue,outcome,wait_s,talk_s,customer\n");
  for (int k = 0; k < 3; k++)
    for (int i = 0; i < (k == 0 ? 400 : k == 1 ? 120 : 60); i++) {
      g_autofree char *stamp = muster_utc_format(1767571200 + 86400 * (i / 100) + 300 * (i % 100) + (60 + i % 7) * k);
      g_string_append_printf(text, k == 2 ? "%s,a,answered,5,60,%d\n" : k == 1 && i >= 60 ? "%s,a,answered,6,60,%d\n" : "%s,a,abandoned,5,,%d\n",
                             stamp, i);
    }
  g_autofree char *last = muster_utc_format(1767571200 + 86400 * 8);
  g_string_append_printf(text, "%s,a,answered,5,60,9999\n", last);
  g_autoptr(MusterContactLog) log = read_text(text->str);
  g_autoptr(MusterFit) fit = muster_fit(log, NULL);
  const MusterFitQueue *queue = &fit->queue[0];
  CU_ASSERT_EQUAL_FATAL(queue->n_attempts, 2);
  ASSERT_CLOSE(queue->redial_after[0].mean, 0.3, 0, 1e-3);
  ASSERT_CLOSE(queue->redial_after[1].mean, 1, 0, 1e-3); /* who gave up the second time */
  g_autofree char *keys = muster_fit_keys(fit, NULL, "a test");
  CU_ASSERT_PTR_NOT_NULL(strstr(keys, "redial: {after_abandon: [30 %, 100 %], delay:"));
}

static double
exponential(int i, MusterPurpose purpose)
{
  MusterDist unit;
  char *why = NULL;
  if (!muster_dist_make(&unit, "exponential", 1, NAN, TRUE, &why))
    g_error("%s", why);
  return muster_dist_draw(&unit, muster_key(SEED, (guint64) i), purpose);
}

/* Weibull patience of shape 0.7 against exponential waits; 6 % of the talks end within 10 s, the others are log-normal;
 * 35 % of those who give up are back after 10 min on the mean, exponentially. */
static char *
known_log(void)
{
  GString *out = g_string_new("start,queue,outcome,wait_s,talk_s,customer\n");
  MusterDist patience, talk;
  char *why = NULL;
  if (!muster_dist_make(&patience, "weibull", 240, 1.4624, FALSE, &why) || !muster_dist_make(&talk, NULL, 200, 0.9, TRUE, &why))
    g_error("%s", why);
  for (int i = 0; i < N; i++) {
    MusterKey key = muster_key(SEED, (guint64) i);
    double start_s = 1767571200.0 + 200.0 * i, wait_s = 90 * exponential(i, MUSTER_DRAW_ROUTE);
    double patience_s = muster_dist_draw(&patience, key, MUSTER_DRAW_PATIENCE);
    double talk_s = muster_dist_draw(&talk, key, MUSTER_DRAW_HANDLE), chance = exp(-exponential(i, MUSTER_DRAW_OTHER));
    double back_s = 600 * exponential(i, MUSTER_DRAW_REDIAL_DELAY);
    g_autofree char *stamp = muster_utc_format((gint64) start_s);
    if (chance < 0.06)
      talk_s = 10 * chance / 0.06;
    if (patience_s > wait_s) {
      g_string_append_printf(out, "%s,sales: \"a\",answered,%.3f,%.3f,%d\n", stamp, wait_s, talk_s, i);
      continue;
    }
    g_string_append_printf(out, "%s,sales: \"a\",abandoned,%.3f,,%d\n", stamp, patience_s, i);
    if (exp(-exponential(i, MUSTER_DRAW_REDIAL)) < 0.35) {
      g_autofree char *again = muster_utc_format((gint64) (start_s + patience_s + back_s));
      g_string_append_printf(out, "%s,sales: \"a\",answered,0,%.3f,%d\n", again, talk_s, i);
    }
  }
  return g_strdelimit(g_string_free(out, FALSE), "\"", '\'');
}

static gboolean
near(const MusterMeasure *m, double truth)
{
  return fabs(log(m->mean / truth)) < log(m->upper / m->lower); /* twice the half width */
}

static void
known_laws(void)
{
  g_autofree char *text = known_log();
  g_autoptr(MusterContactLog) log = read_text(text);
  g_autoptr(MusterFit) fit = muster_fit(log, NULL);
  CU_ASSERT_EQUAL_FATAL(fit->n_queues, 1);
  const MusterFitQueue *queue = &fit->queue[0];
  CU_ASSERT_STRING_EQUAL(queue->patience.fit[0].dist.info->name, "weibull");
  CU_ASSERT(near(&queue->patience.fit[0].mean_s, 240));
  CU_ASSERT(near(&queue->patience.fit[0].cv, 1.4624));
  CU_ASSERT(queue->brief.found);
  CU_ASSERT_STRING_EQUAL(queue->brief.rest.dist.info->name, "lognormal");
  CU_ASSERT(near(&queue->brief.rest.mean_s, 200));
  CU_ASSERT(near(&queue->brief.rest.cv, 0.9));
  CU_ASSERT(queue->brief.share.lower < 0.065 && queue->brief.share.upper > 0.055);
  CU_ASSERT_FATAL(queue->redial.fitted);
  CU_ASSERT(near(&queue->redial.fit.chance, 0.35));
  CU_ASSERT(near(&queue->redial.fit.mean_s, 600));
}

/* The keys under a centre are a centre, whatever the form of patience; what is read back is what was fitted. */
static void
pasted(void)
{
  static const char *const rest = "centre: pasted\ntimezone: UTC\ninterval: 30 min\nhorizon: {from: 2026-01-05, to: 2026-01-05}\n"
                                  "open: {mon-sun: 08:00-18:00}\nservice_level: answered_within / offered\n"
                                  "groups: {team: {serves: [\"sales: 'a'\"], on_duty: 5}}\n";
  g_autofree char *text = known_log();
  g_autoptr(MusterContactLog) log = read_text(text);
  g_autoptr(MusterFit) fit = muster_fit(log, NULL);
  for (int form = 0; form < 3; form++) {
    MusterFitOptions options = {.patience = (MusterFitPatience) form, .by_hour = form == 1};
    g_autofree char *keys = muster_fit_keys(fit, &options, "muster fit calls.csv");
    g_autofree char *whole = g_strconcat(rest, keys, NULL);
    g_autoptr(MusterFaults) faults = muster_faults_new();
    g_autoptr(MusterSource) source = muster_source_new("centre.yaml", whole, strlen(whole));
    g_autoptr(MusterCentre) centre = muster_centre_read_source(source, NULL, NULL, faults);
    if (centre == NULL) {
      g_autofree char *said = muster_faults_render(faults, FALSE);
      g_printerr("%s\n%s", said, whole);
    }
    CU_ASSERT_PTR_NOT_NULL_FATAL(centre);
    const MusterQueue *queue = &centre->queue[0];
    const MusterDist *patience = &fit->queue[0].patience.fit[0].dist;
    if (form == MUSTER_FIT_PATIENCE_BEST)
      ASSERT_CLOSE(queue->patience.mean_s, patience->mean_s, 2e-3, 0);
    if (form == MUSTER_FIT_PATIENCE_CURVE)
      for (double t = 20; t < 200; t += 30)
        ASSERT_CLOSE(muster_dist_cdf(&queue->patience, t), muster_dist_cdf(patience, t), 0, 0.04);
    CU_ASSERT_STRING_EQUAL(queue->handle.info->name, "lognormal_short");
    ASSERT_CLOSE(queue->handle.mean_s, fit->queue[0].handle.seen_mean_s.mean, 0.02, 0);
    CU_ASSERT_EQUAL(queue->has_handle_by_hour, form == 1);
    if (form == 1) { /* the grid of half hours: its 18th begins at 9 */
      double hour_s = fit->queue[0].hour[9].handle_s.mean, mean_s = fit->queue[0].handle.seen_mean_s.mean;
      ASSERT_CLOSE(muster_steps_at(&queue->handle_by_hour, centre->grid, 18), hour_s / mean_s, 2e-3, 0);
    }
    ASSERT_CLOSE(queue->redial_abandon[0], fit->queue[0].redial.fit.chance.mean, 5e-3, 0);
  }
}

void test_behaviour(void);
void
test_behaviour(void)
{
  CU_pSuite suite = CU_add_suite("behaviour", NULL, NULL);
  ADD_TEST(suite, returns_by_hand);
  ADD_TEST(suite, away_by_hand);
  ADD_TEST(suite, redials_by_attempt);
  ADD_TEST(suite, share_interval);
  ADD_TEST(suite, known_laws);
  ADD_TEST(suite, pasted);
}
