/* What a decision rests on, offered and kept. */
#include "register/evidence.h"

#include <inttypes.h>
#include <string.h>

#include "platform/base/id.h"
#include "register/concern.h"
#include "register/evidence_sql.h"
#include "register/views.h"

static const struct {
    const char *code;
    Permission needs;
} kinds[EVIDENCE_KIND_COUNT] = {
    [EVIDENCE_CONCERN] = {"concern", MAY_READ_CONCERNS},
    [EVIDENCE_VIEWS] = {"views", MAY_READ_CONCERNS},
    [EVIDENCE_PROGRESS] = {"progress", MAY_SEE_SCORES},
    [EVIDENCE_REPORT] = {"report", MAY_SEE_REPORTS},
};

void evidence_add(Arena *arena, EvidenceList *list, Evidence evidence)
{
    if (list->count == list->room) {
        list->room = list->room == 0 ? 16 : 2 * list->room;
        Evidence *items = arena_array(arena, Evidence, list->room);
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
    }
    list->items[list->count++] = evidence;
}

/* ---- Offered ----------------------------------------------------------------------------------
 */

Evidence evidence_of_concern(Arena *arena, const Concern *concern)
{
    return (Evidence){EVIDENCE_CONCERN, concern->id.n,
                      arena_print(arena, "Concern of %s, %s", concern->raised_by_name,
                                  date_long(arena, concern->raised_on)),
                      concern->translation == NULL ? concern->wording : concern->translation};
}

static Error *offer_concerns(Request *request, EvidenceList *list)
{
    Arena *arena = request->arena;
    Concerns concerns;
    TRY(concern_list(request->db, arena, request->school_id, request->learner->id, &concerns));
    for (size_t i = 0; i < concerns.count; i++) {
        const Concern *concern = &concerns.items[i];
        evidence_add(arena, list, evidence_of_concern(arena, concern));
    }
    return NULL;
}

static const char *what_teachers_say(Arena *arena, const TeacherViews *views)
{
    Texts tallies = views_tally_words(arena, views);
    const char *words = arena_print(arena, "%d of %d answered.", views->answered, views->asked);
    for (size_t i = 0; i < tallies.count; i++)
        words = arena_print(arena, "%s\n%s", words, tallies.items[i]);
    for (size_t i = 0; i < views->words.count; i++)
        if (views->words.items[i].words != NULL)
            words = arena_print(arena, "%s\n%s: %s", words, views->words.items[i].staff_name,
                                views->words.items[i].words);
    return words;
}

static Error *offer_views(Request *request, EvidenceList *list)
{
    Arena *arena = request->arena;
    TeacherViewsList rounds;
    bool all;
    TRY(views_all_read(request, &all));
    TRY(views_about(request->db, arena, request->school_id, request->learner->id,
                    all ? (StaffId){0} : request->staff->id, &rounds));
    for (size_t i = 0; i < rounds.count; i++) {
        const TeacherViews *views = &rounds.items[i];
        if (views->answered > 0)
            evidence_add(arena, list,
                         (Evidence){EVIDENCE_VIEWS, views->round.n,
                                    arena_print(arena, "Teachers’ views: %s, %s", views->title,
                                                date_long(arena, views->asked_on)),
                                    what_teachers_say(arena, views)});
    }
    return NULL;
}

/* Of concerns and views; then of what the program handed over. */
static const EvidenceSource own_sources[] = {
    {EVIDENCE_CONCERN, offer_concerns}, {EVIDENCE_VIEWS, offer_views}, {0}};

static Error *offer_all(Request *request, const EvidenceSource *source, EvidenceList *list)
{
    for (; source != NULL && source->offer != NULL; source++)
        if (request_may(request, kinds[source->kind].needs))
            TRY(source->offer(request, list));
    return NULL;
}

Error *evidence_offered(Request *request, EvidenceList *list)
{
    *list = (EvidenceList){0};
    TRY(offer_all(request, own_sources, list));
    return offer_all(request, site_options(request->site)->evidence, list);
}

/* ---- Kept -------------------------------------------------------------------------------------
 */

static EvidenceKind kind_of(const char *code)
{
    EvidenceKind kind = 0;
    while (kind < EVIDENCE_KIND_COUNT - 1 && !text_equal(kinds[kind].code, code))
        kind++;
    return kind;
}

Error *evidence_kept(Request *request, EvidenceKeptList *list)
{
    struct evidence_of_rows rows;
    *list = (EvidenceKeptList){0};
    TRY(evidence_of(request->db, request->arena, request->school_id, request->learner->id, &rows));
    list->items = arena_array(request->arena, EvidenceKept, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        const struct evidence_of_row *row = &rows.items[i];
        EvidenceKind kind = kind_of(row->kind);
        if (request_may(request, kinds[kind].needs))
            list->items[list->count++] = (EvidenceKept){row->id,
                                                        row->status_id,
                                                        {kind, row->about, row->label, row->words},
                                                        row->chosen_on};
    }
    return NULL;
}

const char *evidence_code(Arena *arena, const Evidence *evidence)
{
    return arena_print(arena, "%s-%" PRId64, kinds[evidence->kind].code, evidence->about);
}

static bool is_ticked(Arena *arena, const Evidence *evidence, Texts codes)
{
    const char *code = evidence_code(arena, evidence);
    for (size_t i = 0; i < codes.count; i++)
        if (text_equal(codes.items[i], code))
            return true;
    return false;
}

static const EvidenceKept *kept_of(const EvidenceKeptList *kept, SenStatusId status,
                                   const Evidence *evidence)
{
    for (size_t i = 0; i < kept->count; i++)
        if (kept->items[i].status_id.n == status.n &&
            kept->items[i].as_it_stood.kind == evidence->kind &&
            kept->items[i].as_it_stood.about == evidence->about)
            return &kept->items[i];
    return NULL;
}

/* What was ticked before keeps the words of its day. */
Error *evidence_keep(Db *db, SchoolId school, LearnerId learner, SenStatusId status,
                     const Evidence *evidence, Date on, StaffId by)
{
    return evidence_insert(db, school, (SenEvidenceId){id_new()}, learner, status,
                           kinds[evidence->kind].code, evidence->about, evidence->label,
                           evidence->words, on, by, NULL);
}

Error *evidence_choose(Request *request, SenStatusId status, Texts codes)
{
    EvidenceList offered;
    EvidenceKeptList kept;
    StaffId me = request->staff->id;
    TRY(evidence_offered(request, &offered));
    TRY(evidence_kept(request, &kept));
    for (size_t i = 0; i < offered.count; i++) {
        const Evidence *evidence = &offered.items[i];
        const EvidenceKept *before = kept_of(&kept, status, evidence);
        bool ticked = is_ticked(request->arena, evidence, codes);
        if (ticked && before == NULL)
            TRY(evidence_keep(request->db, request->school_id, request->learner->id, status,
                              evidence, request->today, me));
        if (!ticked && before != NULL)
            TRY(evidence_end(request->db, request->school_id, before->id, request->today, me,
                             NULL));
    }
    return NULL;
}
