/* People: the CSV file that a centre names under `people:`, one row per person.
 *
 *     id,name,group,contract,grade,since,skills,leave,requests,balances
 *     a17,Li Na,shop_a,full,senior,2024-03-01,presales:1 billing:2@90%,2026-11-12..2026-11-13,2026-11-15 off,
 *
 *  - id: unique; required.
 *  - name: as shown; the id when empty.
 *  - group: a group of the centre; may be left out where there is only one.
 *  - contract: a contract of the centre; empty: none.
 *  - grade: any word.
 *  - since: a date.
 *  - skills: queues that the person serves instead of the group's, `QUEUE[:RANK][@PACE]`, parted by blanks or `;`.
 *    Rank 1 is taken first (missing: the group's); pace is a speed (`90%` is slower; missing: 100%). A name that
 *    holds a blank or one of `;:@"` stands in double quotes, a quote in it doubled.
 *  - leave: days off that are granted, `2026-11-12` or `2026-11-12..2026-11-13`, both included, parted by blanks
 *    or `;`.
 *  - requests: wishes, parted by `;`: `2026-11-15 off`, `2026-11-16 work` (any shift), `2026-11-17 early` (that
 *    shift). A shift that is itself called off or work stands in double quotes. At most one per day.
 *  - balances: as written.
 *
 * Columns may be in any order, and all but the id may be missing; any other column is a fault. Leave and
 * requests outside the horizon are kept: the file may be that of the whole year.
 */
#pragma once
#include <muster/model/centre.h>

G_BEGIN_DECLS

/* Reads the people into a centre whose queues, groups, shifts and contracts are known, in the order of the
 * file, and keeps `source` for their marks. FALSE when an error was added; the centre may then hold only some
 * of them. */
MUSTER_API gboolean muster_people_read(MusterCentre *centre, MusterSource *source, MusterFaults *faults);
/* The same file again; reads back equal. (transfer full) */
MUSTER_API char *muster_people_write(const MusterCentre *centre);
/* Frees the centre's people. */
MUSTER_API void muster_people_clear(MusterCentre *centre);

G_END_DECLS
