#include "documents/review_paper.h"

#include <inttypes.h>

#include "documents/documents.h"
#include "documents/paper.h"

static void write_standing(Pdf *pdf, const Review *review)
{
    if (!review_is_intact(review))
        pdf_notice(pdf, PDF_LATE, "Do not rely on this paper",
                   "Its text is not the one that was made final.");
    else if (review->state == REVIEW_SUPERSEDED)
        pdf_notice(pdf, PDF_CALM, "An older version", "A correction has taken its place.");
    if (!text_empty(review->correction))
        pdf_notice(pdf, PDF_CALM, "Corrected", review->correction);
}

static void write_head(Pdf *pdf, Arena *arena, const Review *review, const char *addressee)
{
    const ReviewAbout *about = &review->about;
    const char *how = review_method_words(review->method);
    pdf_heading(pdf, 1, "Review of support");
    write_standing(pdf, review);
    if (addressee != NULL)
        pdf_definition(pdf, "For", addressee);
    pdf_definition(
        pdf, "Name",
        arena_print(arena, "%s, born %s", about->learner, date_long(arena, about->born_on)));
    pdf_definition(pdf, "Year and class", about->year_and_class);
    pdf_definition(pdf, "Level of support", about->level);
    pdf_definition(pdf, "Reviewed",
                   arena_print(arena, "Cycle %d, plan version %d, review agreed for %s",
                               about->cycle, about->plan_edition,
                               date_long(arena, about->agreed_on)));
    pdf_definition(pdf, "Held",
                   arena_print(arena, "%s%s%s", date_long(arena, review->held_on),
                               text_empty(how) ? "" : ". ", how));
    pdf_definition(pdf, "Took part", review->attended);
}

/* "8 errors. Started from 14 errors, aim 5 errors." */
static const char *way_words(Arena *arena, const ReviewedOutcome *outcome)
{
    const char *from = text_empty(outcome->baseline)
                           ? ""
                           : arena_print(arena, "Started from %s. ", outcome->baseline);
    const char *aim =
        text_empty(outcome->target) ? "" : arena_print(arena, "Aim: %s. ", outcome->target);
    const char *now =
        text_empty(outcome->now_at) ? "" : arena_print(arena, "Now: %s. ", outcome->now_at);
    return arena_print(arena, "%s%s%s", from, aim, now);
}

static void write_outcome(Pdf *pdf, Arena *arena, const ReviewedOutcome *outcome, size_t number)
{
    pdf_heading(pdf, 3,
                arena_print(arena, "%zu. %s", number, review_outcome_words(arena, outcome)));
    pdf_labelled(pdf, arena_print(arena, "%s.", judgement_words(outcome->judgement)),
                 arena_print(arena, "%sNext: %s.", way_words(arena, outcome),
                             review_next_words(outcome->next)));
    if (!text_empty(outcome->comment))
        pdf_labelled(pdf, "What was seen:", outcome->comment);
}

static void write_provisions(Pdf *pdf, Arena *arena, const Review *review)
{
    static const PdfColumn columns[] = {{.heading = "What was done", .share = 4, .names_row = true},
                                        {.heading = "How much took place", .share = 5},
                                        {.heading = "Difference it made", .share = 5},
                                        {.heading = "Next", .share = 2}};
    if (review->provisions.count == 0)
        return;
    pdf_heading(pdf, 2, "Support, and what difference it made");
    pdf_table(pdf, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < review->provisions.count; i++) {
        const ReviewedProvision *provision = &review->provisions.items[i];
        const char *missed = text_empty(provision->missed)
                                 ? ""
                                 : arena_print(arena, "\nMissed: %s", provision->missed);
        const char *who = text_empty(provision->deliverer)
                              ? ""
                              : arena_print(arena, "\n%s", provision->deliverer);
        const char *why =
            text_empty(provision->comment) ? "" : arena_print(arena, "\n%s", provision->comment);
        const char *cells[] = {
            arena_print(arena, "%s%s", provision->title, who),
            arena_print(arena, "%s%s", provision->sessions, missed),
            arena_print(arena, "%s%s", review_impact_words(provision->impact), why),
            review_next_words(provision->decision)};
        pdf_row(pdf, cells);
    }
}

