#pragma once
#include "model/centre/centre_private.h"

extern const MusterYamlKey centre_serves_keys[];  /* of one entry of `serves` */
extern const MusterYamlKey centre_serves_step_keys[]; /* of MusterServesStep */
extern const MusterYamlKey centre_call_in_keys[]; /* of MusterCallIn */
void centre_check_call_in(MusterYamlReader *reader, const MusterYamlNode *node, gpointer call_in);

/* --- conditions, `QUEUE.MEASURE < BOUND`: condition.c -------------------------------------------------------------- */

/* What a condition may look at: whose measure it is, and the unit of its bound. */
typedef struct {
  const char *name;
  const char *scope; /* "queue" or "group" */
  const MusterYamlType *type;
} CentreMeasure;

typedef struct {
  int of;      /* the queue or group */
  int measure; /* in the table */
  gboolean below;
  double bound;
} CentreCondition;

/* `table` ends with a name of NULL; `example` is for the hint. FALSE when a fault was added. */
gboolean centre_parse_condition(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
                                const CentreMeasure *table, const char *example, CentreCondition *out);
void centre_write_condition(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
                            const CentreMeasure *measure, const CentreCondition *condition);
