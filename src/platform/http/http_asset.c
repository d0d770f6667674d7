#include "platform/http/http_parse.h"

#include <string.h>

#include "platform/base/log.h"

/* One after the other: there are a dozen, and other pages' paths differ in their first letters. */
const Asset *asset_find(const Assets *assets, const char *path)
{
    for (size_t i = 0; i < assets->count; i++)
        if (strcmp(assets->items[i].path, path) == 0)
            return &assets->items[i];
    return NULL;
}

const char *asset_path(const Assets *assets, const char *name)
{
    for (size_t i = 0; i < assets->count; i++)
        if (strcmp(assets->items[i].name, name) == 0)
            return assets->items[i].path;
    log_panic("asset", "name=%s", name);
}

/* The path holds the content's hash, so it is its own validator; weak, since the packed and the
 * plain form share it. */
static bool is_current(const char *if_none_match, const char *validator)
{
    if (if_none_match == NULL)
        return false;
    return strcmp(if_none_match, "*") == 0 || strstr(if_none_match, validator + 2) != NULL;
}

void asset_answer(const Asset *asset, const HttpRequest *request, HttpResponse *response)
{
    /* The body is not sent, so it can keep the validator's text as long as the answer needs it. */
    buffer_print(response->body, "W/\"%s\"", asset->path);
    const char *validator = buffer_text(response->body);
    http_set(response, "ETag", validator);
    http_set(response, "Cache-Control", "public, max-age=31536000, immutable");
    http_set(response, "Content-Type", asset->content_type);
    http_set(response, "Vary", "Accept-Encoding");
    if (is_current(http_header(request, "If-None-Match"), validator)) {
        response->status = 304;
        response->fixed = (Bytes){(const unsigned char *)"", 0};
        return;
    }
    bool packed = asset->gzip.data != NULL && accepts_gzip(http_header(request, "Accept-Encoding"));
    if (packed)
        http_set(response, "Content-Encoding", "gzip");
    response->status = 200;
    response->fixed = packed ? asset->gzip : asset->plain;
}
