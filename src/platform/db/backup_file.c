#include "platform/db/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The last page: SEAL, the checksum in hexadecimal, zeros. It has the size of a page of the
 * database, so that SQLite sees a file of whole pages, more than it needs. */
#define SEAL_SIZE 4096
#define HASH_SIZE 32

static const char seal_mark[] = "Fourfold backup 1, BLAKE2b: ";

static Error *file_failed(const char *what)
{
    return error_make(ERROR_STORE, "The backup file cannot be read or written.", "%s: %s", what,
                      strerror(errno));
}

static Error *damaged(const char *why)
{
    return error_make(ERROR_STORE,
                      "The backup is damaged or is not a backup of Fourfold. Nothing was restored; "
                      "use another copy.",
                      "%s", why);
}

/* Reads up to a length and hashes it; *rest is what could not be read. */
static Error *hash_part(int file, off_t length, unsigned char hash[HASH_SIZE], off_t *rest)
{
    unsigned char bytes[65536];
    const off_t part = sizeof bytes;
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, HASH_SIZE);
    for (*rest = length; *rest > 0;) {
        ssize_t got = read(file, bytes, (size_t)(*rest < part ? *rest : part));
        if (got < 0)
            return file_failed("read");
        if (got == 0)
            break;
        crypto_generichash_update(&state, bytes, (size_t)got);
        *rest -= got;
    }
    crypto_generichash_final(&state, hash, HASH_SIZE);
    return NULL;
}

static void write_seal(char seal[SEAL_SIZE], const unsigned char hash[HASH_SIZE])
{
    char hex[HASH_SIZE * 2 + 1];
    sodium_bin2hex(hex, sizeof hex, hash, HASH_SIZE);
    memset(seal, 0, SEAL_SIZE);
    snprintf(seal, SEAL_SIZE, "%s%s\n", seal_mark, hex);
}

static Error *seal_open(int file)
{
    unsigned char hash[HASH_SIZE];
    char seal[SEAL_SIZE];
    off_t rest;
    struct stat found;
    if (fstat(file, &found) != 0)
        return file_failed("fstat");
    TRY(hash_part(file, found.st_size, hash, &rest));
    write_seal(seal, hash);
    if (write(file, seal, sizeof seal) != (ssize_t)sizeof seal || fsync(file) != 0)
        return file_failed("write");
    return NULL;
}

Error *backup_seal(const char *file)
{
    int opened = open(file, O_RDWR | O_CLOEXEC);
    if (opened < 0)
        return file_failed("open");
    Error *error = seal_open(opened);
    if (close(opened) != 0 && error == NULL)
        error = file_failed("close");
    return error;
}

static Error *verify_open(int file)
{
    unsigned char hash[HASH_SIZE];
    char expected[SEAL_SIZE], seal[SEAL_SIZE];
    off_t rest;
    struct stat found;
    if (fstat(file, &found) != 0)
        return file_failed("fstat");
    if (found.st_size < 2 * (off_t)SEAL_SIZE)
        return damaged("too short");
    TRY(hash_part(file, found.st_size - (off_t)SEAL_SIZE, hash, &rest));
    if (rest > 0 || read(file, seal, sizeof seal) != (ssize_t)sizeof seal)
        return damaged("shorter than it was");
    write_seal(expected, hash);
    if (memcmp(seal, expected, sizeof seal) != 0)
        return damaged("checksum differs");
    return NULL;
}

Error *backup_verify(const char *file)
{
    int opened = open(file, O_RDONLY | O_CLOEXEC);
    if (opened < 0)
        return file_failed("open");
    Error *error = verify_open(opened);
    close(opened);
    return error;
}

static Error *sync_folder(const char *file)
{
    const char *slash = strrchr(file, '/');
    char folder[4096] = ".";
    if (slash != NULL)
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - file) + 1, file);
    int opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0)
        return file_failed("open folder");
    Error *error = fsync(opened) == 0 ? NULL : file_failed("sync folder");
    close(opened);
    return error;
}

/* link, not rename: a file that is already there is never replaced. */
Error *backup_publish(const char *partial, const char *file)
{
    if (link(partial, file) != 0)
        return errno == EEXIST ? error_make(ERROR_STORE,
                                            "There is a file of that name already; "
                                            "it was left alone.",
                                            "link: exists")
                               : file_failed("link");
    unlink(partial);
    return sync_folder(file);
}
