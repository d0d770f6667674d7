/* Choosing the other record, both side by side, the merge, and taking it back. */
#include "identity/merge_pages.h"

#include <inttypes.h>
#include <string.h>

#include "contact/contact.h"
#include "identity/identity.h"
#include "identity/merge_choose_html.h"
#include "identity/merge_html.h"
#include "identity/merge_moves.h"
#include "identity/merged_html.h"
#include "identity/moves_sql.h"
#include "learner/contact.h"
#include "platform/base/id.h"

static Url record_path(Request *request, LearnerId learner, const char *rest)
{
    return url_print(request->arena, "/learners/%" PRId64 "%s", learner.n, rest);
}

static const char *id_text(Request *request, LearnerId learner)
{
    return arena_print(request->arena, "%" PRId64, learner.n);
}

/* ---- Which other ------------------------------------------------------------------------------
 */

typedef struct FindInput {
    const char *wanted;
    int64_t which;
} FindInput;

static const FormField find_fields[] = {
    FORM_TEXT(FindInput, wanted, .label = "Whole name, or UPN",
              .hint = "First name and last name, or a UPN that it has or had",
              .missing = "Enter the whole name, or the UPN", .personal = true),
    FORM_ID(FindInput, which, .label = "Which of them"),
};
const Form merge_find_form = FORM(FindInput, find_fields);

typedef struct Others {
    size_t count;
    Learner *items;
} Others;

/* "zofia nowak" is kept as "nowak zofia": each word is tried as the first. */
static Error *add_named(Request *request, const char *key, const char *upn, Others *others)
{
    struct learner_named_or_numbered_rows rows;
    TRY(learner_named_or_numbered(request->db, request->arena, request->school_id, key, upn,
                                  &rows));
    for (size_t i = 0; i < rows.count && others->count < 8; i++) {
        bool known = rows.items[i].id.n == request->learner->id.n;
        for (size_t o = 0; o < others->count; o++)
            known = known || others->items[o].id.n == rows.items[i].id.n;
        if (known)
            continue;
        TRY(learner_load(request->db, request->arena, request->school_id, rows.items[i].id,
                         &others->items[others->count]));
        others->count++;
    }
    return NULL;
}

static Error *find_others(Request *request, Others *others)
{
    const FindInput *input = request->form == NULL ? NULL : request->input;
    *others = (Others){0, arena_array(request->arena, Learner, 8)};
    if (input == NULL || text_empty(input->wanted))
        return NULL;
    UpnCheck check = upn_check(input->wanted);
    const char *upn = upn_accepted(&check) ? check.upn : input->wanted;
    const char *key = text_sort_key(request->arena, input->wanted);
    size_t words = 1;
    for (const char *at = key; *at != '\0'; at++)
        words += *at == ' ';
    for (size_t turn = 0; turn < words && turn < 8; turn++) {
        TRY(add_named(request, key, upn, others));
        const char *space = strchr(key, ' ');
        if (space != NULL)
            key = arena_print(request->arena, "%s %.*s", space + 1, (int)(space - key), key);
    }
    return NULL;
}

static const char *told_apart(Request *request, const Learner *learner)
{
    return arena_print(request->arena, "%s, born %s, %s", learner->known_name,
                       date_medium(request->arena, learner->born_on),
                       learner_year_and_class(request->arena, learner));
}

static Error *fill_alike(Request *request, PageLinks *links)
{
    LearnerId own = request->learner->id;
    AlikePairs pairs;
    TRY(alike_pairs(request, own, &pairs));
    *links = (PageLinks){pairs.count, arena_array(request->arena, PageLink, pairs.count)};
    for (size_t i = 0; i < pairs.count; i++) {
        bool first = pairs.items[i].one.n == own.n;
        LearnerId other = first ? pairs.items[i].other : pairs.items[i].one;
        const char *name = first ? pairs.items[i].other_name : pairs.items[i].one_name;
        request_shows(request, other);
        links->items[i] = (PageLink){
            record_path(request, own, arena_print(request->arena, "/merge?with=%" PRId64, other.n)),
            arena_print(request->arena, "%s (%s)", name, pairs.items[i].why), false};
    }
    return NULL;
}

