/* embed OUTPUT.c FILE...: writes the files as the C table that the program serves. */
#include "embed.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAXIMUM ((size_t)1 << 20)

/* The content is ended by a NUL that is not counted. */
static bool read_file(const char *path, File *file)
{
    const char *slash = strrchr(path, '/');
    *file = (File){.source = path, .name = slash == NULL ? path : slash + 1};
    FILE *in = fopen(path, "rb");
    file->content = calloc(FILE_MAXIMUM + 1, 1);
    if (in != NULL && file->content != NULL) {
        file->length = fread(file->content, 1, FILE_MAXIMUM, in);
        bool whole = feof(in) != 0 || fgetc(in) == EOF;
        bool read = ferror(in) == 0;
        fclose(in);
        if (whole && read)
            return true;
    }
    fprintf(stderr, "%s:1: error: not a readable file of at most %zu bytes\n", path, FILE_MAXIMUM);
    return false;
}

static bool write_file(const char *path, const File *files, size_t count)
{
    FILE *out = fopen(path, "wb");
    if (out != NULL) {
        embed_write(files, count, out);
        bool written = ferror(out) == 0;
        if (fclose(out) == 0 && written)
            return true;
    }
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    return false;
}

static bool embed(const char *output, char **paths, File *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!read_file(paths[i], &files[i]))
            return false;
    char message[512];
    if (!embed_prepare(files, count, message, sizeof message)) {
        fprintf(stderr, "%s\n", message);
        return false;
    }
    return write_file(output, files, count);
}

int main(int argument_count, char **arguments)
{
    if (argument_count < 3 || sodium_init() < 0) {
        fprintf(stderr, "usage: embed OUTPUT.c FILE...\n");
        return 2;
    }
    size_t count = (size_t)argument_count - 2;
    File *files = calloc(count, sizeof *files);
    if (files == NULL)
        abort();
    bool embedded = embed(arguments[1], arguments + 2, files, count);
    for (size_t i = 0; i < count; i++) {
        free(files[i].content);
        free(files[i].small);
    }
    free(files);
    return embedded ? 0 : 1;
}
