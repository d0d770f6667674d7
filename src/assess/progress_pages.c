/* A learner's scores over time with the four checks, and the list of whom the checks concern. */
#include "assess/progress_pages.h"

#include <inttypes.h>
#include <stdlib.h>

#include "assess/progress_html.h"
#include "assess/progress_list_html.h"
#include "assess/score_shipped.h"
#include "assess/score_sql.h"
#include "duty/duty.h"
#include "platform/base/id.h"
#include "register/register.h"

enum { SHOWN_MOST = 200 };

static const char *given_name(const Learner *learner)
{
    return text_empty(learner->preferred_name) ? learner->forename : learner->preferred_name;
}

static const Rule *rule_here(const Request *request, const char *id)
{
    return rule_find(rule_pack_on(request->today), id, request->school->type);
}

/* ---- Tables ---------------------------------------------------------------------------------- */

static const char *source_words(Request *request, const Score *score)
{
    if (text_equal(score->source, "computed"))
        return "reckoned from its parts";
    if (text_equal(score->source, "previous"))
        return "from the previous setting";
    return arena_print(request->arena, "%s by %s",
                       text_equal(score->source, "imported") ? "imported" : "entered",
                       score->entered_by_name);
}

static const char *band_words(Request *request, const Measure *measure, const Score *score,
                              bool *low)
{
    ScoreBand band = score_band(request->arena, measure, score->value.value, score->taken_on);
    *low = band.low;
    if (measure->scale != SCALE_STANDARD)
        return band.name;
    return arena_print(request->arena, "%s%spercentile %d", band.name == NULL ? "" : band.name,
                       band.name == NULL ? "" : ", ", score_percentile(score->value.value));
}

static ScoreRow score_row(Request *request, const Measure *measure, const Score *score)
{
    ScoreRow row = {.when = date_long(request->arena, score->taken_on),
                    .baseline = score->baseline,
                    .source = source_words(request, score),
                    .note = score->note};
    if (request_may(request, MAY_ENTER_SCORES))
        row.href = url_print(request->arena, "/learners/%" PRId64 "/scores/%" PRId64,
                             request->learner->id.n, score->id.n);
    if (!score->value.present) {
        row.value = score->absent == NULL ? "In words" : score_absent_words(score->absent);
        return row;
    }
    row.value = score_words(request->arena, measure, score->value.value);
    if (score->margin.present)
        row.value = arena_print(request->arena, "%s ± %lld", row.value, score->margin.value);
    row.band = band_words(request, measure, score, &row.low);
    return row;
}

static ScoreRows rows_of(Request *request, const Measure *measure, const Scores *scores)
{
    ScoreRows rows = {0, arena_array(request->arena, ScoreRow, scores->count)};
    for (size_t i = scores->count; i-- > 0;)
        if (scores->items[i].measure == measure->id)
            rows.items[rows.count++] = score_row(request, measure, &scores->items[i]);
    return rows;
}

/* ---- Peers ----------------------------------------------------------------------------------- */

/* Rows are by measure, learner and day: of one measure, each learner's are together. */
static ProgressPeers peers_on(Request *request, const struct scores_beside_rows *rows,
                              int64_t measure, const char *name)
{
    Arena *arena = request->arena;
    ProgressPoint *points = arena_array(arena, ProgressPoint, rows->count);
    ProgressSeries *series = arena_array(arena, ProgressSeries, rows->count);
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct scores_beside_row *row = &rows->items[i];
        if (row->measure_id.n != measure)
            continue;
        if (count == 0 || series[count - 1].learner != row->learner_id.n)
            series[count++] = (ProgressSeries){row->learner_id.n, 0, &points[i]};
        points[i] = (ProgressPoint){row->taken_on, row->value, row->margin, false};
        series[count - 1].count++;
    }
    return (ProgressPeers){name, count, series, arena_array(arena, long long, 3 * count)};
}

/* ---- Cards ----------------------------------------------------------------------------------- */

static CheckRows check_rows(Arena *arena, const ProgressChecks *checks)
{
    CheckRows rows = {PROGRESS_CHECK_COUNT, arena_array(arena, CheckRow, PROGRESS_CHECK_COUNT)};
    for (int i = 0; i < PROGRESS_CHECK_COUNT; i++) {
        const ProgressCheck *check = &checks->items[i];
        rows.items[i] = (CheckRow){progress_check_words((ProgressCheckKind)i),
                                   progress_verdict_words(check->verdict),
                                   check->verdict == PROGRESS_YES,
                                   check->verdict == PROGRESS_NO,
                                   check->sentence,
                                   check->compared};
    }
    return rows;
}