static Error *choose_page(Request *request)
{
    Others others;
    TRY(find_others(request, &others));
    ChoiceViews choices = {others.count, arena_array(request->arena, ChoiceView, others.count)};
    for (size_t i = 0; i < others.count; i++) {
        request_shows(request, others.items[i].id);
        choices.items[i] = (ChoiceView){.code = id_text(request, others.items[i].id),
                                        .label = told_apart(request, &others.items[i])};
    }
    MergeChoosePage view = {
        .page = page_make(request, "Another record of the same {learner}", SECTION_REGISTER),
        .form = form_view(request, record_path(request, request->learner->id, "/merge/find"), 0,
                          "The other record"),
        .wanted = field_view(request, &merge_find_form, "wanted", ""),
        .which = field_view_choices(request, &merge_find_form, "which", "", choices),
        .several = others.count > 1,
    };
    TRY(learner_bar(request, TAB_IDENTITY, &view.bar));
    TRY(fill_alike(request, &view.alike));
    merge_choose_html(request->out, &view);
    return NULL;
}

static LearnerId chosen(Request *request, const Others *others, int64_t which)
{
    if (others->count == 1)
        return others->items[0].id;
    for (size_t i = 0; i < others->count; i++)
        if (others->items[i].id.n == which)
            return others->items[i].id;
    if (others->count == 0)
        form_problem(request, "wanted", "No other record here has exactly that name, or that UPN");
    else
        form_problem(request, "which", "There are several: choose one");
    return (LearnerId){0};
}

Error *merge_find_post(Request *request)
{
    const FindInput *input = request->input;
    Others others;
    TRY(find_others(request, &others));
    LearnerId other = chosen(request, &others, input->which);
    TRY(form_problems(request));
    return request_done(request,
                        record_path(request, request->learner->id,
                                    arena_print(request->arena, "/merge?with=%" PRId64, other.n)),
                        NULL);
}

/* ---- The form -------------------------------------------------------------------------------- */

typedef struct MergeInput {
    const char *name, *born, *upn, *number, *sex, *year, *language, *premium, *care, *stay, *words;
    const char *support, *reason;
    bool sure;
} MergeInput;

static const FormChoice either[] = {
    {"kept", "As in this one", NULL},
    {"gone", "As in the other", NULL},
    {NULL, NULL, NULL},
};

static const FormField merge_fields[] = {
    FORM_CHOICE(MergeInput, name, .label = "Name", .choices = either),
    FORM_CHOICE(MergeInput, born, .label = "Date of birth", .choices = either),
    FORM_CHOICE(MergeInput, upn, .label = "UPN of now", .choices = either),
    FORM_CHOICE(MergeInput, number, .label = "Admission number", .choices = either),
    FORM_CHOICE(MergeInput, sex, .label = "Sex", .choices = either),
    FORM_CHOICE(MergeInput, year, .label = "Year and {class}", .choices = either),
    FORM_CHOICE(MergeInput, language, .label = "First language", .choices = either),
    FORM_CHOICE(MergeInput, premium, .label = "Pupil premium", .choices = either),
    FORM_CHOICE(MergeInput, care, .label = "Looked after", .choices = either),
    FORM_CHOICE(MergeInput, stay, .label = "First and last day here", .choices = either),
    FORM_CHOICE(MergeInput, words, .label = "In their own words", .choices = either),
    FORM_CHOICE(MergeInput, support, .label = "Whose level and plan go on", .choices = either),
    FORM_TEXT(MergeInput, reason, .label = "How do you know that both are one {learner}?",
              .rows = 3, .max = 500, .missing = "Enter how you know", .personal = true),
    FORM_CHECK(MergeInput, sure, .label = "I have looked at what is said above",
               .missing = "Tick this when you have looked"),
};
const Form merge_form = FORM(MergeInput, merge_fields);

