/* Reading a piece of a queue's day: `{from: 08:00, contacts: […], lo80: […]}`. */
#include "model/demand_private.h"
#include <math.h>
#include <stddef.h>
#include <string.h>

#define MOST_CONTACTS 1e9 /* in one interval */

#define SERIES(name) #name, offsetof(MusterDemandQueue, name), offsetof(MusterDemandQueue, day_##name), FALSE
const DemandSeries demand_series[] = {
    {SERIES(lo80)},
    {SERIES(hi80)},
    {SERIES(lo95)},
    {SERIES(hi95)},
    {"handle_mean_s", offsetof(MusterDemandQueue, handle_mean_s), 0, TRUE},
    {NULL},
};

static const char *const piece_keys[] = {"from", "to",   "contacts",      "each", "lo80", "hi80",
                                         "lo95", "hi95", "handle_mean_s", "day",  NULL};

/* A stretch of one queue's day. */
typedef struct {
  const MusterYamlNode *node;
  int queue, day; /* day: index in the grid */
  int first, n;   /* intervals */
} Piece;

int
demand_find_clock(const MusterGrid *grid, int day, int clock_s)
{
  if (clock_s == 86400)
    return grid->day_first[day + 1];
  for (int i = grid->day_first[day]; i < grid->day_first[day + 1]; i++)
    if (grid->clock_s[i] == clock_s)
      return i;
  return -1;
}

/* --- numbers --- */

/* A number ≥ 0, or nothing (NaN) where that is allowed. FALSE with an error. */
static gboolean
read_number(MusterYamlReader *yaml, const MusterYamlNode *node, const char *key, gboolean positive,
            gboolean may_be_null, double *value)
{
  g_autofree char *why = NULL;
  *value = NAN;
  if (may_be_null && muster_yaml_is_null(node))
    return TRUE;
  if (node->kind != MUSTER_YAML_SCALAR)
    why = g_strdup_printf("takes numbers, not %s", muster_yaml_describe(node));
  else if (muster_parse_number(node->text, value, &why) &&
           (*value < 0 || (positive && *value == 0) || *value > MOST_CONTACTS))
    why = g_strdup_printf("'%s' is %s", node->text,
                          *value > MOST_CONTACTS ? "too large"
                          : *value < 0           ? "negative"
                                                 : "not above 0");
  if (why == NULL)
    return TRUE;
  muster_faults_error(yaml->faults, muster_yaml_mark(node), NULL, "%s: %s", key, why);
  return FALSE;
}

/* The list under `key` into out[piece->n]. */
static void
read_list(MusterYamlReader *yaml, const Piece *piece, const MusterYamlNode *list, const DemandSeries *series,
          double *out)
{
  const char *key = series != NULL ? series->key : "contacts";
  if (list->kind != MUSTER_YAML_LIST) {
    muster_faults_error(yaml->faults, muster_yaml_mark(list), NULL, "%s: takes a list of numbers, not %s",
                        key, muster_yaml_describe(list));
    return;
  }
  if (list->n != (guint) piece->n) {
    muster_faults_error(yaml->faults, muster_yaml_mark(list), "one value for each interval",
                        "%s: %u values for %d intervals", key, list->n, piece->n);
    return;
  }
  int i = 0;
  for (const MusterYamlNode *child = list->first; child != NULL; child = child->next, i++) {
    double value;
    if (read_number(yaml, child, key, series != NULL && series->positive, series != NULL, &value))
      out[i] = value;
  }
}

/* --- bands --- */

/* lo95 ≤ lo80 ≤ hi80 ≤ hi95, of those that are known. */
static gboolean
in_order(double lo95, double lo80, double hi80, double hi95)
{
  double value[4] = {lo95, lo80, hi80, hi95}, before = 0;
  for (int i = 0; i < 4; i++) {
    if (isnan(value[i]))
      continue;
    if (value[i] < before)
      return FALSE;
    before = value[i];
  }
  return TRUE;
}

static double
at(const double *series, int i)
{
  return series != NULL ? series[i] : NAN;
}

