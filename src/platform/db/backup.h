/* backup.h: the file of a backup, for this folder only: a SQLite database with every table and a
 * manifest, and behind it one page with the checksum of all before it. So a flipped byte or a cut
 * tail shows before anything is read, and the manifest shows what was lost on the way there. */
#ifndef PLATFORM_DB_BACKUP_H
#define PLATFORM_DB_BACKUP_H

#include "platform/base/error.h"

/* Appends the checksum and syncs the file. */
Error *backup_seal(const char *file);
/* Whether the file is whole. */
Error *backup_verify(const char *file);
/* Puts a sealed file where it belongs, so that it is there whole or not at all. */
Error *backup_publish(const char *partial, const char *file);

#endif
