#include <inttypes.h>

#include "documents/documents.h"
#include "documents/paper.h"

static void write_part(Pdf *pdf, Arena *arena, const char *heading, const char *text)
{
    if (text_empty(text))
        return;
    pdf_heading(pdf, 2, heading);
    paper_bullets(pdf, arena, text);
}

Error *profile_paper_write(Arena *arena, const ProfileText *profile, PdfReader reader, Bytes *paper,
                           size_t *pages)
{
    PdfOptions options = {
        .title = "All about me",
        .language = "en-GB",
        .reader = reader,
        .issuer = profile->school,
        .mark = "Confidential",
        .footer = paper_footer(arena, profile->learner, NULL, profile->made_on, false),
        .created = MOMENT_NONE,
    };
    Pdf *pdf = pdf_create(arena, &options);
    pdf_heading(pdf, 1, "All about me");
    pdf_definition(pdf, "My name", profile->learner);
    pdf_definition(pdf, "Made on", date_long(arena, profile->made_on));
    write_part(pdf, arena, "What people like about me", profile->likes);
    write_part(pdf, arena, "What matters to me", profile->matters);
    write_part(pdf, arena, "How to help me", profile->help);
    TRY(pdf_finish(pdf, paper));
    *pages = pdf_page_count(pdf);
    return NULL;
}

ProfileText profile_text(const Request *request, Date made_on, const char *likes,
                         const char *matters, const char *help)
{
    return (ProfileText){.school = request->school->name,
                         .learner = request->learner->known_name,
                         .made_on = made_on,
                         .likes = likes,
                         .matters = matters,
                         .help = help};
}

Error *profile_paper(Request *request)
{
    const Learner *learner = request->learner;
    Bytes paper;
    size_t pages;
    if (!date_is_set(learner->own_words_on))
        return error_not_found("learner %" PRId64 " was not asked yet", learner->id.n);
    ProfileText profile = profile_text(request, learner->own_words_on, learner->likes_about_me,
                                       learner->matters_to_me, learner->how_to_help_me);
    TRY(profile_paper_write(request->arena, &profile, paper_reader(request, PDF_FOR_FAMILY), &paper,
                            &pages));
    return request_file(request, "application/pdf",
                        arena_print(request->arena, "about-me-%s.pdf",
                                    date_iso(request->arena, learner->own_words_on)),
                        paper);
}
