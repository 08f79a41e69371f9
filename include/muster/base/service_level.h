/* The six definitions of service level, one of which a centre must name. T is the threshold. */
#pragma once
#include <muster/base/api.h>

G_BEGIN_DECLS

typedef enum {
  MUSTER_SL_ANSWERED_OF_OFFERED,        /* answered_within / offered */
  MUSTER_SL_ANSWERED_OF_ANSWERED,       /* answered_within / answered */
  MUSTER_SL_ABANDONED_AS_GOOD,          /* (answered_within + abandoned_within) / offered */
  MUSTER_SL_WITHOUT_QUICK_ABANDONS,     /* answered_within / (offered - abandoned_within) */
  MUSTER_SL_SHORT_ABANDONS_AS_GOOD,     /* (answered_within + short_abandons) / offered */
  MUSTER_SL_VIRTUAL_WAIT,               /* virtual_wait */
} MusterServiceLevel;

G_END_DECLS
