#include "demo/dice.h"

#include "platform/base/log.h"

/* Steele, Lea and Flood's SplitMix64. */
static uint64_t next(Dice *dice)
{
    uint64_t mixed = (dice->state += 0x9E3779B97F4A7C15U);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
}

Dice dice_for(const char *purpose, uint64_t number)
{
    Dice dice = {number * 0xD1B54A32D192ED03U};
    for (const char *c = purpose; *c != '\0'; c++)
        dice.state = next(&dice) ^ (unsigned char)*c;
    return dice;
}

int dice_below(Dice *dice, int below)
{
    ASSERT(below > 0);
    return (int)(next(dice) % (uint64_t)below);
}

bool dice_chance(Dice *dice, int percent)
{
    return dice_below(dice, 100) < percent;
}

void dice_shuffle(Dice *dice, int *numbers, size_t count)
{
    for (size_t left = count; left > 1; left--) {
        size_t other = (size_t)dice_below(dice, (int)left);
        int number = numbers[left - 1];
        numbers[left - 1] = numbers[other];
        numbers[other] = number;
    }
}
