/* The sections that are plain tables. */
#include "model/centre/scalars_private.h"
#include "model/centre/sections_private.h"
#include <string.h>

#define LONGEST_S (400 * 86400.0)

/* ---- history ---- */

#define AT(field) .offset = offsetof(MusterHistorySpec, field)
static const char *const counts[] = {"offered", "fresh", NULL};
const MusterYamlKey centre_history_keys[] = {
    {.name = "file",
     .type = &muster_yaml_text,
     AT(file),
     .required = TRUE,
     .help = "interval history as the ACD exports it, relative to the centre file"},
    {.name = "encoding",
     .type = &muster_yaml_text,
     AT(encoding),
     .help = "like gb18030; not given: found out"},
    {.name = "counts",
     .type = &muster_yaml_word,
     AT(fresh),
     .standard = "offered",
     .words = counts,
     .help = "every leg that reached a queue, or new issues only"},
    {.name = "columns",
     .type = &centre_columns,
     .offset = 0,
     .help =
         "start (or date and time), queue, offered, handled, abandoned, handle_mean or handle_total, to the "
         "file's titles or column numbers; format: how stamps are written, like '%m%d%Y %H:%M'"},
    {.name = "timezone",
     .type = &muster_yaml_text,
     AT(timezone),
     .help = "of the file's clock; not given: the centre's"},
    {.name = "dialect",
     .type = &muster_yaml_text,
     AT(dialect),
     .help = "where it cannot be found out: comma, semicolon, tab, pipe, decimal-point, decimal-comma, "
             "header, no-header"},
    {NULL},
};
#undef AT

/* ---- events ---- */

#define AT(field) .offset = offsetof(MusterEvent, field)
void
centre_check_event(MusterYamlReader *reader, const MusterYamlNode *node, gpointer object)
{
  const MusterEvent *event = object;
  gboolean burst = event->kind != NULL && strcmp(event->kind, "burst") == 0;
  if (event->start == G_MININT64 && isnan(event->chance_per_day) && muster_yaml_get(node, "start") == NULL)
    muster_faults_error(reader->faults, muster_yaml_key_mark(node), "add `start: 2026-11-10 20:00`",
                        "an event without 'start'");
  if (!burst && !isnan(event->chance_per_day))
    muster_faults_error(reader->faults, muster_yaml_key_mark(node), "write `kind: burst`",
                        "'chance' belongs to a burst");
  if (event->end != G_MININT64 && event->start != G_MININT64 && event->end <= event->start)
    muster_faults_error(reader->faults, muster_yaml_key_mark(node), NULL, "the event ends before it starts");
  if (burst && (isnan(event->contacts) || isnan(event->over_s)))
    muster_faults_error(reader->faults, muster_yaml_key_mark(node), "add `contacts: 400, over: 20 min`",
                        "a burst without 'contacts' and 'over'");
  if (!burst && (!isnan(event->contacts) || !isnan(event->over_s)))
    muster_faults_error(reader->faults, muster_yaml_key_mark(node), "write `kind: burst`",
                        "'contacts' and 'over' belong to a burst");
}

const MusterYamlKey centre_event_keys[] = {
    {.name = "name", .type = &muster_yaml_text, AT(name), .required = TRUE, .help = "as reports show it"},
    {.name = "kind",
     .type = &muster_yaml_text,
     AT(kind),
     .required = TRUE,
     .help = "events of a kind share a learned response; a `burst` is added to the demand"},
    {.name = "start",
     .type = &centre_instant,
     AT(start),
     .help = "when it begins; a burst that is drawn: the first moment it may, not given: the horizon's"},
    {.name = "end",
     .type = &centre_instant,
     AT(end),
     .help = "when it ends; a burst that is drawn: none begins later"},
    {.name = "size",
     .type = &muster_yaml_number,
     AT(size),
     .min = 0,
     .max = 1e12,
     .help = "letters sent, spots shown, …"},
    {.name = "queues",
     .type = &muster_yaml_set,
     AT(queues),
     .scope = "queue",
     .required = TRUE,
     .help = "that feel it"},
    {.name = "contacts",
     .type = &muster_yaml_number,
     AT(contacts),
     .min = 0,
     .max = 1e9,
     .help = "burst: so many more"},
    {.name = "over",
     .type = &muster_yaml_duration,
     AT(over_s),
     .min = 1,
     .max = LONGEST_S,
     .help = "burst: spread over so long"},
    {.name = "chance",
     .type = &centre_chance_per_day,
     AT(chance_per_day),
     .help = "burst: on each day so probable, at any moment of the open hours, `5 % / day`; not given: certain"},
    {NULL},
};
#undef AT

