#include "documents/plan_paper.h"

#include <inttypes.h>

#include "documents/documents.h"
#include "documents/paper.h"

/* ---- Parts ------------------------------------------------------------------------------------
 */

static void write_head(Pdf *pdf, Arena *arena, const Plan *plan, const char *addressee)
{
    const PlanAbout *about = &plan->about;
    pdf_heading(pdf, 1, "Support plan");
    paper_standing(pdf, plan);
    if (addressee != NULL)
        pdf_definition(pdf, "For", addressee);
    pdf_definition(pdf, "Name", about->learner);
    pdf_definition(pdf, "Born", date_long(arena, about->born_on));
    pdf_definition(pdf, "Year and class", about->year_and_class);
    pdf_definition(pdf, "Level of support", about->level);
    pdf_definition(pdf, "Main need", about->need);
    pdf_definition(pdf, "Responsible teacher", plan->responsible_name);
    if (plan->state != PLAN_DRAFT)
        pdf_definition(pdf, "Final since",
                       arena_print(arena, "%s, by %s", date_long(arena, plan->finalised_on),
                                   about->finalised_by));
    pdf_definition(pdf, "Review on", date_long(arena, plan->review_on));
    pdf_heading(pdf, 2, "Summary of need");
    pdf_paragraph(pdf, text_empty(about->summary) ? "Nothing written." : about->summary);
    NeedWordsList needs = needs_in_words(about->needs);
    for (size_t i = 0; i < needs.count; i++) {
        pdf_heading(pdf, 3, needs.items[i].area);
        pdf_paragraph(pdf, needs.items[i].words);
    }
}

/* The words as they were said, then what they mean in English. */
static void write_view(Pdf *pdf, Arena *arena, const char *who, const OwnView *view)
{
    if (text_empty(view->words))
        return;
    const char *said = paper_said(arena, who, view->how, view->on);
    const char *whose = own_view_whose_words(view->whose);
    if (!text_empty(whose))
        said = arena_print(arena, "%s. %s", said, whose);
    if (!text_empty(view->language))
        said = arena_print(arena, "%s (%s)", said, view->language);
    pdf_quote(pdf, view->words, said);
    if (!text_empty(view->translation))
        pdf_quote(pdf, view->translation,
                  text_empty(view->translated_by)
                      ? "In English"
                      : arena_print(arena, "In English by %s", view->translated_by));
}

static void write_views(Pdf *pdf, Arena *arena, const PlanAbout *about)
{
    bool none = text_empty(about->learner_view.words) && text_empty(about->parent_view.words) &&
                about->other_views.count == 0;
    if (none && text_empty(about->no_view_reason))
        return;
    pdf_heading(pdf, 2, "In their own words");
    write_view(pdf, arena, about->learner, &about->learner_view);
    write_view(pdf, arena, "The family", &about->parent_view);
    for (size_t i = 0; i < about->other_views.count; i++)
        write_view(pdf, arena, about->other_views.items[i].said_by, &about->other_views.items[i]);
    if (!text_empty(about->no_view_reason))
        pdf_small(pdf, arena_print(arena, "Why views are missing: %s", about->no_view_reason));
}

static const char *joined(Arena *arena, const char *before, const char *between, const char *after)
{
    if (text_empty(before) || text_empty(after))
        return text_empty(before) ? after : before;
    return arena_print(arena, "%s%s%s", before, between, after);
}

/* Not a table: with a row or two under each outcome, narrow columns only made the paper longer, and
 * in large print unreadable. */
static void write_support(Pdf *pdf, Arena *arena, const Provision *provision)
{
    const char *how =
        joined(arena, provision->deliverer_name, ", ", plan_dose_words(arena, provision));
    const char *text = arena_print(arena, "%s. %s.", joined(arena, how, ", ", provision->place),
                                   plan_days_words(arena, provision));
    pdf_labelled(pdf, arena_print(arena, "%s:", provision->title),
                 joined(arena, text, "\n", provision->detail));
    if (!text_empty(provision->evidence_note))
        pdf_small(pdf, arena_print(arena, "Why: %s", provision->evidence_note));
}

static bool works_towards_first(const Provision *provision, OutcomeId outcome)
{
    if (provision->outcomes.count == 0)
        return outcome.n == 0;
    return provision->outcomes.items[0].n == outcome.n;
}

/* Support for several outcomes stands under the first; n 0: for none. */
static void write_supports(Pdf *pdf, Arena *arena, const Plan *plan, OutcomeId outcome)
{
    for (size_t i = 0; i < plan->provisions.count; i++)
        if (works_towards_first(&plan->provisions.items[i], outcome))
            write_support(pdf, arena, &plan->provisions.items[i]);
}

/* Where it starts and where it should be, on one line. */
static void write_distance(Pdf *pdf, Arena *arena, const Outcome *outcome)
{
    const char *aim = outcome->target;
    if (!text_empty(aim) && date_is_set(outcome->due_on))
        aim = arena_print(arena, "%s, by %s", aim, date_long(arena, outcome->due_on));
    if (text_empty(outcome->baseline) || text_empty(aim)) {
        if (!text_empty(outcome->baseline))
            pdf_labelled(pdf, "Start:", outcome->baseline);
        if (!text_empty(aim))
            pdf_labelled(pdf, "Aim:", aim);
        return;
    }
    pdf_labelled(pdf,
                 "Start and aim:", arena_print(arena, "from %s to %s", outcome->baseline, aim));
}

