/* A fuzz target is one file, fuzz_NAME.c, that defines LLVMFuzzerTestOneInput(). Built with -Dfuzz=true (clang) it is
 * linked with libFuzzer; otherwise with standalone.c, which replays tests/fuzz/corpus/NAME as an ordinary test. */
#pragma once
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
