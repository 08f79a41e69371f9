#pragma once
#include <muster/yaml/table.h>

extern const MusterYamlType centre_zone;           /* MusterZone * */
extern const MusterYamlType centre_interval;       /* int, seconds */
extern const MusterYamlType centre_instant;        /* gint64, UTC */
extern const MusterYamlType centre_chance_per_day; /* double */
extern const MusterYamlType centre_night;          /* MusterNightPay */
extern const MusterYamlType centre_columns;        /* MusterHistorySpec: column_key, column_name */
