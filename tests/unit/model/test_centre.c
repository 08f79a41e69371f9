#include "conformance.h"
#include <muster/model/centre.h>
#include <muster/yaml/table.h>
#include <string.h>

static const char *const choose_agent[] = {"longest_idle", "least_occupied", NULL};
static const char *const choose_contact[] = {"priority", "longest_wait", "weighted_wait", "score", NULL};
static const char *const join[] = {"queue_ratio", NULL};
static const char *const with_numbers[] = {"weighted_wait", "queue_ratio", NULL};
static const char *const with_pairs[] = {"score", NULL};
static const MusterNames routers = {choose_agent, choose_contact, join, with_numbers, with_pairs};

/* ---- files ---- */

/* Besides reading: what is accepted must be written so that it reads back equal. */
static void
read_centre(MusterSource *source, const char *folder, MusterFaults *faults)
{
  g_autoptr(MusterCentre) centre = muster_centre_read_source(source, folder, &routers, faults);
  CU_ASSERT_EQUAL(centre == NULL, muster_faults_n_errors(faults) > 0);
  if (centre == NULL)
    return;
  g_autofree char *text = muster_centre_write(centre);
  g_autoptr(MusterSource) written = muster_source_new("written.yaml", text, strlen(text));
  g_autoptr(MusterCentre) again = muster_centre_read_source(written, folder, &routers, faults);
  CU_ASSERT_PTR_NOT_NULL(again);
  g_autofree char *difference = again != NULL ? muster_centre_difference(centre, again) : NULL;
  if (again == NULL || difference != NULL)
    g_printerr("%s\nreads back with another %s\n", text, difference);
  CU_ASSERT(again != NULL && muster_centre_equal(centre, again));
}

static void
centre_files(void)
{
  CU_ASSERT(conformance_run("centre", read_centre) >= 55);
}

/* ---- helpers for single centres ---- */

static MusterCentre *
read_text(const char *text, MusterFaults *faults)
{
  g_autofree char *folder = conformance_folder("centre");
  g_autoptr(MusterSource) source = muster_source_new("t.yaml", text, strlen(text));
  return muster_centre_read_source(source, folder, &routers, faults);
}

static MusterCentre *
read_file(const char *name)
{
  g_autofree char *folder = conformance_folder("centre"), *path = g_build_filename(folder, name, NULL);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterCentre *centre = muster_centre_read(path, &routers, faults);
  if (centre == NULL) {
    g_autofree char *said = muster_faults_render(faults, FALSE);
    g_printerr("%s", said);
  }
  CU_ASSERT_PTR_NOT_NULL_FATAL(centre);
  return centre;
}

static const char small[] =
    "centre: Small\ntimezone: Europe/Berlin\ninterval: 15 min\nhorizon: {from: 2026-10-24, to: 2026-10-26}\n"
    "open: {mon-fri: 08:00-18:00}\nservice_level: answered_within / offered\n"
    "queues: {calls: {handle: {mean: 4 min}}}\n";

/* ---- what the three shops mean ---- */

