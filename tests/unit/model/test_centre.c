#include "conformance.h"
#include <muster/model/centre.h>
#include <string.h>

static const char *const choose_agent[] = {"longest_idle", "least_occupied", NULL};
static const char *const choose_contact[] = {"priority", "longest_wait", "weighted_wait", "score", NULL};
static const char *const join[] = {"queue_ratio", NULL};
static const MusterNames routers = {choose_agent, choose_contact, join};

/* Besides reading: what is accepted must be written so that it reads back equal. */
static void
read_centre(MusterSource *source, const char *folder, MusterFaults *faults) {
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
centre_files(void) {
  CU_ASSERT(conformance_run("centre", read_centre) >= 3);
}

void
test_centre(void);
void
test_centre(void) {
  CU_pSuite suite = CU_add_suite("centre", NULL, NULL);
  ADD_TEST(suite, centre_files);
}
