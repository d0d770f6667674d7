/* leave_out.h: takes passages out of a text that somebody may not read, such as the lines of an
 * address. Pure.
 *
 * A passage is found in capitals or not, with other white space or commas between its words, and as
 * whole words only: "4 Mill Lane" is not in "14 Mill Lane". What is misspelt is not found. */
#ifndef PLATFORM_BASE_LEAVE_OUT_H
#define PLATFORM_BASE_LEAVE_OUT_H

#include <stdbool.h>

#include "platform/base/arena.h"
#include "platform/base/text.h"

/* The parts of an address that say where somebody lives: each line, or part between commas, that
 * has a number, and so the house in its street and the postcode. */
Texts address_passages(Arena *arena, const char *address);
/* Whether one of them says the same. */
bool passages_hold(const Texts *passages, const char *passage);
/* The text with `instead` in place of each passage; the same text when there is none. */
const char *left_out(Arena *arena, const char *text, const Texts *passages, const char *instead);

#endif