/* What the checks look at: the chart and the table hold every score. */
static ProgressSeries recent(const ProgressSeries *own, Date today)
{
    ProgressSeries series = *own;
    while (series.count > 0 && date_compare(series.points->on, progress_since(today)) < 0) {
        series.points++;
        series.count--;
    }
    return series;
}

static void draw(Request *request, const Measure *measure, const ProgressSeries *own,
                 const struct scores_beside_rows *beside, MeasureCard *card)
{
    Arena *arena = request->arena;
    const char *year = learner_year_words(request->learner->national_year);
    ProgressPeers peers = peers_on(request, beside, measure->id, year);
    ProgressSeries others = progress_middle(arena, own, &peers);
    ProgressSeries lately = recent(own, request->today);
    ProgressChecks checks =
        progress_checks(arena, measure, &lately, &peers, request->learner->born_on, request->today);
    card->has_chart = own->count > 1;
    card->has_others = others.count > 1;
    card->chart = chart_of_scores(arena, arena_print(arena, "chart-%" PRId64, measure->id), measure,
                                  own, &others);
    card->concerns = checks.concerns;
    if (checks.concerns > 0)
        card->concern = arena_print(arena, "%d of 4 checks", checks.concerns);
    if (checks.told)
        card->checks = check_rows(arena, &checks);
    else
        card->too_soon = checks.items[0].sentence;
}

static MeasureCard card_of(Request *request, const Measure *measure, const Scores *scores,
                           const struct scores_beside_rows *beside)
{
    Arena *arena = request->arena;
    MeasureCard card = {.measure = measure->id,
                        .id = arena_print(arena, "measure-%" PRId64, measure->id),
                        .name = measure->name,
                        .scale = measure_scale_words(arena, measure),
                        .rows = rows_of(request, measure, scores)};
    ProgressSeries own = scores_series(arena, scores, measure->id, request->learner->id);
    for (size_t i = 0; i < card.rows.count && card.last == NULL; i++)
        if (own.count > 0 && card.rows.items[i].value != NULL) {
            card.last =
                arena_print(arena, "%s, %s", card.rows.items[i].value, card.rows.items[i].when);
            card.band = card.rows.items[i].band;
            card.low = card.rows.items[i].low;
        }
    if (own.count > 0)
        draw(request, measure, &own, beside, &card);
    return card;
}

static bool has_score(const Scores *scores, int64_t measure)
{
    for (size_t i = 0; i < scores->count; i++)
        if (scores->items[i].measure == measure)
            return true;
    return false;
}

static void fill_cards(Request *request, const Measures *measures, const Scores *scores,
                       const struct scores_beside_rows *beside, ProgressPage *view)
{
    MeasureCard *made = arena_array(request->arena, MeasureCard, measures->count);
    size_t count = 0;
    for (size_t i = 0; i < measures->count; i++)
        if (score_stands_alone(&measures->items[i]) && has_score(scores, measures->items[i].id))
            made[count++] = card_of(request, &measures->items[i], scores, beside);
    view->cards = (MeasureCards){0, arena_array(request->arena, MeasureCard, count)};
    for (int concerns = PROGRESS_CHECK_COUNT; concerns >= 0; concerns--)
        for (size_t i = 0; i < count; i++)
            if (made[i].concerns == concerns)
                view->cards.items[view->cards.count++] = made[i];
}

/* ---- What a decision may rest on --------------------------------------------------------------
 */

static const char *what_checks_say(Arena *arena, const MeasureCard *card)
{
    const char *words =
        card->band == NULL ? card->last : arena_print(arena, "%s, %s", card->last, card->band);
    if (card->too_soon != NULL)
        return arena_print(arena, "%s\n%s", words, card->too_soon);
    for (size_t i = 0; i < card->checks.count; i++)
        words = arena_print(arena, "%s\n%s: %s. %s", words, card->checks.items[i].words,
                            card->checks.items[i].verdict, card->checks.items[i].sentence);
    return words;
}

