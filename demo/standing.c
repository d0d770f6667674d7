#include "demo/families.h"
#include "demo/standing.h"

#include "demo/telling.h"
#include "learner/contact.h"
#include "platform/base/log.h"
#include "platform/base/text.h"
#include "register/register.h"

enum { REPLY_AFTER = 5, BEST_REPLY_BY = 8 }; /* school days */

/* The answer to a concern depends on who raised it. */
static const char *reply_words(Telling *telling)
{
    static const char *const to_staff[] = {
        "Thank you. I come in on two mornings next week, and then we talk with {mum} together.",
        "Thank you for writing it down so exactly. Keep the examples; I look at the books on "
        "Friday and watch at lunch.",
    };
    static const char *const to_parents[] = {
        "Thank you for saying it. {teacher} and I will watch closely for two weeks, and we talk "
        "with you before anything is decided.",
        "We have seen it too. I come into class on two mornings, and then we sit down together.",
    };
    static const char *const to_others[] = {
        "Thank you for the report. {teacher} and {ta} have read it, and we meet with {mum} this "
        "week.",
    };
    if (text_equal(telling->story->raised_by, "staff"))
        return TELLING_PICK(telling, to_staff);
    return text_equal(telling->story->raised_by, "parent") ? TELLING_PICK(telling, to_parents)
                                                           : TELLING_PICK(telling, to_others);
}

static const char *raised_by_name(Telling *telling)
{
    const char *by = telling->story->raised_by;
    if (text_equal(by, "staff"))
        return telling->child->class->teacher->display_name;
    if (text_equal(by, "parent"))
        return telling_text(telling, "{mum}");
    return telling->child->looked_after ? "Virtual school" : "Health service, by letter";
}

static Error *tell_concern(Telling *telling)
{
    Arena *arena = telling->arena;
    SchoolId school = telling->cast->school;
    LearnerId learner = telling->child->id;
    Date raised = telling->timeline.concern_on;
    ConcernId id;
    telling_go_to(telling, raised);
    Concern concern = {
        .raised_on = raised,
        .raised_by = telling->story->raised_by,
        .raised_by_name = raised_by_name(telling),
        .way = "self",
        .wording = telling_text(telling, telling->story->concern),
        .noticed_where = telling->story->noticed_where,
        .reply_by = demo_school_days_before(telling->calendar, raised, -BEST_REPLY_BY),
        .replied_on = DATE_NONE,
        .check_on = DATE_NONE,
        .outcome = "open",
    };
    TRY(concern_raise(telling->db, school, learner, &concern, &id));
    TRY(concern_load(telling->db, arena, school, learner, id, &concern));
    ConcernStepId step_id;
    ConcernStep step = {
        .taken_on = demo_school_days_before(telling->calendar, raised, -REPLY_AFTER),
        .taken_by = telling->cast->senco->id,
        .verdict = "assess",
        .words = reply_words(telling),
        .check_on = DATE_NONE,
    };
    TRY(concern_take_step(telling->db, arena, school, &concern, &step, &step_id));
    if (!text_equal(telling->story->raised_by, "parent"))
        return NULL;
    ConcernTold told = {.step_id = step_id,
                        .told_on = step.taken_on,
                        .told_by = telling->cast->senco->id,
                        .method = "phone",
                        .recipient = concern.raised_by_name};
    return concern_tell(telling->db, school, learner, &told);
}

static Texts needs_of(Arena *arena, const Story *story)
{
    Texts needs = {0, arena_array(arena, const char *, STORY_NEEDS)};
    while (needs.count < STORY_NEEDS && story->needs[needs.count] != NULL) {
        needs.items[needs.count] = story->needs[needs.count];
        needs.count++;
    }
    return needs;
}

/* The areas of the needs, and where a need belongs to none, of the first outcome. */
static AreasOfNeed areas_of(Telling *telling)
{
    Arena *arena = telling->arena;
    const Story *story = telling->story;
    AreasOfNeed areas = {0, arena_array(arena, AreaOfNeed, STORY_NEEDS)};
    bool seen[AREA_COUNT] = {false};
    for (size_t i = 0; i < STORY_NEEDS && story->needs[i] != NULL; i++) {
        NeedArea area = need_type(story->needs[i])->area;
        if (area == AREA_NONE)
            ASSERT(need_area_parse(outcome_story_of(story->outcomes[0])->area, &area));
        if (seen[area])
            continue;
        seen[area] = true;
        areas.items[areas.count++].area = need_area_code(area);
    }
    areas.items[0].primary = true;
    areas.items[0].barriers = telling_text(telling, story->barriers);
    areas.items[0].strengths = telling_text(telling, telling->voice->strengths);
    return areas;
}

