/* What libyaml says of broken syntax, in a planner's words and with what to do about it. */
#include "yaml/syntax_private.h"
#include <string.h>

typedef enum {
  HERE,   /* where the parser gave up */
  START,  /* where the construct began */
  OPENED, /* here, and the line is named where it began */
} Where;

typedef struct {
  const char *problem; /* as libyaml has it */
  const char *message;
  const char *hint;
  Where where;
} Saying;

static const Saying sayings[] = {
    {"mapping values are not allowed in this context", "a ':' where no key can stand",
     "check the indentation; a text with ': ' in it needs quotes", HERE},
    {"did not find expected key", "expected a key here",
     "check the indentation of this line and the commas, brackets and quotes above it", HERE},
    {"could not find expected ':'", "a key without ':' and value",
     "write `key: value`; check for a missing colon, or quotes that do not end", HERE},
    {"found character that cannot start any token", "a text cannot begin with this character",
     "put the text in quotes", HERE},
    {"did not find expected ',' or ']'", "a list", "a ',' or ']' is missing", OPENED},
    {"did not find expected ',' or '}'", "a map", "a ',' or '}' is missing", OPENED},
    {"found unexpected end of stream", "a quoted text never ends", "close the quote that opens here", START},
    {"found unexpected document indicator", "a quoted text never ends", "close the quote that opens here",
     START},
    {"block sequence entries are not allowed in this context", "a list item cannot stand here",
     "put '- ' on a line of its own under the key", HERE},
    {"block mapping entries are not allowed in this context", "a map cannot begin here",
     "put it on a line of its own", HERE},
    {"mapping keys are not allowed in this context", "a key cannot stand here", "check the indentation",
     HERE},
    {"did not find expected '-' indicator", "expected a list item '- ' here",
     "all items of a list begin in the same column", HERE},
    {"did not find expected <document start>", "text after the end of the document",
     "check the indentation; a file holds one map", HERE},
    {"did not find expected node content", "expected a value here", "a value is missing before this", HERE},
    {"found unknown escape character", "unknown escape after '\\' in a quoted text",
     "use single quotes where no escapes are meant", HERE},
    {"found undefined tag handle", "tags have no meaning here", "put a text that begins with '!' in quotes",
     HERE},
    {"did not find expected whitespace or line break", "tags have no meaning here",
     "put a text that begins with '!' in quotes", HERE},
    {"found a tab character that violates indentation", "a tab is used for indentation", "indent with spaces",
     HERE},
    {"found a tab character where an indentation space is expected", "a tab is used for indentation",
     "indent with spaces", HERE},
};

static const Saying *
find_saying(const char *problem)
{
  for (gsize i = 0; i < G_N_ELEMENTS(sayings); i++)
    if (strcmp(problem, sayings[i].problem) == 0)
      return &sayings[i];
  return NULL;
}

static gboolean
has_place(yaml_mark_t mark)
{
  return mark.index != 0 || mark.line != 0 || mark.column != 0;
}

void
muster_yaml_report_syntax(const yaml_parser_t *parser, MusterSource *source, MusterFaults *faults)
{
  const char *problem = parser->problem != NULL ? parser->problem : "unreadable";
  const Saying *saying = find_saying(problem);
  yaml_mark_t at = parser->problem_mark;
  if (saying != NULL && saying->where == START && has_place(parser->context_mark))
    at = parser->context_mark;
  MusterMark mark = {.source = source, .line = (int) at.line + 1, .column = (int) at.column + 1};
  if (saying == NULL)
    muster_faults_error(faults, mark, NULL, "broken YAML: %s", problem);
  else if (saying->where == OPENED)
    muster_faults_error(faults, mark, saying->hint, "%s that opens in line %d is not closed before this",
                        saying->message, (int) parser->context_mark.line + 1);
  else
    muster_faults_error(faults, mark, saying->hint, "%s", saying->message);
}
