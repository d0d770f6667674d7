#include "platform/fetch/fetch.h"

#include <curl/curl.h>
#include <stdatomic.h>
#include <string.h>

#include "platform/base/host.h"
#include "platform/base/text.h"

static atomic_int under_way;
static atomic_int most_at_once = 4;

void fetch_limit(int most)
{
    atomic_store(&most_at_once, most < 1 ? 1 : most);
}

/* ---- Where to -------------------------------------------------------------------------------- */

static bool parts_allowed(CURLU *parts, const char *address, bool loopback)
{
    char *scheme = NULL, *host = NULL, *user = NULL;
    bool allowed = curl_url_set(parts, CURLUPART_URL, address, 0) == CURLUE_OK &&
                   curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                   curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
                   curl_url_get(parts, CURLUPART_USER, &user, 0) == CURLUE_NO_USER &&
                   (text_equal(scheme, "https") ||
                    (loopback && text_equal(scheme, "http") && host_is_here(host)));
    curl_free(scheme);
    curl_free(host);
    curl_free(user);
    return allowed;
}

bool fetch_allowed(const char *address, bool loopback)
{
    CURLU *parts = text_empty(address) ? NULL : curl_url();
    if (parts == NULL)
        return false;
    bool allowed = parts_allowed(parts, address, loopback);
    curl_url_cleanup(parts);
    return allowed;
}

/* ---- Asking ---------------------------------------------------------------------------------- */

typedef struct Body {
    char *bytes;
    size_t length;
} Body;

static size_t take(char *bytes, size_t size, size_t count, void *context)
{
    Body *body = context;
    size_t length = size * count;
    if (length > FETCH_MOST - body->length)
        return 0;
    memcpy(body->bytes + body->length, bytes, length);
    body->length += length;
    return length;
}

static bool set_way(CURL *curl, const FetchQuestion *question)
{
    const char *schemes = question->loopback ? "https,http" : "https";
    return curl_easy_setopt(curl, CURLOPT_URL, question->address) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, schemes) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)FETCH_SECONDS) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)FETCH_CONNECT_SECONDS) == CURLE_OK;
}

static bool set_words(CURL *curl, const FetchQuestion *question, struct curl_slist *headers,
                      Body *body)
{
    bool set = headers != NULL && curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers) == CURLE_OK &&
               curl_easy_setopt(curl, CURLOPT_USERAGENT, "Fourfold") == CURLE_OK &&
               curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take) == CURLE_OK &&
               curl_easy_setopt(curl, CURLOPT_WRITEDATA, body) == CURLE_OK;
    if (set && question->form != NULL)
        set = curl_easy_setopt(curl, CURLOPT_POSTFIELDS, question->form) == CURLE_OK;
    if (set && question->user != NULL)
        set = curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC) == CURLE_OK &&
              curl_easy_setopt(curl, CURLOPT_USERNAME, question->user) == CURLE_OK &&
              curl_easy_setopt(curl, CURLOPT_PASSWORD, question->password) == CURLE_OK;
    return set;
}

/* The library's own words name hosts; only its number goes to the log. */
static Error *no_answer(CURLcode code)
{
    const char *sentence;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        sentence = "This machine finds no computer of that name.";
        break;
    case CURLE_COULDNT_CONNECT:
        sentence = "Nothing answers there, or a firewall stands between.";
        break;
    case CURLE_OPERATION_TIMEDOUT:
        sentence = "It took too long to answer, or a firewall stands between.";
        break;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
        sentence = "This machine does not trust its certificate.";
        break;
    case CURLE_WRITE_ERROR:
        return error_invalid("It answered with far more than it should.", "fetch: too long");
    default:
        sentence = "The connection failed.";
        break;
    }
    return error_make(ERROR_BUSY, sentence, "fetch: libcurl %d", (int)code);
}

static Error *perform(Arena *arena, CURL *curl, const FetchQuestion *question, FetchAnswer *answer)
{
    Body body = {arena_alloc(arena, FETCH_MOST + 1), 0};
    struct curl_slist *headers = curl_slist_append(NULL, "Accept: application/json");
    Error *error = NULL;
    long status = 0;
    if (!set_way(curl, question) || !set_words(curl, question, headers, &body))
        error = error_internal("libcurl: a setting was refused");
    CURLcode code = error == NULL ? curl_easy_perform(curl) : CURLE_OK;
    if (code != CURLE_OK)
        error = no_answer(code);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(headers);
    body.bytes[body.length] = '\0';
    *answer = (FetchAnswer){(int)status, body.bytes, body.length};
    return error;
}

Error *fetch(Arena *arena, const FetchQuestion *question, FetchAnswer *answer)
{
    *answer = (FetchAnswer){.body = ""};
    if (!fetch_allowed(question->address, question->loopback))
        return error_invalid("The address must begin with https:// and hold no user.",
                             "fetch: address");
    if (atomic_fetch_add(&under_way, 1) >= atomic_load(&most_at_once)) {
        atomic_fetch_sub(&under_way, 1);
        return error_busy("fetch: too many at once");
    }
    CURL *curl = curl_easy_init();
    Error *error =
        curl == NULL ? error_internal("libcurl") : perform(arena, curl, question, answer);
    curl_easy_cleanup(curl);
    atomic_fetch_sub(&under_way, 1);
    return error;
}
