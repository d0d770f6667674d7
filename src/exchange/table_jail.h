/* table_jail.h: a CSV file that somebody sent, read in the jail: what table_read() makes of it, and
 * its errors, without its risks. */
#ifndef EXCHANGE_TABLE_JAIL_H
#define EXCHANGE_TABLE_JAIL_H

#include "exchange/pack.h"
#include "exchange/table_read.h"

/* The table's texts live in the arena. */
Error *table_read_in_jail(Arena *arena, Bytes file, Table *table);

/* For whatever else brings tables out of a jail. */
void table_pack(Buffer *out, const Table *table);
/* Without cells that the bytes do not hold; reader->broken says whether they were a table. */
void table_unpack(Arena *arena, PackReader *reader, Table *table);

#endif
