#include "exchange/zip_read.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "platform/base/buffer.h"

enum { NAME_LONGEST = 100, PIECE = 64 * 1024 };

const ZipLimits zip_limits_usual = {.archive = 16U << 20,
                                    .entries = 100,
                                    .one = 64U << 20,
                                    .all = 128U << 20,
                                    .ratio = 200,
                                    .free = 1U << 20};

typedef struct Reading {
    Arena *arena;
    struct archive *archive;
    const ZipLimits *limits;
    size_t archive_bytes;
    size_t seen, total;
    ZipEntries *entries;
} Reading;

bool zip_is(Bytes file)
{
    return file.length >= 4 &&
           (memcmp(file.data, "PK\x03\x04", 4) == 0 || memcmp(file.data, "PK\x05\x06", 4) == 0);
}

static Error *damaged(const Reading *reading)
{
    const char *why = archive_error_string(reading->archive);
    return error_invalid("This zip is damaged, or no zip. Export it again.", "zip: %s",
                         why == NULL ? "no word" : why);
}

/* ---- Names ----------------------------------------------------------------------------------- */

static bool is_text_name(const char *name)
{
    size_t length = strnlen(name, NAME_LONGEST + 1);
    if (length == 0 || length > NAME_LONGEST)
        return false;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)name[i] < ' ' || (unsigned char)name[i] > '~')
            return false;
    return true;
}

static bool leads_out(const char *name)
{
    return name[0] == '/' || strchr(name, '\\') != NULL || strchr(name, ':') != NULL ||
           strstr(name, "..") != NULL;
}

/* What a Mac puts beside the files, and folders by themselves. */
static bool is_litter(const char *name)
{
    size_t length = strlen(name);
    return text_starts(name, "__MACOSX/") || text_equal(name, ".DS_Store") ||
           name[length - 1] == '/';
}

static bool is_csv(const char *name)
{
    size_t length = strlen(name);
    return length > 4 && text_equal_fold(name + length - 4, ".csv");
}

static Error *check_name(const Reading *reading, const char *name)
{
    if (leads_out(name))
        return error_invalid("A name in this zip leads out of it. It is not read.", "zip name");
    if (!is_csv(name) || is_litter(name))
        return NULL;
    if (strchr(name, '/') != NULL)
        return error_invalid("The CSV files stand in a folder of the zip. They belong at its top: "
                             "zip the files, not the folder.",
                             "zip folder");
    for (size_t i = 0; i < reading->entries->count; i++)
        if (text_equal_fold(name, reading->entries->items[i].name))
            return error_invalid(arena_print(reading->arena, "%s stands in this zip twice.", name),
                                 "zip twice");
    return NULL;
}

/* ---- Content --------------------------------------------------------------------------------- */

static Error *count_bytes(Reading *reading, size_t of_entry, size_t more)
{
    const ZipLimits *limits = reading->limits;
    reading->total += more;
    if (of_entry > limits->one || reading->total > limits->all)
        return error_too_large("The files in this zip are too large. Split them and try again.",
                               "zip of %zu bytes", reading->total);
    if (reading->total > limits->free && reading->total / limits->ratio > reading->archive_bytes)
        return error_too_large("This zip holds far more than its size. It is not read.",
                               "zip ratio, %zu bytes", reading->total);
    return NULL;
}

static Error *pour(Reading *reading, Buffer *content)
{
    char *piece = arena_alloc(reading->arena, PIECE);
    for (;;) {
        la_ssize_t length = archive_read_data(reading->archive, piece, PIECE);
        if (length < 0)
            return damaged(reading);
        if (length == 0)
            return NULL;
        TRY(count_bytes(reading, content->length + (size_t)length, (size_t)length));
        buffer_put(content, piece, (size_t)length);
    }
}

static void free_buffer(void *buffer)
{
    buffer_free(buffer);
}

static Error *take_entry(Reading *reading, const char *name)
{
    Buffer *content = arena_new(reading->arena, Buffer);
    buffer_init(content, reading->limits->one);
    arena_defer(reading->arena, free_buffer, content);
    TRY(pour(reading, content));
    ZipEntries *entries = reading->entries;
    entries->items[entries->count++] =
        (ZipEntry){arena_copy(reading->arena, name),
                   {(const unsigned char *)buffer_text(content), content->length}};
    return NULL;
}

static Error *look_at_entry(Reading *reading, struct archive_entry *entry)
{
    const char *name = archive_entry_pathname(entry);
    ZipEntries *entries = reading->entries;
    if (++reading->seen > reading->limits->entries)
        return error_too_large("This zip holds too many files.", "zip entries");
    if (name == NULL || !is_text_name(name))
        return error_invalid("A name in this zip is none of a CSV file.", "zip name");
    TRY(check_name(reading, name));
    if (archive_entry_is_encrypted(entry) != 0)
        return error_invalid("This zip has a password. Export it without one.", "zip encrypted");
    if (is_litter(name))
        return NULL;
    if (archive_entry_filetype(entry) != AE_IFREG)
        return error_invalid("This zip holds something that is no file. It is not read.",
                             "zip type");
    if (is_csv(name))
        return take_entry(reading, name);
    entries->left_out.items[entries->left_out.count++] = arena_copy(reading->arena, name);
    return NULL;
}

static Error *look_at_all(Reading *reading)
{
    struct archive_entry *entry;
    for (;;) {
        int got = archive_read_next_header(reading->archive, &entry);
        if (got == ARCHIVE_EOF)
            return NULL;
        if (got != ARCHIVE_OK)
            return damaged(reading);
        TRY(look_at_entry(reading, entry));
    }
}

static void close_archive(void *archive)
{
    archive_read_free(archive);
}

Error *zip_read(Arena *arena, Bytes archive, const ZipLimits *limits, ZipEntries *entries)
{
    *entries = (ZipEntries){.items = arena_array(arena, ZipEntry, limits->entries),
                            .left_out = {0, arena_array(arena, const char *, limits->entries)}};
    Reading reading = {.arena = arena,
                       .archive = archive_read_new(),
                       .limits = limits,
                       .archive_bytes = archive.length,
                       .entries = entries};
    if (archive.length > limits->archive)
        return error_too_large("This zip is too large. Split it and try again.", "zip of %zu bytes",
                               archive.length);
    if (reading.archive == NULL)
        return error_internal("zip: no reader");
    arena_defer(arena, close_archive, reading.archive);
    /* By its directory, which stands at the end: who reads entry by entry takes a zip that was cut
     * off for a whole one, and files are lost without a word. */
    if (archive_read_support_format_zip_seekable(reading.archive) != ARCHIVE_OK ||
        archive_read_open_memory(reading.archive, archive.data, archive.length) != ARCHIVE_OK)
        return damaged(&reading);
    return look_at_all(&reading);
}