static void
check_bands(MusterYamlReader *yaml, const Piece *piece)
{
  DemandReader *r = yaml->user;
  const MusterDemandQueue *q = &r->demand->queue[piece->queue];
  for (int i = piece->first; i < piece->first + piece->n; i++)
    if (!in_order(at(q->lo95, i), at(q->lo80, i), at(q->hi80, i), at(q->hi95, i))) {
      g_autofree char *clock = muster_clock_format(r->centre->grid->clock_s[i]);
      muster_faults_error(yaml->faults, muster_yaml_mark(piece->node), "lo95 ≤ lo80 ≤ hi80 ≤ hi95",
                          "the bands at %s are out of order", clock);
      return;
    }
  if (!in_order(at(q->day_lo95, piece->day), at(q->day_lo80, piece->day), at(q->day_hi80, piece->day),
                at(q->day_hi95, piece->day)))
    muster_faults_error(yaml->faults, muster_yaml_mark(piece->node), "lo95 ≤ lo80 ≤ hi80 ≤ hi95",
                        "the bands of the day are out of order");
}

/* The array of a series, filled with NaN when it is new. */
static double *
need_series(MusterDemandQueue *queue, gsize offset, int n)
{
  double **array = demand_series_of(queue, offset);
  if (*array == NULL) {
    *array = g_new(double, n);
    for (int i = 0; i < n; i++)
      (*array)[i] = NAN;
  }
  return *array;
}

/* `day: {lo80: …, …}`: the bands of the day's total. */
static void
read_day_bands(MusterYamlReader *yaml, const Piece *piece, const MusterYamlNode *node)
{
  static const char *const keys[] = {"lo80", "hi80", "lo95", "hi95", NULL};
  DemandReader *r = yaml->user;
  if (node->kind != MUSTER_YAML_MAP) {
    muster_faults_error(yaml->faults, muster_yaml_mark(node), NULL, "day: takes a map of bands, not %s",
                        muster_yaml_describe(node));
    return;
  }
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next) {
    const DemandSeries *series = demand_series;
    while (series->key != NULL && (series->day_offset == 0 || strcmp(series->key, entry->key) != 0))
      series++;
    double value;
    if (series->key == NULL)
      muster_yaml_unknown_key(yaml, entry, keys);
    else if (read_number(yaml, entry, entry->key, FALSE, TRUE, &value) && !isnan(value))
      need_series(&r->demand->queue[piece->queue], series->day_offset, r->centre->grid->n_days)[piece->day] =
          value;
  }
}

/* --- pieces of a day --- */

/* The interval at the clock under `key`. -1 with an error. */
static int
read_clock(MusterYamlReader *yaml, const Piece *piece, const char *key)
{
  DemandReader *r = yaml->user;
  const MusterYamlNode *node = muster_yaml_get(piece->node, key);
  int clock_s;
  if (node == NULL) {
    muster_faults_error(yaml->faults, muster_yaml_mark(piece->node), NULL, "the key '%s' is missing", key);
    return -1;
  }
  if (!muster_clock_parse(node->text, &clock_s)) {
    muster_faults_error(yaml->faults, muster_yaml_mark(node), "write 08:00", "%s: '%s' is no time of day",
                        key, node->text);
    return -1;
  }
  int i = demand_find_clock(r->centre->grid, piece->day, clock_s);
  if (i < 0) {
    g_autofree char *hint = g_strdup_printf("intervals have %d minutes", r->centre->interval_s / 60);
    muster_faults_error(yaml->faults, muster_yaml_mark(node), hint,
                        "%s: no interval of this day starts at %s", key, node->text);
  }
  return i;
}

/* Sets first and n from `from`, `to` and the list of contacts. FALSE with an error. */
static gboolean
read_stretch(MusterYamlReader *yaml, Piece *piece)
{
  DemandReader *r = yaml->user;
  const MusterYamlNode *contacts = muster_yaml_get(piece->node, "contacts"),
                       *each = muster_yaml_get(piece->node, "each");
  const MusterYamlNode *to = muster_yaml_get(piece->node, "to");
  if ((contacts == NULL) == (each == NULL)) {
    muster_faults_error(
        yaml->faults, muster_yaml_mark(piece->node), "contacts: [12, 15, …], or to: and each:",
        contacts != NULL ? "contacts and each exclude one another" : "neither contacts nor each is given");
    return FALSE;
  }
  piece->first = read_clock(yaml, piece, "from");
  int end = to != NULL || each != NULL ? read_clock(yaml, piece, "to") : 0;
  if (piece->first < 0 || end < 0)
    return FALSE;
  if (to == NULL && contacts->kind != MUSTER_YAML_LIST) {
    read_list(yaml, piece, contacts, NULL, NULL); /* says that it is none */
    return FALSE;
  }
  int rest = r->centre->grid->day_first[piece->day + 1] - piece->first;
  piece->n = to != NULL ? end - piece->first : (int) MIN(contacts->n, (guint) G_MAXINT);
  if (piece->n > 0 && piece->n <= rest)
    return TRUE;
  if (to != NULL)
    muster_faults_error(yaml->faults, muster_yaml_mark(to), NULL, "to: this is not behind from");
  else
    muster_faults_error(yaml->faults, muster_yaml_mark(contacts),
                        "a list begins at from and ends with the day at the latest",
                        "contacts: %u values where the day has %d intervals left", contacts->n, rest);
  return FALSE;
}

