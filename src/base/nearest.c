/* "did you mean": the nearest name by edit distance. */
#include <muster/base/error.h>
#include <string.h>

#define LONGEST_WORD 64 /* characters; longer words are no typing errors of a name */

/* The word's characters, letters folded to lower case; its length, or -1 when too long. */
static int
fold(const char *word, gunichar *out)
{
  int n = 0;
  if (!g_utf8_validate(word, -1, NULL))
    return -1;
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p)) {
    if (n == LONGEST_WORD)
      return -1;
    out[n++] = g_unichar_tolower(g_utf8_get_char(p));
  }
  return n;
}

/* Insertions, deletions, replacements and swaps of neighbours that turn a into b: optimal string alignment,
 * after Damerau 1964. O(na · nb). */
static int
edit_distance(const gunichar *a, int na, const gunichar *b, int nb)
{
  int rows[3][LONGEST_WORD + 1];
  int *before = rows[0], *last = rows[1], *row = rows[2];
  memset(rows, 0, sizeof rows);
  for (int j = 0; j <= nb; j++)
    last[j] = j;
  for (int i = 1; i <= na; i++) {
    row[0] = i;
    for (int j = 1; j <= nb; j++) {
      int best = last[j - 1] + (a[i - 1] != b[j - 1]);
      best = MIN(best, MIN(last[j], row[j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = MIN(best, before[j - 2] + 1);
      row[j] = best;
    }
    int *spare = before;
    before = last;
    last = row;
    row = spare;
  }
  return last[nb];
}

const char *
muster_nearest(const char *word, const char *const *names)
{
  gunichar a[LONGEST_WORD], b[LONGEST_WORD];
  int na = fold(word, a);
  const char *nearest = NULL;
  int least = G_MAXINT;
  for (gsize i = 0; na > 0 && names[i] != NULL; i++) {
    int nb = fold(names[i], b);
    if (nb <= 0)
      continue;
    int distance = edit_distance(a, na, b, nb);
    /* About one slip in three letters: then a short word is near to little, as it should be. */
    if (distance <= (MAX(na, nb) + 1) / 3 && distance < MAX(na, nb) && distance < least) {
      least = distance;
      nearest = names[i];
    }
  }
  return nearest;
}
