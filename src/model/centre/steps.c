/* Numbers by weekday and clock: `14`, `{08:00: 5, 17:00: 4}`, or `{mon-fri: {08:00: 5, 12:00: 9, 17:00: 4}}`; factors are
 * shares in their place. */
#include "model/centre/centre_private.h"

enum { MOST_STEPS = 2016 }; /* every five minutes of a week */
enum { EVERY_DAY = 0x7f };

/* A number, or of factors a share. */
static void
write_value(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, const char *name, double value)
{
  g_autofree char *share = key->type == &centre_factors ? muster_format_share(value) : NULL;
  if (share != NULL)
    muster_yaml_add_plain(writer->tree, parent, name, share);
  else
    muster_yaml_add_number(writer->tree, parent, name, value);
}

static gboolean
read_value(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, double *value)
{
  char *why = NULL;
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  gboolean share = key->type == &centre_factors;
  if (!(share ? muster_parse_share : muster_parse_number)(node->text, value, &why))
    return muster_yaml_refuse(reader, key, node, NULL, why);
  return muster_yaml_need_bounds(reader, key, node, *value);
}

static gboolean
read_day(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, guint days,
         GArray *steps)
{
  if (node->kind != MUSTER_YAML_MAP)
    return muster_yaml_refuse(
        reader, key, node, "write {08:00: 5, 12:00: 9}",
        g_strdup_printf("takes numbers by the clock, not %s", muster_yaml_describe(node)));
  gboolean ok = TRUE;
  int last = -1;
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next) {
    MusterStep step = {.days = days};
    if (!muster_clock_parse(entry->key, &step.clock_s) || step.clock_s >= 86400) {
      muster_faults_error(reader->faults, muster_yaml_key_mark(entry), "write 08:00",
                          "'%s' is no time of day", entry->key);
      ok = FALSE;
      continue;
    }
    if (step.clock_s <= last) {
      muster_faults_error(reader->faults, muster_yaml_key_mark(entry), "steps go forward in time",
                          "'%s' does not come after the step before it", entry->key);
      ok = FALSE;
    }
    last = step.clock_s;
    ok = read_value(reader, key, entry, &step.value) && ok;
    if (steps->len >= MOST_STEPS)
      return muster_yaml_refuse(reader, key, entry, NULL, g_strdup_printf("more than %d steps", MOST_STEPS));
    g_array_append_val(steps, step);
  }
  return ok;
}

static gboolean
read_days(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, GArray *steps)
{
  gboolean ok = TRUE;
  guint seen = 0;
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next) {
    guint days = 0;
    if (!muster_weekdays_parse(entry->key, &days) || (days & seen) != 0) {
      gboolean twice = days != 0;
      muster_faults_error(
          reader->faults, muster_yaml_key_mark(entry),
          twice ? "each weekday may have one set of steps" : "write `mon-fri`, `sat` or `mon,wed,fri`",
          twice ? "'%s' names a weekday that has steps already" : "'%s' names no weekdays", entry->key);
      ok = FALSE;
      continue;
    }
    seen |= days;
    ok = read_day(reader, key, entry, days, steps) && ok;
  }
  return ok;
}

static gboolean
read_steps(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterSteps *out = field;
  if (node->kind == MUSTER_YAML_SCALAR)
    return read_value(reader, key, node, &out->constant);
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP))
    return FALSE;
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(MusterStep));
  int clock_s = 0;
  gboolean every_day = node->first != NULL && muster_clock_parse(node->first->key, &clock_s);
  gboolean ok = every_day ? read_day(reader, key, node, EVERY_DAY, steps) : read_days(reader, key, node, steps);
  if (steps->len == 0 && ok)
    return muster_yaml_refuse(reader, key, node, NULL, g_strdup("no step is given"));
  out->n = (int) steps->len;
  out->step = out->n > 0 ? g_memdup2(steps->data, (gsize) out->n * sizeof(MusterStep)) : NULL;
  return ok;
}

static gboolean
is_given(const MusterYamlKey *key, gconstpointer field)
{
  return key->given == 0 || *(const gboolean *) ((const char *) field - key->offset + key->given);
}

static void
write_steps(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterSteps *steps = field;
  if (!is_given(key, field))
    return;
  if (steps->n == 0) {
    write_value(writer, key, parent, key->name, steps->constant);
    return;
  }
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name), *day = NULL;
  muster_yaml_set_flow(map);
  for (int i = 0; i < steps->n; i++) {
    g_autofree char *clock = muster_clock_format(steps->step[i].clock_s);
    if (i == 0 || steps->step[i].days != steps->step[i - 1].days) {
      g_autofree char *days = muster_weekdays_format(steps->step[i].days);
      day = muster_yaml_add_map(writer->tree, map, days);
    }
    write_value(writer, key, day, clock, steps->step[i].value);
  }
}

static void
init_steps(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(MusterSteps *) field = (MusterSteps){0};
}

static void
clear_steps(const MusterYamlKey *key, gpointer field)
{
  g_free(((MusterSteps *) field)->step);
  init_steps(key, field);
}

static gboolean
equal_steps(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterSteps *x = a, *y = b;
  if (x->n != y->n || (x->n == 0 && x->constant != y->constant))
    return FALSE;
  for (int i = 0; i < x->n; i++)
    if (x->step[i].days != y->step[i].days || x->step[i].clock_s != y->step[i].clock_s ||
        x->step[i].value != y->step[i].value)
      return FALSE;
  return TRUE;
}

const MusterYamlType centre_steps = {
    .name = "steps",
    .fits = "a number, numbers by the clock, or by weekday and clock like `{mon-fri: {08:00: 5, 12:00: 9, 17:00: 4}}`",
    .init = init_steps,
    .read = read_steps,
    .write = write_steps,
    .clear = clear_steps,
    .equal = equal_steps,
};

const MusterYamlType centre_factors = {
    .name = "factors",
    .fits = "a share, or shares by the clock like `{09:00: 95 %, 18:00: 110 %}`, or these by weekday",
    .init = init_steps,
    .read = read_steps,
    .write = write_steps,
    .clear = clear_steps,
    .equal = equal_steps,
};
