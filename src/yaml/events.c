/* libyaml's events → tree: keys and values, aliases, limits. */
#include "yaml/events_private.h"
#include <string.h>

enum { DEFAULT_DEPTH = 100, DEFAULT_NODES = 5000000, HASH_FROM = 16, LONGEST_KEY = 160 };

/* One list or map that is still open. */
typedef struct {
  MusterYamlNode *node;
  GHashTable *seen;      /* the entries by key, once a map is long enough to need it */
  MusterYamlNode *entry; /* made by its key, waits for its value; carries key, places of the key */
  gboolean has_key;      /* the next event is a value */
  gboolean drop;         /* … that goes nowhere: its key was a fault */
} Frame;

static MusterMark
mark_of(const MusterYamlEvents *reader, yaml_mark_t at)
{
  return (MusterMark){.source = reader->source, .line = (int) at.line + 1, .column = (int) at.column + 1};
}

static Frame *
top(MusterYamlEvents *reader)
{
  return reader->stack->len == 0 ? NULL : &g_array_index(reader->stack, Frame, reader->stack->len - 1);
}

static void
clear_frame(gpointer data)
{
  Frame *frame = data;
  g_clear_pointer(&frame->seen, g_hash_table_unref);
}

/* ---- limits ---- */

static gboolean
fits(MusterYamlEvents *reader, yaml_mark_t at)
{
  if (reader->tree->n_nodes < reader->max_nodes)
    return TRUE;
  muster_faults_error(reader->faults, mark_of(reader, at), "split the file, or use fewer aliases",
                      "more than %u values in one file", reader->max_nodes);
  reader->stop = TRUE;
  return FALSE;
}

static gboolean
is_shallow(MusterYamlEvents *reader, yaml_mark_t at, int depth)
{
  if (depth <= reader->max_depth)
    return TRUE;
  muster_faults_error(reader->faults, mark_of(reader, at), NULL, "nested more than %d levels deep",
                      reader->max_depth);
  reader->stop = TRUE;
  return FALSE;
}

/* ---- keys ---- */

static guint
hash_key(gconstpointer node)
{
  return g_str_hash(((const MusterYamlNode *) node)->key);
}

static gboolean
same_key(gconstpointer a, gconstpointer b)
{
  return strcmp(((const MusterYamlNode *) a)->key, ((const MusterYamlNode *) b)->key) == 0;
}

static MusterYamlNode *
find_key(Frame *frame, const char *key)
{
  if (frame->node->n < HASH_FROM)
    return muster_yaml_get(frame->node, key);
  if (frame->seen == NULL) {
    frame->seen = g_hash_table_new(hash_key, same_key);
    for (MusterYamlNode *c = frame->node->first; c != NULL; c = c->next)
      g_hash_table_add(frame->seen, c);
  }
  MusterYamlNode wanted = {.key = key};
  return g_hash_table_lookup(frame->seen, &wanted);
}

/* The key of the next value. A faulty key is reported and its value read, but dropped. */
static void
take_key(MusterYamlEvents *reader, Frame *frame, const yaml_event_t *event)
{
  const char *key = (const char *) event->data.scalar.value;
  gboolean quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
  MusterMark mark = mark_of(reader, event->start_mark);
  frame->has_key = TRUE;
  frame->drop = TRUE;
  if (strlen(key) != event->data.scalar.length) {
    muster_faults_error(reader->faults, mark, NULL, "a key cannot hold a NUL character");
    return;
  }
  if (g_utf8_strlen(key, -1) > LONGEST_KEY) {
    muster_faults_error(reader->faults, mark, NULL, "a key of more than %d characters", LONGEST_KEY);
    return;
  }
  if (!quoted && strcmp(key, "<<") == 0) {
    muster_faults_error(reader->faults, mark, "use `like: NAME` to take over the keys of a sibling",
                        "merge keys '<<' are not used here");
    return;
  }
  MusterYamlNode *first = find_key(frame, key);
  if (first != NULL) {
    g_autofree char *hint =
        g_strdup_printf("it stands first in line %d; a key may stand once", first->key_line);
    muster_faults_error(reader->faults, mark, hint, "duplicate key '%s'", key);
    return;
  }
  if (!fits(reader, event->start_mark))
    return;
  frame->drop = FALSE;
  frame->entry = muster_yaml_node_new(reader->tree, MUSTER_YAML_SCALAR);
  frame->entry->key = muster_yaml_tree_text(reader->tree, key, -1);
  frame->entry->key_quoted = (guint8) quoted;
  frame->entry->key_line = mark.line;
  frame->entry->key_column = mark.column;
}

/* ---- values ---- */

static gboolean
expects_key(const Frame *frame)
{
  return frame != NULL && frame->node->kind == MUSTER_YAML_MAP && !frame->has_key;
}

