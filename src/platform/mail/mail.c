#include "platform/mail/mail.h"

#include <curl/curl.h>
#include <stdint.h>
#include <string.h>

#include "platform/base/host.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

enum { SECONDS = 30, CONNECT_SECONDS = 10, WORD = 45 };

Error *mail_start(void)
{
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? NULL : error_internal("libcurl");
}

void mail_stop(void)
{
    curl_global_cleanup();
}

bool mail_address_fit(const char *address)
{
    const char *at = address == NULL ? NULL : strchr(address, '@');
    if (at == NULL || at == address || at[1] == '\0' || strchr(at + 1, '@') != NULL ||
        strlen(address) > 254)
        return false;
    for (const unsigned char *c = (const unsigned char *)address; *c != '\0'; c++)
        if (*c <= ' ' || *c >= 127 || strchr("<>()[],;:\\\"", *c) != NULL)
            return false;
    return true;
}

/* ---- The server ------------------------------------------------------------------------------ */

static const char *wrong_with_url(CURLU *parts, const char *url, bool *plain)
{
    char *scheme = NULL, *host = NULL, *user = NULL;
    const char *wrong = NULL;
    if (curl_url_set(parts, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK ||
        curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK ||
        curl_url_get(parts, CURLUPART_HOST, &host, 0) != CURLUE_OK ||
        (!text_equal(scheme, "smtp") && !text_equal(scheme, "smtps")))
        wrong = "must be smtp://host or smtps://host";
    else if (curl_url_get(parts, CURLUPART_USER, &user, 0) == CURLUE_OK)
        wrong = "must hold no user: that and the password stand in the file of --mail-login";
    else
        *plain = text_equal(scheme, "smtp") && host_is_here(host);
    curl_free(scheme);
    curl_free(host);
    curl_free(user);
    return wrong;
}

Error *mail_server(Arena *arena, const char *url, const char *from, MailServer *server)
{
    *server = (MailServer){.url = arena_copy(arena, url), .from = arena_copy(arena, from)};
    CURLU *parts = curl_url();
    if (parts == NULL)
        return error_internal("libcurl");
    const char *wrong = wrong_with_url(parts, url, &server->plain);
    curl_url_cleanup(parts);
    if (wrong != NULL)
        return error_invalid(arena_print(arena, "--mail %s", wrong), "mail url");
    if (!mail_address_fit(from))
        return error_invalid("--mail-from must be an address, such as office@school.example",
                             "mail from");
    return NULL;
}

/* ---- The message ----------------------------------------------------------------------------- */

static bool plain_word(const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++)
        if (*c < ' ' || *c >= 127 || strchr("\"\\=?<>", *c) != NULL)
            return false;
    return true;
}

static const char *base64(Arena *arena, const char *text, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *made = arena_alloc(arena, (length + 2) / 3 * 4 + 1), *to = made;
    for (size_t i = 0; i < length; i += 3) {
        uint32_t three = (uint32_t)(unsigned char)text[i] << 16;
        if (i + 1 < length)
            three |= (uint32_t)(unsigned char)text[i + 1] << 8;
        if (i + 2 < length)
            three |= (unsigned char)text[i + 2];
        *to++ = digits[three >> 18];
        *to++ = digits[three >> 12 & 63];
        *to++ = i + 1 < length ? digits[three >> 6 & 63] : '=';
        *to++ = i + 2 < length ? digits[three & 63] : '=';
    }
    return made;
}

/* RFC 2047: what is not plain ASCII stands in encoded words of at most 75 characters, none of which
 * cuts a character in two. */
static const char *header_words(Arena *arena, const char *text)
{
    const char *words = "";
    if (plain_word(text))
        return text;
    while (*text != '\0') {
        size_t length = strlen(text) > WORD ? WORD : strlen(text);
        while (length > 1 && ((unsigned char)text[length] & 0xc0) == 0x80)
            length--;
        words = arena_print(arena, "%s%s=?UTF-8?B?%s?=", words, *words == '\0' ? "" : "\r\n ",
                            base64(arena, text, length));
        text += length;
    }
    return words;
}

static const char *rfc_date(Arena *arena, Moment now)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const char *iso = moment_iso(arena, now); /* 2026-11-22T16:20:00Z */
    long long month = 1;
    text_integer(arena_copy_length(arena, iso + 5, 2), 0, 99, &month);
    int64_t day = now.milliseconds / (24LL * 3600 * 1000); /* day 0 was a Thursday */
    return arena_print(arena, "%s, %.2s %s %.4s %.8s +0000", days[(day + 3) % 7], iso + 8,
                       months[(month - 1) % 12], iso, iso + 11);
}

