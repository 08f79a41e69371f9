/* The small languages in cells: skills, leave, requests of people.csv (include/muster/model/people.h), queues
 * of a roster. */
#pragma once
#include "model/names_private.h"

/* Each parses a whole cell into the person, and adds an error for every entry that is wrong; `mark` is the
 * cell's. */
void cells_read_skills(const char *cell, MusterMark mark, const ModelNames *queues, MusterPerson *person,
                       MusterFaults *faults);
void cells_read_leave(const char *cell, MusterMark mark, MusterPerson *person, MusterFaults *faults);
void cells_read_requests(const char *cell, MusterMark mark, const ModelNames *shifts, MusterPerson *person,
                         MusterFaults *faults);

/* Queues alone, as bits; the syntax of skills without rank and pace. */
guint64 cells_read_queues(const char *cell, MusterMark mark, const ModelNames *queues, MusterFaults *faults);

/* (transfer full) */
char *cells_write_queues(guint64 queues, const MusterCentre *centre);
char *cells_write_skills(const MusterPerson *person, const MusterCentre *centre);
char *cells_write_leave(const MusterPerson *person);
char *cells_write_requests(const MusterPerson *person, const MusterCentre *centre);