static void write_outcomes(Pdf *pdf, Arena *arena, const Plan *plan)
{
    pdf_heading(pdf, 2, "What we are working on");
    if (plan->outcomes.count == 0)
        pdf_paragraph(pdf, "No outcomes yet.");
    for (size_t i = 0; i < plan->outcomes.count; i++) {
        const Outcome *outcome = &plan->outcomes.items[i];
        pdf_heading(pdf, 3,
                    arena_print(arena, "%zu. %s", i + 1, plan_outcome_words(arena, outcome)));
        write_distance(pdf, arena, outcome);
        if (!text_empty(outcome->measure))
            pdf_labelled(pdf, "How we will know:", outcome->measure);
        write_supports(pdf, arena, plan, outcome->id);
    }
    write_supports(pdf, arena, plan, (OutcomeId){0});
}

static void write_everybody(Pdf *pdf, Arena *arena, const Plan *plan, const SettingWords *words)
{
    if (!text_empty(plan->class_strategies)) {
        pdf_heading(pdf, 2, arena_print(arena, "In %s", words->everyday));
        paper_bullets(pdf, arena, plan->class_strategies);
    }
    if (!text_empty(plan->home_support)) {
        pdf_heading(pdf, 2, "At home");
        pdf_paragraph(pdf, plan->home_support);
    }
    if (!text_empty(plan->learner_part)) {
        pdf_heading(pdf, 2, "My part");
        pdf_quote(pdf, plan->learner_part, plan->about.learner);
    }
}

static void write_foot(Pdf *pdf, const Plan *plan)
{
    pdf_heading(pdf, 2, "How this was agreed");
    if (!text_empty(plan->consulted))
        pdf_paragraph(pdf, plan->consulted);
    if (!text_empty(plan->review_reason))
        pdf_labelled(pdf, "Why the review is later than a term:", plan->review_reason);
    pdf_small(pdf, "Signing shows that you have talked it over. Support does not wait for it.");
    pdf_signature(pdf, "Parent or carer", "Date");
    pdf_signature(pdf, "Responsible teacher", "Date");
}

/* ---- The paper --------------------------------------------------------------------------------
 */

Error *plan_paper_write(Arena *arena, const Plan *plan, PdfReader reader, const PaperTo *to,
                        const SettingWords *words, Date today, Bytes *paper)
{
    bool draft = plan->state == PLAN_DRAFT;
    PdfOptions options = {
        .title =
            arena_print(arena, "Support plan, version %d%s", plan->edition, draft ? ", draft" : ""),
        .language = "en-GB",
        .reader = reader,
        .issuer = plan->about.school,
        .mark = draft ? "DRAFT · Confidential" : "Confidential",
        .footer = paper_footer(arena, plan->about.learner,
                               arena_print(arena, "Version %d", plan->edition),
                               draft ? today : plan->finalised_on, draft),
        .left_out = &to->hidden,
        .instead = ADDRESS_LEFT_OUT,
        .created = MOMENT_NONE,
    };
    Pdf *pdf = pdf_create(arena, &options);
    write_head(pdf, arena, plan, to->name);
    write_views(pdf, arena, &plan->about);
    write_outcomes(pdf, arena, plan);
    write_everybody(pdf, arena, plan, words);
    paper_charts(pdf, &to->scores);
    write_foot(pdf, plan);
    return pdf_finish(pdf, paper);
}

Error *plan_paper_answer(Request *request, const Plan *plan, const PaperTo *to)
{
    Bytes paper;
    TRY(plan_paper_write(request->arena, plan, paper_reader(request, PDF_FOR_STAFF), to,
                         request_setting_words(request), request->today, &paper));
    const char *name =
        plan->state == PLAN_DRAFT
            ? arena_print(request->arena, "support-plan-%d-draft.pdf", plan->edition)
            : arena_print(request->arena, "support-plan-%s-version-%d.pdf",
                          date_iso(request->arena, plan->finalised_on), plan->edition);
    return request_file(request, "application/pdf", name, paper);
}

Error *plan_paper(Request *request)
{
    Plan plan;
    TRY(plan_as_agreed(request->db, request->arena, request->school_id, request->learner->id,
                       (PlanId){request_path_id(request, "plan")}, &plan));
    if (request->family != NULL && (plan.state == PLAN_DRAFT || !date_is_set(plan.shared_on)))
        return error_not_found("plan %lld was not shared", (long long)plan.id.n);
    PaperTo to;
    TRY(paper_addressee(request, PURPOSE_PLAN, &to));
    if (to.name == NULL) /* the school's own copy: what the family has is what was agreed */
        TRY(scores_charts(request->db, request->arena, request->school_id, request->learner->id,
                          plan.state == PLAN_DRAFT ? request->today : plan.finalised_on,
                          &to.scores));
    return plan_paper_answer(request, &plan, &to);
}