static const char *evidence_words(Telling *telling, const char *level)
{
    if (telling_stand(telling) == STAND_INHERITED)
        return telling_text(telling,
                            "Joined with a plan and a review from the last school, which hold "
                            "until we have looked for ourselves. {mum} brought both.");
    if (telling->child->placement->level == 'E' && text_equal(level, "sen_support"))
        return telling_text(telling, "Observations over a half term, class work, the first letter "
                                     "of the health service, and what {mum} told us.");
    return telling_text(telling, telling->story->evidence);
}

static Error *decide(Telling *telling, const char *level, Date on, SenStatusId *id)
{
    telling_go_to(telling, on);
    const Child *child = telling->child;
    Decision decision = {
        .level = level,
        .starts_on = on,
        .decided_on = on,
        .decided_by = telling->cast->senco->id,
        .decided_with = child->class->teacher->id,
        .evidence = evidence_words(telling, level),
        .outcomes_sought = telling_text(telling, telling->story->hoped),
        .family_view = telling_text(telling, telling->voice->parent),
        .learner_view = telling_text(telling, telling->voice->child),
        .needs = needs_of(telling->arena, telling->story),
        .areas = areas_of(telling),
    };
    if (child->english_additional && telling->story->language_reason != NULL)
        decision.language_reason = telling_text(telling, telling->story->language_reason);
    return register_decide(telling->db, telling->arena, telling->cast->school, child->id, &decision,
                           on, id);
}

static Error *tell_family(Telling *telling, SenStatusId status)
{
    static const char *const methods[] = {"letter", "letter", "meeting", "phone_and_letter",
                                          "email"};
    ParentNoticeId id;
    Notice notice = {
        .status_id = status,
        .told_on = telling->timeline.told_on,
        .method = methods[dice_below(&telling->dice, 5)],
        .recipients = child_family(telling->arena, telling->child),
        .told_by = telling->cast->senco->id,
    };
    if (!date_is_set(notice.told_on))
        return NULL;
    return register_tell(telling->db, telling->arena, telling->cast->school, telling->child->id,
                         &notice, &id);
}

static Error *make_letter(Telling *telling, SenStatusId status, const ContactStanding *standing,
                          bool handed_over)
{
    ParentNoticeId id;
    Notices notices;
    SchoolId school = telling->cast->school;
    LearnerId learner = telling->child->id;
    Notice notice = {
        .status_id = status,
        .made_on = telling->timeline.support_on,
        .contact_id = standing->link.contact_id,
        .recipients = standing->link.name,
        .told_by = telling->cast->senco->id,
    };
    NoticeStep step = {handed_over ? "delivered" : "sent",
                       telling->calendar->today,
                       handed_over ? "meeting" : "letter",
                       NULL,
                       telling->cast->senco->id,
                       NULL,
                       NULL};
    TRY(register_notice_make(telling->db, telling->arena, school, learner, &notice, &id));
    TRY(register_notices(telling->db, telling->arena, school, learner, &notices));
    for (size_t i = 0; i < notices.count; i++)
        if (notices.items[i].id.n == id.n)
            return register_notice_step(telling->db, school, learner, &notices.items[i], &step);
    return NULL;
}

/* Decided this week: one parent was here and has the letter, the other's is in the post. */
static Error *make_letters(Telling *telling, SenStatusId status)
{
    ContactStandings standings;
    size_t made = 0;
    TRY(contact_standings(telling->db, telling->arena, telling->cast->school, telling->child->id,
                          telling->calendar->today, &standings));
    for (size_t i = 0; i < standings.count; i++) {
        const ContactStanding *standing = &standings.items[i];
        if (!entitlement(telling->arena, &standing->facts, PURPOSE_NOTICE).addressed)
            continue;
        made++;
        TRY(make_letter(telling, status, standing, made == 2));
    }
    return NULL;
}