static const char *answer_of(const MergeInput *input, MergeFact fact)
{
    const char *const answers[MERGE_FACTS] = {
        [MERGE_NAME] = input->name,         [MERGE_BORN] = input->born,
        [MERGE_UPN] = input->upn,           [MERGE_NUMBER] = input->number,
        [MERGE_SEX] = input->sex,           [MERGE_CLASS] = input->year,
        [MERGE_LANGUAGE] = input->language, [MERGE_PREMIUM] = input->premium,
        [MERGE_CARE] = input->care,         [MERGE_STAY] = input->stay,
        [MERGE_WORDS] = input->words,
    };
    return answers[fact];
}

/* ---- Both records ---------------------------------------------------------------------------- */

/* with: n 0 when the address names no other. ERROR_NOT_FOUND unless both are live. */
static Error *load_both(Request *request, Merge *merge)
{
    int64_t id;
    const char *with = request_query(request, "with");
    *merge = (Merge){.kept = request->learner,
                     .by = request->staff->id,
                     .today = request->today,
                     .now = request->now};
    if (with == NULL || !id_parse(with, &id))
        return NULL;
    Learner *gone = arena_new(request->arena, Learner);
    TRY(learner_for_staff(request->db, request->arena, request->school_id, request->staff,
                          request->reach, (LearnerId){id}, request->today, gone));
    if (gone->standing != RECORD_LIVE || request->learner->standing != RECORD_LIVE ||
        gone->id.n == request->learner->id.n)
        return error_not_found("no merge of %" PRId64, id);
    merge->gone = gone;
    request_shows(request, gone->id);
    merge_usual(merge);
    return NULL;
}

static const char *legal_name(Request *request, const Learner *learner)
{
    return text_empty(learner->preferred_name)
               ? arena_print(request->arena, "%s %s", learner->forename, learner->surname)
               : arena_print(request->arena, "%s %s (goes by %s)", learner->forename,
                             learner->surname, learner->preferred_name);
}

static const char *or_nothing(const char *text)
{
    return text_empty(text) ? "Nothing" : text;
}

static const char *stay_words(Request *request, const Learner *learner)
{
    const char *from = date_is_set(learner->entered_on)
                           ? arena_print(request->arena, "since %s",
                                         date_medium(request->arena, learner->entered_on))
                           : "first day not known";
    return date_is_set(learner->left_on)
               ? arena_print(request->arena, "%s until %s", from,
                             date_medium(request->arena, learner->left_on))
               : from;
}

static const char *language_words(Request *request, const Learner *learner)
{
    const char *eal = !learner->english_additional.present ? ""
                      : learner->english_additional.value  ? ", English is additional"
                                                           : ", English is not additional";
    return arena_print(request->arena, "%s%s",
                       text_empty(learner->first_language) ? "Not known" : learner->first_language,
                       eal);
}

static const char *own_words(Request *request, const Learner *learner)
{
    if (text_empty(learner->likes_about_me) && text_empty(learner->matters_to_me) &&
        text_empty(learner->how_to_help_me))
        return "Nothing";
    return date_is_set(learner->own_words_on)
               ? arena_print(request->arena, "As written on %s",
                             date_medium(request->arena, learner->own_words_on))
               : "As written";
}

static const char *fact_words(Request *request, const Learner *learner, MergeFact fact)
{
    switch (fact) {
    case MERGE_NAME:
        return legal_name(request, learner);
    case MERGE_BORN:
        return date_long(request->arena, learner->born_on);
    case MERGE_UPN:
        return or_nothing(learner->upn);
    case MERGE_NUMBER:
        return or_nothing(learner->admission_number);
    case MERGE_SEX:
        return text_equal(learner->sex, "F")   ? "Female"
               : text_equal(learner->sex, "M") ? "Male"
                                               : "Nothing";
    case MERGE_CLASS:
        return learner_year_and_class(request->arena, learner);
    case MERGE_LANGUAGE:
        return language_words(request, learner);
    case MERGE_PREMIUM:
        return learner->pupil_premium ? "Yes" : "No";
    case MERGE_CARE:
        return learner->looked_after ? "Yes" : "No";
    case MERGE_STAY:
        return stay_words(request, learner);
    case MERGE_WORDS:
    default:
        return own_words(request, learner);
    }
}

