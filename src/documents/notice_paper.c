#include "documents/notice_paper.h"

#include <inttypes.h>

#include "documents/documents.h"
#include "documents/paper.h"

/* ---- The letter ------------------------------------------------------------------------------ */

static bool tells_of_end(const NoticeLetter *letter)
{
    return date_is_set(letter->period->ends_on) &&
           date_compare(letter->period->ends_on, letter->notice->told_on) <= 0;
}

/* "Specific learning difficulty; also speech, language and communication needs" */
static const char *needs_words(Arena *arena, const Texts *needs)
{
    const char *words = needs->items[0];
    for (size_t i = 1; i < needs->count; i++)
        words = arena_print(arena, "%s; also: %s", words, needs->items[i]);
    return words;
}

/* What it said on the day they were told. */
static const SupportPeriod *as_told(const NoticeLetter *letter)
{
    size_t count = letter->corrected.count;
    return count == 0 ? letter->period : &letter->corrected.items[count - 1].before;
}

/* Only what the letter says above, and says otherwise now. */
static void write_correction(Pdf *pdf, Arena *arena, const NoticeLetter *letter)
{
    const SupportPeriod *told = as_told(letter), *now = letter->period;
    bool start = date_compare(told->starts_on, now->starts_on) != 0;
    bool evidence = !text_equal(told->evidence, now->evidence);
    bool outcomes = !text_equal(told->outcomes_sought, now->outcomes_sought);
    if (!start && !evidence && !outcomes)
        return;
    pdf_heading(pdf, 2,
                arena_print(arena, "Corrected on %s",
                            date_long(arena, letter->corrected.items[0].corrected_on)));
    pdf_paragraph(pdf, "What stands above is what we told you. It now says:");
    if (start)
        pdf_labelled(pdf, "From:", date_long(arena, now->starts_on));
    if (evidence)
        pdf_labelled(pdf, "Why:", now->evidence);
    if (outcomes)
        pdf_labelled(pdf, "What we hope for:", now->outcomes_sought);
}

static void write_start(Pdf *pdf, Arena *arena, const NoticeLetter *letter)
{
    const SupportPeriod *period = as_told(letter);
    bool support = text_equal(period->level, "sen_support");
    const char *what = support ? "receives" : "is at the level";
    const char *means = support
                            ? " This means that our school gives help that is additional to, or "
                              "different from, what others of the same age are given."
                            : "";
    pdf_paragraph(pdf, arena_print(arena, "We are writing to tell you that %s %s %s from %s.%s",
                                   letter->name, what, learner_level_words(period->level),
                                   date_long(arena, period->starts_on), means));
    pdf_heading(pdf, 2, "Why");
    if (letter->needs.count > 0)
        pdf_labelled(pdf, "Main need:", needs_words(arena, &letter->needs));
    if (!text_empty(period->evidence))
        pdf_paragraph(pdf, period->evidence);
    if (!text_empty(period->outcomes_sought))
        pdf_labelled(pdf, "What we hope for:", period->outcomes_sought);
    if (letter->corrected.count > 0)
        write_correction(pdf, arena, letter);
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
                         learner_level_words(letter->period->level), letter->name,
                         date_long(arena, letter->period->ends_on), letter->name));
    pdf_paragraph(pdf, "If you see that things become harder again, tell us. Support can begin "
                       "again at any time.");
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
                       "and meet you to see what has changed: assess, plan, do, review. The class "
                       "teacher stays responsible every day.");
    if (letter->plan == NULL)
        pdf_paragraph(pdf, "We will ask you to a meeting to agree the plan and the date of its "
                           "review.");
}

static void write_rights(Pdf *pdf, Arena *arena, const NoticeLetter *letter)
{
    const char *teacher =
        text_empty(letter->teacher) ? "" : arena_print(arena, "%s, class teacher", letter->teacher);
    const char *senco =
        text_empty(letter->senco) ? "our SENCO" : arena_print(arena, "%s, SENCO", letter->senco);
    pdf_heading(pdf, 2, "Talk to us");
    pdf_paragraph(pdf, arena_print(arena,
                                   "Speak with %s%s%s. Tell us what you see at home and what "
                                   "matters to you, by the slip below, by phone or in person.",
                                   teacher, text_empty(teacher) ? "" : " or ", senco));
    pdf_heading(pdf, 2, "What you should know");
    pdf_bullet(pdf, "Your council’s information, advice and support service (SENDIASS) helps "
                    "families free of charge. What you say there stays there.");
    pdf_bullet(pdf, "The council’s Local Offer lists the help there is in your area.");
    pdf_bullet(pdf, "If you are not content, speak with us first. Our school has a complaints "
                    "procedure; ask the office for it.");
    pdf_bullet(pdf, "You may ask the council for an education, health and care needs assessment "
                    "at any time.");
    pdf_bullet(pdf, "We keep what we write about your child in school, show it only to those who "
                    "work with your child, and give you a copy when you ask.");
}

static void write_slip(Pdf *pdf, Arena *arena, const NoticeLetter *letter)
{
    pdf_heading(pdf, 2, "Reply slip");
    pdf_paragraph(pdf, arena_print(arena, "To %s, about %s, %s.", letter->school, letter->learner,
                                   letter->year_and_class));
    pdf_paragraph(pdf, "I have read this letter. I would like to say:");
    pdf_space(pdf, 36);
    pdf_signature(pdf, "Parent or carer", "Date");
}