static void
queues_of_the_three_shops(void)
{
  g_autoptr(MusterCentre) c = read_file("y_three_shops.yaml");
  CU_ASSERT_EQUAL(c->n_queues, 8);
  const MusterQueue *presales = &c->queue[0], *aftersales = &c->queue[1], *chat = &c->queue[2],
                    *complaints = &c->queue[3];
  const MusterQueue *hard = &c->queue[4], *vip = &c->queue[muster_centre_find_queue(c, "vip")];
  CU_ASSERT_EQUAL(presales->handle.mean_s, 250);
  CU_ASSERT_EQUAL(presales->handle.cv, 1.1);
  CU_ASSERT_STRING_EQUAL(presales->handle.info->name, "lognormal");
  CU_ASSERT_STRING_EQUAL(presales->patience.info->name, "exponential");
  CU_ASSERT_EQUAL(presales->n_transfers, 1);
  CU_ASSERT_EQUAL(presales->transfer[0].queue, 1);
  CU_ASSERT_EQUAL(presales->mark.line, 17);
  /* like: copies, replaces, removes, merges key by key. */
  CU_ASSERT_EQUAL(aftersales->priority, 3);
  CU_ASSERT_EQUAL(aftersales->n_transfers, 0);
  CU_ASSERT_EQUAL(aftersales->target.answer, 0.8);
  CU_ASSERT_EQUAL(aftersales->redial_block[0], 0.6);
  CU_ASSERT(vip->target.answer == 0.95 && vip->target.within_s == 10 && vip->target.abandon == 0.05);
  CU_ASSERT(chat->concurrency_max == 3 && chat->pace[2] == 0.45);
  CU_ASSERT(isnan(complaints->target.within_s) && complaints->target.finish_within_s == 86400);
  CU_ASSERT_EQUAL(complaints->escalate_queue, 4);
  CU_ASSERT(hard->escalate_queue == -1 && hard->escalate_outside == 0 && hard->follow_up_chance == 0);
  CU_ASSERT_EQUAL(c->queue[6].quota_each.per_unit, 'm');
}

static void
groups_of_the_three_shops(void)
{
  g_autoptr(MusterCentre) c = read_file("y_three_shops.yaml");
  CU_ASSERT_EQUAL(c->n_groups, 5);
  const MusterGroup *b = &c->group[1], *seniors = &c->group[3], *reserve = &c->group[4];
  CU_ASSERT(b->n_serves == 3 && b->serves[0].pace == 0.95 && b->serves[1].rank == 2);
  CU_ASSERT(b->serves[2].overflow && b->serves[2].queue == 1 && b->serves[2].after_s == 30);
  CU_ASSERT_EQUAL(b->serves[2].rank, 2); /* behind shop_a, which lists it with rank 1 */
  CU_ASSERT_EQUAL(b->serves[2].take, 3); /* the queue's priority */
  CU_ASSERT_EQUAL(seniors->serves[4].after_s, 20);
  CU_ASSERT(seniors->has_minimum && seniors->minimum.n == 1 && seniors->blend_idle == 1);
  CU_ASSERT(reserve->call_in.given && reserve->call_in.below && reserve->call_in.when == 0.7 &&
            reserve->call_in.max == 12);
  CU_ASSERT_EQUAL(reserve->call_in.cost_per_h, 48);
  CU_ASSERT_EQUAL(c->lines.queues, 1 | 2 | 128);
  CU_ASSERT_EQUAL(c->grid->n_days, 14);
  double shares[8];
  CU_ASSERT_EQUAL(muster_centre_shrinkage_shares(c, shares), 2);
}

static void
tables_by_wait_and_condition(void)
{
  g_autoptr(MusterCentre) c = read_file("y_routing_tables.yaml");
  const MusterServes *vip = &c->group[1].serves[0], *sales = &c->group[1].serves[1];
  CU_ASSERT(vip->when.measure == MUSTER_CONDITION_IDLE_AGENTS && vip->when.of == 1 && !vip->when.below &&
            vip->when.bound == 2);
  CU_ASSERT(vip->n_steps == 2 && vip->steps[0].after_s == 20 && vip->steps[0].rank == 1 &&
            vip->steps[0].take == 1 && vip->steps[0].when.measure == MUSTER_CONDITION_NONE);
  CU_ASSERT(vip->steps[1].rank < 1 && vip->steps[1].when.measure == MUSTER_CONDITION_EXPECTED_DELAY &&
            vip->steps[1].when.bound == 90);
  CU_ASSERT(sales->overflow && sales->when.measure == MUSTER_CONDITION_QUEUE_LENGTH && sales->when.bound == 5);
  CU_ASSERT(sales->n_steps == 1 && sales->steps[0].when.below && sales->steps[0].when.bound == 0.7);
  CU_ASSERT_EQUAL(c->queue[0].observed_callbacks, 0.05);
}

