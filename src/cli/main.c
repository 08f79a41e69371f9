#include <muster/base.h>
#include <stdio.h>

int
main(void)
{
  printf("muster %s\n", MUSTER_VERSION);
  return MUSTER_EXIT_OK;
}