static ChoiceViews two_choices(Request *request, const char *kept, const char *gone)
{
    ChoiceViews views = {2, arena_array(request->arena, ChoiceView, 2)};
    views.items[0] = (ChoiceView){.code = "kept", .label = kept, .hint = "as in this one"};
    views.items[1] = (ChoiceView){.code = "gone", .label = gone, .hint = "as in the other"};
    return views;
}

static void add_choice(Request *request, const char *name, bool of_gone, ChoiceViews choices,
                       MergePage *view)
{
    FieldView *field = &view->choices.items[view->choices.count++];
    *field = field_view_choices(request, &merge_form, name, of_gone ? "gone" : "kept", choices);
    field->optional = false;
}

static void fill_facts(Request *request, const Merge *merge, MergePage *view)
{
    view->facts = (MergeFactRows){0, arena_array(request->arena, MergeFactRow, MERGE_FACTS + 1)};
    view->choices = (MergeFields){0, arena_array(request->arena, FieldView, MERGE_FACTS + 1)};
    for (int i = 0; i < MERGE_FACTS; i++) {
        MergeFact fact = (MergeFact)i;
        MergeSays says = merge_says(merge, fact);
        const char *kept = fact_words(request, merge->kept, fact);
        const char *gone = fact_words(request, merge->gone, fact);
        view->facts.items[view->facts.count++] = (MergeFactRow){
            request_say(request, merge_fields[i].label), kept, gone, says == MERGE_DIFFERS};
        if (says == MERGE_DIFFERS)
            add_choice(request, merge_fields[i].name, merge->of_gone[i],
                       two_choices(request, kept, gone), view);
    }
    view->facts.items[view->facts.count++] =
        (MergeFactRow){"Level", merge->kept->level_name, merge->gone->level_name,
                       !text_equal(merge->kept->level, merge->gone->level)};
}

static int64_t held(const struct holdings_rows *rows, const char *part)
{
    for (size_t i = 0; i < rows->count; i++)
        if (text_equal(rows->items[i].part, part))
            return rows->items[i].row_count;
    return 0;
}

/* "Sessions of support": the first letter is ASCII. */
static const char *heading(Request *request, const char *words)
{
    char *text = arena_print(request->arena, "%s", words);
    if (text[0] >= 'a' && text[0] <= 'z')
        text[0] = (char)(text[0] - 'a' + 'A');
    return text;
}

static Error *fill_holds(Request *request, const Merge *merge, MergePage *view)
{
    struct holdings_rows kept, gone;
    TRY(holdings(request->db, request->arena, request->school_id, merge->kept->id, &kept));
    TRY(holdings(request->db, request->arena, request->school_id, merge->gone->id, &gone));
    view->holds = (MergeHoldRows){0, arena_array(request->arena, MergeHolds, merge_move_count)};
    for (size_t i = 0; i < merge_move_count; i++) {
        const MergeMove *move = &merge_moves[i];
        int64_t here = held(&kept, move->part), there = held(&gone, move->part);
        if (move->one != NULL && here + there > 0)
            view->holds.items[view->holds.count++] =
                (MergeHolds){heading(request, move->many), here, there};
    }
    return NULL;
}

/* ---- What does not fit, and who will see what -------------------------------------------------
 */

enum { LINES = 80 };

static void add_line(Texts *texts, const char *line)
{
    if (texts->count < LINES)
        texts->items[texts->count++] = line;
}