static void
rest_of_the_three_shops(void)
{
  g_autoptr(MusterCentre) c = read_file("y_three_shops.yaml");
  CU_ASSERT(c->shift[0].n_starts == 9 && c->shift[0].start_s[8] == 11 * 3600 && c->shift[0].n_lengths == 2);
  CU_ASSERT(c->shift[0].n_breaks == 2 && !c->shift[0].breaks[0].paid && c->shift[0].breaks[1].count == 2);
  CU_ASSERT_EQUAL(c->contract[1].shifts, 1);
  CU_ASSERT_EQUAL(c->contract[1].hours.lo, 16 * 3600.0);
  CU_ASSERT_STRING_EQUAL(c->labour_use, "china");
  const MusterLabourRule *last = &c->labour[c->n_labour - 1], *weekends = last - 1, *rest = last - 2;
  CU_ASSERT(strcmp(last->info->name, "leader_per") == 0 && strcmp(last->text, "leader") == 0 &&
            last->p[1] == 8);
  CU_ASSERT(weekends->p[0] == 2 && weekends->p[1] == 4 && weekends->price == 40);
  CU_ASSERT(rest->p[0] == 12 * 3600.0 && isnan(rest->price));
  CU_ASSERT(c->n_people == 3 && strcmp(c->person[2].name, "no") == 0 && c->person[0].n_skills == 2);
  CU_ASSERT_EQUAL(c->pay_night.factor, 1.15);
  CU_ASSERT_EQUAL(c->event[0].start, 1794312000); /* 2026-11-10 20:00 +08:00 */
  CU_ASSERT_EQUAL(c->event[1].chance_per_day, 0.05);
  gboolean found = FALSE;
  for (int i = 0; i < c->n_special_days; i++) {
    const MusterSpecialDay *day = &c->special_day[i];
    if (day->day == muster_day_from_ymd(2026, 10, 1))
      found = day->closed && strcmp(day->name, "National Day") == 0;
  }
  CU_ASSERT(found);
  CU_ASSERT(!muster_centre_open_on(c, -1, muster_day_from_ymd(2026, 10, 1)));
  CU_ASSERT(muster_centre_open_on(c, -1, muster_day_from_ymd(2026, 11, 11)));
}

/* ---- keys that were given ---- */

static void
given_and_refused(void)
{
  g_autoptr(MusterCentre) c = read_file("y_three_shops.yaml");
  CU_ASSERT(muster_centre_given(c, "lines"));
  CU_ASSERT(muster_centre_given(c, "queues.*.redial"));
  CU_ASSERT(muster_centre_given(c, "queues.vip.redial"));           /* through `like` */
  CU_ASSERT(!muster_centre_given(c, "queues.aftersales.transfer")); /* removed by ~ */
  CU_ASSERT(!muster_centre_given(c, "routing.join"));
  CU_ASSERT(muster_centre_given(c, "routing.callback.*.accept"));
  CU_ASSERT(muster_centre_given(c, "queues.*.channel=case"));
  CU_ASSERT(!muster_centre_given(c, "queues.*.channel=counter"));
  static const char *const patterns[] = {"queues.*.reach", "lines", "queues.*.channel=chat", "routing.join", NULL};
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT(!muster_centre_refuse(c, patterns, "simulate", faults));
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 3);
  g_autofree char *said = muster_faults_render(faults, FALSE);
  CU_ASSERT_PTR_NOT_NULL(
      strstr(said, "y_three_shops.yaml:51:1: error: muster simulate cannot honour 'lines'"));
  CU_ASSERT_PTR_NOT_NULL(strstr(said, "'queues.callbacks_out.reach'"));
  CU_ASSERT_PTR_NOT_NULL(strstr(said, "'queues.aftersales_chat.channel: chat'"));
  static const char *const none[] = {"queues.*.after_call", "groups.*.serves.*.handle", NULL};
  CU_ASSERT(muster_centre_refuse(c, none, "simulate", faults));
  CU_ASSERT_EQUAL(muster_centre_mark(c, "queues.presales.target").line, 23);
  CU_ASSERT_EQUAL(muster_centre_mark(c, "queues.presales.nothing").line, 17);
}

