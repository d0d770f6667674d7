#include "documents/sheet_paper.h"

#include <string.h>

#include "documents/paper.h"

/* How much of each part there is room for; the first that fits the page is printed. */
typedef struct Room {
    size_t lines;      /* of a list */
    size_t characters; /* of one text */
} Room;

static const Room rooms[] = {{40, 4000}, {8, 400}, {5, 160}, {3, 80}, {2, 40}, {1, 40}};
enum { ROOMS = sizeof rooms / sizeof rooms[0] };

typedef struct Sheet {
    Arena *arena;
    Pdf *pdf;
    const Plan *plan;
    const char *help; /* NULL: not asked yet */
    StaffId staff;    /* n 0: everybody */
    Room room;
    bool shortened; /* something was left out */
} Sheet;

/* ---- Parts ------------------------------------------------------------------------------------
 */

/* Cut between words. */
static const char *shortened(Sheet *sheet, const char *text)
{
    size_t length = strlen(text);
    if (length <= sheet->room.characters)
        return text;
    sheet->shortened = true;
    for (length = sheet->room.characters; length > 0 && text[length] != ' ';)
        length--;
    if (length == 0) /* one long word: at the start of a character */
        for (length = sheet->room.characters; ((unsigned char)text[length] & 0xC0U) == 0x80U;)
            length--;
    return arena_print(sheet->arena, "%.*s…", (int)length, text);
}

typedef enum LineKind { LINES_ALL, LINES_DO, LINES_AVOID } LineKind;

static const char avoid_mark[] = "Avoid: ";

/* The line without its mark; NULL: of the other kind. */
static const char *line_of_kind(const char *line, LineKind kind)
{
    size_t mark = sizeof avoid_mark - 1;
    bool avoided = strncmp(line, avoid_mark, mark) == 0;
    if (kind == LINES_ALL)
        return line;
    if (avoided != (kind == LINES_AVOID))
        return NULL;
    return avoided ? line + mark : line;
}

static void write_lines(Sheet *sheet, const char *heading, const char *text, LineKind kind)
{
    Texts lines = text_lines(sheet->arena, text);
    size_t count = 0;
    for (size_t i = 0; i < lines.count; i++) {
        const char *line = line_of_kind(lines.items[i], kind);
        if (line == NULL)
            continue;
        if (count == 0)
            pdf_heading(sheet->pdf, 2, heading);
        if (count++ < sheet->room.lines)
            pdf_bullet(sheet->pdf, shortened(sheet, line));
    }
    sheet->shortened = sheet->shortened || count > sheet->room.lines;
}

static void write_strategies(Sheet *sheet)
{
    write_lines(sheet, "Do", sheet->plan->class_strategies, LINES_DO);
    write_lines(sheet, "Avoid", sheet->plan->class_strategies, LINES_AVOID);
}

static const char *with_more(Arena *arena, const char *words, const char *more)
{
    if (text_empty(words) || text_empty(more))
        return text_empty(words) ? more : words;
    return arena_print(arena, "%s, %s", words, more);
}

static void write_outcomes(Sheet *sheet)
{
    const Outcomes *outcomes = &sheet->plan->outcomes;
    if (outcomes->count == 0)
        return;
    pdf_heading(sheet->pdf, 2, "What we are working on");
    for (size_t i = 0; i < outcomes->count && i < sheet->room.lines; i++)
        pdf_bullet(sheet->pdf,
                   shortened(sheet, plan_outcome_words(sheet->arena, &outcomes->items[i])));
    sheet->shortened = sheet->shortened || outcomes->count > sheet->room.lines;
}

static const char *who_when_where(const Sheet *sheet, const Provision *provision)
{
    const char *words = with_more(sheet->arena, provision->deliverer_name,
                                  plan_dose_words(sheet->arena, provision));
    words = with_more(sheet->arena, words, provision->place);
    return with_more(sheet->arena, words, plan_days_words(sheet->arena, provision));
}

static void write_support_times(Sheet *sheet)
{
    const Provisions *provisions = &sheet->plan->provisions;
    if (provisions->count == 0)
        return;
    pdf_heading(sheet->pdf, 2, "Support, who gives it and when");
    for (size_t i = 0; i < provisions->count && i < sheet->room.lines; i++) {
        const Provision *provision = &provisions->items[i];
        pdf_labelled(sheet->pdf, arena_print(sheet->arena, "%s:", provision->title),
                     shortened(sheet, who_when_where(sheet, provision)));
    }
    sheet->shortened = sheet->shortened || provisions->count > sheet->room.lines;
}

static const Outcome *outcome_of(const Plan *plan, OutcomeId id)
{
    for (size_t i = 0; i < plan->outcomes.count; i++)
        if (plan->outcomes.items[i].id.n == id.n)
            return &plan->outcomes.items[i];
    return NULL;
}

static void write_aims(Sheet *sheet, const Provision *provision)
{
    for (size_t i = 0; i < provision->outcomes.count && i < sheet->room.lines; i++) {
        const Outcome *outcome = outcome_of(sheet->plan, provision->outcomes.items[i]);
        if (outcome == NULL)
            continue;
        pdf_labelled(sheet->pdf,
                     "So that:", shortened(sheet, plan_outcome_words(sheet->arena, outcome)));
        if (!text_empty(outcome->measure))
            pdf_labelled(sheet->pdf, "Look for:", shortened(sheet, outcome->measure));
    }
}

static void write_support(Sheet *sheet, const Provision *provision)
{
    pdf_heading(sheet->pdf, 2, provision->title);
    pdf_paragraph(sheet->pdf, shortened(sheet, who_when_where(sheet, provision)));
    if (!text_empty(provision->detail))
        pdf_labelled(sheet->pdf, "What to do:", shortened(sheet, provision->detail));
    write_aims(sheet, provision);
}