/* Those on which most checks say yes stand first. */
Error *progress_evidence(Request *request, EvidenceList *list)
{
    Arena *arena = request->arena;
    Measures measures;
    Scores scores;
    struct scores_beside_rows beside;
    ProgressPage page = {0};
    TRY(measures_load(request->db, arena, request->school_id, &measures));
    TRY(scores_of_learner(request->db, arena, request->school_id, request->learner->id, 0,
                          request->learner->born_on, request->today, &scores));
    if (scores.count == 0)
        return NULL;
    TRY(scores_beside(request->db, arena, request->school_id, request->learner->id,
                      request->learner->national_year, progress_since(request->today),
                      request->today, &beside));
    fill_cards(request, &measures, &scores, &beside, &page);
    for (size_t i = 0; i < page.cards.count; i++) {
        const MeasureCard *card = &page.cards.items[i];
        if (card->last != NULL)
            evidence_add(arena, list,
                         (Evidence){EVIDENCE_PROGRESS, card->measure,
                                    arena_print(arena, "Progress: %s, %s", card->name, card->last),
                                    what_checks_say(arena, card)});
    }
    return NULL;
}

/* ---- Sets ------------------------------------------------------------------------------------ */

static const Score *score_on(const Scores *scores, int64_t measure, Date on)
{
    for (size_t i = 0; i < scores->count; i++)
        if (scores->items[i].measure == measure &&
            date_compare(scores->items[i].taken_on, on) == 0 && scores->items[i].value.present)
            return &scores->items[i];
    return NULL;
}

/* The last day before `before` on which anything of the set was entered. */
static Date set_day(const Measures *measures, const Scores *scores, const char *set, Date before)
{
    Date last = DATE_NONE;
    for (size_t i = 0; i < scores->count; i++) {
        const Score *score = &scores->items[i];
        const Measure *measure = measure_of(measures, score->measure);
        if (measure != NULL && text_equal(measure->set, set) && score->value.present &&
            date_compare(score->taken_on, before) < 0 && date_compare(score->taken_on, last) > 0)
            last = score->taken_on;
    }
    return last;
}

static PartRow part_row(Request *request, const Measure *measure, const Score *last,
                        const Score *before)
{
    ScoreRow row = score_row(request, measure, last);
    return (PartRow){.name = measure->name,
                     .href = row.href,
                     .last = row.value,
                     .band = row.band,
                     .low = row.low,
                     .before = before == NULL
                                   ? NULL
                                   : score_words(request->arena, measure, before->value.value)};
}

static bool set_card(Request *request, const Measures *measures, const Scores *scores,
                     const char *set, SetCard *card)
{
    Date last = set_day(measures, scores, set, date_add_days(request->today, 1));
    if (!date_is_set(last))
        return false;
    Date before = set_day(measures, scores, set, last);
    *card = (SetCard){.name = shipped_set_name(set) == NULL ? set : shipped_set_name(set),
                      .when = date_medium(request->arena, last),
                      .parts = {0, arena_array(request->arena, PartRow, measures->count)}};
    if (date_is_set(before))
        card->when_before = date_medium(request->arena, before);
    for (size_t i = 0; i < measures->count; i++) {
        const Measure *measure = &measures->items[i];
        const Score *score = text_equal(measure->set, set) && set != NULL
                                 ? score_on(scores, measure->id, last)
                                 : NULL;
        if (score != NULL)
            card->parts.items[card->parts.count++] =
                part_row(request, measure, score, score_on(scores, measure->id, before));
    }
    return card->parts.count > 0;
}

/* Each set once, in the order of the list. */
static bool begins_set(const Measures *measures, size_t at)
{
    const char *set = measures->items[at].set;
    for (size_t i = 0; i < at; i++)
        if (text_equal(measures->items[i].set, set))
            return false;
    return set != NULL;
}

static bool is_of_age(const Request *request, const Measure *measure)
{
    int age = date_age(request->learner->born_on, request->today);
    return (!measure->ages_from.present || age >= measure->ages_from.value) &&
           (!measure->ages_to.present || age <= measure->ages_to.value);
}