static void write_views(Pdf *pdf, Arena *arena, const Review *review)
{
    pdf_heading(pdf, 2, "In their own words");
    if (!text_empty(review->learner_view))
        pdf_quote(pdf, review->learner_view, review->about.learner);
    if (!text_empty(review->parent_view))
        pdf_quote(pdf, review->parent_view, "The family");
    if (!text_empty(review->no_view_reason))
        pdf_small(pdf, arena_print(arena, "Why a view is missing: %s", review->no_view_reason));
}

static void write_if(Pdf *pdf, const char *label, const char *text)
{
    if (!text_empty(text))
        pdf_labelled(pdf, label, text);
}

static void write_agreed(Pdf *pdf, Arena *arena, const Review *review)
{
    pdf_heading(pdf, 2, "What happens next");
    pdf_labelled(pdf, "Decided:", review_decision_words(review->decision));
    write_if(pdf, "We will:", review->school_will);
    write_if(pdf, "The family will:", review->parent_will);
    write_if(pdf, arena_print(arena, "%s will:", review->about.learner), review->learner_will);
    write_if(pdf, "How the change was talked over:", review->consulted);
    if (text_equal(review->decision, "leave"))
        write_if(pdf, "Progress is watched until:", date_long(arena, review->monitor_until));
    else
        write_if(pdf, "Next review:", date_long(arena, review->next_review_on));
    if (!text_equal(review->decision, "leave"))
        write_if(pdf, "Why the next review is later than a term:", review->next_reason);
    pdf_small(pdf, arena_print(arena, "Made final on %s by %s.",
                               date_long(arena, review->finalised_on), review->about.finalised_by));
    pdf_signature(pdf, "Parent or carer", "Date");
}

Error *review_paper_write(Arena *arena, const Review *review, PdfReader reader, const PaperTo *to,
                          Bytes *paper)
{
    const char *version = arena_print(arena, "Version %d", review->edition);
    PdfOptions options = {
        .title = arena_print(arena, "Review of support, version %d", review->edition),
        .language = "en-GB",
        .reader = reader,
        .issuer = review->about.school,
        .mark = "Confidential",
        .footer = paper_footer(arena, review->about.learner, version, review->finalised_on, false),
        .left_out = &to->hidden,
        .instead = ADDRESS_LEFT_OUT,
        .created = MOMENT_NONE,
    };
    Pdf *pdf = pdf_create(arena, &options);
    write_head(pdf, arena, review, to->name);
    pdf_heading(pdf, 2, "How far each outcome was met");
    if (review->outcomes.count == 0)
        pdf_paragraph(pdf, "The plan had no outcomes.");
    for (size_t i = 0; i < review->outcomes.count; i++)
        write_outcome(pdf, arena, &review->outcomes.items[i], i + 1);
    write_provisions(pdf, arena, review);
    paper_charts(pdf, &to->scores);
    write_views(pdf, arena, review);
    write_agreed(pdf, arena, review);
    return pdf_finish(pdf, paper);
}

Error *review_paper_answer(Request *request, const Review *review, const PaperTo *to)
{
    Bytes paper;
    TRY(review_paper_write(request->arena, review, paper_reader(request, PDF_FOR_STAFF), to,
                           &paper));
    return request_file(request, "application/pdf",
                        arena_print(request->arena, "review-%d.pdf", review->edition), paper);
}

Error *review_paper(Request *request)
{
    Review review;
    TRY(review_load(request->db, request->arena, request->school_id, request->learner->id,
                    (ReviewId){request_path_id(request, "review")}, &review));
    if (request->family != NULL && !date_is_set(review.copy_given_on))
        return error_not_found("review %lld was not given", (long long)review.id.n);
    PaperTo to;
    TRY(paper_addressee(request, PURPOSE_REVIEW, &to));
    if (to.name == NULL) /* the school's own copy: what the family has is what was written */
        TRY(scores_charts(request->db, request->arena, request->school_id, request->learner->id,
                          review.held_on, &to.scores));
    return review_paper_answer(request, &review, &to);
}
