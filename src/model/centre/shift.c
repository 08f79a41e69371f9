/* Shifts with their breaks, activities, contracts. */
#include "model/centre/centre_private.h"
#include <string.h>

enum { DAY_S = 86400, MOST_STARTS = 1440 };

/* ---- starts: `08:00`, `07:00-11:00 every 30 min`, or a list of these ---- */

static void
add_start(GArray *starts, int clock_s)
{
  for (guint i = 0; i < starts->len; i++)
    if (g_array_index(starts, int, i) == clock_s)
      return;
  if (starts->len <= MOST_STARTS)
    g_array_append_val(starts, clock_s);
}

/* `07:00-11:00 every 30 min`; both ends included. */
static gboolean
add_range(const char *text, GArray *starts)
{
  g_auto(GStrv) halves = g_strsplit(text, "every", 2);
  g_auto(GStrv) ends = g_strsplit(halves[0], "-", 3);
  g_autofree char *why = NULL;
  double step_s;
  int from_s, to_s;
  if (g_strv_length(ends) != 2 || !muster_clock_parse(g_strstrip(ends[0]), &from_s) ||
      !muster_clock_parse(g_strstrip(ends[1]), &to_s) ||
      !muster_parse_duration(g_strstrip(halves[1]), &step_s, &why))
    return FALSE;
  if (step_s < 60 || step_s != floor(step_s) || from_s >= DAY_S || to_s == from_s)
    return FALSE;
  if (to_s < from_s)
    to_s += DAY_S;
  for (int at_s = from_s; at_s <= to_s; at_s += (int) step_s)
    add_start(starts, at_s % DAY_S);
  return TRUE;
}

static gboolean
read_start(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, GArray *starts)
{
  int clock_s;
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  if (strstr(node->text, "every") != NULL) {
    if (add_range(node->text, starts))
      return TRUE;
  } else if (muster_clock_parse(node->text, &clock_s) && clock_s < DAY_S) {
    add_start(starts, clock_s);
    return TRUE;
  }
  return muster_yaml_refuse(reader, key, node, "write `08:00` or `07:00-11:00 every 30 min`",
                            g_strdup_printf("'%s' says no times of day", node->text));
}

static gint
compare_ints(gconstpointer a, gconstpointer b)
{
  int x = *(const int *) a, y = *(const int *) b;
  return (x > y) - (x < y);
}

static gboolean
read_starts(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterShift *shift = field;
  g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(int));
  gboolean ok = TRUE;
  if (node->kind != MUSTER_YAML_LIST)
    ok = read_start(reader, key, node, starts);
  for (const MusterYamlNode *item = node->kind == MUSTER_YAML_LIST ? node->first : NULL; item != NULL;
       item = item->next)
    ok = read_start(reader, key, item, starts) && ok;
  if (ok && starts->len == 0)
    return muster_yaml_refuse(reader, key, node, NULL, g_strdup("an empty list"));
  if (starts->len > MOST_STARTS)
    return muster_yaml_refuse(reader, key, node, NULL,
                              g_strdup_printf("more than %d times of day", MOST_STARTS));
  g_array_sort(starts, compare_ints);
  shift->n_starts = (int) starts->len;
  shift->start_s = starts->len > 0 ? g_memdup2(starts->data, starts->len * sizeof(int)) : NULL;
  return ok;
}

/* One start, an even range in one text, or all of them one by one. */
static void
write_starts(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterShift *shift = field;
  const int *start_s = shift->start_s;
  int n = shift->n_starts;
  gboolean even = n > 2 && start_s[1] - start_s[0] >= 60;
  for (int i = 2; i < n && even; i++)
    even = start_s[i] - start_s[i - 1] == start_s[1] - start_s[0];
  g_autofree char *first = n > 0 ? muster_clock_format(start_s[0]) : NULL;
  if (n == 1) {
    muster_yaml_add_plain(writer->tree, parent, key->name, first);
  } else if (even) {
    g_autofree char *last = muster_clock_format(start_s[n - 1]),
                    *step = muster_format_duration(start_s[1] - start_s[0]);
    g_autofree char *text = g_strdup_printf("%s-%s every %s", first, last, step);
    muster_yaml_add_plain(writer->tree, parent, key->name, text);
  } else if (n > 0) {
    MusterYamlNode *list = muster_yaml_add_list(writer->tree, parent, key->name);
    muster_yaml_set_flow(list);
    for (int i = 0; i < n; i++) {
      g_autofree char *text = muster_clock_format(start_s[i]);
      muster_yaml_add_plain(writer->tree, list, NULL, text);
    }
  }
}