static void fill_sets(Request *request, const Measures *measures, const Scores *scores,
                      ProgressPage *view)
{
    view->sets.items = arena_array(request->arena, SetCard, measures->count);
    view->set_links.items = arena_array(request->arena, PageLink, measures->count);
    for (size_t i = 0; i < measures->count; i++) {
        const Measure *measure = &measures->items[i];
        if (!begins_set(measures, i))
            continue;
        if (set_card(request, measures, scores, measure->set, &view->sets.items[view->sets.count]))
            view->sets.count++;
        if (view->may_enter && !measure->retired && is_of_age(request, measure))
            view->set_links.items[view->set_links.count++] =
                (PageLink){url_print(request->arena, "/learners/%" PRId64 "/progress/set?of=%s",
                                     request->learner->id.n, measure->set),
                           shipped_set_name(measure->set), false};
    }
}

/* ---- One learner ----------------------------------------------------------------------------- */

static bool has_baseline(const Scores *scores)
{
    for (size_t i = 0; i < scores->count; i++)
        if (scores->items[i].baseline && scores->items[i].value.present)
            return true;
    return false;
}

static bool two_year_here(const Request *request)
{
    bool early = request->school->type == SETTING_EARLY_YEARS ||
                 request->school->type == SETTING_MAINTAINED_NURSERY;
    return early && date_age(request->learner->born_on, request->today) <= 4;
}

static void fill_ways(Request *request, const Scores *scores, ProgressPage *view)
{
    Arena *arena = request->arena;
    int64_t id = request->learner->id.n;
    Date entered = request->learner->entered_on;
    const Rule *rule = rule_here(request, "R-ID-3");
    view->add = url_print(arena, "/learners/%" PRId64 "/progress/new", id);
    if (request_may(request, MAY_RAISE_CONCERN))
        view->raise = url_print(arena, "/learners/%" PRId64 "/concerns", id);
    if (request_may(request, MAY_DECIDE_STATUS))
        view->decide = url_print(arena, "/learners/%" PRId64 "/decision", id);
    view->two_year = two_year_here(request) && request_may(request, MAY_READ_RECORD);
    view->two_year_href = url_print(arena, "/learners/%" PRId64 "/two-year-check", id);
    if (rule != NULL) {
        view->strength = strength_word(rule->strength);
        view->source = rule->source;
    }
    if (!has_baseline(scores) && date_is_set(entered) &&
        date_days_between(entered, request->today) < BASELINE_DAYS)
        view->no_baseline =
            arena_print(arena, "Here since %s, and no score says yet where %s began.",
                        date_long(arena, entered), given_name(request->learner));
}

Error *progress_page(Request *request)
{
    Measures measures;
    Scores scores;
    struct scores_beside_rows beside;
    Date since = progress_since(request->today);
    Date until = request->today;
    ProgressPage view = {
        .page = page_make(request,
                          arena_print(request->arena, "Progress, %s",
                                      learner_year_words(request->learner->national_year)),
                          SECTION_REGISTER),
        .learner = given_name(request->learner),
        .may_enter = request_may(request, MAY_ENTER_SCORES)};
    TRY(learner_bar(request, TAB_PROGRESS, &view.bar));
    TRY(measures_load(request->db, request->arena, request->school_id, &measures));
    TRY(scores_of_learner(request->db, request->arena, request->school_id, request->learner->id, 0,
                          request->learner->born_on, until, &scores));
    TRY(scores_beside(request->db, request->arena, request->school_id, request->learner->id,
                      request->learner->national_year, since, until, &beside));
    fill_cards(request, &measures, &scores, &beside, &view);
    fill_sets(request, &measures, &scores, &view);
    fill_ways(request, &scores, &view);
    view.any = scores.count > 0;
    progress_html(request->out, &view);
    return NULL;
}

/* ---- Whom the checks concern -------------------------------------------------------------------
 */

typedef struct Asked {
    const Measure *measure; /* NULL: no scores at all */
    const char *year;       /* NULL: all */
    ClassId class;          /* n 0: all */
    int check;              /* -1: any */
    bool without_support;
} Asked;

static StaffId only_of(const Request *request)
{
    return request->reach == REACH_OWN ? request->staff->id : (StaffId){0};
}

static ChoiceView choice(const char *code, const char *label, bool chosen)
{
    return (ChoiceView){.code = code, .label = label, .chosen = chosen};
}

static PickView pick(Request *request, const char *name, const char *label, const char *any,
                     size_t most)
{
    return (PickView){.id = arena_print(request->arena, "pick-%s", name),
                      .name = name,
                      .label = label,
                      .any = any,
                      .choices = {0, arena_array(request->arena, ChoiceView, most)}};
}