/* RFC 2045: quoted-printable, in lines of at most 76 characters. */
static const char *quoted(Arena *arena, const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    enum { LINE = 72 };
    size_t length = strlen(text);
    char *made = arena_alloc(arena, length * 4 + length / 8 + 8), *to = made;
    size_t column = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        bool ends = c[1] == '\n' || c[1] == '\0';
        if (*c == '\n') {
            *to++ = '\r', *to++ = '\n', column = 0;
            continue;
        }
        if (column >= LINE)
            *to++ = '=', *to++ = '\r', *to++ = '\n', column = 0;
        if ((*c >= '!' && *c <= '~' && *c != '=') || (*c == ' ' && !ends))
            *to++ = (char)*c, column++;
        else
            *to++ = '=', *to++ = digits[*c >> 4], *to++ = digits[*c & 15], column += 3;
    }
    return made;
}

const char *mail_message(Arena *arena, const MailServer *server, const Mail *mail, Moment now)
{
    char token[TOKEN_TEXT_SIZE];
    token_text(token);
    const char *name = header_words(arena, mail->from_name);
    if (plain_word(mail->from_name))
        name = arena_print(arena, "\"%s\"", name);
    return arena_print(arena,
                       "Date: %s\r\nFrom: %s <%s>\r\nTo: <%s>\r\nSubject: %s\r\n"
                       "Message-ID: <%s%s>\r\nAuto-Submitted: auto-generated\r\n"
                       "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                       "Content-Transfer-Encoding: quoted-printable\r\n\r\n%s\r\n",
                       rfc_date(arena, now), name, server->from, mail->to,
                       header_words(arena, mail->subject), token, strchr(server->from, '@'),
                       quoted(arena, mail->text));
}

/* ---- Sending --------------------------------------------------------------------------------- */

/* What is left of the message to be read. */
typedef struct Rest {
    const char *text;
    size_t length;
} Rest;

static size_t read_message(char *buffer, size_t size, size_t count, void *context)
{
    Rest *rest = context;
    size_t most = size * count, length = rest->length < most ? rest->length : most;
    memcpy(buffer, rest->text, length);
    rest->text += length;
    rest->length -= length;
    return length;
}

static bool set_server(CURL *curl, const MailServer *server)
{
    bool set =
        curl_easy_setopt(curl, CURLOPT_URL, server->url) == CURLE_OK &&
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK &&
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
        curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SECONDS) == CURLE_OK &&
        curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS) == CURLE_OK &&
        curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK &&
        curl_easy_setopt(curl, CURLOPT_USE_SSL,
                         (long)(server->plain ? CURLUSESSL_NONE : CURLUSESSL_ALL)) == CURLE_OK &&
        curl_easy_setopt(curl, CURLOPT_MAIL_FROM, server->from) == CURLE_OK;
    if (!set || server->user == NULL)
        return set;
    return curl_easy_setopt(curl, CURLOPT_USERNAME, server->user) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_PASSWORD, server->password) == CURLE_OK;
}

static bool set_message(CURL *curl, Rest *message, struct curl_slist *readers)
{
    return readers != NULL && curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_message) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_READDATA, message) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, readers) == CURLE_OK;
}

/* The server's text may name the reader, so that only its number is kept. */
static Error *outcome(CURL *curl, CURLcode code)
{
    long answer = 0;
    if (code == CURLE_OK)
        return NULL;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    if (answer >= 500 && answer < 600 && code != CURLE_LOGIN_DENIED)
        return error_invalid("The mail server does not take it.", "smtp %ld, %s", answer,
                             curl_easy_strerror(code));
    return error_make(ERROR_BUSY, "The mail server cannot be reached, or takes nothing now.",
                      "smtp %ld, %s", answer, curl_easy_strerror(code));
}

Error *mail_send(Arena *arena, const MailServer *server, const Mail *mail, Moment now)
{
    if (!mail_address_fit(mail->to))
        return error_invalid("The address is none that mail can be sent to.", "mail address");
    const char *text = mail_message(arena, server, mail, now);
    Rest message = {text, strlen(text)};
    CURL *curl = curl_easy_init();
    if (curl == NULL)
        return error_internal("libcurl");
    struct curl_slist *readers = curl_slist_append(NULL, mail->to);
    Error *error;
    if (set_server(curl, server) && set_message(curl, &message, readers))
        error = outcome(curl, curl_easy_perform(curl));
    else
        error = error_internal("libcurl: a setting was refused");
    curl_easy_cleanup(curl);
    curl_slist_free_all(readers);
    return error;
}
