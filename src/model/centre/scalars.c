/* Single values of the centre that no other table has: zone, interval, instants, chance per day, night hours.
 */
#include "model/centre/centre_private.h"
#include "model/centre/scalars_private.h"
#include <string.h>

/* ---- zone: MusterZone * ---- */

static void
init_pointer(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(gpointer *) field = NULL;
}

static gboolean
read_zone(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  *(MusterZone **) field = muster_zone_new(node->text, NULL);
  if (*(MusterZone **) field == NULL)
    return muster_yaml_refuse(reader, key, node, "an IANA name like Europe/Berlin, Asia/Shanghai or UTC fits",
                              g_strdup_printf("unknown time zone '%s'", node->text));
  return TRUE;
}

static void
write_zone(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  muster_yaml_add_text(writer->tree, parent, key->name, muster_zone_name(*(MusterZone *const *) field));
}

static void
clear_zone(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  g_clear_pointer((MusterZone **) field, muster_zone_unref);
}

static gboolean
equal_zone(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterZone *x = *(MusterZone *const *) a, *y = *(MusterZone *const *) b;
  return x == y || (x != NULL && y != NULL && strcmp(muster_zone_name(x), muster_zone_name(y)) == 0);
}

const MusterYamlType centre_zone = {
    .name = "time zone",
    .fits = "an IANA time zone like `Asia/Shanghai`",
    .size = sizeof(MusterZone *),
    .init = init_pointer,
    .read = read_zone,
    .write = write_zone,
    .clear = clear_zone,
    .equal = equal_zone,
};

/* ---- interval: int, seconds ---- */

static void
init_zero(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(int *) field = 0;
}

static gboolean
read_interval(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  static const int fitting[] = {300, 600, 900, 1800, 3600};
  double seconds = NAN;
  if (!muster_yaml_duration.read(reader, key, node, &seconds))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(fitting); i++)
    if (seconds == fitting[i]) {
      *(int *) field = fitting[i];
      return TRUE;
    }
  return muster_yaml_refuse(reader, key, node, "5 min, 10 min, 15 min, 30 min or 60 min fits",
                            g_strdup_printf("'%s' is no interval", node->text));
}

static void
write_interval(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
               gconstpointer field)
{
  g_autofree char *text = g_strdup_printf("%d min", *(const int *) field / 60);
  muster_yaml_add_plain(writer->tree, parent, key->name, text);
}

static gboolean
equal_int(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  return *(const int *) a == *(const int *) b;
}

const MusterYamlType centre_interval = {
    .name = "interval",
    .fits = "`5 min`, `10 min`, `15 min`, `30 min` or `60 min`",
    .size = sizeof(int),
    .init = init_zero,
    .read = read_interval,
    .write = write_interval,
    .equal = equal_int,
};

/* ---- instants: gint64, UTC ---- */

static void
init_instant(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(gint64 *) field = G_MININT64;
}

static gboolean
read_instant(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterLocal local = MUSTER_LOCAL_ONCE;
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  if (!muster_instant_parse(node->text, centre_reading(reader)->zone, field, &local))
    return muster_yaml_refuse(reader, key, node, "write 2026-11-10 20:00, perhaps with an offset",
                              g_strdup_printf("'%s' is no date and time", node->text));
  if (local == MUSTER_LOCAL_NEVER)
    return muster_yaml_refuse(reader, key, node, "the clocks go forward over it",
                              g_strdup_printf("the local time '%s' does not exist", node->text));
  return TRUE;
}

static void
write_instant(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  g_autofree char *text = muster_zone_format(centre_written(writer)->zone, *(const gint64 *) field);
  muster_yaml_add_plain(writer->tree, parent, key->name, text);
}

static gboolean
equal_instant(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  return *(const gint64 *) a == *(const gint64 *) b;
}

const MusterYamlType centre_instant = {
    .name = "date and time",
    .fits = "a local date and time like `2026-11-10 20:00`, or one with an offset",
    .size = sizeof(gint64),
    .init = init_instant,
    .read = read_instant,
    .write = write_instant,
    .equal = equal_instant,
};

/* ---- `5 % / day`: double ---- */

static void
init_nan(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(double *) field = NAN;
}

static gboolean
read_chance(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  g_auto(GStrv) parts = g_strsplit(node->text, "/", 2);
  g_autofree char *why = NULL;
  double share = NAN;
  if (g_strv_length(parts) == 2 && strcmp(g_strstrip(parts[1]), "day") == 0 &&
      muster_parse_share(parts[0], &share, &why) && share >= 0 && share <= 1) {
    *(double *) field = share;
    return TRUE;
  }
  return muster_yaml_refuse(reader, key, node, "write `5 % / day`",
                            g_strdup_printf("'%s' is no chance per day", node->text));
}

static void
write_chance(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  g_autofree char *share = muster_format_share(*(const double *) field),
                  *text = g_strconcat(share, " / day", NULL);
  muster_yaml_add_plain(writer->tree, parent, key->name, text);
}

static gboolean
equal_double(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return x == y || (isnan(x) && isnan(y));
}

const MusterYamlType centre_chance_per_day = {
    .name = "chance per day",
    .fits = "a chance per day like `5 % / day`",
    .size = sizeof(double),
    .init = init_nan,
    .read = read_chance,
    .write = write_chance,
    .equal = equal_double,
};

/* ---- the night premium: `{22:00-06:00: 115 %}`, MusterNightPay ---- */

static void
init_night(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(MusterNightPay *) field = (MusterNightPay){.factor = 1};
}

static gboolean
read_night(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterNightPay *night = field;
  MusterYamlKey factor = {.name = key->name, .type = &muster_yaml_share, .min = 1, .max = 10};
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP))
    return FALSE;
  g_autoptr(GArray) windows = g_array_new(FALSE, FALSE, sizeof(MusterWindow));
  gboolean ok = TRUE;
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next) {
    MusterYamlNode hours = *entry;
    double value = NAN;
    hours.text = entry->key;
    hours.kind = MUSTER_YAML_SCALAR;
    ok = centre_read_windows(reader, &hours, 127, windows) &&
         factor.type->read(reader, &factor, entry, &value) && ok;
    if (ok && entry != node->first && value != night->factor)
      ok = muster_yaml_refuse(reader, key, entry, NULL, g_strdup("night hours have one premium"));
    night->factor = value;
  }
  night->hours.n = (int) windows->len;
  night->hours.window =
      windows->len > 0 ? g_memdup2(windows->data, windows->len * sizeof(MusterWindow)) : NULL;
  return ok;
}

static void
write_night(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterNightPay *night = field;
  if (night->hours.n == 0)
    return;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  muster_yaml_set_flow(map);
  for (int i = 0; i < night->hours.n; i++) {
    g_autofree char *hours = centre_format_window(&night->hours.window[i]);
    MusterYamlKey factor = {.name = hours, .type = &muster_yaml_share};
    factor.type->write(writer, &factor, map, &night->factor);
  }
}

static void
clear_night(const MusterYamlKey *key, gpointer field)
{
  g_free(((MusterNightPay *) field)->hours.window);
  init_night(key, field);
}

static gboolean
equal_night(const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterNightPay *x = a, *y = b;
  return centre_hours.equal(key, &x->hours, &y->hours) && x->factor == y->factor;
}

const MusterYamlType centre_night = {
    .name = "night premium",
    .fits = "hours with a factor like `{22:00-06:00: 115 %}`",
    .init = init_night,
    .read = read_night,
    .write = write_night,
    .clear = clear_night,
    .equal = equal_night,
};
