/* form.h: a form declared once. Parsing, limits, messages and the fields on the page come from the
 * declaration; dispatch parses before the handler runs, so a handler sees only a filled struct.
 *
 *   typedef struct ConcernInput { const char *wording; Date raised_on; } ConcernInput;
 *   static const FormField fields[] = {
 *       FORM_TEXT(ConcernInput, wording, .label = "What was noticed", .rows = 5, .max = 4000,
 *                 .missing = "Enter what was noticed", .personal = true),
 *       FORM_DATE(ConcernInput, raised_on, .label = "When", .missing = "Enter the date"),
 *   };
 *   const Form concern_form = FORM(ConcernInput, fields);
 *
 * Unknown fields are ignored and logged by name count only; a field sent twice, too long, of
 * the wrong kind, or in bytes that are no text gets a sentence beside it. Typed values are kept
 * whatever happens. */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/base/date.h"
#include "platform/base/text.h"
#include "platform/html/html.h"
#include "platform/http/http.h"

struct Request;

typedef enum FormKind {
    FORM_KIND_TEXT,    /* const char *, trimmed; "" when absent */
    FORM_KIND_DATE,    /* Date; as typed by people, or the browser's ISO */
    FORM_KIND_INTEGER, /* OptionalInteger, within least and most */
    FORM_KIND_CHOICE,  /* const char *: one of the choices' codes, "" when absent */
    FORM_KIND_CHECK,   /* bool */
    FORM_KIND_SET,     /* Texts: any of the choices' codes (check boxes of one name) */
    FORM_KIND_ID,      /* int64_t, 0 when absent: a select of records; any id is let through, the
                          handler's query decides */
    FORM_KIND_FILE,    /* FormFile */
    FORM_KIND_ROWS     /* struct {size_t count; Row *items;}: fields "name.ID.field" */
} FormKind;

typedef struct FormFile {
    const char *name; /* NULL when none was chosen */
    Bytes content;
} FormFile;

typedef struct FormChoice {
    const char *code;
    const char *label;
    const char *hint; /* NULL: none */
} FormChoice;

typedef struct FormField {
    const char *name;
    FormKind kind;
    size_t offset;
    const char *label;
    const char *hint;    /* NULL: none */
    const char *missing; /* sentence when absent; NULL: may be left empty */
    size_t max;          /* characters of a text; 0: 200 */
    int rows;            /* of a text area; 0: one line */
    long long least, most;
    const FormChoice *choices; /* ended by a NULL code */
    const char *autocomplete;  /* token, or NULL for off */
    bool personal;             /* never logged, not even its length */
    bool keep_spaces;          /* passwords: not trimmed */
    bool secret;               /* a password: never shown again */
    const struct Form *row;    /* FORM_KIND_ROWS */
} FormField;

typedef struct Form {
    const FormField *fields;
    size_t count;
    size_t size;
    /* The rules on what was typed, asked beside faults of its shape so that both are told at once;
     * writes nothing. NULL: none. */
    Error *(*judge)(struct Request *request);
} Form;

#define FORM_JUDGED(Type, array, judged_by)                                                        \
    {                                                                                              \
        (array), sizeof(array) / sizeof((array)[0]), sizeof(Type), (judged_by)                     \
    }
#define FORM(Type, array) FORM_JUDGED(Type, array, NULL)
#define FORM_FIELD_(Type, member, Member, field_kind, ...)                                         \
    {                                                                                              \
        .name = #member, .kind = (field_kind),                                                     \
        .offset =                                                                                  \
            offsetof(Type, member) + 0 * sizeof(char[_Generic(((Type *)0)->member, Member : 1)]),  \
        __VA_ARGS__                                                                                \
    }
#define FORM_TEXT(Type, member, ...)                                                               \
    FORM_FIELD_(Type, member, const char *, FORM_KIND_TEXT, __VA_ARGS__)
#define FORM_DATE(Type, member, ...) FORM_FIELD_(Type, member, Date, FORM_KIND_DATE, __VA_ARGS__)
#define FORM_INTEGER(Type, member, ...)                                                            \
    FORM_FIELD_(Type, member, OptionalInteger, FORM_KIND_INTEGER, __VA_ARGS__)
#define FORM_CHOICE(Type, member, ...)                                                             \
    FORM_FIELD_(Type, member, const char *, FORM_KIND_CHOICE, __VA_ARGS__)
#define FORM_CHECK(Type, member, ...) FORM_FIELD_(Type, member, bool, FORM_KIND_CHECK, __VA_ARGS__)
#define FORM_SET(Type, member, ...)   FORM_FIELD_(Type, member, Texts, FORM_KIND_SET, __VA_ARGS__)
#define FORM_ID(Type, member, ...)    FORM_FIELD_(Type, member, int64_t, FORM_KIND_ID, __VA_ARGS__)
#define FORM_FILE(Type, member, ...)                                                               \
    FORM_FIELD_(Type, member, FormFile, FORM_KIND_FILE, __VA_ARGS__)
