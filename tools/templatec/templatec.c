/* templatec FILE.html FOLDER: writes FOLDER/FILE_html.h and FOLDER/FILE_html.c. */
#include "template.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define TEMPLATE_MAXIMUM ((size_t)1 << 20)

/* NULL, with a message, when the file cannot be read or is no text. */
static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(TEMPLATE_MAXIMUM + 1, 1);
    size_t length = 0;
    if (file != NULL && text != NULL) {
        length = fread(text, 1, TEMPLATE_MAXIMUM + 1, file);
        fclose(file);
    }
    if (file == NULL || text == NULL || length > TEMPLATE_MAXIMUM || strlen(text) != length) {
        fprintf(stderr, "%s:1: error: not a readable text of at most %zu bytes\n", path,
                TEMPLATE_MAXIMUM);
        free(text);
        return NULL;
    }
    return text;
}

static FILE *create(const char *folder, const char *path, const char *ending)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    size_t stem = strcspn(name, ".");
    char target[4096];
    snprintf(target, sizeof target, "%s/%.*s_html.%s", folder, (int)stem, name, ending);
    FILE *file = fopen(target, "wb");
    if (file == NULL)
        fprintf(stderr, "%s: %s\n", target, strerror(errno));
    return file;
}

/* A half-written file must not look like a result. */
static bool close_written(FILE *file)
{
    bool written = ferror(file) == 0;
    if (fclose(file) != 0)
        written = false;
    if (!written)
        fprintf(stderr, "templatec: cannot write: %s\n", strerror(errno));
    return written;
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fprintf(stderr, "usage: templatec FILE.html FOLDER\n");
        return 2;
    }
    char *text = read_text(arguments[1]);
    if (text == NULL)
        return 1;
    FILE *header = create(arguments[2], arguments[1], "h");
    FILE *code = create(arguments[2], arguments[1], "c");
    if (header == NULL || code == NULL)
        return 1;
    char message[512];
    bool accepted = template_compile(arguments[1], text, header, code, message, sizeof message);
    if (!accepted)
        fprintf(stderr, "%s\n", message);
    free(text);
    bool written = close_written(header);
    return close_written(code) && written && accepted ? 0 : 1;
}