static void warn_of_links(Request *request, const Merge *merge, const MergeClash *clash,
                          Texts *warnings)
{
    for (size_t i = 0; i < clash->links.count; i++)
        for (size_t j = 0; j < clash->links.count; j++) {
            const struct merge_links_row *kept = &clash->links.items[i];
            const struct merge_links_row *gone = &clash->links.items[j];
            if (kept->learner_id.n == merge->kept->id.n &&
                gone->learner_id.n == merge->gone->id.n && kept->contact_id.n == gone->contact_id.n)
                add_line(warnings, arena_print(request->arena,
                                               "%s stands in both. Where the two say otherwise of "
                                               "papers or of fetching, the more careful answer "
                                               "holds: look at the contact afterwards.",
                                               kept->name));
        }
}

static void warn_of_scores(Request *request, const MergeClash *clash, Texts *warnings)
{
    for (size_t i = 0; i < clash->scores.count; i++) {
        const struct merge_scores_twice_row *row = &clash->scores.items[i];
        bool same = row->kept_value.present == row->gone_value.present &&
                    row->kept_value.value == row->gone_value.value;
        add_line(warnings,
                 arena_print(request->arena,
                             "Both have %s of %s%s. This one’s stays; the other’s is kept with "
                             "the other record.",
                             row->name, date_medium(request->arena, row->taken_on),
                             same ? ", with the same value" : ", and they differ"));
    }
}

static void warn(Request *request, const Merge *merge, const MergeClash *clash, Texts *warnings)
{
    Arena *arena = request->arena;
    if (date_compare(merge->kept->born_on, merge->gone->born_on) != 0)
        add_line(warnings, "They have two dates of birth. Are they one child?");
    if (clash->levels)
        add_line(warnings, arena_print(arena,
                                       "Both have a level that holds: %s here, %s there. One goes "
                                       "on; the other ends yesterday and stays in the history.",
                                       merge->kept->level_name, merge->gone->level_name));
    if (clash->cycles)
        add_line(warnings, "Both have a cycle that runs. One goes on; the other ends today, with "
                           "its plan as it is.");
    warn_of_links(request, merge, clash, warnings);
    warn_of_scores(request, clash, warnings);
    for (size_t i = 0; i < clash->groups.count; i++)
        add_line(warnings, arena_print(arena, "Both are in %s. One place there is enough.",
                                       clash->groups.items[i].name));
    if (clash->two_year_checks)
        add_line(warnings, "Both have the check at the age of two. This one’s stays; the other’s "
                           "is kept with the other record.");
    if (clash->ways_in)
        add_line(warnings, "They sign in themselves by both. This one’s sign-in stays.");
}

static Error *warn_of_alikes(Request *request, const Merge *merge, Texts *warnings)
{
    MergeAlikes alikes;
    TRY(merge_alikes(request->db, request->arena, request->school_id, merge, &alikes));
    for (size_t i = 0; i < alikes.count; i++)
        add_line(warnings,
                 arena_print(request->arena,
                             "%s of the one record may be %s of the other, from whom something is "
                             "kept. Nothing goes to %s for %d days: find out who it is.",
                             alikes.items[i].name, alikes.items[i].restricted, alikes.items[i].name,
                             MERGE_HELD_DAYS));
    return NULL;
}

static bool stands_with(const ContactStandings *standings, ContactId contact)
{
    for (size_t i = 0; i < standings->count; i++)
        if (!standings->items[i].ended && standings->items[i].link.contact_id.n == contact.n)
            return true;
    return false;
}

/* Those of `with` alone, who will read what the other record, of that name, holds. */
static void add_family(Request *request, const ContactStandings *with,
                       const ContactStandings *without, const char *other, Texts *newly)
{
    for (size_t i = 0; i < with->count; i++) {
        const ContactStanding *standing = &with->items[i];
        if (standing->ended || stands_with(without, standing->link.contact_id))
            continue;
        bool may =
            entitlement(request->arena, &standing->facts, PURPOSE_PORTAL).verdict == VERDICT_MAY;
        add_line(newly,
                 arena_print(request->arena, "%s (%s) %s what the record of %s holds.",
                             standing->link.name, relationship_words(standing->link.relationship),
                             may ? "may be told, and may read when signed in,"
                                 : "is not told by itself, but may ask for",
                             other));
    }
}

