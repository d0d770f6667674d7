#include "platform/html/html.h"

#include "platform/base/leave_out.h"

typedef struct Entity {
    const char *text;
    size_t length;
} Entity;

#define ENTITY(text)                                                                               \
    {                                                                                              \
        (text), sizeof(text) - 1                                                                   \
    }

/* By byte; no text: written as it is. */
static const Entity entities[256] = {['&'] = ENTITY("&amp;"),
                                     ['<'] = ENTITY("&lt;"),
                                     ['>'] = ENTITY("&gt;"),
                                     ['"'] = ENTITY("&quot;"),
                                     ['\''] = ENTITY("&#39;")};

void html_put_text(Html *out, const char *text)
{
    if (text == NULL)
        return;
    const char *from = text;
    for (;; text++) {
        const Entity *entity = &entities[(unsigned char)*text];
        if (entity->text == NULL && *text != '\0')
            continue;
        buffer_put(out, from, (size_t)(text - from));
        if (*text == '\0')
            return;
        buffer_put(out, entity->text, entity->length);
        from = text + 1;
    }
}

void html_put_integer(Html *out, long long value)
{
    char digits[24];
    char *start = digits + sizeof digits;
    unsigned long long rest = value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;
    do {
        *--start = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        *--start = '-';
    buffer_put(out, start, (size_t)(digits + sizeof digits - start));
}

void html_put_optional(Html *out, OptionalInteger value)
{
    if (value.present)
        html_put_integer(out, value.value);
}

void html_put_safe(Html *out, SafeHtml markup)
{
    if (markup.markup != NULL)
        buffer_put_text(out, markup.markup);
}

void html_put_url(Html *out, Url url)
{
    html_put_text(out, url.text);
}

void html_put_date(Html *out, Date date)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    if (!date_is_set(date))
        return;
    CivilDate civil = date_civil(date);
    buffer_print(out, "%d %s %d", civil.day, months[civil.month - 1], civil.year);
}

void html_put_literal(Html *out, const char *markup, size_t length)
{
    buffer_put(out, markup, length);
}

bool html_true_text(const char *text)
{
    return text != NULL && text[0] != '\0';
}

bool html_true_boolean(bool value)
{
    return value;
}

bool html_true_integer(long long value)
{
    return value != 0;
}

bool html_true_optional(OptionalInteger value)
{
    return value.present;
}

bool html_true_date(Date value)
{
    return date_is_set(value);
}

bool html_true_url(Url value)
{
    return html_true_text(value.text);
}

bool html_true_safe(SafeHtml value)
{
    return html_true_text(value.markup);
}

void html_leave_out(Html *out, Arena *arena, const Texts *passages, const char *instead)
{
    Html escaped;
    Texts written = {0, arena_array(arena, const char *, passages->count)};
    buffer_init(&escaped, out->maximum);
    for (size_t i = 0; i < passages->count; i++) {
        buffer_reset(&escaped);
        html_put_text(&escaped, passages->items[i]);
        written.items[written.count++] = arena_copy(arena, buffer_text(&escaped));
    }
    buffer_free(&escaped);
    const char *page = arena_copy(arena, buffer_text(out));
    const char *rest = left_out(arena, page, &written, instead);
    if (rest == page)
        return;
    buffer_reset(out);
    buffer_put_text(out, rest);
}
