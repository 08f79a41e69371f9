/* The tables of the smaller sections; horizon, initial, pay and prices are of MusterCentre. */
#pragma once
#include "model/centre/centre_private.h"

extern const MusterYamlKey centre_history_keys[];
extern const MusterYamlKey centre_event_keys[];
extern const MusterYamlKey centre_selfservice_keys[];
extern const MusterYamlKey centre_outside_keys[];
extern const MusterYamlKey centre_lines_keys[];
extern const MusterYamlKey centre_horizon_keys[];
extern const MusterYamlKey centre_initial_keys[];
extern const MusterYamlKey centre_pay_keys[];
extern const MusterYamlKey centre_price_keys[];
extern const MusterYamlKey centre_simulate_keys[];
void centre_check_event(MusterYamlReader *reader, const MusterYamlNode *node, gpointer event);