/* What was heard first is what the decision rests on. */
static Error *keep_concerns(Telling *telling, SenStatusId status)
{
    Concerns concerns;
    LearnerId learner = telling->child->id;
    TRY(concern_list(telling->db, telling->arena, telling->cast->school, learner, &concerns));
    for (size_t i = 0; i < concerns.count; i++) {
        Evidence evidence = evidence_of_concern(telling->arena, &concerns.items[i]);
        TRY(evidence_keep(telling->db, telling->cast->school, learner, status, &evidence,
                          telling->timeline.support_on, telling->cast->senco->id));
    }
    return NULL;
}

/* The cycle is open by now, so that a decision of years ago does not open one. */
static Error *tell_decisions(Telling *telling)
{
    const Timeline *timeline = &telling->timeline;
    SenStatusId id;
    if (date_is_set(timeline->support_on)) {
        TRY(decide(telling, "sen_support", timeline->support_on, &id));
        TRY(keep_concerns(telling, id));
        TRY(tell_family(telling, id));
        if (telling_stand(telling) == STAND_TO_TELL)
            TRY(make_letters(telling, id));
    }
    if (date_is_set(timeline->ehc_on))
        TRY(decide(telling, "ehc", timeline->ehc_on, &id));
    return NULL;
}

static Error *tell_round(Telling *telling)
{
    const Round *round = telling_round(telling);
    telling_go_to(telling, round->opened_on);
    TRY(tell_assessment(telling));
    if (!date_is_set(round->assessed_on))
        return NULL;
    /* A plan that runs over the summer is made for the class to come. */
    telling_go_to(telling, date_is_set(round->held_on) ? round->held_on : telling->calendar->today);
    TRY(tell_plan(telling));
    if (!date_is_set(round->planned_on))
        return NULL;
    TRY(tell_sessions(telling));
    bool reviewing = telling_is_newest(telling) && telling_stand(telling) == STAND_REVIEWING;
    return date_is_set(round->held_on) || reviewing ? tell_review(telling) : NULL;
}

/* Gone through each year, and whenever the plan was talked over. */
static Error *tell_own_words(Telling *telling)
{
    const Round *round = &telling->timeline.rounds[telling->timeline.count - 1];
    const Voice *voice = telling->voice;
    Learner learner;
    SchoolId school = telling->cast->school;
    telling_go_to(telling, telling->calendar->today);
    TRY(learner_load(telling->db, telling->arena, school, telling->child->id, &learner));
    return learner_set_own_words(
        telling->db, school, learner.id, telling_text(telling, voice->likes),
        telling_text(telling, voice->matters), telling_text(telling, voice->help),
        demo_school_days_before(telling->calendar, round->opened_on, -1), learner.version);
}

static Error *tell(Telling *telling)
{
    CycleId cycle;
    TRY(cycle_open(telling->db, telling->arena, telling->cast->school, telling->child->id,
                   (CycleId){0}, telling->timeline.rounds[0].opened_on, &cycle));
    if (telling_stand(telling) != STAND_INHERITED)
        TRY(tell_concern(telling));
    TRY(tell_decisions(telling));
    for (telling->round = 0; telling->round < telling->timeline.count; telling->round++)
        TRY(tell_round(telling));
    return tell_own_words(telling);
}

/* Whether there is four times as much to be counted as the last time. */
static bool has_grown(int told)
{
    return told == 1 || told == 4 || told == 16 || told == 64;
}

Error *standing_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast)
{
    int told = 0;
    for (int i = 0; i < cast->child_count; i++) {
        const Child *child = &cast->children[i];
        if (child->placement == NULL)
            continue;
        Telling telling = {
            .db = db,
            .arena = arena,
            .calendar = calendar,
            .cast = cast,
            .story = story_of(child->placement->story),
            .number = i,
            .dice = dice_for("telling", (uint64_t)i),
        };
        telling.voice = &telling.story->voices[child->voice];
        telling.turn = (size_t)dice_below(&telling.dice, 60);
        telling_go_to(&telling, calendar->today);
        timeline_make(calendar, child, i, &telling.timeline);
        TRY(tell(&telling));
        if (has_grown(++told))
            TRY(db_analyze(db));
    }
    return NULL;
}