/* The row struct's first member must be int64_t id. */
#define FORM_ROWS(Type, member, row_form, ...)                                                     \
    {                                                                                              \
        .name = #member, .kind = FORM_KIND_ROWS, .offset = offsetof(Type, member),                 \
        .row = (row_form), __VA_ARGS__                                                             \
    }

/* ---- What a page shows ----------------------------------------------------------------------- */

typedef struct ChoiceView {
    const char *id; /* for the label */
    const char *code;
    const char *label;
    const char *hint;
    bool chosen;
    bool was; /* chosen in what this form began from */
} ChoiceView;

typedef struct ChoiceViews {
    size_t count;
    ChoiceView *items;
} ChoiceViews;

/* One field, given to a part: {{> web/text_field wording}}, web/area_field, web/date_field,
 * web/radio_field, web/check_field, web/set_field, web/select_field, web/file_field,
 * web/password_field. */
typedef struct FieldView {
    const char *id;   /* "field-wording" */
    const char *name; /* "wording", or "outcomes.12.judgement" */
    const char *label;
    const char *hint;
    const char *value;
    const char *error;  /* NULL: none */
    const char *theirs; /* what the record says now, when both changed it; NULL: none */
    const char *was;    /* what the field was when the form began (form_merge.h); NULL: empty */
    bool merged;        /* shows what somebody else saved, since it was not touched here */
    const char *described_by;
    const char *autocomplete;
    long long max;
    int rows;
    bool required;
    bool optional;
    bool checked;
    ChoiceViews choices;
} FieldView;

/* The start of a form: {{> web/form_start form}} writes <form …> and the hidden fields; the page
 * closes it. */
typedef struct FormView {
    Url action;
    const char *token; /* masked anew on every page */
    const char *key;   /* so that a double tap is done once */
    const char *version;
    const char *label; /* for people who hear the page */
    bool upload;
    const char *keep; /* path where what is typed is kept meanwhile (kept.h); NULL: it is not */
} FormView;

/* version: of the record that the form edits, 0 when there is none. */
FormView form_view(struct Request *request, Url action, int64_t version, const char *label);

/* The field's view: what was typed if this form has just been refused, else the record's value.
 * form: the declaration the field stands in; value: text as shown (dates: date_typed()). */
FieldView field_view(struct Request *request, const Form *form, const char *name,
                     const char *value);
FieldView field_view_date(struct Request *request, const Form *form, const char *name, Date value);
FieldView field_view_integer(struct Request *request, const Form *form, const char *name,
                             OptionalInteger value);
FieldView field_view_check(struct Request *request, const Form *form, const char *name, bool value);
/* The same field, with a hint besides the declared one. */
FieldView field_hinted(struct Request *request, FieldView view, const char *hint);
/* Choices given at run time (classes, members of staff), or the set chosen now. */
FieldView field_view_choices(struct Request *request, const Form *form, const char *name,
                             const char *value, ChoiceViews choices);
FieldView field_view_set(struct Request *request, const Form *form, const char *name, Texts values);
/* A field of one row of FORM_ROWS. label: may differ by row, NULL for the declared one. */
FieldView field_view_row(struct Request *request, const Form *form, const char *rows, int64_t id,
                         const char *name, const char *value, const char *label);
FieldView field_view_row_date(struct Request *request, const Form *form, const char *rows,
                              int64_t id, const char *name, Date value);
FieldView field_view_row_integer(struct Request *request, const Form *form, const char *rows,
                                 int64_t id, const char *name, OptionalInteger value);
/* Choices given at run time, which are copied: a select, or check boxes. */
FieldView field_view_row_choices(struct Request *request, const Form *form, const char *rows,
                                 int64_t id, const char *name, Texts chosen, ChoiceViews choices);

/* ---- What a handler says --------------------------------------------------------------------- */

/* A sentence beside a field; then return the error it gives. Several may be noted first. A field
 * whose text could not be read keeps that sentence alone. */
void form_problem(struct Request *request, const char *name, const char *sentence);
void form_problem_row(struct Request *request, const char *rows, int64_t id, const char *name,
                      const char *sentence);
/* NULL when no problem was noted, else the error to return: the form is shown again, 422. */
Error *form_problems(struct Request *request);

/* ---- Dispatch and tests only ----------------------------------------------------------------- */

typedef struct FormProblem {
    const char *name; /* full name, with row; NULL for the whole form */
    const char *sentence;
} FormProblem;

typedef struct FormState {
    const Form *form;
    HttpFields typed;
    bool conflict;    /* someone else saved first */
    size_t misshapen; /* how many of the problems are of shape: they come first */
    size_t problem_count;
    FormProblem problems[64];
} FormState;

/* Whether a password or a code stands in it: then what was typed is kept nowhere. */
bool form_has_secret(const Form *form);
/* Fills `input` (form->size bytes, zeroed) and notes problems in the state. */
void form_parse(Arena *arena, const Form *form, HttpFields fields, void *input, FormState *state);

#endif
