#include "web/repeat.h"

#include <sodium.h>
#include <string.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "web/dispatch.h"
#include "web/web_sql.h"

enum { HASH = 32 };

static void hash_text(crypto_generichash_state *state, const char *text)
{
    crypto_generichash_update(state, (const unsigned char *)text, strlen(text) + 1);
}

/* Keyed with the session's token, which the store never holds: what was typed, a password among it,
 * cannot be found again by trying. Another session's form is refused before it comes here. */
static Bytes content_hash(Request *request)
{
    const char *secret = http_cookie(request->http, request->arena, session_cookie(request->http));
    unsigned char *hash = arena_alloc(request->arena, HASH);
    crypto_generichash_state state;
    ASSERT(secret != NULL && strlen(secret) >= crypto_generichash_KEYBYTES_MIN &&
           strlen(secret) <= crypto_generichash_KEYBYTES_MAX);
    crypto_generichash_init(&state, (const unsigned char *)secret, strlen(secret), HASH);
    hash_text(&state, request->http->path);
    for (size_t i = 0; i < request->http->body.count; i++) {
        const HttpField *field = &request->http->body.items[i];
        if (text_equal(field->name, "token"))
            continue;
        hash_text(&state, field->name);
        hash_text(&state, arena_print(request->arena, "%zu", field->length));
        crypto_generichash_update(&state, (const unsigned char *)field->value, field->length);
    }
    crypto_generichash_final(&state, hash, HASH);
    return (Bytes){hash, HASH};
}

static Error *refuse_other_words(const Request *request)
{
    static const char sentence[] =
        "This form was sent once already, with other words. Check it and save again.";
    /* Only a form that was read at a version has a record to compare with. */
    return request->version > 0 ? error_conflict(sentence, "key sent with other content")
                                : error_invalid(sentence, "key sent with other content");
}

Error *repeat_take(Db *db, Request *request, const char *key)
{
    struct saved_request_find_row saved;
    int64_t taken;
    bool found;
    Bytes hash = content_hash(request);
    TRY(saved_request_claim(db, request->school_id, id_new(), request_sender(request), key, hash,
                            request->now, &taken));
    if (taken == 1)
        return NULL;
    TRY(saved_request_find(db, request->arena, request->school_id, request_sender(request), key,
                           &saved, &found));
    if (!found)
        return error_store("saved request went missing");
    if (saved.content_hash.length != HASH || memcmp(saved.content_hash.data, hash.data, HASH) != 0)
        return refuse_other_words(request);
    request->repeated = true;
    request->location = saved.location;
    return NULL;
}

Error *repeat_answer(Db *db, Request *request, const char *key)
{
    return saved_request_answer(db, request->school_id, request_sender(request), key,
                                request->location, NULL);
}
