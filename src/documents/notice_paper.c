#include "documents/notice_paper.h"

#include "documents/documents.h"
#include "documents/paper.h"

/* ---- The letter ------------------------------------------------------------------------------ */

static bool tells_of_end(const NoticeLetter *letter)
{
    return date_is_set(letter->words.ends_on) &&
           date_compare(letter->words.ends_on, letter->words.told_on) <= 0;
}

/* "Specific learning difficulty; also speech, language and communication needs" */
static const char *needs_words(Arena *arena, const Texts *needs)
{
    const char *words = needs->items[0];
    for (size_t i = 1; i < needs->count; i++)
        words = arena_print(arena, "%s; also: %s", words, needs->items[i]);
    return words;
}

static void write_start(Pdf *pdf, Arena *arena, const NoticeLetter *letter)
{
    const NoticeWords *words = &letter->words;
    bool support = text_equal(words->level, "sen_support");
    const char *what = support ? "receives" : "is at the level";
    const char *means = support
                            ? " This means that we give help that is additional to, or different "
                              "from, what others of the same age are given."
                            : "";
    pdf_paragraph(pdf, arena_print(arena, "We are writing to tell you that %s %s %s from %s.%s",
                                   letter->words.name, what, words->level_name,
                                   date_long(arena, words->starts_on), means));
    pdf_heading(pdf, 2, "Why");
    if (letter->words.needs.count > 0)
        pdf_labelled(pdf, "Main need:", needs_words(arena, &letter->words.needs));
    if (!text_empty(words->evidence))
        pdf_paragraph(pdf, words->evidence);
    if (!text_empty(words->outcomes_sought))
        pdf_labelled(pdf, "What we hope for:", words->outcomes_sought);
    pdf_paragraph(pdf, "This is not a diagnosis, and it is not an education, health and care plan. "
                       "It is a notice: help does not wait for your consent, but we want to plan "
                       "it with you.");
}

static void write_end(Pdf *pdf, Arena *arena, const NoticeLetter *letter)
{
    pdf_paragraph(
        pdf, arena_print(arena,
                         "We are writing to tell you that %s ended for %s on %s. Good teaching "
                         "that fits %s goes on, and we watch that progress holds.",
                         letter->words.level_name, letter->words.name,
                         date_long(arena, letter->words.ends_on), letter->words.name));
    pdf_paragraph(pdf, "If you see that things become harder again, tell us. Support can begin "
                       "again at any time.");
}

/* Words hold for a concern that was withdrawn, too: why it is so stands in the decision's own. */
static void write_refusal(Pdf *pdf, Arena *arena, const NoticeWords *words)
{
    pdf_paragraph(pdf, arena_print(arena,
                                   "We are writing to tell you that we looked at what was noticed, "
                                   "and that %s is not given SEN Support now. We decided this on "
                                   "%s.",
                                   words->name, date_long(arena, words->starts_on)));
    pdf_heading(pdf, 2, "Why");
    pdf_paragraph(pdf, words->evidence);
    pdf_paragraph(pdf, arena_print(arena,
                                   "Good teaching that fits %s goes on. If you see it otherwise, "
                                   "or things become harder, tell us: we look at it again at any "
                                   "time.",
                                   words->name));
}

static bool is_refusal(const NoticeLetter *letter)
{
    return text_equal(letter->words.level, "universal");
}

static void write_plan(Pdf *pdf, Arena *arena, const Plan *plan)
{
    pdf_heading(pdf, 2, "What we do");
    for (size_t i = 0; i < plan->provisions.count; i++) {
        const Provision *provision = &plan->provisions.items[i];
        const char *dose = plan_dose_words(arena, provision);
        pdf_bullet(pdf, arena_print(arena, "%s%s%s", provision->title, text_empty(dose) ? "" : ": ",
                                    dose));
    }
    pdf_paragraph(pdf, "The whole plan comes with its own paper.");
    pdf_labelled(pdf, "We look at it again together on", date_long(arena, plan->review_on));
}

static void write_steps(Pdf *pdf, const NoticeLetter *letter)
{
    pdf_heading(pdf, 2, "What happens next");
    pdf_paragraph(pdf, "We find out together what helps, agree what to do and who does it, do it, "
                       "and meet you to see what has changed: assess, plan, do, review. Those who "
                       "teach your child stay responsible every day.");
    if (letter->plan == NULL)
        pdf_paragraph(pdf, "We will ask you to a meeting to agree the plan and the date of its "
                           "review.");
}

