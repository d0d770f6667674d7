#include "documents/two_year_paper.h"

#include "documents/documents.h"
#include "documents/paper.h"

static void write_part(Pdf *pdf, const char *heading, const char *text)
{
    if (text_empty(text))
        return;
    pdf_heading(pdf, 2, heading);
    pdf_paragraph(pdf, text);
}

static void write_head(Pdf *pdf, Arena *arena, const TwoYearCheck *check, const TwoYearAbout *about)
{
    pdf_heading(pdf, 1, "Progress check at the age of two");
    if (about->to.name != NULL)
        pdf_definition(pdf, "For", about->to.name);
    pdf_definition(pdf, "About", about->learner);
    pdf_definition(pdf, "Born", date_long(arena, about->born_on));
    pdf_definition(pdf, "Made on", date_long(arena, check->held_on));
    pdf_definition(pdf, "Written by", check->written_by_name);
}

static const char *health_words(Arena *arena, const TwoYearCheck *check, const char *name)
{
    if (date_is_set(check->health_shared_on))
        return arena_print(arena, "With your agreement the health visitor has had this since %s.",
                           date_long(arena, check->health_shared_on));
    if (text_equal(check->health_consent, "yes"))
        return "You agreed that the health visitor may have this.";
    if (text_equal(check->health_consent, "no"))
        return "You did not agree that we share this with the health visitor. We do not.";
    return arena_print(arena,
                       "May we share this with %s’s health visitor? Please tell us. You may "
                       "also show it yourself, in the red book.",
                       name);
}

Error *two_year_paper_write(Arena *arena, const TwoYearCheck *check, const TwoYearAbout *about,
                            PdfReader reader, Bytes *paper)
{
    PdfOptions options = {
        .title = "Progress check at the age of two",
        .language = "en-GB",
        .reader = reader,
        .issuer = about->school,
        .mark = "Confidential",
        .footer = paper_footer(arena, about->learner, NULL, check->held_on, false),
        .left_out = &about->to.hidden,
        .instead = ADDRESS_LEFT_OUT,
        .created = MOMENT_NONE,
    };
    Pdf *pdf = pdf_create(arena, &options);
    write_head(pdf, arena, check, about);
    write_part(pdf, "Communication and language", check->language);
    write_part(pdf, "Physical development", check->physical);
    write_part(pdf, "Personal, social and emotional development", check->feelings);
    write_part(pdf, "What goes well", check->strengths);
    write_part(pdf, "Where progress is less than expected", check->concerns);
    if (check->sen_concern)
        pdf_paragraph(pdf, "We think that more help may be needed than others of the same age are "
                           "given. This is not a diagnosis. We want to plan with you what to do.");
    write_part(pdf, "What we do next, here and at home", check->actions);
    write_part(pdf, "What you told us", check->parents);
    pdf_heading(pdf, 2, "The health visitor");
    pdf_paragraph(pdf, health_words(arena, check, about->name));
    pdf_heading(pdf, 2, "What would you like to add?");
    pdf_space(pdf, 48);
    pdf_signature(pdf, "Parent or carer", "Date");
    return pdf_finish(pdf, paper);
}

Error *two_year_paper(Request *request)
{
    TwoYearCheck check;
    bool found;
    Bytes paper;
    const Learner *learner = request->learner;
    TwoYearAbout about = {
        .school = request->school->name,
        .learner = learner->known_name,
        .name = text_empty(learner->preferred_name) ? learner->forename : learner->preferred_name,
        .born_on = learner->born_on,
    };
    TRY(two_year_load(request->db, request->arena, request->school_id, learner->id, &check,
                      &found));
    if (!found)
        return error_not_found("two-year check of learner %lld", (long long)learner->id.n);
    TRY(paper_addressee(request, PURPOSE_REPORT, &about.to));
    TRY(two_year_paper_write(request->arena, &check, &about, paper_reader(request, PDF_FOR_STAFF),
                             &paper));
    return request_file(request, "application/pdf", "progress-check.pdf", paper);
}
