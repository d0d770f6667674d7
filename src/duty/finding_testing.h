/* finding_testing.h: for the tests of rules only: drafts filled from text, and findings named.
 *
 * A test of rules starts from a draft in which all is well, changes one field by its name, and
 * says which finding that must bring. Owns the arena of one test program. */
#ifndef DUTY_FINDING_TESTING_H
#define DUTY_FINDING_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "duty/duty.h"
#include "platform/base/text.h"

typedef enum DraftKind { DRAFT_TEXT, DRAFT_DATE, DRAFT_SIZE, DRAFT_INT64, DRAFT_BOOL } DraftKind;

typedef struct DraftField {
    const char *name;
    DraftKind kind;
    size_t offset;
} DraftField;

#define DRAFT_FIELD(Type, kind, field)                                                             \
    {                                                                                              \
#field, kind, offsetof(Type, field)                                                        \
    }
#define DRAFT_FIELD_END                                                                            \
    {                                                                                              \
        NULL, DRAFT_TEXT, 0                                                                        \
    }

static Arena *test_arena;

static inline int test_arena_open(void **state)
{
    (void)state;
    test_arena = arena_create(1 << 22, "test");
    return 0;
}

static inline int test_arena_close(void **state)
{
    (void)state;
    arena_destroy(test_arena);
    return 0;
}

/* "" is no date. */
static inline Date test_date(const char *iso)
{
    Date date = DATE_NONE;
    if (iso[0] != '\0')
        assert_true(date_parse_iso(iso, &date));
    return date;
}

static inline void draft_put(char *field, DraftKind kind, const char *value)
{
    Date date;
    long long number = 0;
    switch (kind) {
    case DRAFT_TEXT:
        memcpy(field, &value, sizeof value);
        return;
    case DRAFT_DATE:
        date = test_date(value);
        memcpy(field, &date, sizeof date);
        return;
    case DRAFT_SIZE:
        assert_true(text_integer(value, 0, 1000, &number));
        memcpy(field, &(size_t){(size_t)number}, sizeof(size_t));
        return;
    case DRAFT_INT64:
        assert_true(text_integer(value, 0, 1000, &number));
        memcpy(field, &(int64_t){number}, sizeof(int64_t));
        return;
    case DRAFT_BOOL:
        *(bool *)field = text_equal(value, "true");
        return;
    }
}

/* Sets the field of that name; NULL changes nothing. */
static inline void draft_set(void *draft, const DraftField *fields, const char *name,
                             const char *value)
{
    if (name == NULL)
        return;
    for (; fields->name != NULL; fields++)
        if (text_equal(fields->name, name)) {
            draft_put((char *)draft + fields->offset, fields->kind, value);
            return;
        }
    fail_msg("no field %s", name);
}

/* One changed field, and the finding it must bring: rule NULL for none at all. */
typedef struct DraftCase {
    const char *label;
    const char *field;
    const char *value;
    const char *rule;
    Effect effect;
    const char *at; /* the finding's field */
} DraftCase;

static inline const Finding *finding_at(const Findings *findings, const char *rule,
                                        const char *field)
{
    for (size_t i = 0; i < findings->count; i++)
        if (text_equal(findings->items[i].rule, rule) &&
            text_equal(findings->items[i].field, field))
            return &findings->items[i];
    return NULL;
}

static inline void expect_case(const DraftCase *expected, const Findings *findings)
{
    if (expected->rule == NULL) {
        if (findings->count != 0)
            fail_msg("%s: %s %s", expected->label, findings->items[0].rule,
                     findings->items[0].sentence);
        return;
    }
    const Finding *finding = finding_at(findings, expected->rule, expected->at);
    if (finding == NULL)
        fail_msg("%s: no %s at %s", expected->label, expected->rule, expected->at);
    else if (finding->effect != expected->effect)
        fail_msg("%s: effect %d", expected->label, (int)finding->effect);
    if (findings->count != 1)
        fail_msg("%s: %zu findings", expected->label, findings->count);
}

#endif
