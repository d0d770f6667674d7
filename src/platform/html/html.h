/* html.h: writing a page, safely. The template compiler's output calls these; people write
 * templates (docs/template-compiler.md), not calls to this.
 *
 * The type of a value decides how it is escaped: text is escaped for text and quoted attributes
 * alike; only SafeHtml passes as it is; only a Url may stand in href, src or action. */
#ifndef PLATFORM_HTML_HTML_H
#define PLATFORM_HTML_HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/base/arena.h"
#include "platform/base/buffer.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

typedef Buffer Html;

/* Markup made by a compiled template or a drawing of ours; never from typed text. */
typedef struct SafeHtml {
    const char *markup;
} SafeHtml;

/* A path of our own ("/learners/12/plan?sort=name") or a checked http, https, mailto or tel
 * address, or a place on the same page ("#field-date"). Made only by url_print() and url_checked().
 */
typedef struct Url {
    const char *text; /* NULL: none */
} Url;

/* The text begins with "/" and one path, or with "#"; text arguments must be url_encoded() first.
 * Ends the program when something else comes out, for that is a forgotten url_encode(). */
Url url_print(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* From data: NULL text unless it is a whole http, https, mailto or tel address. */
Url url_checked(Arena *arena, const char *text);
/* One part of a path or one value of a query: everything but letters, digits and -._~ as %XX. */
const char *url_encode(Arena *arena, const char *text);

void html_put_text(Html *out, const char *text); /* NULL writes nothing */
void html_put_integer(Html *out, long long value);
void html_put_optional(Html *out, OptionalInteger value); /* absent writes nothing */
void html_put_safe(Html *out, SafeHtml markup);
void html_put_url(Html *out, Url url);
/* "22 November 2026". For another form, put a text in the struct. */
void html_put_date(Html *out, Date date);
/* Literal markup, from the template itself. */
void html_put_literal(Html *out, const char *markup, size_t length);

/* Where every other type ends: never defined, and nothing can be passed to them, so that the
 * compiler's error stands at the template's line and names the type. */
typedef struct HtmlType {
    char none;
} HtmlType;
void html_cannot_show(Html *out, HtmlType value);
bool html_cannot_ask(HtmlType value);

/* A bool, an id, a Moment or a struct is refused: say in the struct what is to be shown. */
#define html_put(out, value)                                                                       \
    _Generic((value),                                                                              \
        char *: html_put_text,                                                                     \
        const char *: html_put_text,                                                               \
        int: html_put_integer,                                                                     \
        long: html_put_integer,                                                                    \
        long long: html_put_integer,                                                               \
        unsigned: html_put_integer,                                                                \
        unsigned long: html_put_integer,                                                           \
        OptionalInteger: html_put_optional,                                                        \
        SafeHtml: html_put_safe,                                                                   \
        Date: html_put_date,                                                                       \
        default: html_cannot_show)((out), (value))

/* The same where markup has no place: in an attribute, a textarea or a title. */
#define html_put_plain(out, value)                                                                 \
    _Generic((value),                                                                              \
        char *: html_put_text,                                                                     \
        const char *: html_put_text,                                                               \
        int: html_put_integer,                                                                     \
        long: html_put_integer,                                                                    \
        long long: html_put_integer,                                                               \
        unsigned: html_put_integer,                                                                \
        unsigned long: html_put_integer,                                                           \
        OptionalInteger: html_put_optional,                                                        \
        Date: html_put_date,                                                                       \
        default: html_cannot_show)((out), (value))

/* The page so far, with `instead` where a passage stood: what its reader may not read. */
void html_leave_out(Html *out, Arena *arena, const Texts *passages, const char *instead);

bool html_true_text(const char *text); /* neither NULL nor "" */
bool html_true_boolean(bool value);
bool html_true_integer(long long value);
bool html_true_optional(OptionalInteger value); /* present, even when 0 */
bool html_true_date(Date value);
bool html_true_url(Url value);
bool html_true_safe(SafeHtml value);

/* What {{#if value}} asks. A list is asked by its count: {{#if rows.count}}. */
#define html_true(value)                                                                           \
    _Generic((value),                                                                              \
        char *: html_true_text,                                                                    \
        const char *: html_true_text,                                                              \
        bool: html_true_boolean,                                                                   \
        int: html_true_integer,                                                                    \
        long: html_true_integer,                                                                   \
        long long: html_true_integer,                                                              \
        unsigned: html_true_integer,                                                               \
        unsigned long: html_true_integer,                                                          \
        OptionalInteger: html_true_optional,                                                       \
        Url: html_true_url,                                                                        \
        SafeHtml: html_true_safe,                                                                  \
        Date: html_true_date,                                                                      \
        default: html_cannot_ask)(value)

#endif
