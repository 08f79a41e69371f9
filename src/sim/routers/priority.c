#include "sim/routing_private.h"

const SimRouter sim_router_priority = {
    .info = {.name = "priority",
             .role = MUSTER_ROUTER_CHOOSE_CONTACT,
             .summary = "the queue with the lowest `take`, among equals the contact that has waited longest"},
    .pick_queue = sim_pick_by_priority,
};