static void add_choice(PickView *view, const char *code, const char *label, bool chosen)
{
    view->choices.items[view->choices.count++] = choice(code, label, chosen);
}

static const Measure *asked_measure(Request *request, const Measures *measures,
                                    const struct measures_in_use_rows *used)
{
    int64_t id = 0;
    const Measure *chosen = NULL;
    if (id_parse(request_query(request, "measure"), &id))
        chosen = measure_of(measures, id);
    for (size_t i = 0; i < used->count && chosen == NULL; i++) {
        const Measure *each = measure_of(measures, used->items[i].measure_id.n);
        if (each != NULL && each->better != BETTER_NEITHER)
            chosen = each;
    }
    return chosen;
}

static PickView measure_pick(Request *request, const Measures *measures,
                             const struct measures_in_use_rows *used, const Measure *chosen)
{
    PickView view = pick(request, "measure", "Measure", NULL, used->count + 1);
    bool listed = false;
    for (size_t i = 0; i < measures->count; i++) {
        const Measure *each = &measures->items[i];
        bool in_use = false;
        for (size_t k = 0; k < used->count && !in_use; k++)
            in_use = used->items[k].measure_id.n == each->id;
        if (!in_use || each->better == BETTER_NEITHER)
            continue;
        listed = listed || each == chosen;
        add_choice(&view, arena_print(request->arena, "%" PRId64, each->id), each->name,
                   each == chosen);
    }
    if (chosen != NULL && !listed)
        add_choice(&view, arena_print(request->arena, "%" PRId64, chosen->id), chosen->name, true);
    return view;
}

static Error *year_pick(Request *request, PickView *view, const char *chosen)
{
    struct years_of_learners_rows rows;
    TRY(years_of_learners(request->db, request->arena, request->school_id, request->today, &rows));
    *view = pick(request, "year", "Year", "All years", rows.count);
    for (size_t i = 0; i < rows.count; i++)
        add_choice(view, rows.items[i].national_year,
                   learner_year_words(rows.items[i].national_year),
                   text_equal(rows.items[i].national_year, chosen));
    return NULL;
}

static PickView class_pick(Request *request, const struct grid_classes_rows *classes,
                           ClassId chosen)
{
    PickView view = pick(request, "class", "Class", "All classes", classes->count);
    for (size_t i = 0; i < classes->count; i++)
        if (!classes->items[i].is_group)
            add_choice(&view, arena_print(request->arena, "%" PRId64, classes->items[i].id.n),
                       classes->items[i].name, classes->items[i].id.n == chosen.n);
    return view;
}

static PickView check_pick(Request *request, int chosen)
{
    PickView view =
        pick(request, "check", "What is shown", "Any of the four", PROGRESS_CHECK_COUNT);
    for (int i = 0; i < PROGRESS_CHECK_COUNT; i++)
        add_choice(&view, arena_print(request->arena, "%d", i + 1),
                   progress_check_words((ProgressCheckKind)i), i == chosen);
    return view;
}

static PickView level_pick(Request *request, bool without_support)
{
    PickView view = pick(request, "level", "Support", "With and without", 1);
    add_choice(&view, "none", "Without support or monitoring", without_support);
    return view;
}

static Error *ask(Request *request, const Measures *measures, ProgressListPage *view, Asked *asked)
{
    struct measures_in_use_rows used;
    struct grid_classes_rows classes;
    const char *check = request_query(request, "check");
    long long number = 0;
    *asked = (Asked){.check = -1};
    TRY(measures_in_use(request->db, request->arena, request->school_id,
                        progress_since(request->today), &used));
    TRY(grid_classes(request->db, request->arena, request->school_id, only_of(request),
                     request->today, &classes));
    asked->measure = asked_measure(request, measures, &used);
    asked->year =
        text_empty(request_query(request, "year")) ? NULL : request_query(request, "year");
    if (!id_parse(request_query(request, "class"), &asked->class.n))
        asked->class.n = 0;
    if (check != NULL && text_integer(check, 1, PROGRESS_CHECK_COUNT, &number))
        asked->check = (int)number - 1;
    asked->without_support = text_equal(request_query(request, "level"), "none");
    view->picks = (PickViews){5, arena_array(request->arena, PickView, 5)};
    view->picks.items[0] = measure_pick(request, measures, &used, asked->measure);
    TRY(year_pick(request, &view->picks.items[1], asked->year));
    view->picks.items[2] = class_pick(request, &classes, asked->class);
    view->picks.items[3] = check_pick(request, asked->check);
    view->picks.items[4] = level_pick(request, asked->without_support);
    view->classes =
        (PageLinks){classes.count, arena_array(request->arena, PageLink, classes.count)};
    for (size_t i = 0; i < classes.count; i++)
        view->classes.items[i] = (PageLink){
            url_print(request->arena, "/classes/%" PRId64 "/scores", classes.items[i].id.n),
            classes.items[i].name, false};
    return NULL;
}

