/* Paid time not available for contacts: `{breaks: placed, coaching: 4 %, late: {chance: 5 %, by: {mean: 10
 * min}}}`. */
#include "model/centre/centre_private.h"
#include <string.h>

static const MusterYamlKey late_keys[] = {
    {.name = "chance",
     .type = &muster_yaml_share,
     .offset = offsetof(MusterShrinkage, late_chance),
     .required = TRUE,
     .help = "of a shift that begins late"},
    {.name = "by",
     .type = &centre_delay,
     .offset = offsetof(MusterShrinkage, late_by),
     .required = TRUE,
     .help = "how late"},
    {NULL},
};

static const MusterYamlKey share_key = {.name = "share", .type = &muster_yaml_share, .max = 0.99};

static void
init_shrinkage(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterCentre *centre = field;
  centre->shrinkage = NULL;
  centre->n_shrinkage = 0;
}

static gboolean
read_entry(MusterYamlReader *reader, const MusterYamlNode *entry, MusterShrinkage *shrinkage)
{
  *shrinkage = (MusterShrinkage){.name = g_strdup(entry->key), .share = NAN, .late_chance = NAN};
  if (!muster_yaml_check_name(reader, entry->key, entry->key_quoted, muster_yaml_key_mark(entry)))
    return FALSE;
  if (entry->kind == MUSTER_YAML_MAP)
    return muster_yaml_table_read(reader, late_keys, entry, shrinkage);
  if (entry->kind == MUSTER_YAML_SCALAR && strcmp(entry->text, "placed") == 0) {
    shrinkage->placed = TRUE;
    return TRUE;
  }
  MusterYamlKey share = share_key;
  share.name = entry->key;
  if (entry->kind == MUSTER_YAML_SCALAR && !g_ascii_isdigit(entry->text[0]) && entry->text[0] != '-')
    return muster_yaml_refuse(reader, &share, entry,
                              "`placed`, a share like `4 %` or {chance: 5 %, by: {mean: 10 min}} fits",
                              g_strdup_printf("'%s' is no share", entry->text));
  return share.type->read(reader, &share, entry, &shrinkage->share);
}

static gboolean
read_shrinkage(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterCentre *centre = field;
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP))
    return FALSE;
  gboolean ok = TRUE;
  centre->shrinkage = g_new0(MusterShrinkage, node->n);
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next)
    if (!muster_yaml_is_null(entry))
      ok = read_entry(reader, entry, &centre->shrinkage[centre->n_shrinkage++]) && ok;
  return ok;
}

static void
write_shrinkage(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
                gconstpointer field)
{
  const MusterCentre *centre = field;
  if (centre->n_shrinkage == 0)
    return;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  for (int i = 0; i < centre->n_shrinkage; i++) {
    const MusterShrinkage *s = &centre->shrinkage[i];
    MusterYamlKey share = share_key;
    share.name = s->name;
    if (s->placed)
      muster_yaml_add_plain(writer->tree, map, s->name, "placed");
    else if (!isnan(s->share))
      share.type->write(writer, &share, map, &s->share);
    else
      muster_yaml_table_write(writer, late_keys, muster_yaml_add_map(writer->tree, map, s->name), s);
  }
}

static void
clear_shrinkage(const MusterYamlKey *key, gpointer field)
{
  MusterCentre *centre = field;
  for (int i = 0; i < centre->n_shrinkage; i++) {
    g_free(centre->shrinkage[i].name);
    muster_dist_clear(&centre->shrinkage[i].late_by);
  }
  g_free(centre->shrinkage);
  init_shrinkage(key, field);
}

static gboolean
equal_shrinkage(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterCentre *x = a, *y = b;
  if (x->n_shrinkage != y->n_shrinkage)
    return FALSE;
  for (int i = 0; i < x->n_shrinkage; i++) {
    const MusterShrinkage *p = &x->shrinkage[i], *q = &y->shrinkage[i];
    if (strcmp(p->name, q->name) != 0 || p->placed != q->placed ||
        !share_key.type->equal(&share_key, &p->share, &q->share) || !muster_yaml_table_equal(late_keys, p, q))
      return FALSE;
  }
  return TRUE;
}

const MusterYamlType centre_shrinkage = {
    .name = "shrinkage",
    .fits = "a map by name of shares (`coaching: 4 %`), `placed` (put into the shifts by the planner, no "
            "part of the product), or "
            "`{chance: 5 %, by: {mean: 10 min}}` (shifts that begin late)",
    .init = init_shrinkage,
    .read = read_shrinkage,
    .write = write_shrinkage,
    .clear = clear_shrinkage,
    .equal = equal_shrinkage,
};
