/* Opening hours by weekday: `{mon-fri: 08:00-18:00, sat: [09:00-12:00, 13:00-15:00], sun: closed}`. */
#include "model/centre/centre_private.h"
#include <string.h>

enum { DAY_S = 86400, MOST_WINDOWS = 200 };

/* `08:00-18:00`; an end at or before the start is the next day's. */
static gboolean
parse_window(const char *text, MusterWindow *window)
{
  g_auto(GStrv) parts = g_strsplit(text, "-", 3);
  if (g_strv_length(parts) != 2 || !muster_clock_parse(g_strstrip(parts[0]), &window->from_s) ||
      !muster_clock_parse(g_strstrip(parts[1]), &window->to_s) || window->from_s >= DAY_S ||
      window->to_s == window->from_s)
    return FALSE;
  if (window->to_s <= window->from_s)
    window->to_s += DAY_S;
  return TRUE;
}

static gboolean
read_window(MusterYamlReader *reader, const MusterYamlNode *node, guint days, GArray *windows)
{
  MusterWindow window = {.days = days};
  if (node->kind != MUSTER_YAML_SCALAR || !parse_window(node->text, &window)) {
    muster_faults_error(reader->faults, muster_yaml_mark(node),
                        "write them like 08:00-18:00, 22:00-06:00 or `closed`", "'%s' is no span of hours",
                        node->kind == MUSTER_YAML_SCALAR ? node->text : muster_yaml_describe(node));
    return FALSE;
  }
  if (windows->len >= MOST_WINDOWS) {
    muster_faults_error(reader->faults, muster_yaml_mark(node), NULL, "more than %d spans of hours",
                        MOST_WINDOWS);
    return FALSE;
  }
  g_array_append_val(windows, window);
  return TRUE;
}

gboolean
centre_read_windows(MusterYamlReader *reader, const MusterYamlNode *node, guint days, GArray *windows)
{
  if (node->kind == MUSTER_YAML_SCALAR && strcmp(node->text, "closed") == 0)
    return TRUE;
  if (node->kind != MUSTER_YAML_LIST)
    return read_window(reader, node, days, windows);
  gboolean ok = TRUE;
  for (const MusterYamlNode *item = node->first; item != NULL; item = item->next)
    ok = read_window(reader, item, days, windows) && ok;
  return ok;
}

char *
centre_format_window(const MusterWindow *window)
{
  int to_s = window->to_s > DAY_S ? window->to_s - DAY_S : window->to_s;
  g_autofree char *from = muster_clock_format(window->from_s), *to = muster_clock_format(to_s);
  return g_strdup_printf("%s-%s", from, to);
}

void
centre_write_windows(MusterYamlWriter *writer, MusterYamlNode *parent, const char *key,
                     const MusterWindow *window, int n)
{
  if (n == 0) {
    muster_yaml_add_plain(writer->tree, parent, key, "closed");
    return;
  }
  if (n == 1) {
    g_autofree char *text = centre_format_window(window);
    muster_yaml_add_plain(writer->tree, parent, key, text);
    return;
  }
  MusterYamlNode *list = muster_yaml_add_list(writer->tree, parent, key);
  muster_yaml_set_flow(list);
  for (int i = 0; i < n; i++) {
    g_autofree char *text = centre_format_window(&window[i]);
    muster_yaml_add_plain(writer->tree, list, NULL, text);
  }
}

/* Does one of the new windows lie over an older one on some weekday, or over the morning after? */
static gboolean
overlaps(const MusterWindow *a, const MusterWindow *b)
{
  guint next_of_a = (a->days << 1 | a->days >> 6) & 127, next_of_b = (b->days << 1 | b->days >> 6) & 127;
  if ((a->days & b->days) != 0 && a->from_s < b->to_s && b->from_s < a->to_s)
    return TRUE;
  if ((next_of_a & b->days) != 0 && b->from_s < a->to_s - DAY_S)
    return TRUE;
  return (next_of_b & a->days) != 0 && a->from_s < b->to_s - DAY_S;
}

static gboolean
check_overlaps(MusterYamlReader *reader, const MusterYamlNode *entry, const GArray *windows, guint from)
{
  for (guint i = from; i < windows->len; i++)
    for (guint j = 0; j < i; j++) {
      const MusterWindow *a = &g_array_index(windows, MusterWindow, i),
                         *b = &g_array_index(windows, MusterWindow, j);
      if (!overlaps(a, b))
        continue;
      g_autofree char *first = centre_format_window(b), *days = muster_weekdays_format(b->days);
      muster_faults_error(reader->faults, muster_yaml_mark(entry), NULL, "these hours overlap %s on %s",
                          first, days);
      return FALSE;
    }
  return TRUE;
}

/* The same weekdays twice, perhaps in other words. */
static gboolean
is_repeated(MusterYamlReader *reader, const MusterYamlNode *entry, guint days, const GArray *windows)
{
  for (guint i = 0; i < windows->len; i++)
    if (g_array_index(windows, MusterWindow, i).days == days) {
      muster_faults_error(reader->faults, muster_yaml_key_mark(entry), "put their hours into one list",
                          "'%s' names the same weekdays as a key above", entry->key);
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_hours(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP))
    return FALSE;
  g_autoptr(GArray) windows = g_array_new(FALSE, FALSE, sizeof(MusterWindow));
  gboolean ok = TRUE;
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next) {
    guint days = 0, before = windows->len;
    if (!muster_weekdays_parse(entry->key, &days)) {
      muster_faults_error(reader->faults, muster_yaml_key_mark(entry),
                          "write `mon-fri`, `sat` or `mon,wed,fri`", "'%s' names no weekdays", entry->key);
      ok = FALSE;
      continue;
    }
    if (is_repeated(reader, entry, days, windows))
      return FALSE;
    ok = centre_read_windows(reader, entry, days, windows) &&
         check_overlaps(reader, entry, windows, before) && ok;
  }
  MusterHours *hours = field;
  hours->n = (int) windows->len;
  hours->window = hours->n > 0 ? g_memdup2(windows->data, (gsize) hours->n * sizeof(MusterWindow)) : NULL;
  return ok;
}

/* Windows of the same weekdays stand in a row (read_hours sees to it) and share a key. */
static void
write_hours(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterHours *hours = field;
  if (hours->n == 0)
    return;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  muster_yaml_set_flow(map);
  for (int i = 0, n = 1; i < hours->n; i += n) {
    for (n = 1; i + n < hours->n && hours->window[i + n].days == hours->window[i].days; n++)
      ;
    g_autofree char *days = muster_weekdays_format(hours->window[i].days);
    centre_write_windows(writer, map, days, &hours->window[i], n);
  }
}

static void
init_hours(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(MusterHours *) field = (MusterHours){0};
}

static void
clear_hours(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterHours *hours = field;
  g_clear_pointer(&hours->window, g_free);
  hours->n = 0;
}

static gboolean
equal_hours(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterHours *x = a, *y = b;
  if (x->n != y->n)
    return FALSE;
  for (int i = 0; i < x->n; i++)
    if (x->window[i].days != y->window[i].days || x->window[i].from_s != y->window[i].from_s ||
        x->window[i].to_s != y->window[i].to_s)
      return FALSE;
  return TRUE;
}

const MusterYamlType centre_hours = {
    .name = "hours",
    .fits = "hours by weekday like `{mon-fri: 08:00-18:00, sat: [09:00-12:00, 13:00-15:00]}`",
    .init = init_hours,
    .read = read_hours,
    .write = write_hours,
    .clear = clear_hours,
    .equal = equal_hours,
};
