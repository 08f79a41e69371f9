/* Writes the page of a hand-made sample to standard output: write_page NAME. */
#include "report_sample.h"
#include <stdio.h>

int
main(int argc, char **argv)
{
  g_autoptr(ReportSample) sample = argc == 2 ? report_sample_new(argv[1]) : NULL;
  if (sample == NULL) {
    g_printerr("usage: write_page small|bank|large|ugly|bare|pools\n");
    return 2;
  }
  g_autofree char *page = muster_report_page(&sample->in);
  fputs(page, stdout);
  return 0;
}