Error *notice_paper_write(Arena *arena, const NoticeLetter *letter, PdfReader reader, Bytes *paper)
{
    bool end = tells_of_end(letter);
    PdfOptions options = {
        .title = end ? "Notice that support has ended" : "Notice of support",
        .language = "en-GB",
        .reader = reader,
        .issuer = letter->school,
        .mark = "Confidential",
        .footer = paper_footer(arena, letter->learner, NULL, letter->notice->told_on, false),
        .created = MOMENT_NONE,
    };
    Pdf *pdf = pdf_create(arena, &options);
    pdf_heading(pdf, 1, end ? "Support has ended" : "Support for your child");
    pdf_definition(pdf, "To", letter->notice->recipients);
    pdf_definition(pdf, "About",
                   arena_print(arena, "%s, %s", letter->learner, letter->year_and_class));
    pdf_definition(pdf, "Date", date_long(arena, letter->notice->told_on));
    if (end) {
        write_end(pdf, arena, letter);
    } else {
        write_start(pdf, arena, letter);
        if (letter->plan != NULL)
            write_plan(pdf, arena, letter->plan);
        write_steps(pdf, letter);
    }
    write_rights(pdf, arena, letter);
    pdf_paragraph(pdf, letter->notice->told_by_name);
    write_slip(pdf, arena, letter);
    return pdf_finish(pdf, paper);
}

/* ---- What it is made from -------------------------------------------------------------------- */

static Error *read_notice(Request *request, Notice *notice)
{
    int64_t id = request_path_id(request, "notice");
    Notices notices;
    TRY(register_notices(request->db, request->arena, request->school_id, request->learner->id,
                         &notices));
    for (size_t i = 0; i < notices.count; i++)
        if (notices.items[i].id.n == id) {
            *notice = notices.items[i];
            return NULL;
        }
    return error_not_found("notice %" PRId64, id);
}

static Error *read_people(Request *request, Date on, NoticeLetter *letter)
{
    StaffList staff;
    ClassStaffList class_staff = {0};
    letter->senco = letter->teacher = "";
    TRY(staff_list(request->db, request->arena, request->school_id, on, &staff));
    for (size_t i = 0; i < staff.count; i++)
        if (staff.items[i].role == ROLE_SENCO)
            letter->senco = staff.items[i].display_name;
    if (request->learner->class_id.n != 0)
        TRY(class_staff_on(request->db, request->arena, request->school_id,
                           request->learner->class_id, on, &class_staff));
    if (class_staff.count > 0 && class_staff.items[0].teaches)
        letter->teacher = class_staff.items[0].display_name;
    return NULL;
}

static Error *read_needs(Request *request, Texts *words)
{
    Texts needs;
    TRY(register_needs(request->db, request->arena, request->school_id, request->learner->id,
                       &needs));
    *words = (Texts){0, arena_array(request->arena, const char *, needs.count)};
    for (size_t i = 0; i < needs.count; i++) {
        const NeedType *need = need_type(needs.items[i]);
        if (need != NULL)
            words->items[words->count++] = need->name;
    }
    return NULL;
}

/* What was put right before they were told is nothing that they were told. */
static Error *read_corrected(Request *request, const Notice *notice, Corrections *corrected)
{
    Corrections all;
    TRY(status_corrections(request->db, request->arena, request->school_id, request->learner->id,
                           &all));
    *corrected = (Corrections){0, arena_array(request->arena, Correction, all.count)};
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].before.id.n == notice->status_id.n &&
            date_compare(all.items[i].corrected_on, notice->told_on) > 0)
            corrected->items[corrected->count++] = all.items[i];
    return NULL;
}

/* A plan that came later was not there to be told of. */
static Error *read_plan(Request *request, Date on, const Plan **kept)
{
    Cycle cycle = {0};
    bool found;
    Plan *plan = arena_new(request->arena, Plan);
    *kept = NULL;
    TRY(cycle_now(request->db, request->arena, request->school_id, request->learner->id, &cycle,
                  &found));
    if (found)
        TRY(plan_in_force(request->db, request->arena, request->school_id, cycle.id, plan, &found));
    if (found && date_compare(plan->finalised_on, on) <= 0)
        *kept = plan;
    return NULL;
}

Error *notice_paper(Request *request)
{
    const Learner *learner = request->learner;
    Notice notice = {0};
    SupportPeriod period;
    Bytes paper;
    TRY(read_notice(request, &notice));
    TRY(status_load(request->db, request->arena, request->school_id, learner->id, notice.status_id,
                    &period));
    NoticeLetter letter = {
        .school = request->school->name,
        .learner = learner->known_name,
        .name = learner->preferred_name != NULL ? learner->preferred_name : learner->forename,
        .year_and_class = learner_year_and_class(request->arena, learner),
        .notice = &notice,
        .period = &period,
    };
    TRY(read_people(request, notice.told_on, &letter));
    TRY(read_corrected(request, &notice, &letter.corrected));
    TRY(read_needs(request, &letter.needs));
    TRY(read_plan(request, notice.told_on, &letter.plan));
    TRY(notice_paper_write(request->arena, &letter, paper_reader(request, PDF_FOR_FAMILY), &paper));
    return request_file(request, "application/pdf", "notice.pdf", paper);
}