/* Everybody's series on the measure, by learner. */
static Error *read_series(Request *request, const Measure *measure, ProgressPeers *all)
{
    struct scores_on_rows rows;
    TRY(scores_on(request->db, request->arena, request->school_id, (MeasureId){measure->id},
                  progress_since(request->today), request->today, &rows));
    ProgressPoint *points = arena_array(request->arena, ProgressPoint, rows.count);
    ProgressSeries *series = arena_array(request->arena, ProgressSeries, rows.count);
    *all = (ProgressPeers){.items = series};
    for (size_t i = 0; i < rows.count; i++) {
        const struct scores_on_row *row = &rows.items[i];
        points[i] = (ProgressPoint){row->taken_on, row->value, row->margin, row->baseline};
        if (all->count == 0 || series[all->count - 1].learner != row->learner_id.n)
            series[all->count++] = (ProgressSeries){row->learner_id.n, 0, &points[i]};
        series[all->count - 1].count++;
    }
    return NULL;
}

static int by_learner(const void *key, const void *item)
{
    int64_t wanted = *(const int64_t *)key, here = ((const ProgressSeries *)item)->learner;
    return (wanted > here) - (wanted < here);
}

static const ProgressSeries *series_of(const ProgressPeers *all, int64_t learner)
{
    return all->count == 0
               ? NULL
               : bsearch(&learner, all->items, all->count, sizeof all->items[0], by_learner);
}

typedef struct learners_for_checks_rows Everybody;

/* Those of one year, whom the others of that year are measured beside; rows are by year. */
static ProgressPeers peers_of_year(Arena *arena, const ProgressPeers *all,
                                   const Everybody *everybody, size_t first, size_t *last)
{
    const char *year = everybody->items[first].national_year;
    ProgressSeries *series = arena_array(arena, ProgressSeries, everybody->count - first);
    ProgressPeers peers = {learner_year_words(year), 0, series, NULL};
    for (*last = first; *last < everybody->count; (*last)++) {
        if (!text_equal(everybody->items[*last].national_year, year))
            break;
        const ProgressSeries *own = series_of(all, everybody->items[*last].id.n);
        if (own != NULL)
            series[peers.count++] = *own;
    }
    peers.room = arena_array(arena, long long, 3 * peers.count);
    return peers;
}

static Texts checks_that_concern(Arena *arena, const ProgressChecks *checks)
{
    Texts texts = {0, arena_array(arena, const char *, PROGRESS_CHECK_COUNT)};
    for (int i = 0; i < PROGRESS_CHECK_COUNT; i++)
        if (checks->items[i].verdict == PROGRESS_YES)
            texts.items[texts.count++] = progress_check_short((ProgressCheckKind)i);
    return texts;
}

static ConcernedRow concerned(Request *request, const Levels *levels, const Measure *measure,
                              const struct learners_for_checks_row *learner,
                              const ProgressSeries *own, const ProgressChecks *checks)
{
    const ProgressPoint *last = &own->points[own->count - 1];
    request_shows(request, learner->id);
    return (ConcernedRow){
        .href = url_print(request->arena, "/learners/%" PRId64 "/progress#measure-%" PRId64,
                          learner->id.n, measure->id),
        .name = learner->known_name,
        .class_name = learner->class_name,
        .level = text_equal(learner->level, "universal")
                     ? NULL
                     : level_name(levels, learner->level, learner->school_level),
        .last =
            arena_print(request->arena, "%s, %s", score_show(request->arena, measure, last->value),
                        date_medium(request->arena, last->on)),
        .checks = checks_that_concern(request->arena, checks),
    };
}

/* Whether this reader asked for the learner: peers are everybody, rows only these. */
typedef struct Wanted {
    size_t count;
    const struct learners_for_checks_row *items;
    size_t at; /* both lists are in the same order */
} Wanted;

