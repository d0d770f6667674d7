#include "embed.h"

#include <libdeflate.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* Hex digits of the hash in a path: 8 make two versions of one file differ for certain enough. */
#define HASH_DIGITS    8
#define BEST_LEVEL     12
#define BYTES_PER_LINE 20

typedef struct FileType {
    const char *ending;
    const char *type;
    bool compressed; /* already: gzip would only add to it */
} FileType;

static const FileType *type_of(const char *name)
{
    static const FileType types[] = {{".css", "text/css; charset=utf-8", false},
                                     {".js", "text/javascript; charset=utf-8", false},
                                     {".svg", "image/svg+xml; charset=utf-8", false},
                                     {".txt", "text/plain; charset=utf-8", false},
                                     {".ico", "image/x-icon", false},
                                     {".png", "image/png", true},
                                     {".woff2", "font/woff2", true}};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && dot != name && i < sizeof types / sizeof *types; i++)
        if (strcmp(dot, types[i].ending) == 0)
            return &types[i];
    return NULL;
}

static bool is_style(const File *file)
{
    return strncmp(file->type, "text/css", strlen("text/css")) == 0;
}

static void set_path(File *file)
{
    unsigned char hash[crypto_generichash_BYTES_MIN];
    char digits[2 * sizeof hash + 1];
    crypto_generichash(hash, sizeof hash, file->content, file->length, NULL, 0);
    sodium_bin2hex(digits, sizeof digits, hash, sizeof hash);
    const char *dot = strrchr(file->name, '.');
    snprintf(file->path, sizeof file->path, "/assets/%.*s.%.*s%s", (int)(dot - file->name),
             file->name, HASH_DIGITS, digits, dot);
}

static void *allocate(size_t size)
{
    void *memory = malloc(size > 0 ? size : 1);
    if (memory == NULL)
        abort();
    return memory;
}

static void compress(File *file)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(BEST_LEVEL);
    if (compressor == NULL)
        abort();
    file->small = allocate(file->length);
    /* 0 when it would not become smaller. */
    file->small_length = libdeflate_gzip_compress(compressor, file->content, file->length,
                                                  file->small, file->length);
    libdeflate_free_compressor(compressor);
    if (file->small_length == 0) {
        free(file->small);
        file->small = NULL;
    }
}

/* ---- Style sheets ---------------------------------------------------------------------------- */

typedef struct Rewriting {
    const File *style;
    const File *files;
    size_t count;
    char *message;
    size_t message_size;
} Rewriting;

static bool refuse_at(const Rewriting *rewriting, const char *at, const char *reason)
{
    int line = 1;
    for (const char *c = (const char *)rewriting->style->content; c < at; c++)
        line += *c == '\n';
    snprintf(rewriting->message, rewriting->message_size, "%s:%d: error: %s",
             rewriting->style->source, line, reason);
    return false;
}

static const File *find(const Rewriting *rewriting, const char *name, size_t length)
{
    for (size_t i = 0; i < rewriting->count; i++) {
        const File *file = &rewriting->files[i];
        if (strlen(file->name) == length && memcmp(file->name, name, length) == 0)
            return is_style(file) ? NULL : file;
    }
    return NULL;
}

/* Writes the hashed address for the one that begins behind `url(`; *rest is set behind it. */
static bool rewrite_one(const Rewriting *rewriting, const char **rest, FILE *out)
{
    const char *name = *rest + 1;
    const char *end = **rest == '"' ? strchr(name, '"') : NULL;
    if (end == NULL || end[1] != ')')
        return refuse_at(rewriting, *rest, "write url(\"name.woff2\")");
    const File *file = find(rewriting, name, (size_t)(end - name));
    if (file == NULL)
        return refuse_at(rewriting, *rest, "url() of something that is not in assets/");
    fprintf(out, "\"%s\"", file->path);
    *rest = end + 1;
    return true;
}