/* A node at the place where the reader stands, attached unless its key was a fault. */
static MusterYamlNode *
new_value(MusterYamlEvents *reader, MusterYamlKind kind, yaml_mark_t at)
{
  Frame *frame = top(reader);
  MusterYamlNode *node;
  if (frame != NULL && frame->entry != NULL) {
    node = frame->entry;
    frame->entry = NULL;
  } else {
    node = muster_yaml_node_new(reader->tree, kind);
  }
  node->kind = (guint8) kind;
  node->source = reader->source;
  node->line = (gint32) at.line + 1;
  node->column = (gint32) at.column + 1;
  if (frame == NULL) {
    reader->tree->root = node;
    return node;
  }
  if (!frame->drop) {
    muster_yaml_node_append(frame->node, node);
    if (frame->seen != NULL)
      g_hash_table_add(frame->seen, node);
  }
  frame->has_key = FALSE;
  frame->drop = FALSE;
  return node;
}

static void
remember_anchor(MusterYamlEvents *reader, const yaml_char_t *anchor, MusterYamlNode *node)
{
  if (anchor != NULL)
    g_hash_table_replace(reader->anchors, g_strdup((const char *) anchor), node);
}

/* Is the tag one that says no more than what can be seen? `*is_text`: it asks for a text. */
static void
check_tag(MusterYamlEvents *reader, const yaml_char_t *tag, yaml_mark_t at, gboolean *is_text)
{
  static const char *const plain[] = {YAML_SEQ_TAG, YAML_MAP_TAG, NULL};
  *is_text = FALSE;
  if (tag == NULL || g_strv_contains(plain, (const char *) tag))
    return;
  *is_text = strcmp((const char *) tag, "!") == 0 || strcmp((const char *) tag, YAML_STR_TAG) == 0;
  if (!*is_text)
    muster_faults_error(reader->faults, mark_of(reader, at), "remove it", "the tag '%s' has no meaning here",
                        (const char *) tag);
}

static void
read_scalar(MusterYamlEvents *reader, const yaml_event_t *event)
{
  Frame *frame = top(reader);
  if (expects_key(frame)) {
    take_key(reader, frame, event);
    return;
  }
  if (!fits(reader, event->start_mark))
    return;
  const char *text = (const char *) event->data.scalar.value;
  gsize length = event->data.scalar.length;
  gboolean is_text = FALSE;
  check_tag(reader, event->data.scalar.tag, event->start_mark, &is_text);
  if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && event->start_mark.line != event->end_mark.line)
    muster_faults_error(reader->faults, mark_of(reader, event->start_mark),
                        "check the indentation of the next line; put the text in quotes if it is meant so",
                        "a text without quotes goes on in the next line");
  if (strlen(text) != length)
    muster_faults_error(reader->faults, mark_of(reader, event->start_mark), NULL,
                        "a text cannot hold a NUL character");
  MusterYamlNode *node = new_value(reader, MUSTER_YAML_SCALAR, event->start_mark);
  node->text = muster_yaml_tree_text(reader->tree, text, -1);
  node->quoted = (guint8) (is_text || event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE);
  remember_anchor(reader, event->data.scalar.anchor, node);
}

/* A list or map cannot be a key: said once; it and its value are read and dropped. */
static void
refuse_key(MusterYamlEvents *reader, Frame *frame, yaml_mark_t at)
{
  muster_faults_error(reader->faults, mark_of(reader, at), "write a key as plain text",
                      "a key must be a text");
  frame->has_key = TRUE;
  frame->drop = TRUE;
}

static void
open_container(MusterYamlEvents *reader, MusterYamlKind kind, const yaml_event_t *event)
{
  gboolean is_list = kind == MUSTER_YAML_LIST;
  if (!fits(reader, event->start_mark) ||
      !is_shallow(reader, event->start_mark, (int) reader->stack->len + 1))
    return;
  gboolean is_text = FALSE;
  check_tag(reader, is_list ? event->data.sequence_start.tag : event->data.mapping_start.tag,
            event->start_mark, &is_text);
  gboolean as_key = expects_key(top(reader));
  MusterYamlNode *node;
  if (as_key) {
    refuse_key(reader, top(reader), event->start_mark);
    node = muster_yaml_node_new(reader->tree, kind);
  } else {
    node = new_value(reader, kind, event->start_mark);
  }
  node->flow = is_list ? event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
                       : event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
  remember_anchor(reader, is_list ? event->data.sequence_start.anchor : event->data.mapping_start.anchor,
                  node);
  Frame frame = {.node = node};
  g_array_append_val(reader->stack, frame);
}