static void
sections_read_later(void)
{
  g_autofree char *text = g_strconcat(small, "demand: {counts: fresh}\n", NULL);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterCentre) c = read_text(text, faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(c);
  g_autoptr(MusterYaml) tree = NULL;
  const MusterYamlNode *section = NULL;
  CU_ASSERT(muster_centre_section(c, "demand", &tree, &section, faults));
  CU_ASSERT_STRING_EQUAL(muster_yaml_get(section, "counts")->text, "fresh");
  g_autoptr(MusterCentre) shops = read_file("y_three_shops.yaml");
  g_autoptr(MusterYaml) file = NULL;
  CU_ASSERT(!muster_centre_section(shops, "demand", &file, &section, faults)); /* no such file */
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 1);
}

/* ---- presets ---- */

static void
presets_are_sound(void)
{
  static const char *const folders[] = {"labour", "holidays"};
  static const char *const keys[] = {"labour: {use: %s}\n", "calendar: {holidays: %s}\n"};
  for (int f = 0; f < 2; f++) {
    g_auto(GStrv) names = muster_model_presets(folders[f]);
    CU_ASSERT(g_strv_length(names) >= 4);
    for (int i = 0; names[i] != NULL; i++) {
      g_auto(GStrv) parts = g_strsplit(keys[f], "%s", 2);
      g_autofree char *text = g_strconcat(small, parts[0], names[i], parts[1], NULL);
      g_autoptr(MusterFaults) faults = muster_faults_new();
      g_autoptr(MusterCentre) c = read_text(text, faults);
      g_autofree char *said = muster_faults_render(faults, FALSE);
      if (c == NULL)
        g_printerr("%s", said);
      CU_ASSERT_PTR_NOT_NULL_FATAL(c);
      CU_ASSERT(f == 0 ? c->n_labour > 0 : c->n_special_days >= 9);
    }
  }
}

/* ---- the reference page ---- */

static void
check_documented(const char *path, const MusterYamlKey *key, gpointer page)
{
  g_autofree char *row = g_strdup_printf("| `%s` |", key->name);
  if (key->help == NULL || strlen(key->help) < 3 || strstr(page, row) == NULL)
    g_printerr("%s is not documented\n", path);
  CU_ASSERT(key->help != NULL && strlen(key->help) >= 3 && strstr(page, row) != NULL);
}

extern const MusterYamlKey centre_keys[];

static void
reference_page(void)
{
  g_autofree char *page = muster_model_reference();
  muster_yaml_table_walk(centre_keys, check_documented, page);
  g_autofree char *path =
      g_build_filename(g_getenv("MUSTER_SOURCE_ROOT"), "docs", "reference", "centre.md", NULL);
  g_autofree char *there = NULL;
  if (g_getenv("MUSTER_UPDATE") != NULL)
    g_file_set_contents(path, page, -1, NULL);
  CU_ASSERT(g_file_get_contents(path, &there, NULL, NULL));
  CU_ASSERT_STRING_EQUAL(there, page);
  if (g_strcmp0(there, page) != 0)
    g_printerr("docs/reference/centre.md is not what the tables say; MUSTER_UPDATE=1 renews it\n");
}

void test_centre(void);
void
test_centre(void)
{
  CU_pSuite suite = CU_add_suite("centre", NULL, NULL);
  ADD_TEST(suite, centre_files);
  ADD_TEST(suite, queues_of_the_three_shops);
  ADD_TEST(suite, groups_of_the_three_shops);
  ADD_TEST(suite, tables_by_wait_and_condition);
  ADD_TEST(suite, rest_of_the_three_shops);
  ADD_TEST(suite, given_and_refused);
  ADD_TEST(suite, sections_read_later);
  ADD_TEST(suite, presets_are_sound);
  ADD_TEST(suite, reference_page);
}