static void write_rights(Pdf *pdf, Arena *arena, const NoticeLetter *letter)
{
    const char *teacher = letter->words.teacher, *senco = letter->words.senco;
    bool both = !text_empty(teacher) && !text_empty(senco);
    const char *whom = both                   ? arena_print(arena, "%s, or %s", teacher, senco)
                       : !text_empty(teacher) ? teacher
                       : !text_empty(senco)   ? senco
                                              : "us";
    pdf_heading(pdf, 2, "Talk to us");
    pdf_paragraph(pdf, arena_print(arena,
                                   "Speak with %s. Tell us what you see at home and what "
                                   "matters to you, by the slip below, by phone or in person.",
                                   whom));
    pdf_heading(pdf, 2, "What you should know");
    pdf_bullet(pdf, "Your council’s information, advice and support service (SENDIASS) helps "
                    "families free of charge. What you say there stays there.");
    pdf_bullet(pdf, "The council’s Local Offer lists the help there is in your area.");
    pdf_bullet(pdf, "If you are not content, speak with us first. We have a complaints "
                    "procedure; ask the office for it.");
    pdf_bullet(pdf, "You may ask the council for an education, health and care needs assessment "
                    "at any time.");
    pdf_bullet(pdf, "We keep what we write about your child here, show it only to those who work "
                    "with your child, and give you a copy when you ask.");
}

static void write_slip(Pdf *pdf, Arena *arena, const NoticeLetter *letter)
{
    pdf_heading(pdf, 2, "Reply slip");
    pdf_paragraph(pdf, arena_print(arena, "To %s, about %s, %s.", letter->words.school,
                                   letter->words.learner, letter->words.year_and_class));
    pdf_paragraph(pdf, "I have read this letter. I would like to say:");
    pdf_space(pdf, 36);
    pdf_signature(pdf, "Parent or carer", "Date");
}

Error *notice_paper_write(Arena *arena, const NoticeLetter *letter, PdfReader reader, Bytes *paper)
{
    bool end = tells_of_end(letter);
    PdfOptions options = {
        .title = is_refusal(letter) ? "Notice of a decision"
                 : end              ? "Notice that support has ended"
                                    : "Notice of support",
        .language = "en-GB",
        .reader = reader,
        .issuer = letter->words.school,
        .mark = "Confidential",
        .footer = paper_footer(arena, letter->words.learner, NULL, letter->words.told_on, false),
        .left_out = &letter->hidden,
        .instead = ADDRESS_LEFT_OUT,
        .created = MOMENT_NONE,
    };
    Pdf *pdf = pdf_create(arena, &options);
    pdf_heading(pdf, 1,
                is_refusal(letter) ? "What we decided"
                : end              ? "Support has ended"
                                   : "Support for your child");
    if (!letter->intact)
        pdf_notice(pdf, PDF_LATE, "Do not rely on this paper",
                   "Its text is not the one that was recorded.");
    pdf_definition(pdf, "To", letter->words.recipients);
    pdf_definition(
        pdf, "About",
        arena_print(arena, "%s, %s", letter->words.learner, letter->words.year_and_class));
    pdf_definition(pdf, "Date", date_long(arena, letter->words.told_on));
    if (is_refusal(letter)) {
        write_refusal(pdf, arena, &letter->words);
    } else if (end) {
        write_end(pdf, arena, letter);
    } else {
        write_start(pdf, arena, letter);
        if (letter->plan != NULL)
            write_plan(pdf, arena, letter->plan);
        write_steps(pdf, letter);
    }
    write_rights(pdf, arena, letter);
    pdf_paragraph(pdf, letter->words.told_by);
    write_slip(pdf, arena, letter);
    return pdf_finish(pdf, paper);
}

/* ---- What it is made from -------------------------------------------------------------------- */

/* Of the family that signed in: only what was given to that person. */
static Error *check_own(Request *request, ParentNoticeId id)
{
    Notices letters;
    TRY(register_letters_here(request, &letters));
    for (size_t i = 0; i < letters.count; i++)
        if (letters.items[i].id.n == id.n)
            return NULL;
    return error_not_found("letter %lld is not theirs", (long long)id.n);
}

/* A letter is for the person whom it names, each time that it is printed: who may not be told any
 * more gets no second copy. */
static Error *check_reader(Request *request, ParentNoticeId id, const NoticeWords *words)
{
    Recipients who;
    Recipient person = {words->contact_id, words->recipients};
    if (request->family != NULL)
        return check_own(request, id);
    TRY(recipients_read(request, PURPOSE_NOTICE, &who));
    const char *refusal = recipient_refusal(request, &who, &person);
    return refusal == NULL ? NULL : error_forbidden(refusal, "a letter for who may not have it");
}

Error *notice_paper(Request *request)
{
    NoticeLetter letter = {0};
    Plan plan;
    Bytes paper;
    LearnerId learner = request->learner->id;
    ParentNoticeId id = {request_path_id(request, "notice")};
    TRY(register_notice_words(request->db, request->arena, request->school_id, learner, id,
                              &letter.words, &letter.intact));
    TRY(check_reader(request, id, &letter.words));
    TRY(paper_hidden(request, letter.words.contact_id, &letter.hidden));
    if (letter.words.plan_id.n != 0) {
        TRY(plan_as_agreed(request->db, request->arena, request->school_id, learner,
                           letter.words.plan_id, &plan));
        letter.intact = letter.intact && plan_is_intact(&plan);
        letter.plan = &plan;
    }
    TRY(notice_paper_write(request->arena, &letter, paper_reader(request, PDF_FOR_FAMILY), &paper));
    return request_file(request, "application/pdf", "notice.pdf", paper);
}
