/* What contacts think of their service, as a share by how long they waited: `satisfaction` and `complaint` of a queue. */
#include "model/centre/queue_private.h"

#define LONGEST_S (400 * 86400.0)

enum { MOST_POINTS = 100 };

typedef struct {
  double wait_s, share;
} Point;

static gboolean
read_point(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *entry,
           const GArray *before, Point *point)
{
  char *why = NULL;
  if (!muster_parse_duration(entry->key, &point->wait_s, &why) || point->wait_s < 0 ||
      point->wait_s > LONGEST_S) {
    g_free(why);
    muster_faults_error(reader->faults, muster_yaml_key_mark(entry), "write {0 s: 90 %, 60 s: 70 %, 5 min: 40 %}",
                        "'%s' is no wait", entry->key);
    return FALSE;
  }
  if (before->len > 0 && point->wait_s <= g_array_index(before, Point, before->len - 1).wait_s) {
    muster_faults_error(reader->faults, muster_yaml_key_mark(entry), "waits go forward in time",
                        "'%s' does not come after the wait before it", entry->key);
    return FALSE;
  }
  if (!muster_yaml_need_scalar(reader, key, entry))
    return FALSE;
  if (!muster_parse_share(entry->text, &point->share, &why))
    return muster_yaml_refuse(reader, key, entry, NULL, why);
  if (point->share < 0 || point->share > 1)
    return muster_yaml_refuse(reader, key, entry, NULL, g_strdup_printf("'%s' is not between 0 %% and 100 %%", entry->text));
  return TRUE;
}

static gboolean
read_curve(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterCurve *curve = field;
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP))
    return FALSE;
  g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(Point));
  gboolean ok = TRUE;
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next) {
    Point point = {0};
    if (!read_point(reader, key, entry, points, &point))
      ok = FALSE;
    else if (points->len >= MOST_POINTS)
      return muster_yaml_refuse(reader, key, entry, NULL, g_strdup_printf("more than %d points", MOST_POINTS));
    else
      g_array_append_val(points, point);
  }
  if (ok && points->len == 0)
    return muster_yaml_refuse(reader, key, node, NULL, g_strdup("no point is given"));
  curve->n = (int) points->len;
  curve->wait_s = g_new(double, MAX(points->len, 1));
  curve->share = g_new(double, MAX(points->len, 1));
  for (guint i = 0; i < points->len; i++) {
    curve->wait_s[i] = g_array_index(points, Point, i).wait_s;
    curve->share[i] = g_array_index(points, Point, i).share;
  }
  return ok;
}

static void
write_curve(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterCurve *curve = field;
  if (curve->n == 0)
    return;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  muster_yaml_set_flow(map);
  for (int i = 0; i < curve->n; i++) {
    g_autofree char *wait = muster_format_duration(curve->wait_s[i]);
    g_autofree char *share = muster_format_share(curve->share[i]);
    muster_yaml_add_plain(writer->tree, map, wait, share);
  }
}

static void
init_curve(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(MusterCurve *) field = (MusterCurve){0};
}

static void
clear_curve(const MusterYamlKey *key, gpointer field)
{
  g_free(((MusterCurve *) field)->wait_s);
  g_free(((MusterCurve *) field)->share);
  init_curve(key, field);
}

static gboolean
equal_curve(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterCurve *x = a, *y = b;
  if (x->n != y->n)
    return FALSE;
  for (int i = 0; i < x->n; i++)
    if (x->wait_s[i] != y->wait_s[i] || x->share[i] != y->share[i])
      return FALSE;
  return TRUE;
}

static const MusterYamlType centre_curve = {
    .name = "curve",
    .fits = "shares by wait like `{0 s: 90 %, 60 s: 70 %, 5 min: 40 %}`",
    .init = init_curve,
    .read = read_curve,
    .write = write_curve,
    .clear = clear_curve,
    .equal = equal_curve,
};

const MusterYamlKey centre_opinion_keys[] = {
    {.name = "wait",
     .type = &centre_curve,
     .offset = offsetof(MusterOpinion, wait),
     .required = TRUE,
     .help = "share of the answered by how long they waited: straight between the points, level before the first and "
             "after the last"},
    {.name = "lost",
     .type = &muster_yaml_share,
     .offset = offsetof(MusterOpinion, lost),
     .standard = "0 %",
     .help = "share of the lost: those who abandon or are blocked, and do not call again"},
    {.name = "unresolved",
     .type = &muster_yaml_share,
     .offset = offsetof(MusterOpinion, unresolved),
     .help = "share of the answered who contact again by `repeat`, instead of the wait's where it is worse"},
    {NULL},
};
