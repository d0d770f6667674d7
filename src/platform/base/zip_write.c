#include "platform/base/zip_write.h"

#include <libdeflate.h>
#include <string.h>

#include "platform/base/log.h"

/* Signatures and fields: APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16. */
enum {
    LOCAL_HEADER = 0x04034b50,
    CENTRAL_HEADER = 0x02014b50,
    END_OF_LIST = 0x06054b50,
    NEEDS_VERSION = 20, /* deflate */
    DEFLATED = 8,
    FIRST_DAY = 0x0021, /* 1 January 1980 */
    LEVEL = 6
};

static void put16(Buffer *out, unsigned value)
{
    buffer_put_char(out, (char)(value & 0xff));
    buffer_put_char(out, (char)(value >> 8 & 0xff));
}

static void put32(Buffer *out, uint32_t value)
{
    put16(out, value & 0xffff);
    put16(out, value >> 16);
}

/* What the header of a member and its line in the list have in common. */
static void put_member(Buffer *out, const ZipMember *member)
{
    put16(out, NEEDS_VERSION);
    put16(out, 0); /* flags */
    put16(out, DEFLATED);
    put16(out, 0); /* midnight */
    put16(out, FIRST_DAY);
    put32(out, member->checksum);
    put32(out, member->packed);
    put32(out, member->size);
    put16(out, (unsigned)strlen(member->name));
    put16(out, 0); /* extra field */
}

ZipWriter zip_write_begin(Buffer *out)
{
    return (ZipWriter){.out = out, .begun = out->length};
}

/* The packed bytes behind a header whose place is kept until their number is known. */
static size_t put_packed(Buffer *out, const void *data, size_t length)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    ASSERT(compressor != NULL);
    size_t bound = libdeflate_deflate_compress_bound(compressor, length);
    char *room = buffer_reserve(out, bound);
    size_t packed =
        room == NULL ? 0 : libdeflate_deflate_compress(compressor, data, length, room, bound);
    libdeflate_free_compressor(compressor);
    if (room != NULL)
        out->length += packed;
    return packed;
}

void zip_write_member(ZipWriter *writer, const char *name, const void *data, size_t length)
{
    ASSERT(writer->count < ZIP_MEMBERS && length < UINT32_MAX);
    Buffer *out = writer->out, header;
    ZipMember *member = &writer->members[writer->count++];
    *member = (ZipMember){
        .name = name,
        .checksum = libdeflate_crc32(0, data, length),
        .size = (uint32_t)length,
        .offset = (uint32_t)(out->length - writer->begun),
    };
    enum { HEADER = 30 };
    size_t start = out->length;
    char *room = buffer_reserve(out, HEADER + strlen(name));
    if (room == NULL)
        return;
    out->length += HEADER + strlen(name);
    member->packed = (uint32_t)put_packed(out, data, length);
    buffer_init(&header, HEADER + strlen(name));
    put32(&header, LOCAL_HEADER);
    put_member(&header, member);
    buffer_put_text(&header, name);
    if (!buffer_failed(out) && !buffer_failed(&header))
        memcpy(out->data + start, header.data, header.length);
    buffer_free(&header);
}

void zip_write_end(ZipWriter *writer)
{
    Buffer *out = writer->out;
    size_t list = out->length;
    for (size_t i = 0; i < writer->count; i++) {
        const ZipMember *member = &writer->members[i];
        put32(out, CENTRAL_HEADER);
        put16(out, NEEDS_VERSION);
        put_member(out, member);
        put16(out, 0); /* comment */
        put16(out, 0); /* disk */
        put16(out, 0); /* attributes within */
        put32(out, 0); /* attributes outside */
        put32(out, member->offset);
        buffer_put_text(out, member->name);
    }
    size_t end = out->length;
    put32(out, END_OF_LIST);
    put16(out, 0); /* this disk */
    put16(out, 0); /* the list's disk */
    put16(out, (unsigned)writer->count);
    put16(out, (unsigned)writer->count);
    put32(out, (uint32_t)(end - list));
    put32(out, (uint32_t)(list - writer->begun));
    put16(out, 0); /* comment */
}