static bool is_wanted(Wanted *wanted, const Asked *asked,
                      const struct learners_for_checks_row *learner)
{
    if (wanted->at >= wanted->count || wanted->items[wanted->at].id.n != learner->id.n)
        return false;
    wanted->at++;
    return !asked->without_support || text_equal(learner->level, "universal");
}

static Error *fill_list(Request *request, const Asked *asked, ProgressListPage *view)
{
    Everybody everybody, mine;
    ProgressPeers all;
    Levels levels;
    size_t told = 0, concerns = 0;
    TRY(learners_for_checks(request->db, request->arena, request->school_id, (StaffId){0}, NULL,
                            (ClassId){0}, request->today, &everybody));
    TRY(learners_for_checks(request->db, request->arena, request->school_id, only_of(request),
                            asked->year, asked->class, request->today, &mine));
    TRY(levels_of(request->db, request->arena, request->school_id, &levels));
    TRY(read_series(request, asked->measure, &all));
    Wanted wanted = {mine.count, mine.items, 0};
    ConcernedRow *rows = arena_array(request->arena, ConcernedRow, mine.count);
    for (size_t first = 0, last; first < everybody.count; first = last) {
        ProgressPeers peers = peers_of_year(request->arena, &all, &everybody, first, &last);
        for (size_t i = first; i < last; i++) {
            const struct learners_for_checks_row *learner = &everybody.items[i];
            const ProgressSeries *own = series_of(&all, learner->id.n);
            if (!is_wanted(&wanted, asked, learner) || own == NULL)
                continue;
            ProgressChecks checks = progress_checks(request->arena, asked->measure, own, &peers,
                                                    learner->born_on, request->today);
            told += checks.told;
            bool shown = asked->check < 0 ? checks.concerns > 0
                                          : checks.items[asked->check].verdict == PROGRESS_YES;
            if (shown)
                rows[concerns++] =
                    concerned(request, &levels, asked->measure, learner, own, &checks);
        }
    }
    view->measure = asked->measure->name;
    view->found = arena_print(request->arena, "%zu of %zu %s with enough scores", concerns, told,
                              request_say(request, "{learners}"));
    view->rows.items = arena_array(request->arena, ConcernedRow, concerns);
    for (size_t most = PROGRESS_CHECK_COUNT; most > 0; most--)
        for (size_t i = 0; i < concerns && view->rows.count < SHOWN_MOST; i++)
            if (rows[i].checks.count == most)
                view->rows.items[view->rows.count++] = rows[i];
    view->more = concerns - view->rows.count;
    return NULL;
}

static Error *fill_baselines(Request *request, ProgressListPage *view)
{
    struct baselines_missing_rows rows;
    TRY(baselines_missing(request->db, request->arena, request->school_id, only_of(request),
                          date_add_days(request->today, -BASELINE_DAYS), request->today, &rows));
    view->baselines.items = arena_array(request->arena, struct BaselineRow, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        request_shows(request, rows.items[i].id);
        view->baselines.items[view->baselines.count++] = (struct BaselineRow){
            url_print(request->arena, "/learners/%" PRId64 "/progress/new", rows.items[i].id.n),
            rows.items[i].known_name, rows.items[i].class_name,
            date_medium(request->arena, rows.items[i].entered_on)};
    }
    return NULL;
}

Error *progress_list_page(Request *request)
{
    Measures measures;
    Asked asked;
    const Rule *rule = rule_here(request, "R-ID-3");
    ProgressListPage view = {.page = page_make(request, "Progress", SECTION_PROGRESS),
                             .may_enter = request_reach(request, MAY_ENTER_SCORES) != REACH_NONE};
    TRY(measures_load(request->db, request->arena, request->school_id, &measures));
    TRY(ask(request, &measures, &view, &asked));
    if (asked.measure != NULL)
        TRY(fill_list(request, &asked, &view));
    if (view.may_enter)
        TRY(fill_baselines(request, &view));
    if (request_reach(request, MAY_MANAGE_SCHOOL) == REACH_ALL)
        view.measures = url_print(request->arena, "/school/measures");
    if (rule != NULL) {
        view.strength = strength_word(rule->strength);
        view.source = rule->source;
    }
    progress_list_html(request->out, &view);
    return NULL;
}
