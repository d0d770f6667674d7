/* fuzz.h: what a fuzz target gives: one function that takes any bytes and aborts when a promise is
 * broken, and inputs to begin from.
 *
 * fuzz_driver.c runs it on a fixed series of changed inputs, with any compiler, among the unit
 * tests. With `meson setup -Dfuzz=true` and Clang, libFuzzer looks further by itself. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/* Ended by NULL. */
extern const char *const fuzz_seeds[];

#endif
