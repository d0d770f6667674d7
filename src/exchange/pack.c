#include "exchange/pack.h"

#include <string.h>

void pack_number(Buffer *out, uint64_t number)
{
    buffer_put(out, &number, sizeof number);
}

void pack_text(Buffer *out, const char *text)
{
    buffer_put(out, text, strlen(text) + 1);
}

PackReader pack_reader(Bytes bytes)
{
    return (PackReader){.at = bytes.data, .end = bytes.data + bytes.length};
}

static size_t left(const PackReader *reader)
{
    return (size_t)(reader->end - reader->at);
}

size_t pack_take_number(PackReader *reader, size_t most)
{
    uint64_t number = 0;
    if (reader->broken || left(reader) < sizeof number) {
        reader->broken = true;
        return 0;
    }
    memcpy(&number, reader->at, sizeof number);
    reader->at += sizeof number;
    reader->broken = number > most;
    return reader->broken ? 0 : (size_t)number;
}

size_t pack_take_count(PackReader *reader, size_t bytes)
{
    size_t count = pack_take_number(reader, SIZE_MAX);
    if (count <= left(reader) / bytes)
        return count;
    reader->broken = true;
    return 0;
}

const char *pack_take_text(PackReader *reader)
{
    const unsigned char *end =
        reader->broken || left(reader) == 0 ? NULL : memchr(reader->at, '\0', left(reader));
    const char *text = (const char *)reader->at;
    if (end == NULL || !text_valid_utf8(text, (size_t)(end - reader->at))) {
        reader->broken = true;
        return "";
    }
    reader->at = end + 1;
    return text;
}

bool pack_is_whole(const PackReader *reader)
{
    return !reader->broken && reader->at == reader->end;
}
