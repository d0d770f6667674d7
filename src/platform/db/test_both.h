/* test_both.h: runs each test of a file on SQLite and on PostgreSQL: the file has make() and end(),
 * cmocka set-up and tear-down, and lists ON_BOTH(name). Tests only. */
#ifndef PLATFORM_DB_TEST_BOTH_H
#define PLATFORM_DB_TEST_BOTH_H

#include "platform/db/db.h"

static DbEngine test_engines[] = {DB_SQLITE, DB_POSTGRESQL};

/* The set-up of a test finds its engine where cmocka keeps its state. */
#define test_engine(state) (*(const DbEngine *)*(state))

#define ON_SQLITE(name)                                                                            \
    {                                                                                              \
#name " (SQLite)", name, make, end, &test_engines[0]                                       \
    }
#define ON_POSTGRESQL(name)                                                                        \
    {                                                                                              \
#name " (PostgreSQL)", name, make, end, &test_engines[1]                                   \
    }
#define ON_BOTH(name) ON_SQLITE(name), ON_POSTGRESQL(name)

#endif
