/* import_source.h: what a package knows beside the cells of its rows: the ids that its source gives
 * to people and classes, and whom of ours they were the last time. */
#ifndef EXCHANGE_IMPORT_SOURCE_H
#define EXCHANGE_IMPORT_SOURCE_H

#include <stdbool.h>

#include "exchange/contact_import_rules.h"
#include "exchange/import_sheet.h"

typedef struct KnownId {
    int64_t id; /* of ours */
    const char *key;
} KnownId;

/* Of the rows of one kind. */
typedef struct ImportSource {
    const char **keys; /* by row; NULL: it gives no ids of its own */
    size_t known_count;
    const KnownId *known;     /* by id */
    const char *from_setting; /* where those who arrive came from; NULL: not said */
    bool fills_only; /* older than what is here: fills what is empty, and changes nothing */
    /* Of contacts: the children that the package speaks of, by their key in the place of a UPN. */
    size_t child_count;
    ExistingChild *children;
} ImportSource;

/* The key under which one of ours was known to the source; NULL: it was not. source may be NULL. */
const char *import_known_key(const ImportSource *source, int64_t id);
/* Gives each row its key. source may be NULL. */
void import_source_mark(const ImportSource *source, ImportRows *rows);

#endif
