#pragma once
#include "model/centre/centre_private.h"

extern const MusterYamlKey centre_serves_keys[];  /* of one entry of `serves` */
extern const MusterYamlKey centre_call_in_keys[]; /* of MusterCallIn */
void centre_check_call_in(MusterYamlReader *reader, const MusterYamlNode *node, gpointer call_in);
