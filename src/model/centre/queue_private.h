/* What queue.c, queue_target.c and queue_flows.c share. Tables are of MusterQueue, but the target's. */
#pragma once
#include "model/centre/centre_private.h"

extern const MusterYamlKey centre_target_keys[]; /* of MusterTarget */
extern const MusterYamlKey centre_opinion_keys[]; /* of MusterOpinion */
extern const MusterYamlKey centre_redial_keys[];
extern const MusterYamlKey centre_repeat_keys[];
extern const MusterYamlKey centre_transfer_keys[];
extern const MusterYamlKey centre_escalate_keys[];
extern const MusterYamlKey centre_follow_up_keys[];
extern const MusterYamlKey centre_reopen_keys[];
extern const MusterYamlKey centre_wrong_party_keys[];
extern const MusterYamlKey centre_second_agent_keys[];
extern const MusterYamlType centre_dialer; /* MusterDialer */
void centre_check_target(MusterYamlReader *reader, const MusterYamlNode *node, gpointer target);
void centre_check_redial(MusterYamlReader *reader, const MusterYamlNode *node, gpointer queue);
void centre_check_repeat(MusterYamlReader *reader, const MusterYamlNode *node, gpointer queue);
void centre_check_escalate(MusterYamlReader *reader, const MusterYamlNode *node, gpointer queue);
void centre_check_follow_up(MusterYamlReader *reader, const MusterYamlNode *node, gpointer queue);
void centre_check_reopen(MusterYamlReader *reader, const MusterYamlNode *node, gpointer queue);
void centre_check_second_agent(MusterYamlReader *reader, const MusterYamlNode *node, gpointer queue);
