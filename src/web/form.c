#include "web/form.h"

#include <string.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "web/request.h"

enum { TEXT_MAXIMUM = 200, ROW_MAXIMUM = 200 };

typedef struct Parse {
    Arena *arena;
    HttpFields typed;
    FormState *state;
} Parse;

static void note(Parse *parse, const char *name, const char *sentence)
{
    FormState *state = parse->state;
    size_t most = sizeof state->problems / sizeof state->problems[0];
    if (state->problem_count < most)
        state->problems[state->problem_count++] = (FormProblem){name, sentence};
}

/* In the list at the head of the page a sentence stands without its field, and names it. Some
 * labels are questions of their own: "What did you see? Choose …", "Main need: choose …". */
static void note_of(Parse *parse, const FormField *field, const char *name, const char *sentence)
{
    size_t length = strlen(field->label);
    bool asks = length > 0 && field->label[length - 1] == '?';
    char *words = arena_copy(parse->arena, sentence);
    if (!asks)
        words[0] = text_lower(words[0]);
    note(parse, name, arena_print(parse->arena, "%s%s %s", field->label, asks ? "" : ":", words));
}

/* What is shown again is as much of it as could be read. */
static void note_mended(Parse *parse, const FormField *field, const char *name)
{
    for (size_t i = 0; i < parse->typed.count; i++)
        if (parse->typed.items[i].mended && text_equal(parse->typed.items[i].name, name)) {
            note_of(parse, field, name,
                    "Some characters could not be read. Check it and save again");
            return;
        }
}

/* The one field of that name; NULL when absent. One sent twice is refused: which was meant? */
static const HttpField *find(Parse *parse, const char *name)
{
    const HttpField *found = NULL;
    for (size_t i = 0; i < parse->typed.count; i++) {
        const HttpField *field = &parse->typed.items[i];
        if (!text_equal(field->name, name))
            continue;
        if (found != NULL) {
            note(parse, name, "This was sent twice. Enter it once");
            return NULL;
        }
        found = field;
    }
    return found;
}

static const char *typed_text(Parse *parse, const FormField *field, const char *name)
{
    const HttpField *sent = find(parse, name);
    if (sent == NULL || sent->file_name != NULL)
        return "";
    return field->keep_spaces ? sent->value : text_trim(parse->arena, sent->value);
}

static void parse_text(Parse *parse, const FormField *field, const char *name, const char *text,
                       void *target)
{
    size_t most = field->max == 0 ? TEXT_MAXIMUM : field->max;
    if (text_length(text) > most)
        note_of(parse, field, name,
                arena_print(parse->arena, "Use %zu characters or fewer. It has %zu", most,
                            text_length(text)));
    *(const char **)target = text;
}

static void parse_date(Parse *parse, const FormField *field, const char *name, const char *text,
                       void *target)
{
    Date date = DATE_NONE;
    if (!text_empty(text) && !date_parse_typed(text, &date))
        note_of(parse, field, name, "Enter a real date, like 22 11 2026");
    *(Date *)target = date;
}

static void parse_integer(Parse *parse, const FormField *field, const char *name, const char *text,
                          void *target)
{
    OptionalInteger *number = target;
    *number = (OptionalInteger){0};
    if (text_empty(text))
        return;
    long long value = 0;
    if (!text_integer(text, field->least, field->most, &value))
        note_of(parse, field, name,
                arena_print(parse->arena, "Enter a whole number from %lld to %lld", field->least,
                            field->most));
    else
        *number = (OptionalInteger){true, value};
}

static bool is_choice(const FormField *field, const char *code)
{
    for (const FormChoice *choice = field->choices; choice->code != NULL; choice++)
        if (text_equal(choice->code, code))
            return true;
    return false;
}

static void parse_choice(Parse *parse, const FormField *field, const char *name, const char *text,
                         void *target)
{
    if (!text_empty(text) && !is_choice(field, text)) {
        note_of(parse, field, name, "Choose one of the answers");
        text = "";
    }
    *(const char **)target = text;
}

static void parse_id(Parse *parse, const FormField *field, const char *name, const char *text,
                     void *target)
{
    int64_t id = 0;
    if (!text_empty(text) && !id_parse(text, &id))
        note_of(parse, field, name, "Choose one of the answers");
    *(int64_t *)target = id;
}

static bool parse_set(Parse *parse, const FormField *field, const char *name, void *target)
{
    Texts *set = target;
    set->items = arena_array(parse->arena, const char *, parse->typed.count + 1);
    for (size_t i = 0; i < parse->typed.count; i++) {
        const HttpField *sent = &parse->typed.items[i];
        if (!text_equal(sent->name, name))
            continue;
        bool known = true;
        if (field->choices != NULL)
            known = is_choice(field, sent->value);
        if (known)
            set->items[set->count++] = sent->value;
        else
            note_of(parse, field, name, "Choose one of the answers");
    }
    return set->count > 0;
}

static bool parse_file(Parse *parse, const char *name, void *target)
{
    const HttpField *sent = find(parse, name);
    FormFile *file = target;
    if (sent == NULL || sent->file_name == NULL || sent->file_name[0] == '\0')
        return false;
    *file = (FormFile){sent->file_name, {(const unsigned char *)sent->value, sent->length}};
    return true;
}

/* false when the field was left empty. */
static bool parse_scalar(Parse *parse, const FormField *field, const char *name, void *target)
{
    const char *text = typed_text(parse, field, name);
    switch (field->kind) {
    case FORM_KIND_TEXT:
        parse_text(parse, field, name, text, target);
        break;
    case FORM_KIND_DATE:
        parse_date(parse, field, name, text, target);
        break;
    case FORM_KIND_INTEGER:
        parse_integer(parse, field, name, text, target);
        break;
    case FORM_KIND_CHOICE:
        parse_choice(parse, field, name, text, target);
        break;
    case FORM_KIND_ID:
        parse_id(parse, field, name, text, target);
        break;
    default:
        log_panic("form.kind", "kind=%d", (int)field->kind);
    }
    return !text_empty(text);
}