static bool rewrite_all(const Rewriting *rewriting, FILE *out)
{
    const char *rest = (const char *)rewriting->style->content;
    const char *import = strstr(rest, "@import");
    if (import != NULL)
        return refuse_at(rewriting, import, "@import would load a second style sheet");
    for (;;) {
        const char *url = strstr(rest, "url(");
        if (url == NULL)
            break;
        url += strlen("url(");
        fwrite(rest, 1, (size_t)(url - rest), out);
        rest = url;
        if (!rewrite_one(rewriting, &rest, out))
            return false;
    }
    fputs(rest, out);
    return true;
}

/* The content must end in a NUL that is not counted. */
static bool rewrite(File *style, const Rewriting *rewriting)
{
    char *content = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&content, &length);
    if (out == NULL)
        abort();
    bool accepted = rewrite_all(rewriting, out);
    if (fclose(out) != 0)
        abort();
    if (!accepted) {
        free(content);
        return false;
    }
    free(style->content);
    style->content = (unsigned char *)content;
    style->length = length;
    return true;
}

/* ---- The whole ------------------------------------------------------------------------------- */

static int compare(const void *a, const void *b)
{
    return strcmp(((const File *)a)->name, ((const File *)b)->name);
}

static bool check_names(File *files, size_t count, char *message, size_t message_size)
{
    for (size_t i = 0; i < count; i++) {
        const FileType *type = type_of(files[i].name);
        const char *reason = NULL;
        if (type == NULL)
            reason = "no type is known for this ending";
        else if (strlen(files[i].name) > 64 ||
                 strspn(files[i].name, "abcdefghijklmnopqrstuvwxyz0123456789-.") !=
                     strlen(files[i].name))
            reason = "an asset's name has at most 64 of a-z, 0-9, - and .";
        else if (i > 0 && strcmp(files[i].name, files[i - 1].name) == 0)
            reason = "a second asset of this name";
        if (reason != NULL) {
            snprintf(message, message_size, "%s:1: error: %s", files[i].source, reason);
            return false;
        }
        files[i].type = type->type;
    }
    return true;
}

bool embed_prepare(File *files, size_t count, char *message, size_t message_size)
{
    qsort(files, count, sizeof *files, compare);
    if (!check_names(files, count, message, message_size))
        return false;
    for (size_t i = 0; i < count; i++)
        set_path(&files[i]);
    for (size_t i = 0; i < count; i++) {
        Rewriting rewriting = {&files[i], files, count, message, message_size};
        if (is_style(&files[i])) {
            if (!rewrite(&files[i], &rewriting))
                return false;
            set_path(&files[i]);
        }
        if (!type_of(files[i].name)->compressed)
            compress(&files[i]);
    }
    return true;
}

static void write_bytes(FILE *out, const char *kind, size_t index, const unsigned char *bytes,
                        size_t length)
{
    fprintf(out, "static const unsigned char %s_%zu[] = {", kind, index);
    for (size_t i = 0; i < length; i++)
        fprintf(out, "%s%u,", i % BYTES_PER_LINE == 0 ? "\n    " : "", bytes[i]);
    /* C has no empty arrays; the length says that this byte does not count. */
    fputs("\n    0};\n\n", out);
}

void embed_write(const File *files, size_t count, FILE *out)
{
    fputs("/* Made by tools/embed from assets/: change those. */\n"
          "#include \"web/assets.h\"\n\n",
          out);
    for (size_t i = 0; i < count; i++) {
        write_bytes(out, "plain", i, files[i].content, files[i].length);
        if (files[i].small != NULL)
            write_bytes(out, "gzip", i, files[i].small, files[i].small_length);
    }
    fputs("static const Asset items[] = {\n", out);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "    {\"%s\", \"%s\", \"%s\", {plain_%zu, %zu}, ", files[i].path,
                files[i].name, files[i].type, i, files[i].length);
        if (files[i].small != NULL)
            fprintf(out, "{gzip_%zu, %zu}},\n", i, files[i].small_length);
        else
            fputs("{0, 0}},\n", out);
    }
    fprintf(out, "};\n\nconst Assets site_assets = {%zu, items};\n", count);
}