static void add_class(Request *request, const Learner *of, const Learner *other, Texts *newly)
{
    if (of->class_id.n != 0 && of->class_id.n != other->class_id.n)
        add_line(newly,
                 arena_print(request->arena,
                             "Whoever teaches or supports %s, if that class is chosen, sees all.",
                             of->class_name));
}

static Error *fill_newly(Request *request, const Merge *merge, const MergeClash *clash,
                         Texts *newly)
{
    ContactStandings kept, gone;
    TRY(contact_standings(request->db, request->arena, request->school_id, merge->kept->id,
                          request->today, &kept));
    TRY(contact_standings(request->db, request->arena, request->school_id, merge->gone->id,
                          request->today, &gone));
    add_family(request, &kept, &gone, merge->gone->known_name, newly);
    add_family(request, &gone, &kept, merge->kept->known_name, newly);
    add_class(request, merge->kept, merge->gone, newly);
    add_class(request, merge->gone, merge->kept, newly);
    for (size_t i = 0; i < clash->cases.count; i++)
        add_line(newly, arena_print(request->arena,
                                    "%s, with whom one of the two is shared, reads the plan and "
                                    "the assessment that go on.",
                                    clash->cases.items[i].display_name));
    return NULL;
}

static Url with_path(Request *request, LearnerId kept, LearnerId gone)
{
    return record_path(request, kept, arena_print(request->arena, "/merge?with=%" PRId64, gone.n));
}

Error *merge_page(Request *request)
{
    Arena *arena = request->arena;
    Merge merge;
    MergeClash clash;
    TRY(load_both(request, &merge));
    if (merge.gone == NULL)
        return choose_page(request);
    MergePage view = {
        .page = page_make(request, "Make one record of two", SECTION_REGISTER),
        .kept = merge.kept->known_name,
        .gone = merge.gone->known_name,
        .kept_record = record_path(request, merge.kept->id, ""),
        .gone_record = record_path(request, merge.gone->id, ""),
        .swap = with_path(request, merge.gone->id, merge.kept->id),
        .warnings = {0, arena_array(arena, const char *, LINES)},
        .newly = {0, arena_array(arena, const char *, LINES)},
        .form = form_view(request, with_path(request, merge.kept->id, merge.gone->id),
                          merge.kept->version, "Make one record of two"),
        .reason = field_view(request, &merge_form, "reason", ""),
        .sure = field_view(request, &merge_form, "sure", ""),
    };
    TRY(learner_bar(request, TAB_IDENTITY, &view.bar));
    TRY(merge_clash(request->db, arena, request->school_id, &merge, &clash));
    fill_facts(request, &merge, &view);
    TRY(fill_holds(request, &merge, &view));
    if (clash.levels || clash.cycles)
        add_choice(request, "support", merge.support_of_gone,
                   two_choices(request, merge.kept->level_name, merge.gone->level_name), &view);
    warn(request, &merge, &clash, &view.warnings);
    TRY(warn_of_alikes(request, &merge, &view.warnings));
    TRY(fill_newly(request, &merge, &clash, &view.newly));
    merge_html(request->out, &view);
    return NULL;
}

