/* Values made by hand for the tests of the page: no room that would make them is needed. Same name, same
 * values. */
#pragma once
#include <muster/report/page.h>

typedef struct ReportSample {
  MusterReportInput in;
  MusterCentre *centre;
  MusterDemand *demand;
  MusterRequirement *requirement;
  MusterRoster *roster;
  MusterPlan *plan;    /* the roster's shifts, counted; not part of the input */
  MusterOutcome *outcome;
  MusterCheck check;
  GPtrArray *owned;      /* what the hand-made centre points to */
} ReportSample;

/* `small`: one queue, two days by the hour, three people; for golden files. `bank`: two queues, two groups,
 * ten days by the half-hour, 64 people. `large`: the bank with 350 people. `ugly`: one day in quarters of an
 * hour, 400 people whose names are Chinese, right-to-left, markup and emoji, no demand,
 *         everything short, a night shift.
 * `bare`: a centre and nothing else. `pools`: three queues that share no group, 14 days. `random-SEED`:
 * random names and values, NaN, infinities and absurd sizes among them. */
ReportSample *report_sample_new(const char *name);
void report_sample_free(ReportSample *sample);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReportSample, report_sample_free)
extern const char *const report_sample_names[7]; /* NULL-terminated */
