/* import_dates.h: whether the dates of a column have the day or the month first.
 *
 * A cell alone is read day first, as people here write it; a file from elsewhere may mean 4 March
 * by 03/04/2018. One cell that can only be month first (12/25/2018) says so of its column, and then
 * every cell that could be either is refused: nothing is guessed. Where every cell could be either,
 * it is said once how they were read. 2018-04-03 is never in doubt. Pure. */
#ifndef EXCHANGE_IMPORT_DATES_H
#define EXCHANGE_IMPORT_DATES_H

#include "exchange/import_sheet.h"

/* Looks over the column of a field when its rows have been read. The value of a doubtful cell is
 * taken out; refuses: and its row is refused, else it is only said. */
void import_dates_check(Arena *arena, const Table *table, const ImportMapping *mapping, int field,
                        bool refuses, ImportRows *rows);

#endif