Error *merge_post(Request *request)
{
    const MergeInput *input = request->input;
    Merge merge;
    LearnerMergeId id;
    TRY(load_both(request, &merge));
    if (merge.gone == NULL)
        return error_not_found("merge with nobody");
    if (!input->sure)
        form_problem(request, "sure", "Tick this when you have looked");
    TRY(form_problems(request));
    TRY(request_same_version(request, request->learner->version));
    for (int fact = 0; fact < MERGE_FACTS; fact++)
        if (merge_says(&merge, (MergeFact)fact) == MERGE_DIFFERS &&
            !text_empty(answer_of(input, (MergeFact)fact)))
            merge.of_gone[fact] = text_equal(answer_of(input, (MergeFact)fact), "gone");
    if (!text_empty(input->support))
        merge.support_of_gone = text_equal(input->support, "gone");
    merge.reason = input->reason;
    TRY(merge_do(request->db, request->arena, request->school_id, &merge, &id));
    return request_done(request,
                        record_path(request, request->learner->id,
                                    arena_print(request->arena, "/merges/%" PRId64, id.n)),
                        "records_merged");
}

/* ---- A merge that was made ------------------------------------------------------------------- */

static Error *fill_moved(Request *request, LearnerMergeId id, MergedPage *view)
{
    struct merge_rows_counted_rows rows;
    TRY(merge_rows_counted(request->db, request->arena, request->school_id, id, &rows));
    view->moved = (MergeHoldRows){0, arena_array(request->arena, MergeHolds, merge_move_count)};
    for (size_t i = 0; i < merge_move_count; i++) {
        MergeHolds holds = {.label = NULL};
        for (size_t r = 0; r < rows.count; r++) {
            if (!text_equal(rows.items[r].part, merge_moves[i].part))
                continue;
            if (text_equal(rows.items[r].state, "moved"))
                holds.kept = rows.items[r].row_count;
            if (text_equal(rows.items[r].state, "stays"))
                holds.gone = rows.items[r].row_count;
        }
        if (merge_moves[i].one == NULL || holds.kept + holds.gone == 0)
            continue;
        holds.label = heading(request, merge_moves[i].many);
        view->any_stays = view->any_stays || holds.gone > 0;
        view->moved.items[view->moved.count++] = holds;
    }
    return NULL;
}

static const char *when_and_who(Request *request, Moment at, const char *who)
{
    return arena_print(request->arena, "%s, %s", who, moment_long(request->arena, at));
}

Error *merged_page(Request *request)
{
    LearnerMergeId id = {request_path_id(request, "merge")};
    struct merge_by_id_row row;
    bool found;
    TRY(merge_by_id(request->db, request->arena, request->school_id, id, request->learner->id, &row,
                    &found));
    if (!found)
        return error_not_found("merge %" PRId64, id.n);
    MergedPage view = {
        .page = page_make(request, "Merged from another record", SECTION_REGISTER),
        .name = row.known_name,
        .born = date_long(request->arena, row.born_on),
        .by = when_and_who(request, row.done_at, row.done_by_name),
        .reason = row.reason,
        .undone = moment_is_set(row.undone_at)
                      ? when_and_who(request, row.undone_at, row.undone_by_name)
                      : NULL,
        .trail = url_print(request->arena, "/trail?learner=%" PRId64, row.gone_id.n),
        .may_trail = request_may(request, MAY_READ_TRAIL),
        .form =
            form_view(request,
                      record_path(request, request->learner->id,
                                  arena_print(request->arena, "/merges/%" PRId64 "/undo", id.n)),
                      request->learner->version, "Take the merge back"),
    };
    TRY(learner_bar(request, TAB_IDENTITY, &view.bar));
    TRY(fill_moved(request, id, &view));
    TRY(merge_undo_fault(request->db, request->arena, request->school_id, request->learner, id,
                         &view.fault));
    merged_html(request->out, &view);
    return NULL;
}

Error *merge_undo_post(Request *request)
{
    LearnerMergeId id = {request_path_id(request, "merge")};
    TRY(merge_undo(request->db, request->arena, request->school_id, request->learner, id,
                   request->staff->id, request->now));
    return request_done(request,
                        record_path(request, request->learner->id,
                                    arena_print(request->arena, "/merges/%" PRId64, id.n)),
                        "merge_undone");
}