static void parse_rows(Parse *parse, const FormField *field, void *target);

static void parse_field(Parse *parse, const FormField *field, const char *name, void *target)
{
    bool present;
    note_mended(parse, field, name);
    switch (field->kind) {
    case FORM_KIND_CHECK:
        present = find(parse, name) != NULL;
        *(bool *)target = present;
        break;
    case FORM_KIND_SET:
        present = parse_set(parse, field, name, target);
        break;
    case FORM_KIND_FILE:
        present = parse_file(parse, name, target);
        break;
    case FORM_KIND_ROWS:
        parse_rows(parse, field, target);
        present = true;
        break;
    default:
        present = parse_scalar(parse, field, name, target);
    }
    if (!present && field->missing != NULL)
        note(parse, name, field->missing);
}

/* The id in "rows.ID.field"; 0 when the name has another shape. */
static int64_t row_id(const char *name, const char *rows)
{
    size_t length = strlen(rows);
    if (strncmp(name, rows, length) != 0 || name[length] != '.')
        return 0;
    const char *digits = name + length + 1;
    size_t count = strcspn(digits, ".");
    char text[24];
    int64_t id = 0;
    if (count >= sizeof text || digits[count] != '.')
        return 0;
    memcpy(text, digits, count);
    text[count] = '\0';
    return id_parse(text, &id) ? id : 0;
}

static bool row_known(const int64_t *ids, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i] == id)
            return true;
    return false;
}

static size_t row_ids(Parse *parse, const FormField *field, int64_t ids[ROW_MAXIMUM])
{
    size_t count = 0;
    for (size_t i = 0; i < parse->typed.count; i++) {
        int64_t id = row_id(parse->typed.items[i].name, field->name);
        if (id == 0 || row_known(ids, count, id))
            continue;
        if (count == ROW_MAXIMUM) {
            note(parse, NULL, "There are too many rows in this form");
            break;
        }
        ids[count++] = id;
    }
    return count;
}

static void parse_rows(Parse *parse, const FormField *field, void *target)
{
    struct rows {
        size_t count;
        char *items;
    } *rows = target;
    int64_t ids[ROW_MAXIMUM];
    rows->count = row_ids(parse, field, ids);
    rows->items = arena_alloc_array(parse->arena, rows->count + 1, field->row->size);
    for (size_t i = 0; i < rows->count; i++) {
        char *row = rows->items + i * field->row->size;
        memcpy(row, &ids[i], sizeof ids[i]);
        for (size_t f = 0; f < field->row->count; f++) {
            const FormField *inner = &field->row->fields[f];
            const char *name = arena_print(parse->arena, "%s.%lld.%s", field->name,
                                           (long long)ids[i], inner->name);
            parse_field(parse, inner, name, row + inner->offset);
        }
    }
}

static bool is_declared(const Form *form, const char *name)
{
    static const char *const ours[] = {"token", "key", "version"};
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
        if (text_equal(ours[i], name))
            return true;
    for (size_t i = 0; i < form->count; i++) {
        const FormField *field = &form->fields[i];
        bool named = text_equal(field->name, name);
        bool of_row = field->kind == FORM_KIND_ROWS && row_id(name, field->name) != 0;
        if (of_row && is_declared(field->row, strrchr(name, '.') + 1))
            return true;
        if (named && field->kind != FORM_KIND_ROWS)
            return true;
    }
    return false;
}

/* Names are typed by whoever made the request, so only their number goes into the log. */
static void log_unknown(const Form *form, HttpFields fields)
{
    size_t count = 0;
    for (size_t i = 0; i < fields.count; i++)
        count +=
            !text_starts(fields.items[i].name, "was.") && !is_declared(form, fields.items[i].name);
    if (count > 0)
        log_event(LOG_INFO, "form.unknown", "fields=%zu", count);
}

bool form_has_secret(const Form *form)
{
    for (size_t i = 0; i < form->count; i++)
        if (form->fields[i].secret)
            return true;
    return false;
}

void form_parse(Arena *arena, const Form *form, HttpFields fields, void *input, FormState *state)
{
    *state = (FormState){.form = form, .typed = fields};
    log_unknown(form, fields);
    Parse parse = {arena, fields, state};
    for (size_t i = 0; i < form->count; i++)
        parse_field(&parse, &form->fields[i], form->fields[i].name,
                    (char *)input + form->fields[i].offset);
    state->misshapen = state->problem_count;
}

/* What could not be read counts as empty, and nobody should be told to enter what they did. */
static bool is_misshapen(const FormState *state, const char *name)
{
    for (size_t i = 0; i < state->misshapen; i++)
        if (text_equal(state->problems[i].name, name))
            return true;
    return false;
}

void form_problem(Request *request, const char *name, const char *sentence)
{
    ASSERT(request->form != NULL);
    if (is_misshapen(request->form, name))
        return;
    Parse parse = {request->arena, request->form->typed, request->form};
    note(&parse, name, sentence);
}

void form_problem_row(Request *request, const char *rows, int64_t id, const char *name,
                      const char *sentence)
{
    form_problem(request, arena_print(request->arena, "%s.%lld.%s", rows, (long long)id, name),
                 sentence);
}

Error *form_problems(Request *request)
{
    if (request->form == NULL || request->form->problem_count == 0)
        return NULL;
    return error_invalid("Check what you entered", "form problems=%zu",
                         request->form->problem_count);
}