/* Each interval once, and none of them closed with contacts in it; but what can wait, as e-mails, comes at night too. */
static void
claim(MusterYamlReader *yaml, const Piece *piece)
{
  DemandReader *r = yaml->user;
  const MusterGrid *grid = r->centre->grid;
  const double *contacts = r->demand->queue[piece->queue].contacts;
  gboolean twice = FALSE, closed = FALSE;
  MusterChannel channel = r->centre->queue[piece->queue].channel;
  gboolean is_live = channel != MUSTER_CHANNEL_CASE && channel != MUSTER_CHANNEL_OUTBOUND;
  for (int i = piece->first; i < piece->first + piece->n; i++) {
    guint8 *seen = &r->seen[(gsize) piece->queue * (gsize) grid->n + (gsize) i];
    gboolean shut = contacts[i] > 0 && is_live && !(muster_centre_open_s(r->centre, piece->queue, i) > 0);
    g_autofree char *clock =
        (*seen && !twice) || (shut && !closed) ? muster_clock_format(grid->clock_s[i]) : NULL;
    if (*seen && !twice)
      muster_faults_error(yaml->faults, muster_yaml_mark(piece->node), NULL,
                          "the interval at %s is given twice", clock);
    if (shut && !closed)
      muster_faults_error(yaml->faults, muster_yaml_mark(piece->node), "contacts come in open hours only",
                          "contacts at %s, when '%s' is closed", clock, r->centre->queue[piece->queue].name);
    twice = twice || *seen;
    closed = closed || shut;
    *seen = 1;
  }
}

static void
read_values(MusterYamlReader *yaml, const Piece *piece)
{
  DemandReader *r = yaml->user;
  MusterDemandQueue *queue = &r->demand->queue[piece->queue];
  const MusterYamlNode *contacts = muster_yaml_get(piece->node, "contacts"),
                       *each = muster_yaml_get(piece->node, "each");
  double value;
  if (contacts != NULL)
    read_list(yaml, piece, contacts, NULL, queue->contacts + piece->first);
  else if (read_number(yaml, each, "each", FALSE, FALSE, &value))
    for (int i = 0; i < piece->n; i++)
      queue->contacts[piece->first + i] = value;
  for (const DemandSeries *series = demand_series; series->key != NULL; series++) {
    const MusterYamlNode *list = muster_yaml_get(piece->node, series->key);
    if (list != NULL && !muster_yaml_is_null(list))
      read_list(yaml, piece, list, series,
                need_series(queue, series->offset, r->centre->grid->n) + piece->first);
  }
}

void
demand_read_piece(MusterYamlReader *yaml, const MusterYamlNode *node, int queue, int day)
{
  DemandReader *r = yaml->user;
  Piece piece = {.node = node, .queue = queue, .day = day};
  if (node->kind != MUSTER_YAML_MAP) {
    muster_faults_error(yaml->faults, muster_yaml_mark(node), "{from: 08:00, contacts: [12, 15, …]}",
                        "expected a map of keys, not %s", muster_yaml_describe(node));
    return;
  }
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next)
    if (!g_strv_contains(piece_keys, entry->key))
      muster_yaml_unknown_key(yaml, entry, piece_keys);
  const MusterYamlNode *bands = muster_yaml_get(node, "day");
  if (bands != NULL)
    read_day_bands(yaml, &piece, bands);
  if (!read_stretch(yaml, &piece))
    return;
  read_values(yaml, &piece);
  claim(yaml, &piece);
  check_bands(yaml, &piece);
  r->seen_day[(gsize) queue * (gsize) r->centre->grid->n_days + (gsize) day] = 1;
}
