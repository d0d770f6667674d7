/* schema.h: what the SQL compiler tells the program about its schema and statements.
 *
 * The values are generated (sqlc --schema, sqlc --registry) and linked into each program, so that
 * this folder knows nothing of schools. Never changed at run time. */
#ifndef PLATFORM_DB_SCHEMA_H
#define PLATFORM_DB_SCHEMA_H

#include "platform/db/db.h"

/* A step of the schema, numbered from 1; without comments, which may be bettered later. */
typedef struct DbStep {
    int number;
    const char *name; /* "0001_foundation" */
    const char *sqlite;
    const char *postgresql;
} DbStep;

typedef struct DbSchema {
    size_t count;
    const DbStep *steps;
} DbSchema;

extern const DbSchema db_schema;

/* Every statement of the program, by file. */
typedef struct DbRegistry {
    size_t count;
    const DbStatements *const *files;
} DbRegistry;

extern const DbRegistry db_registry;

#endif