static void
init_starts(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterShift *shift = field;
  shift->start_s = NULL;
  shift->n_starts = 0;
}

static void
clear_starts(const MusterYamlKey *key, gpointer field)
{
  g_free(((MusterShift *) field)->start_s);
  init_starts(key, field);
}

static gboolean
equal_starts(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterShift *x = a, *y = b;
  return x->n_starts == y->n_starts &&
         (x->n_starts == 0 || memcmp(x->start_s, y->start_s, (gsize) x->n_starts * sizeof(int)) == 0);
}

static const MusterYamlType starts = {
    .name = "times of day",
    .fits = "times of day like `08:00`, `07:00-11:00 every 30 min`, or a list of them",
    .init = init_starts,
    .read = read_starts,
    .write = write_starts,
    .clear = clear_starts,
    .equal = equal_starts,
};

/* ---- a break's window: `between: [3 h, 5 h]` after the shift's start ---- */

static void
init_between(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterBreak *pause = field;
  pause->from_s = pause->to_s = NAN;
}

static gboolean
read_between(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterBreak *pause = field;
  MusterYamlKey end = {.name = key->name, .type = &muster_yaml_duration, .min = 0, .max = 2 * DAY_S};
  if (node->kind != MUSTER_YAML_LIST || node->n != 2)
    return muster_yaml_refuse(reader, key, node, NULL, g_strdup_printf("takes %s", key->type->fits));
  if (!end.type->read(reader, &end, node->first, &pause->from_s) ||
      !end.type->read(reader, &end, node->last, &pause->to_s))
    return FALSE;
  if (pause->from_s < pause->to_s)
    return TRUE;
  pause->from_s = pause->to_s = NAN;
  return muster_yaml_refuse(reader, key, node, "the earlier time stands first",
                            g_strdup("the window ends before it begins"));
}

static void
write_between(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterBreak *pause = field;
  if (isnan(pause->from_s))
    return;
  MusterYamlNode *list = muster_yaml_add_list(writer->tree, parent, key->name);
  MusterYamlKey end = {.type = &muster_yaml_duration};
  muster_yaml_set_flow(list);
  end.type->write(writer, &end, list, &pause->from_s);
  end.type->write(writer, &end, list, &pause->to_s);
}

static gboolean
equal_between(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterBreak *x = a, *y = b;
  return (isnan(x->from_s) && isnan(y->from_s)) || (x->from_s == y->from_s && x->to_s == y->to_s);
}

static const MusterYamlType between = {
    .name = "window",
    .fits = "two durations after the shift's start like `[3 h, 5 h]`",
    .init = init_between,
    .read = read_between,
    .write = write_between,
    .equal = equal_between,
};

/* ---- tables ---- */

#define AT(field) .offset = offsetof(MusterBreak, field)
static const MusterYamlKey break_keys[] = {
    {.name = "name", .type = &muster_yaml_text, AT(name), .standard = "break", .help = "as rosters show it"},
    {.name = "count",
     .type = &muster_yaml_integer,
     AT(count),
     .standard = "1",
     .min = 1,
     .max = 20,
     .help = "so many of them"},
    {.name = "length",
     .type = &muster_yaml_duration,
     AT(length_s),
     .required = TRUE,
     .min = 60,
     .max = 12 * 3600.0,
     .help = "of each"},
    {.name = "paid",
     .type = &muster_yaml_boolean,
     AT(paid),
     .standard = "yes",
     .help = "whether it counts as paid time"},
    {.name = "between",
     .type = &between,
     .offset = 0,
     .help = "the break lies inside this window; not given: anywhere"},
    {.name = "apart",
     .type = &muster_yaml_duration,
     AT(apart_s),
     .standard = "0 s",
     .min = 0,
     .max = DAY_S,
     .help = "least time between it and any other break"},
    {NULL},
};
#undef AT