/* ---- what stands around the queues ---- */

#define AT(field) .offset = offsetof(MusterSelfservice, field)
static const char *const sides[] = {"after", "before", NULL};
const MusterYamlKey centre_selfservice_keys[] = {
    {.name = "contains",
     .type = &muster_yaml_share,
     AT(contains),
     .required = TRUE,
     .help = "share of contacts that the bot or IVR settles"},
    {.name = "takes",
     .type = &muster_yaml_duration,
     AT(takes_s),
     .standard = "0 s",
     .min = 0,
     .max = 86400,
     .help = "time in it"},
    {.name = "demand_counts",
     .type = &muster_yaml_word,
     AT(counts_before),
     .standard = "after",
     .words = sides,
     .help = "whether the demand counts contacts before or after it"},
    {NULL},
};
#undef AT

const MusterYamlKey centre_outside_keys[] = {
    {.name = "answers_in",
     .type = &centre_delay,
     .offset = offsetof(MusterOutside, answers_in),
     .required = TRUE,
     .help = "until that department has answered"},
    {NULL},
};

#define AT(field) .offset = offsetof(MusterLines, field)
const MusterYamlKey centre_lines_keys[] = {
    {.name = "count",
     .type = &muster_yaml_number,
     AT(count),
     .min = 1,
     .max = 1e7,
     .help = "trunks; contacts beyond them are blocked"},
    {.name = "queues",
     .type = &muster_yaml_set,
     AT(queues),
     .scope = "queue",
     .help = "that share them; not given: all voice queues"},
    {NULL},
};
#undef AT

#define AT(field) .offset = offsetof(MusterBacklog, field)
static const MusterYamlKey backlog_keys[] = {
    {.name = "count",
     .type = &muster_yaml_number,
     AT(count),
     .required = TRUE,
     .min = 0,
     .max = 1e8,
     .help = "contacts waiting when the horizon begins"},
    {.name = "age",
     .type = &centre_delay,
     AT(age),
     .help = "how long they have waited; not given: they have just come"},
    {NULL},
};
#undef AT

#define AT(field) .offset = offsetof(MusterCentre, field)
const MusterYamlKey centre_horizon_keys[] = {
    {.name = "from", .type = &muster_yaml_date, AT(from), .required = TRUE, .help = "first local day"},
    {.name = "to", .type = &muster_yaml_date, AT(to), .required = TRUE, .help = "last local day, included"},
    {NULL},
};

const MusterYamlKey centre_initial_keys[] = {
    {.name = "backlog",
     .type = &muster_yaml_keyed,
     AT(backlog),
     .count = offsetof(MusterCentre, n_backlog),
     .size = sizeof(MusterBacklog),
     .scope = "queue",
     .table = backlog_keys,
     .help = "what is waiting at the start"},
    {NULL},
};

/* ---- money ---- */

const MusterYamlKey centre_pay_keys[] = {
    {.name = "overtime",
     .type = &muster_yaml_share,
     AT(pay_overtime),
     .standard = "100 %",
     .min = 1,
     .max = 10,
     .help = "of the hourly cost; the highest of the first three applies to a minute"},
    {.name = "rest_day",
     .type = &muster_yaml_share,
     AT(pay_rest_day),
     .standard = "100 %",
     .min = 1,
     .max = 10,
     .help = "on a day that the contract leaves free"},
    {.name = "holiday",
     .type = &muster_yaml_share,
     AT(pay_holiday),
     .standard = "100 %",
     .min = 1,
     .max = 10,
     .help = "on a holiday of the calendar"},
    {.name = "night", .type = &centre_night, AT(pay_night), .help = "multiplies the premium that applies"},
    {NULL},
};

const MusterYamlKey centre_price_keys[] = {
    {.name = "short",
     .type = &muster_yaml_rate,
     AT(price_short_per_h),
     .min = 0,
     .max = 1e12,
     .help = "per agent-hour below `scheduled`; not given: four times the dearest group's cost"},
    {.name = "over",
     .type = &muster_yaml_rate,
     AT(price_over_per_h),
     .min = 0,
     .max = 1e12,
     .help = "per agent-hour above it; not given: nothing beyond the wages"},
    {.name = "request_refused",
     .type = &muster_yaml_number,
     AT(price_request_refused),
     .standard = "0",
     .min = 0,
     .max = 1e12,
     .help = "per wish of people.csv that is not met"},
    {.name = "unfair",
     .type = &muster_yaml_number,
     AT(price_unfair),
     .standard = "0",
     .min = 0,
     .max = 1e12,
     .help = "per shift of a kind above the even share"},
    {NULL},
};
#undef AT

