#include "report/fit_private.h"
#include "report/show_private.h"
#include "report/table_private.h"
#include <muster/base/clock.h>

static void
masthead(Html *html, const MusterFit *fit, const char *made_by)
{
  g_autofree char *first = muster_day_format(fit->first), *last = muster_day_format(fit->last);
  g_autofree char *count = html_count(fit->n_contacts, "contact"), *command = html_clean(made_by);
  html_put(html,
           "<header>\n<p class=\"over\">Muster fit</p>\n<h1>Fitted behaviour</h1>\n<p class=\"sub\">%s<span> · "
           "%s to %s</span></p>\n<p class=\"note\">Made by <code>%s</code></p>\n</header>\n",
           count, first, last, command);
}

static void
put_tables(Html *html, const MusterFit *fit)
{
  g_autoptr(MusterTable) counts = show_fit_counts(fit), all = show_fit_laws(fit, -1, TRUE);
  html_raw(html, "<section id=\"summary\" aria-labelledby=\"h-summary\">\n<h2 id=\"h-summary\">All queues</h2>\n");
  html_table(html, counts);
  html_save(html, counts);
  html_table(html, all);
  html_save(html, all);
  html_raw(html, "</section>\n");
}

static void
put_queue(Html *html, const MusterFit *fit, int index)
{
  const MusterFitQueue *queue = &fit->queue[index];
  g_autofree char *name = html_clean(queue->name);
  html_put(html, "<section id=\"queue-%d\" aria-labelledby=\"h-queue-%d\">\n<h2 id=\"h-queue-%d\"><bdi>%s</bdi></h2>\n",
           index + 1, index + 1, index + 1, name);
  fit_chart_patience(html, queue, index);
  g_autoptr(MusterTable) hazard = show_fit_hazard(fit, index), hours = show_fit_hours(fit, index);
  g_autoptr(MusterTable) laws = show_fit_laws(fit, index, FALSE);
  html_table(html, hazard);
  fit_chart_handle(html, queue, index);
  fit_chart_returns(html, queue, index, TRUE);
  fit_chart_returns(html, queue, index, FALSE);
  html_table(html, laws);
  html_save(html, laws);
  html_table(html, hours);
  html_save(html, hours);
  html_raw(html, "</section>\n");
}

char *
muster_fit_page(const MusterFit *fit, const char *made_by)
{
  Html html = {g_string_sized_new(1 << 16)};
  html_head(&html, "Fitted behaviour");
  masthead(&html, fit, made_by);
  html_raw(&html, "<nav aria-label=\"Contents\"><ul>\n<li><a href=\"#summary\">All queues</a></li>\n");
  for (int q = 0; q < fit->n_queues; q++) {
    g_autofree char *name = html_clean(fit->queue[q].name);
    html_put(&html, "<li><a href=\"#queue-%d\"><bdi>%s</bdi></a></li>\n", q + 1, name);
  }
  html_raw(&html, "</ul></nav>\n<main>\n");
  put_tables(&html, fit);
  for (int q = 0; q < fit->n_queues; q++)
    put_queue(&html, fit, q);
  html_raw(&html, "</main>\n</body>\n</html>\n");
  return g_string_free(html.out, FALSE);
}
