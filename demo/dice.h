/* dice.h: chance that comes out the same every time.
 *
 * Each use has dice of its own, named by what they are for, so that a change in one place moves
 * nothing in another. Pure. */
#ifndef DEMO_DICE_H
#define DEMO_DICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Dice {
    uint64_t state;
} Dice;

/* purpose and number together are the seed. */
Dice dice_for(const char *purpose, uint64_t number);
/* 0 to below - 1. */
int dice_below(Dice *dice, int below);
/* True so often in a hundred. */
bool dice_chance(Dice *dice, int percent);
/* Puts the numbers into another order. */
void dice_shuffle(Dice *dice, int *numbers, size_t count);

#endif
