/* Special days: `calendar: {holidays: china, open: {2026-11-11: 00:00-24:00}, closed: [2026-12-25]}`. A
 * holiday is closed unless `on_holidays: usual` or the day has hours under `open`. */
#include "model/centre/centre_private.h"
#include <string.h>

enum { MOST_DAYS = 5000 };

static const char *const calendar_names[] = {"holidays", "on_holidays", "open", "closed", "names", NULL};

typedef struct {
  MusterYamlReader *reader;
  GArray *days; /* of MusterSpecialDay */
} Days;

static MusterSpecialDay *
find_day(Days *days, MusterDay day)
{
  for (guint i = 0; i < days->days->len; i++) {
    MusterSpecialDay *special = &g_array_index(days->days, MusterSpecialDay, i);
    if (special->day == day)
      return special;
  }
  MusterSpecialDay special = {.day = day};
  g_array_append_val(days->days, special);
  return &g_array_index(days->days, MusterSpecialDay, days->days->len - 1);
}

/* The day that `text` says, or NULL with a fault. */
static MusterSpecialDay *
read_day(Days *days, const char *text, MusterMark mark)
{
  MusterDay day;
  if (days->days->len >= MOST_DAYS) {
    muster_faults_error(days->reader->faults, mark, NULL, "more than %d special days", MOST_DAYS);
    return NULL;
  }
  if (muster_day_parse(text, &day))
    return find_day(days, day);
  muster_faults_error(days->reader->faults, mark, "a date is written 2026-11-09 and must exist",
                      "'%s' is no date", text);
  return NULL;
}

/* A preset: `holidays: {2026-01-01: New Year's Day, …}`. */
static gboolean
read_preset_days(Days *days, const MusterYamlNode *map, gboolean closed)
{
  gboolean ok = TRUE;
  for (const MusterYamlNode *entry = map->first; entry != NULL; entry = entry->next) {
    MusterSpecialDay *special = read_day(days, entry->key, muster_yaml_key_mark(entry));
    if (special == NULL || entry->kind != MUSTER_YAML_SCALAR) {
      ok = FALSE;
      continue;
    }
    if (special->name == NULL)
      special->name = g_strdup(entry->text);
    special->closed = closed;
  }
  return ok;
}

static gboolean
read_holidays(Days *days, const MusterYamlNode *node, gboolean closed)
{
  gboolean ok = TRUE;
  for (const MusterYamlNode *item = node->kind == MUSTER_YAML_LIST ? node->first : node; item != NULL;
       item = node->kind == MUSTER_YAML_LIST ? item->next : NULL) {
    MusterFaults *faults = days->reader->faults;
    g_autoptr(MusterYaml) preset = centre_read_preset(days->reader, "holidays", item);
    if (preset == NULL) {
      ok = FALSE;
      continue;
    }
    const MusterYamlNode *map = muster_yaml_get(muster_yaml_root(preset), "holidays");
    if (map == NULL || map->kind != MUSTER_YAML_MAP) {
      muster_faults_error(faults, muster_yaml_mark(muster_yaml_root(preset)),
                          "write holidays: {2026-01-01: New Year}", "the file has no map of holidays");
      ok = FALSE;
    } else {
      ok = read_preset_days(days, map, closed) && ok;
    }
  }
  return ok;
}

static gboolean
need_map(Days *days, const MusterYamlNode *node, const char *example)
{
  if (node->kind == MUSTER_YAML_MAP)
    return TRUE;
  muster_faults_error(days->reader->faults, muster_yaml_mark(node), example,
                      "%s: takes a map by date, not %s", node->key, muster_yaml_describe(node));
  return FALSE;
}

static gboolean
read_open(Days *days, const MusterYamlNode *node)
{
  gboolean ok = need_map(days, node, "write open: {2026-11-11: 00:00-24:00}");
  for (const MusterYamlNode *entry = ok ? node->first : NULL; entry != NULL; entry = entry->next) {
    g_autoptr(GArray) windows = g_array_new(FALSE, FALSE, sizeof(MusterWindow));
    MusterSpecialDay *special = read_day(days, entry->key, muster_yaml_key_mark(entry));
    if (special == NULL || !centre_read_windows(days->reader, entry, 127, windows)) {
      ok = FALSE;
      continue;
    }
    g_free(special->hours.window);
    special->hours.n = (int) windows->len;
    special->hours.window =
        windows->len > 0 ? g_memdup2(windows->data, windows->len * sizeof(MusterWindow)) : NULL;
    special->closed = windows->len == 0;
  }
  return ok;
}

static gboolean
read_closed(Days *days, const MusterYamlNode *node)
{
  if (node->kind != MUSTER_YAML_LIST) {
    muster_faults_error(days->reader->faults, muster_yaml_mark(node),
                        "write closed: [2026-12-25, 2026-12-26]", "closed: takes a list of dates, not %s",
                        muster_yaml_describe(node));
    return FALSE;
  }
  gboolean ok = TRUE;
  for (const MusterYamlNode *item = node->first; item != NULL; item = item->next) {
    MusterSpecialDay *special = read_day(days, item->text, muster_yaml_mark(item));
    ok = ok && special != NULL;
    if (special != NULL && special->hours.n > 0) {
      muster_faults_error(days->reader->faults, muster_yaml_mark(item), NULL, "'%s' is both open and closed",
                          item->text);
      ok = FALSE;
    } else if (special != NULL) {
      special->closed = TRUE;
    }
  }
  return ok;
}

