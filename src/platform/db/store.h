/* store.h: the inside of a store, for this folder only (store.c and backup.c). */
#ifndef PLATFORM_DB_STORE_H
#define PLATFORM_DB_STORE_H

#include <pthread.h>
#include <stdatomic.h>

#include "platform/db/engine.h"

/* Connections lent to one thread at a time; the first `free` of them are at home. */
typedef struct Pool {
    Db **items;
    size_t count, free;
    pthread_mutex_t lock;
    pthread_cond_t returned;
} Pool;

struct Store {
    DbEngine engine;
    char *where; /* file or URL */
    bool made;   /* the file was made when it was opened */
    bool every_school;
    bool passes_guard;
    _Atomic uint64_t changes; /* commits of the writer that every later reader must see */
    _Atomic bool letting_go;  /* no reader keeps its transaction */
    Pool readers;
    Pool writers;   /* PostgreSQL */
    Writer *writer; /* SQLite */
};

/* A connection of one's own that writes, beside the store's, in every school. */
Error *store_connect(const Store *store, Db **db);

#endif
