#include "documents/paper.h"

#include <string.h>

static size_t character_length(const char *text)
{
    size_t length = 1;
    while (((unsigned char)text[length] & 0xC0U) == 0x80U)
        length++;
    return length;
}

/* "ZN" of Zofia Nowak: enough to put a loose page back, not enough to name a child. */
static const char *initials(Arena *arena, const char *name)
{
    const char *last = strrchr(name, ' ');
    if (text_empty(name))
        return "";
    const char *first = arena_copy_length(arena, name, character_length(name));
    if (last == NULL || last[1] == '\0')
        return first;
    return arena_print(arena, "%s%.*s", first, (int)character_length(last + 1), last + 1);
}

const char *paper_footer(Arena *arena, const char *learner, const char *version, Date day,
                         bool draft)
{
    return arena_print(arena, "%s%s · Confidential%s%s · %s", draft ? "DRAFT · " : "",
                       initials(arena, learner), text_empty(version) ? "" : " · ",
                       text_empty(version) ? "" : version, date_long(arena, day));
}

const char *paper_said(Arena *arena, const char *who, const char *how, Date on)
{
    const char *said = text_empty(how) ? who : arena_print(arena, "%s: %s", who, how);
    return date_is_set(on) ? arena_print(arena, "%s, %s", said, date_long(arena, on)) : said;
}

void paper_bullets(Pdf *pdf, Arena *arena, const char *text)
{
    Texts lines = text_lines(arena, text);
    for (size_t i = 0; i < lines.count; i++)
        pdf_bullet(pdf, lines.items[i]);
}

void paper_standing(Pdf *pdf, const Plan *plan)
{
    if (plan->state == PLAN_DRAFT)
        pdf_notice(pdf, PDF_SOON, "Draft", "This is not agreed yet. It may still change.");
    else if (!plan_is_intact(plan))
        pdf_notice(pdf, PDF_LATE, "Do not rely on this paper",
                   "Its text is not the one that was made final.");
    else if (plan->state == PLAN_SUPERSEDED)
        pdf_notice(pdf, PDF_CALM, "An older version", "A later version has taken its place.");
}

void paper_charts(Pdf *pdf, const Charts *charts)
{
    if (charts->count == 0)
        return;
    pdf_heading(pdf, 2, "Scores over time");
    pdf_small(pdf, "From the record, beside the text that was agreed. A hollow dot is where it "
                   "began.");
    for (size_t i = 0; i < charts->count; i++)
        pdf_chart(pdf, &charts->items[i]);
}

PdfReader paper_reader(const Request *request, PdfReader usual)
{
    const char *reader = request_query(request, "for");
    if (text_equal(reader, "family"))
        return PDF_FOR_FAMILY;
    if (text_equal(reader, "large"))
        return PDF_LARGE_PRINT;
    return text_equal(reader, "staff") ? PDF_FOR_STAFF : usual;
}

Error *paper_hidden(Request *request, ContactId contact, Texts *hidden)
{
    *hidden = (Texts){0};
    return contact.n == 0
               ? NULL
               : contact_hidden_passages(request->db, request->arena, request->school_id,
                                         request->learner->id, contact, request->today, hidden);
}

/* Whoever signed in has it for themselves, if they may: whomever the address names. */
static Error *for_the_family(Request *request, EntitlementPurpose purpose, PaperTo *to)
{
    Entitlement answer = {.verdict = VERDICT_MAY};
    ContactId contact = request->family->contact_id;
    to->name = request->family->name;
    if (contact.n != 0)
        TRY(contact_may_receive(request->db, request->arena, request->school_id,
                                request->learner->id, contact, purpose, request->today, &answer));
    if (answer.verdict != VERDICT_MAY)
        return error_not_found("a paper for contact %lld, who may not have it",
                               (long long)contact.n);
    return paper_hidden(request, contact, &to->hidden);
}

Error *paper_addressee(Request *request, EntitlementPurpose purpose, PaperTo *to)
{
    Recipients who;
    const char *asked = request_query(request, "to");
    *to = (PaperTo){0};
    if (request->family != NULL)
        return for_the_family(request, purpose, to);
    if (asked == NULL)
        return text_equal(request_query(request, "for"), "family")
                   ? error_forbidden("A paper for the family names whom it is for. Choose it under "
                                     "“A paper for each”.",
                                     "a paper for nobody in particular")
                   : NULL;
    TRY(recipients_read(request, purpose, &who));
    RecipientList list = recipients_take(request, &who, "to", (Texts){1, &asked}, "to", NULL);
    if (list.refusal != NULL)
        return error_forbidden(list.refusal, "a paper for who may not have it");
    to->name = list.items[0].name;
    return paper_hidden(request, list.items[0].contact_id, &to->hidden);
}