static gboolean
read_names(Days *days, const MusterYamlNode *node)
{
  gboolean ok = need_map(days, node, "write names: {2026-10-01: National Day}");
  for (const MusterYamlNode *entry = ok ? node->first : NULL; entry != NULL; entry = entry->next) {
    MusterSpecialDay *special = read_day(days, entry->key, muster_yaml_key_mark(entry));
    MusterYamlKey name = {.name = entry->key, .type = &muster_yaml_text};
    char *text = NULL;
    if (special == NULL || !name.type->read(days->reader, &name, entry, &text)) {
      ok = FALSE;
      continue;
    }
    g_free(special->name);
    special->name = text;
  }
  return ok;
}

/* TRUE: holidays are closed. */
static gboolean
read_on_holidays(Days *days, const MusterYamlNode *node, gboolean *ok)
{
  static const char *const words[] = {"closed", "usual", NULL};
  MusterYamlKey key = {.name = "on_holidays", .type = &muster_yaml_word, .words = words};
  int word = 0;
  if (node != NULL)
    *ok = key.type->read(days->reader, &key, node, &word) && *ok;
  return word == 0;
}

static gint
compare_days(gconstpointer a, gconstpointer b)
{
  const MusterSpecialDay *x = a, *y = b;
  return (x->day > y->day) - (x->day < y->day);
}

static const MusterYamlNode *
given(const MusterYamlNode *node, const char *key)
{
  const MusterYamlNode *entry = muster_yaml_get(node, key);
  return entry == NULL || muster_yaml_is_null(entry) ? NULL : entry;
}

static gboolean
read_calendar(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterCentre *centre = field;
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP))
    return FALSE;
  gboolean ok = TRUE;
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next)
    if (centre_index_of(calendar_names, entry->key) < 0) {
      muster_yaml_unknown_key(reader, entry, calendar_names);
      ok = FALSE;
    }
  g_autoptr(GArray) array = g_array_new(FALSE, FALSE, sizeof(MusterSpecialDay));
  Days days = {.reader = reader, .days = array};
  gboolean closed = read_on_holidays(&days, given(node, "on_holidays"), &ok);
  const MusterYamlNode *entry;
  if ((entry = given(node, "holidays")) != NULL)
    ok = read_holidays(&days, entry, closed) && ok;
  if ((entry = given(node, "names")) != NULL)
    ok = read_names(&days, entry) && ok;
  if ((entry = given(node, "open")) != NULL)
    ok = read_open(&days, entry) && ok;
  if ((entry = given(node, "closed")) != NULL)
    ok = read_closed(&days, entry) && ok;
  g_array_sort(array, compare_days);
  centre->n_special_days = (int) array->len;
  centre->special_day = array->len > 0 ? g_memdup2(array->data, array->len * sizeof(MusterSpecialDay)) : NULL;
  return ok;
}

/* Written out day by day, so that the file says it all even where the preset has changed since. */
static void
write_calendar(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
               gconstpointer field)
{
  const MusterCentre *centre = field;
  if (centre->n_special_days == 0)
    return;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name), *names = NULL, *open = NULL,
                 *closed = NULL;
  for (int i = 0; i < centre->n_special_days; i++) {
    const MusterSpecialDay *special = &centre->special_day[i];
    g_autofree char *day = muster_day_format(special->day);
    if (special->name != NULL)
      muster_yaml_add_text(writer->tree,
                           names != NULL ? names : (names = muster_yaml_add_map(writer->tree, map, "names")),
                           day, special->name);
  }
  for (int i = 0; i < centre->n_special_days; i++) {
    const MusterSpecialDay *special = &centre->special_day[i];
    g_autofree char *day = muster_day_format(special->day);
    if (special->hours.n > 0)
      centre_write_windows(writer,
                           open != NULL ? open : (open = muster_yaml_add_map(writer->tree, map, "open")), day,
                           special->hours.window, special->hours.n);
  }
  for (int i = 0; i < centre->n_special_days; i++) {
    g_autofree char *day = muster_day_format(centre->special_day[i].day);
    if (!centre->special_day[i].closed)
      continue;
    if (closed == NULL)
      muster_yaml_set_flow(closed = muster_yaml_add_list(writer->tree, map, "closed"));
    muster_yaml_add_plain(writer->tree, closed, NULL, day);
  }
}

static void
init_calendar(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterCentre *centre = field;
  centre->special_day = NULL;
  centre->n_special_days = 0;
}

static void
clear_calendar(const MusterYamlKey *key, gpointer field)
{
  MusterCentre *centre = field;
  for (int i = 0; i < centre->n_special_days; i++) {
    g_free(centre->special_day[i].name);
    g_free(centre->special_day[i].hours.window);
  }
  g_free(centre->special_day);
  init_calendar(key, field);
}

static gboolean
equal_calendar(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterCentre *x = a, *y = b;
  if (x->n_special_days != y->n_special_days)
    return FALSE;
  for (int i = 0; i < x->n_special_days; i++) {
    const MusterSpecialDay *p = &x->special_day[i], *q = &y->special_day[i];
    if (p->day != q->day || p->closed != q->closed || g_strcmp0(p->name, q->name) != 0 ||
        !centre_hours.equal(key, &p->hours, &q->hours))
      return FALSE;
  }
  return TRUE;
}

const MusterYamlType centre_calendar = {
    .name = "calendar",
    .fits = "a map: `holidays` (a preset of config/holidays, or a list of them), `on_holidays: closed | "
            "usual` (closed), `open: {2026-11-11: "
            "00:00-24:00}` (hours of single days), `closed: [2026-12-25]`, `names: {2026-10-01: National "
            "Day}` (days that are "
            "holidays for pay)",
    .init = init_calendar,
    .read = read_calendar,
    .write = write_calendar,
    .clear = clear_calendar,
    .equal = equal_calendar,
};
