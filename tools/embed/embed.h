/* embed.h: prepares the files of assets/ for being part of the program.
 *
 * Each gets a path with a hash of its content, so that browsers may keep it for ever, and its
 * compressed form, made once with all the time that takes. A style sheet names other assets as
 * url("inter-regular.woff2"), which becomes the hashed path; any other address in it is refused,
 * since nothing is loaded from elsewhere. */
#ifndef EMBED_EMBED_H
#define EMBED_EMBED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct File {
    const char *source; /* for messages */
    const char *name;   /* "site.css" */
    unsigned char *content;
    size_t length;
    const char *type;     /* what follows is set by embed_prepare() */
    char path[128];       /* "/assets/site.1f3a9c04.css" */
    unsigned char *small; /* gzip; NULL when not smaller */
    size_t small_length;
} File;

/* content is replaced where addresses were rewritten; it and small belong to the caller, by
 * free(). Sorts the files by name. False when refused; message is then "source:line: error: ...".
 */
bool embed_prepare(File *files, size_t count, char *message, size_t message_size);

/* C source that defines site_assets (web/assets.h). */
void embed_write(const File *files, size_t count, FILE *out);

#endif
