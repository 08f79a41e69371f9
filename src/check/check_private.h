/* Inside the check room: what each piece is given, and how it reports. */
#pragma once
#include <math.h>
#include <muster/check.h>

/* One person's duties (of a plan: one shift), and the rule that is looked at. */
typedef struct {
  const MusterCentre *centre;
  const MusterLabourRule *rule; /* NULL outside labour rules */
  int person;                   /* -1: nobody's */
  int n;
  const MusterDuty *const *duty; /* [n], by start */
  GArray *out;                   /* MusterViolation */
} CheckCase;

typedef struct {
  const char *name; /* of the labour rule */
  void (*check)(const CheckCase *c);
  gboolean always; /* also when the centre names no such rule */
} CheckRule;

/* Reports one breach. `price` NaN: hard. Takes over `found` and `allowed`. */
void check_add(const CheckCase *c, const char *rule, MusterDay day, gint64 at, double price, char *found, char *allowed);
/* The same at a duty, under c->rule: its name and its price. */
void check_add_rule(const CheckCase *c, const MusterDuty *at, char *found, char *allowed);

double check_paid_s(const MusterDuty *duty);                    /* elapsed paid seconds */
gint64 check_midnight(const MusterCentre *centre, MusterDay day); /* the instant the local day begins */
MusterDay check_monday(MusterDay day);                          /* of its week */
gboolean check_on_leave(const MusterPerson *person, MusterDay day);
guint64 check_skills(const MusterCentre *centre, int person);   /* queues that the person serves, as bits */
guint64 check_group_queues(const MusterCentre *centre, int group);

/* Structure. */
void check_people(const CheckCase *c);
void check_day(const CheckCase *c, const MusterDuty *duty);
void check_segments(const CheckCase *c, const MusterDuty *duty);
void check_form(const CheckCase *c, const MusterDuty *duty);
void check_breaks(const CheckCase *c, const MusterDuty *duty);
void check_contract(const CheckCase *c);

/* A contract's span of days, as far as it concerns the horizon (see check.h, "How the rules are read"). */
typedef struct {
  MusterDay first, last;   /* both included, may reach out of the horizon */
  double least_s, most_s;  /* paid work still owed and still allowed, credit taken off; NaN: no such limit */
  double guaranteed_s;     /* paid at least, credit included; 0 without a contract */
  double credit_s;         /* paid for leave and closed holidays */
  int most_days, least_days; /* -1: no such limit */
} CheckSpan;
/* The spans of hours (days: of days) of the person's contract over the horizon, in order. Element: CheckSpan. (transfer full) */
GArray *check_spans(const MusterCentre *centre, int person, gboolean days);

double check_pay(const CheckCase *c); /* money paid to the person over the horizon */
double check_pay_plain(const MusterCentre *centre, const MusterDuty *duty); /* one duty, no contract */

/* Agents on queue by set of queues: seconds per interval and set. */
typedef struct {
  const MusterCentre *centre;
  GArray *set;       /* guint64, one per distinct set, in order of first use */
  GPtrArray *on_s;   /* double[grid->n] each, agent seconds on queue */
} CheckSupply;
CheckSupply *check_supply_new(const MusterCentre *centre);
void check_supply_free(CheckSupply *supply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CheckSupply, check_supply_free)
/* Adds `count` people's work segments of one duty, each serving at most `queues`. */
void check_supply_add(CheckSupply *supply, const MusterDuty *duty, guint64 queues, int count);
/* Hours short of and above `scheduled`, agents given to queues as well as can be. */
void check_cover(const CheckSupply *supply, const MusterRequirement *requirement, double *short_h, double *over_h);

/* Most that can flow from `n_from` supplies to `n_to` needs; mask[i] says which needs supply i may serve. */
double check_flow(int n_from, const double *supply, const guint64 *mask, int n_to, const double *need);

/* Checks each shift of a plan, adds its agents to `supply` and sets cost and paid hours. */
void check_plan_shifts(MusterCheck *check, const MusterCentre *centre, const MusterPlan *plan, CheckSupply *supply);

typedef struct {
  double cost, penalty, objective, paid_h, understaffed_h, overstaffed_h;
} CheckFigures;
void check_figures_compare(MusterCheck *check, const CheckFigures *written);