#define AT(field) .offset = offsetof(MusterShift, field)
const MusterYamlKey centre_shift_keys[] = {
    {.name = "like",
     .type = &centre_like,
     .help = "takes over every key of another shift; what is given here replaces it, `~` removes it"},
    {.name = "start", .type = &starts, .offset = 0, .required = TRUE, .help = "by the wall clock"},
    {.name = "length",
     .type = &muster_yaml_durations,
     AT(length_s),
     .count = offsetof(MusterShift, n_lengths),
     .required = TRUE,
     .min = 900,
     .max = DAY_S,
     .help = "elapsed, breaks included"},
    {.name = "days",
     .type = &muster_yaml_weekdays,
     AT(days),
     .standard = "mon-sun",
     .help = "weekdays on which it may start"},
    {.name = "breaks",
     .type = &muster_yaml_list,
     AT(breaks),
     .count = offsetof(MusterShift, n_breaks),
     .size = sizeof(MusterBreak),
     .table = break_keys,
     .help = "placed by the planner inside their windows"},
    {.name = "handover",
     .type = &muster_yaml_duration,
     AT(handover_s),
     .standard = "0 s",
     .min = 0,
     .max = 4 * 3600.0,
     .help = "overlap with the shift that takes over"},
    {NULL},
};
#undef AT

/* Activities are every group's, and the file may say so. */
static gboolean
read_each(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
          G_GNUC_UNUSED gpointer field)
{
  if (node->kind == MUSTER_YAML_SCALAR && strcmp(node->text, "each") == 0)
    return TRUE;
  return muster_yaml_refuse(reader, key, node, NULL, g_strdup("takes `each`: an activity is every group's"));
}

static void
init_each(G_GNUC_UNUSED const MusterYamlKey *key, G_GNUC_UNUSED gpointer field)
{
}

static void
write_each(G_GNUC_UNUSED MusterYamlWriter *writer, G_GNUC_UNUSED const MusterYamlKey *key,
           G_GNUC_UNUSED MusterYamlNode *parent, G_GNUC_UNUSED gconstpointer field)
{
}

static gboolean
equal_each(G_GNUC_UNUSED const MusterYamlKey *key, G_GNUC_UNUSED gconstpointer a,
           G_GNUC_UNUSED gconstpointer b)
{
  return TRUE;
}

static const MusterYamlType each_group = {
    .name = "`each`",
    .fits = "`each`",
    .init = init_each,
    .read = read_each,
    .write = write_each,
    .equal = equal_each,
};

static const char *const moments[] = {"any", "shift_start", NULL};
static const char *const togethers[] = {"each", "group", NULL};

#define AT(field) .offset = offsetof(MusterActivity, field)
const MusterYamlKey centre_activity_keys[] = {
    {.name = "name", .type = &muster_yaml_text, AT(name), .required = TRUE, .help = "as rosters show it"},
    {.name = "length",
     .type = &muster_yaml_duration,
     AT(length_s),
     .required = TRUE,
     .min = 60,
     .max = 12 * 3600.0,
     .help = "paid, off queue"},
    {.name = "at",
     .type = &muster_yaml_word,
     AT(at_shift_start),
     .standard = "any",
     .words = moments,
     .help = "where in the shift"},
    {.name = "weekly",
     .type = &muster_yaml_integer,
     AT(weekly),
     .standard = "0",
     .min = 0,
     .max = 50,
     .help = "times a week; 0: every shift"},
    {.name = "together",
     .type = &muster_yaml_word,
     AT(together),
     .standard = "each",
     .words = togethers,
     .help = "each on its own, or the whole group at once"},
    {.name = "group", .type = &each_group, .offset = 0, .help = "`each`: every group has it"},
    {NULL},
};
#undef AT

#define AT(field) .offset = offsetof(MusterContract, field)
const MusterYamlKey centre_contract_keys[] = {
    {.name = "like",
     .type = &centre_like,
     .help = "takes over every key of another contract; what is given here replaces it, `~` removes it"},
    {.name = "hours",
     .type = &muster_yaml_per_span,
     AT(hours),
     .help = "paid hours, like `40 h / week` or `16-24 h / week`"},
    {.name = "days", .type = &muster_yaml_per_span, AT(days), .help = "days of work, like `5 / week`"},
    {.name = "shifts",
     .type = &muster_yaml_set,
     AT(shifts),
     .scope = "shift",
     .help = "that may be worked; not given: all"},
    {NULL},
};
#undef AT