/* ---- simulate ---- */

static const char *const after_ends[] = {"serve", "dismiss", NULL};
static const char *const shift_ends[] = {"finish", "hand_back", "until_relieved", NULL};
static const char *const staff_drops[] = {"marked", "first_to_finish", NULL};
static const char *const staff_rises[] = {"leavers_go", "leavers_stay", NULL};
static const char *const none_drawn[] = {"none", "drawn", NULL};
static const char *const mean_drawn[] = {"mean", "drawn", NULL};
static const char *const arrivals[] = {"poisson", "fixed", NULL};
static const char *const rates[] = {"constant", "linear", "spline", NULL};

#define AT(field) .offset = offsetof(MusterHistorySpec, field)
static const MusterYamlKey trace_keys[] = {
    {.name = "file",
     .type = &muster_yaml_text,
     AT(file),
     .required = TRUE,
     .help = "a row for each contact, relative to the centre file"},
    {.name = "encoding",
     .type = &muster_yaml_text,
     AT(encoding),
     .help = "like gb18030; not given: found out"},
    {.name = "columns",
     .type = &centre_columns,
     .offset = 0,
     .help = "start, queue, and if they are there handle and patience (seconds), to the file's titles or column numbers; format: how "
             "stamps are written, like '%d.%m.%Y %H:%M:%S'"},
    {.name = "timezone",
     .type = &muster_yaml_text,
     AT(timezone),
     .help = "of the file's clock; not given: the centre's"},
    {NULL},
};
#undef AT

#define AT(field) .offset = offsetof(MusterSimulateSpec, field)
const MusterYamlKey centre_simulate_keys[] = {
    {.name = "replications",
     .type = &muster_yaml_integer,
     AT(replications),
     .standard = "200",
     .min = 1,
     .max = 10000000,
     .help = "independent runs of the horizon"},
    {.name = "warm_up",
     .type = &muster_yaml_duration,
     AT(warm_up_s),
     .standard = "0 s",
     .min = 0,
     .max = 60 * 86400.0,
     .help = "before the first open instant, with the first interval's demand and staff; not counted"},
    {.name = "after_end",
     .type = &muster_yaml_word,
     AT(after_end),
     .standard = "serve",
     .words = after_ends,
     .help = "what happens to those still waiting after the last arrival"},
    {.name = "shift_end",
     .type = &muster_yaml_word,
     AT(shift_end),
     .standard = "finish",
     .words = shift_ends,
     .help = "what happens to the contact in hand"},
    {.name = "staff_drop",
     .type = &muster_yaml_word,
     AT(staff_drop),
     .standard = "marked",
     .words = staff_drops,
     .help = "who leaves when anonymous staff drops"},
    {.name = "staff_rise",
     .type = &muster_yaml_word,
     AT(leavers_stay),
     .standard = "leavers_go",
     .words = staff_rises,
     .help = "with `marked`: whether a rise keeps busy leavers"},
    {.name = "absence",
     .type = &muster_yaml_word,
     AT(absence_drawn),
     .standard = "drawn",
     .words = none_drawn,
     .help = "whether absence and spells off queue are drawn"},
    {.name = "demand",
     .type = &muster_yaml_word,
     AT(demand_drawn),
     .standard = "drawn",
     .words = mean_drawn,
     .help = "whether the demand's day and interval factors are drawn"},
    {.name = "arrivals",
     .type = &muster_yaml_word,
     AT(arrivals),
     .standard = "poisson",
     .words = arrivals,
     .help = "counts by chance, or exactly the demand's, fractions rounded up with that chance"},
    {.name = "rates",
     .type = &muster_yaml_word,
     AT(rates),
     .standard = "constant",
     .words = rates,
     .help = "how contacts lie within an interval: evenly, on a slope, or on a smooth curve through the day; each interval keeps its "
             "number"},
    {.name = "trace",
     .type = &muster_yaml_map,
     AT(trace),
     .mark = offsetof(MusterHistorySpec, mark),
     .table = trace_keys,
     .help = "contacts that are replayed instead of the demand"},
    {NULL},
};
#undef AT
