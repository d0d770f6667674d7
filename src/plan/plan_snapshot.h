/* plan_snapshot.h: the hash that stands for a final plan's text, for this folder only. */
#ifndef PLAN_PLAN_SNAPSHOT_H
#define PLAN_PLAN_SNAPSHOT_H

enum { PLAN_HASH = 32 };

/* BLAKE2b of the text, without its NUL. */
void plan_hash(const char *snapshot, unsigned char hash[PLAN_HASH]);

#endif