static int
height(const MusterYamlNode *node)
{
  int highest = 0;
  for (const MusterYamlNode *c = node->first; c != NULL; c = c->next)
    highest = MAX(highest, height(c));
  return node->kind == MUSTER_YAML_SCALAR ? 0 : 1 + highest;
}

static gboolean
is_open(MusterYamlEvents *reader, const MusterYamlNode *node)
{
  for (guint i = 0; i < reader->stack->len; i++)
    if (g_array_index(reader->stack, Frame, i).node == node)
      return TRUE;
  return FALSE;
}

/* An alias is replaced by a copy of what it names; each copied node counts, which is what stops a bomb. */
static void
read_alias(MusterYamlEvents *reader, const yaml_event_t *event)
{
  const char *name = (const char *) event->data.alias.anchor;
  MusterYamlNode *anchored = g_hash_table_lookup(reader->anchors, name);
  MusterMark mark = mark_of(reader, event->start_mark);
  if (expects_key(top(reader))) {
    refuse_key(reader, top(reader), event->start_mark);
    return;
  }
  if (!fits(reader, event->start_mark))
    return;
  MusterYamlNode *node = new_value(reader, MUSTER_YAML_SCALAR, event->start_mark);
  if (anchored == NULL || is_open(reader, anchored)) {
    muster_faults_error(
        reader->faults, mark, anchored == NULL ? "an anchor is written &name before its value" : NULL,
        anchored == NULL ? "unknown alias '*%s'" : "the alias '*%s' stands inside what it names", name);
    return;
  }
  if (!is_shallow(reader, event->start_mark, (int) reader->stack->len + height(anchored)))
    return;
  node->kind = anchored->kind;
  node->text = anchored->text;
  node->quoted = anchored->quoted;
  node->flow = anchored->flow;
  for (const MusterYamlNode *c = anchored->first; c != NULL; c = c->next) {
    MusterYamlNode *copy = muster_yaml_node_copy(reader->tree, c, reader->max_nodes, reader->max_depth);
    if (copy == NULL) {
      fits(reader, event->start_mark);
      return;
    }
    muster_yaml_node_append(node, copy);
  }
}

static void
read_document_start(MusterYamlEvents *reader, const yaml_event_t *event)
{
  if (++reader->n_documents < 2)
    return;
  muster_faults_error(reader->faults, mark_of(reader, event->start_mark), "put it into a file of its own",
                      "a second document begins here");
  reader->stop = TRUE;
}

void
muster_yaml_events_take(MusterYamlEvents *reader, const yaml_event_t *event)
{
  switch (event->type) {
  case YAML_DOCUMENT_START_EVENT:
    read_document_start(reader, event);
    break;
  case YAML_SCALAR_EVENT:
    read_scalar(reader, event);
    break;
  case YAML_ALIAS_EVENT:
    read_alias(reader, event);
    break;
  case YAML_SEQUENCE_START_EVENT:
    open_container(reader, MUSTER_YAML_LIST, event);
    break;
  case YAML_MAPPING_START_EVENT:
    open_container(reader, MUSTER_YAML_MAP, event);
    break;
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    g_array_set_size(reader->stack, reader->stack->len - 1);
    break;
  case YAML_NO_EVENT:
  case YAML_STREAM_START_EVENT:
  case YAML_STREAM_END_EVENT:
  case YAML_DOCUMENT_END_EVENT:
  default:
    break;
  }
}

/* ---- the whole ---- */

void
muster_yaml_events_init(MusterYamlEvents *reader, MusterSource *source, const MusterYamlLimits *limits,
                        MusterFaults *faults)
{
  *reader = (MusterYamlEvents){.source = source, .faults = faults};
  reader->max_depth = limits != NULL && limits->max_depth > 0 ? limits->max_depth : DEFAULT_DEPTH;
  reader->max_nodes = limits != NULL && limits->max_nodes > 0 ? (guint) limits->max_nodes : DEFAULT_NODES;
  reader->tree = muster_yaml_tree_new();
  reader->stack = g_array_new(FALSE, FALSE, sizeof(Frame));
  reader->anchors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_array_set_clear_func(reader->stack, clear_frame);
  muster_yaml_tree_keep(reader->tree, source);
}

MusterYaml *
muster_yaml_events_finish(MusterYamlEvents *reader, gboolean ok)
{
  g_array_set_size(reader->stack, 0);
  if (ok && !reader->stop && reader->tree->root == NULL) {
    yaml_mark_t start = {0};
    new_value(reader, MUSTER_YAML_SCALAR, start);
  }
  g_array_unref(reader->stack);
  g_hash_table_unref(reader->anchors);
  if (ok && !reader->stop)
    return reader->tree;
  muster_yaml_unref(reader->tree);
  return NULL;
}
