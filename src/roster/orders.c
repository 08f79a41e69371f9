/* The orders in which the breaks of a form fit into a shift, with the earliest and latest start of each. */
#include "roster/roster_private.h"

#define EDGE_S 1800          /* a break without a window keeps so far from the shift's ends … */
#define EDGE_LEAST_SHIFT_S 10800 /* … in shifts at least so long */
#define MAX_ORDERS 64

typedef struct {
  RosterProblem *problem;
  const MusterShift *form;
  int n_slots, n;
  int left[ROSTER_MAX_BREAKS]; /* of each break of the form, not yet placed */
  RosterOrder order;
  GArray *out;
} Search;

static int
cut_of(RosterProblem *p, int length, gboolean paid)
{
  for (guint c = 0; c < p->cut->len; c++) {
    const RosterCut *cut = &g_array_index(p->cut, RosterCut, c);
    if (cut->length == length && cut->paid == paid)
      return (int) c;
  }
  RosterCut cut = {length, paid};
  g_array_append_val(p->cut, cut);
  return (int) p->cut->len - 1;
}

/* The window of a break's start, neighbours aside. */
static void
window(const Search *s, const MusterBreak *b, int length, int *first, int *last)
{
  int slot_s = s->problem->slot_s;
  int edge = s->n_slots * slot_s >= EDGE_LEAST_SHIFT_S ? EDGE_S / slot_s : 0;
  *first = isnan(b->from_s) ? edge : (int) ceil(b->from_s / slot_s - 1e-9);
  *last = (isnan(b->to_s) ? s->n_slots - edge : (int) floor(b->to_s / slot_s + 1e-9)) - length;
  *last = MIN(*last, s->n_slots - length);
}

static void
append(Search *s, int brk)
{
  const MusterBreak *b = &s->form->breaks[brk];
  RosterOrderBreak *next = &s->order.b[s->order.n];
  next->brk = brk;
  next->length = (int) llround(b->length_s) / s->problem->slot_s;
  next->cut = cut_of(s->problem, next->length, b->paid);
  next->gap = 0;
  window(s, b, next->length, &next->first, &next->last);
  if (s->order.n > 0) {
    const RosterOrderBreak *before = next - 1;
    double apart_s = MAX(b->apart_s, s->form->breaks[before->brk].apart_s);
    next->gap = (int) ceil(apart_s / s->problem->slot_s - 1e-9);
    next->first = MAX(next->first, before->first + before->length + next->gap);
  }
  s->order.n++;
}

static void
keep_order(Search *s)
{
  RosterOrder order = s->order;
  for (int k = order.n - 2; k >= 0; k--)
    order.b[k].last = MIN(order.b[k].last, order.b[k + 1].last - order.b[k + 1].gap - order.b[k].length);
  for (int k = 0; k < order.n; k++)
    if (order.b[k].first > order.b[k].last)
      return;
  g_array_append_val(s->out, order);
}

static void
extend(Search *s)
{
  if (s->out->len >= MAX_ORDERS)
    return;
  if (s->order.n == s->n) {
    keep_order(s);
    return;
  }
  for (int brk = 0; brk < s->form->n_breaks; brk++) {
    if (s->left[brk] == 0)
      continue;
    RosterOrder before = s->order;
    s->left[brk]--;
    append(s, brk);
    if (s->order.b[s->order.n - 1].first <= s->order.b[s->order.n - 1].last)
      extend(s);
    s->left[brk]++;
    s->order = before;
  }
}

int
roster_breaks_of(RosterProblem *p, int shift, int n_slots)
{
  for (guint i = 0; i < p->breaks->len; i++) {
    const RosterBreaks *b = p->breaks->pdata[i];
    if (b->shift == shift && b->n_slots == n_slots)
      return b->orders->len > 0 ? (int) i : -1;
  }
  RosterBreaks *breaks = g_new0(RosterBreaks, 1);
  breaks->shift = shift;
  breaks->n_slots = n_slots;
  breaks->orders = g_array_new(FALSE, TRUE, sizeof(RosterOrder));
  g_ptr_array_add(p->breaks, breaks);
  Search s = {.problem = p, .form = &p->centre->shift[shift], .n_slots = n_slots, .out = breaks->orders};
  for (int b = 0; b < MIN(s.form->n_breaks, ROSTER_MAX_BREAKS); b++) {
    s.left[b] = s.form->breaks[b].count;
    s.n += s.left[b];
  }
  if (s.n <= ROSTER_MAX_BREAKS && s.form->n_breaks <= ROSTER_MAX_BREAKS)
    extend(&s);
  return breaks->orders->len > 0 ? (int) p->breaks->len - 1 : -1;
}
