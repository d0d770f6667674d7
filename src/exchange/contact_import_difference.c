#include "exchange/contact_import_rules.h"

#include <string.h>

/* ---- What a file says otherwise ----------------------------------------------------------------
 */

typedef struct Differing {
    Arena *arena;
    const ImportRow *row;
    ContactDifference *out;
} Differing;

static const char *said(const Differing *differing, ContactField field)
{
    const char *cell = differing->row->values[field];
    return cell == NULL ? "" : cell;
}

static const char *spaced(Arena *arena, const char *code)
{
    char *words = arena_copy(arena, code);
    for (char *c = words; *c != '\0'; c++)
        if (*c == '_')
            *c = ' ';
    return words;
}

static void change(const Differing *differing, ContactField field, const char *from, const char *to)
{
    ContactDifference *out = differing->out;
    out->fields |= 1U << (unsigned)field;
    out->changes[out->change_count++] =
        (ImportLineChange){contact_sheet.fields[field].words, from == NULL ? "" : from, to};
}

static void ask(const Differing *differing, const char *sentence)
{
    differing->out->asks.items[differing->out->asks.count++] = sentence;
}

/* A telephone number by its digits, a text by its letters: another way to write it is no news. */
static bool is_news(const Differing *differing, ContactField field, const char *here)
{
    const char *cell = said(differing, field);
    if (cell[0] == '\0')
        return false;
    return text_empty(here) || !text_equal(import_heading_key(differing->arena, cell),
                                           import_heading_key(differing->arena, here));
}

static void compare_person(const Differing *differing, const ExistingContact *here)
{
    bool keeps_address = here->signs_in && !text_empty(here->email);
    if (is_news(differing, IMPORT_CONTACT_EMAIL, here->email) && !keeps_address)
        change(differing, IMPORT_CONTACT_EMAIL, here->email, said(differing, IMPORT_CONTACT_EMAIL));
    else if (is_news(differing, IMPORT_CONTACT_EMAIL, here->email))
        differing->out->kept =
            "Email address: the file has another than they sign in with, so it was left out. Put "
            "it right on the child's page, and they confirm it.";
    if (is_news(differing, IMPORT_CONTACT_PHONE, here->phone))
        change(differing, IMPORT_CONTACT_PHONE, here->phone, said(differing, IMPORT_CONTACT_PHONE));
    /* Who may bring a list may still not be the one who sees addresses. */
    if (is_news(differing, IMPORT_CONTACT_ADDRESS, here->address))
        change(differing, IMPORT_CONTACT_ADDRESS,
               text_empty(here->address) ? NULL : "another address",
               said(differing, IMPORT_CONTACT_ADDRESS));
    if (is_news(differing, IMPORT_CONTACT_LANGUAGE, here->language))
        change(differing, IMPORT_CONTACT_LANGUAGE, here->language,
               said(differing, IMPORT_CONTACT_LANGUAGE));
}

static bool is_natural(const char *relationship)
{
    return text_equal(relationship, "mother") || text_equal(relationship, "father") ||
           text_equal(relationship, "parent");
}

/* "Parent" of a mother, and "other" of anybody, say less than is known. */
static void compare_relationship(const Differing *differing, const char *here)
{
    const char *cell = said(differing, IMPORT_CONTACT_RELATIONSHIP);
    if (cell[0] == '\0' || text_equal(cell, here) || text_equal(cell, "other") ||
        (text_equal(cell, "parent") && is_natural(here)))
        return;
    change(differing, IMPORT_CONTACT_RELATIONSHIP, spaced(differing->arena, here),
           spaced(differing->arena, cell));
    if (is_natural(here) && !is_natural(cell))
        ask(differing, "A parent here is none in the file: that takes rights away.");
}

static void compare_responsibility(const Differing *differing, OptionalInteger here)
{
    const char *cell = said(differing, IMPORT_CONTACT_RESPONSIBILITY);
    bool yes = text_equal(cell, "true");
    if (cell[0] == '\0' || (here.present && (here.value != 0) == yes))
        return;
    change(differing, IMPORT_CONTACT_RESPONSIBILITY,
           !here.present     ? "not known"
           : here.value != 0 ? "yes"
                             : "no",
           yes ? "yes" : "no");
    if (here.present && yes)
        ask(differing, "It gives parental responsibility to somebody of whom “no” was noted.");
    else if (here.present)
        ask(differing, "It takes parental responsibility away, which only a court does: say yes "
                       "only to put a mistake right.");
}

static void compare_flags(const Differing *differing, const ExistingLink *link)
{
    const struct {
        ContactField field;
        bool here, sends;
        const char *asked;
    } flags[] = {
        {IMPORT_CONTACT_LIVES_WITH, link->lives_with, false,
         "The child would no longer live with them: who has care of a child has rights by it."},
        {IMPORT_CONTACT_CORRESPONDENCE, link->correspondence, true,
         "They would no longer be written to."},
        {IMPORT_CONTACT_REPORTS, link->reports, true, "They would no longer be sent reports."},
        {IMPORT_CONTACT_COLLECTS, link->collects, true, "They could no longer fetch the child."},
    };
    bool order = text_equal(said(differing, IMPORT_CONTACT_COURT_ORDER), "true");
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        const char *cell = said(differing, flags[i].field);
        bool yes = text_equal(cell, "true");
        if (cell[0] == '\0' || yes == flags[i].here || (yes && order && flags[i].sends))
            continue;
        change(differing, flags[i].field, flags[i].here ? "yes" : "no", yes ? "yes" : "no");
        if (!yes)
            ask(differing, flags[i].asked);
    }
}

static void compare_end(const Differing *differing, const ExistingLink *link)
{
    Date last;
    const char *cell = said(differing, IMPORT_CONTACT_ENDS_ON);
    if (!date_parse_iso(cell, &last) ||
        (date_is_set(link->ends_on) && date_compare(link->ends_on, last) == 0))
        return;
    change(differing, IMPORT_CONTACT_ENDS_ON,
           date_is_set(link->ends_on) ? date_medium(differing->arena, link->ends_on) : NULL,
           date_medium(differing->arena, last));
    ask(differing, "After that day they are no contact of this child.");
}

ContactDifference contact_import_difference(Arena *arena, const ImportRow *row,
                                            const ExistingContact *here, const ExistingLink *link)
{
    ContactDifference out = {
        .changes = arena_array(arena, ImportLineChange, IMPORT_CONTACT_FIELD_COUNT),
        .asks = {0, arena_array(arena, const char *, IMPORT_CONTACT_FIELD_COUNT)}};
    Differing differing = {arena, row, &out};
    if (here != NULL)
        compare_person(&differing, here);
    if (link == NULL)
        return out;
    compare_relationship(&differing, link->relationship);
    compare_responsibility(&differing, link->responsibility);
    compare_flags(&differing, link);
    compare_end(&differing, link);
    return out;
}