static bool gives_some(const Plan *plan, StaffId staff)
{
    for (size_t i = 0; i < plan->provisions.count; i++)
        if (staff.n != 0 && plan->provisions.items[i].deliverer.n == staff.n)
            return true;
    return false;
}

static void write_supports(Sheet *sheet)
{
    const Provisions *provisions = &sheet->plan->provisions;
    bool theirs = gives_some(sheet->plan, sheet->staff);
    size_t count = 0;
    for (size_t i = 0; i < provisions->count; i++) {
        if (theirs && provisions->items[i].deliverer.n != sheet->staff.n)
            continue;
        if (count++ < sheet->room.lines)
            write_support(sheet, &provisions->items[i]);
    }
    sheet->shortened = sheet->shortened || count > sheet->room.lines;
    if (count == 0)
        pdf_paragraph(sheet->pdf, "The plan names no support beside class teaching.");
}

/* ---- The two sheets -------------------------------------------------------------------------- */

static void write_head(Sheet *sheet, const char *heading)
{
    const Plan *plan = sheet->plan;
    pdf_heading(sheet->pdf, 1, heading);
    paper_standing(sheet->pdf, plan);
    pdf_definition(sheet->pdf, "Name",
                   with_more(sheet->arena, plan->about.learner, plan->about.year_and_class));
    pdf_definition(sheet->pdf, "Ask", plan->responsible_name);
    pdf_definition(sheet->pdf, "Review on", date_long(sheet->arena, plan->review_on));
}

static void write_class_sheet(Sheet *sheet)
{
    write_head(sheet, "How to help in class");
    write_strategies(sheet);
    write_lines(sheet, "How I say you can help me", sheet->help, LINES_ALL);
    write_outcomes(sheet);
    write_support_times(sheet);
}

static void write_assistant_card(Sheet *sheet)
{
    write_head(sheet, "Support card");
    write_supports(sheet);
    write_strategies(sheet);
}

static Error *write_once(Sheet *sheet, const char *title, PdfReader reader,
                         void (*write)(Sheet *sheet), Bytes *paper)
{
    const Plan *plan = sheet->plan;
    const char *version = arena_print(sheet->arena, "Version %d", plan->edition);
    PdfOptions options = {
        .title = arena_print(sheet->arena, "%s, version %d", title, plan->edition),
        .language = "en-GB",
        .reader = reader,
        .issuer = plan->about.school,
        .mark = "Confidential",
        .footer =
            paper_footer(sheet->arena, plan->about.learner, version, plan->finalised_on, false),
        .created = MOMENT_NONE,
    };
    sheet->shortened = false;
    sheet->pdf = pdf_create(sheet->arena, &options);
    write(sheet);
    if (sheet->shortened)
        pdf_small(sheet->pdf, "Shortened to one page. The rest stands in the plan.");
    return pdf_finish(sheet->pdf, paper);
}

/* In print too large for the page even when it is short, it goes on: nothing more is left out. */
static Error *write_fitting(Sheet *sheet, const char *title, PdfReader reader,
                            void (*write)(Sheet *sheet), Bytes *paper)
{
    for (size_t i = 0; i < ROOMS; i++) {
        sheet->room = rooms[i];
        TRY(write_once(sheet, title, reader, write, paper));
        if (pdf_page_count(sheet->pdf) == 1)
            return NULL;
    }
    return NULL;
}

Error *class_sheet_write(Arena *arena, const Plan *plan, const char *help, PdfReader reader,
                         Bytes *paper)
{
    Sheet sheet = {.arena = arena, .plan = plan, .help = help};
    return write_fitting(&sheet, "How to help in class", reader, write_class_sheet, paper);
}

Error *assistant_card_write(Arena *arena, const Plan *plan, StaffId staff, PdfReader reader,
                            Bytes *paper)
{
    Sheet sheet = {.arena = arena, .plan = plan, .staff = staff};
    return write_fitting(&sheet, "Support card", reader, write_assistant_card, paper);
}

/* ---- Pages ----------------------------------------------------------------------------------- */

/* A draft is nobody's to work by yet. */
static Error *plan_to_work_by(Request *request, Plan *plan)
{
    TRY(plan_as_agreed(request->db, request->arena, request->school_id, request->learner->id,
                       (PlanId){request_path_id(request, "plan")}, plan));
    return plan->state == PLAN_DRAFT
               ? error_not_found("plan %lld is a draft", (long long)plan->id.n)
               : NULL;
}

static Error *answer(Request *request, const Plan *plan, const char *name, Bytes paper)
{
    return request_file(request, "application/pdf",
                        arena_print(request->arena, "%s-%s-version-%d.pdf", name,
                                    date_iso(request->arena, plan->finalised_on), plan->edition),
                        paper);
}

Error *plan_class_sheet(Request *request)
{
    Plan plan;
    Bytes paper;
    TRY(plan_to_work_by(request, &plan));
    TRY(class_sheet_write(request->arena, &plan, request->learner->how_to_help_me,
                          paper_reader(request, PDF_FOR_STAFF), &paper));
    return answer(request, &plan, "class-sheet", paper);
}

Error *plan_assistant_card(Request *request)
{
    Plan plan;
    Bytes paper;
    TRY(plan_to_work_by(request, &plan));
    TRY(assistant_card_write(request->arena, &plan, request->staff->id,
                             paper_reader(request, PDF_FOR_STAFF), &paper));
    return answer(request, &plan, "support-card", paper);
}
