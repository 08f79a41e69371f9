/* Balking: `{1 min: 10 %, 5 min: 40 %}` by the announced wait, `{5: 20 %, 10: 60 %}` by the contacts in line. */
#include "model/centre/centre_private.h"
#include <string.h>

#define LONGEST_S (7 * 86400.0)
#define LONGEST_LINE 1e6
#define LAST_N 10 /* for mean_of_last */

static void
init_balk(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(MusterBalk *) field = (MusterBalk){.last_n = LAST_N};
}

/* `announce` and `last` stand among the steps. TRUE when the entry was one of them; *ok says whether it was well. */
static gboolean
read_setting(MusterYamlReader *reader, const MusterYamlNode *entry, MusterBalk *balk, gboolean *ok)
{
  int word = 0;
  if (strcmp(entry->key, "announce") == 0) {
    MusterYamlKey announce = {.name = "announce", .type = &muster_yaml_word, .words = centre_predictions};
    *ok = announce.type->read(reader, &announce, entry, &word) && *ok;
    balk->announce = (MusterPredict) word;
    return TRUE;
  }
  if (strcmp(entry->key, "last") == 0) {
    MusterYamlKey last = {.name = "last", .type = &muster_yaml_integer, .min = 1, .max = 10000};
    *ok = last.type->read(reader, &last, entry, &balk->last_n) && *ok;
    return TRUE;
  }
  return FALSE;
}

/* A step's key: a whole number of contacts, or a duration. */
static gboolean
read_from(MusterYamlReader *reader, const MusterYamlNode *entry, double *from, gboolean *by_length)
{
  g_autofree char *not_number = NULL, *not_time = NULL;
  *by_length = muster_parse_number(entry->key, from, &not_number);
  gboolean good = *by_length ? *from >= 0 && *from <= LONGEST_LINE && *from == floor(*from)
                             : muster_parse_duration(entry->key, from, &not_time) && *from >= 0 && *from <= LONGEST_S;
  if (!good)
    muster_faults_error(reader->faults, muster_yaml_key_mark(entry),
                        "an announced wait like `1 min`, or a number of contacts in line like `5`",
                        "balk: '%s' is neither a wait nor a number of contacts", entry->key);
  return good;
}

static gboolean
read_step(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *entry, MusterBalk *balk)
{
  MusterYamlKey share = {.name = entry->key, .type = &muster_yaml_share};
  MusterBalkStep step = {0};
  gboolean by_length = FALSE;
  if (!read_from(reader, entry, &step.from, &by_length) || !share.type->read(reader, &share, entry, &step.share))
    return FALSE;
  if (balk->n > 0 && by_length != balk->by_length)
    return muster_yaml_refuse(reader, key, entry, "either by the announced wait or by the contacts in line",
                              g_strdup("waits and numbers of contacts are mixed"));
  if (balk->n > 0 && step.from <= balk->step[balk->n - 1].from)
    return muster_yaml_refuse(reader, key, entry, "from the least on",
                              g_strdup_printf("'%s' does not follow what stands before it", entry->key));
  balk->by_length = by_length;
  balk->step[balk->n++] = step;
  return TRUE;
}

static gboolean
read_balk(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterBalk *balk = field;
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP))
    return FALSE;
  gboolean ok = TRUE;
  balk->step = g_new0(MusterBalkStep, node->n + 1);
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next)
    if (!muster_yaml_is_null(entry) && !read_setting(reader, entry, balk, &ok))
      ok = read_step(reader, key, entry, balk) && ok;
  const MusterYamlNode *announce = muster_yaml_get(node, "announce");
  if (ok && balk->by_length && announce != NULL)
    ok = muster_yaml_refuse(reader, key, announce, NULL, g_strdup("no wait is announced to who sees the line"));
  if (ok && balk->n == 0)
    ok = muster_yaml_refuse(reader, key, node, "add `1 min: 10 %`", g_strdup("nobody balks"));
  return ok;
}

static void
write_balk(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterBalk *balk = field;
  if (balk->n == 0)
    return;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  muster_yaml_set_flow(map);
  if (balk->announce != MUSTER_PREDICT_LAST_WAIT)
    muster_yaml_add_plain(writer->tree, map, "announce", centre_predictions[balk->announce]);
  if (balk->last_n != LAST_N)
    muster_yaml_add_number(writer->tree, map, "last", balk->last_n);
  for (int i = 0; i < balk->n; i++) {
    g_autofree char *from =
        balk->by_length ? muster_format_number(balk->step[i].from) : muster_format_duration(balk->step[i].from);
    MusterYamlKey share = {.name = from, .type = &muster_yaml_share};
    share.type->write(writer, &share, map, &balk->step[i].share);
  }
}

static void
clear_balk(const MusterYamlKey *key, gpointer field)
{
  g_free(((MusterBalk *) field)->step);
  init_balk(key, field);
}

static gboolean
equal_balk(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterBalk *x = a, *y = b;
  if (x->n != y->n || x->by_length != y->by_length || x->announce != y->announce || x->last_n != y->last_n)
    return FALSE;
  for (int i = 0; i < x->n; i++)
    if (x->step[i].from != y->step[i].from || x->step[i].share != y->step[i].share)
      return FALSE;
  return TRUE;
}

const MusterYamlType centre_balk = {
    .name = "shares who balk",
    .fits = "shares by announced wait like `{1 min: 10 %, 5 min: 40 %}`, or by contacts in line like `{5: 20 %}`",
    .init = init_balk,
    .read = read_balk,
    .write = write_balk,
    .clear = clear_balk,
    .equal = equal_balk,
};
