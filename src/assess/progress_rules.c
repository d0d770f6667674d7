#include "assess/progress_rules.h"

#include <stdlib.h>

enum {
    YEARS_BACK = 3,
    STALE_DAYS = 400, /* a last score older than this says nothing of today */
    LEAST_DAYS = 60,  /* between two scores that are compared */
    NEAR_DAYS = 45,   /* within which a peer's score is of the same time */
    FEWEST_PEERS = 5,
    SCALED_AVERAGE = 100, /* of standard scores too */
    DAYS_A_YEAR = 365,
    MONTHS_A_YEAR = 12,
};

const char *progress_check_words(ProgressCheckKind kind)
{
    static const char *const words[PROGRESS_CHECK_COUNT] = {
        [CHECK_SLOWER_THAN_PEERS] = "Slower than others who began at the same place",
        [CHECK_BELOW_OWN_RATE] = "Not at the rate of before",
        [CHECK_GAP_NOT_CLOSING] = "The gap to others is not closing",
        [CHECK_GAP_WIDENING] = "The gap to others is widening",
    };
    return words[kind];
}

const char *progress_check_short(ProgressCheckKind kind)
{
    static const char *const words[PROGRESS_CHECK_COUNT] = {
        [CHECK_SLOWER_THAN_PEERS] = "Slower than others",
        [CHECK_BELOW_OWN_RATE] = "Slower than before",
        [CHECK_GAP_NOT_CLOSING] = "Gap not closing",
        [CHECK_GAP_WIDENING] = "Gap widening",
    };
    return words[kind];
}

const char *progress_verdict_words(ProgressVerdict verdict)
{
    static const char *const words[] = {
        [PROGRESS_CANNOT_TELL] = "Cannot tell", [PROGRESS_NO] = "No", [PROGRESS_YES] = "Yes"};
    return words[verdict];
}

Date progress_since(Date today)
{
    return date_add_months(today, -YEARS_BACK * MONTHS_A_YEAR);
}

long long progress_margin(const Measure *measure)
{
    if (measure->margin.present)
        return measure->margin.value;
    switch (measure->scale) {
    case SCALE_STANDARD:
        return 4;
    case SCALE_SCALED:
    case SCALE_AGE:
        return 3;
    case SCALE_LEVELS:
        return 0;
    default: /* a twentieth of the range */
        return measure->least.present && measure->most.present
                   ? (measure->most.value - measure->least.value) / 20
                   : 0;
    }
}

/* ---- What is compared ------------------------------------------------------------------------ */

typedef struct Look {
    Arena *arena;
    const Measure *measure;
    const ProgressSeries *own;
    const ProgressPeers *peers;
    Date born_on, today;
    ProgressPoint start, end; /* the baseline or first score, and the last */
    long long margin;
    bool at_top; /* the last score cannot be bettered */
} Look;

/* What others came to between the same two days. */
typedef struct Others {
    bool known;
    long long start, end, gain; /* of the middle one; better is higher */
    const char *who;            /* "9 others in Year 4" */
    bool norm;
} Others;

static bool is_norm_referenced(const Measure *measure)
{
    return measure->scale == SCALE_STANDARD || measure->scale == SCALE_SCALED;
}

static long long better(const Look *look, long long value)
{
    return look->measure->better == BETTER_LOWER ? -value : value;
}

static const char *show(const Look *look, long long value)
{
    return score_show(look->arena, look->measure, value);
}

static const char *difference(const Look *look, long long value)
{
    return score_difference_words(look->arena, look->measure, value);
}

static const char *when(const Look *look, Date on)
{
    return date_medium(look->arena, on);
}

/* "rose by 3 months", "stayed the same": what the figures did, whichever way is better. */
static const char *moved(const Look *look, long long from, long long to)
{
    if (from == to)
        return "stayed the same";
    return arena_print(look->arena, "%s by %s", to > from ? "rose" : "fell",
                       difference(look, to - from));
}

static const char *improved(const Look *look, long long gain)
{
    if (gain == 0)
        return "stayed the same";
    return arena_print(look->arena, "%s by %s", gain > 0 ? "improved" : "fell back",
                       difference(look, gain));
}

static bool nearest(const ProgressSeries *series, Date on, long long *value)
{
    int best = NEAR_DAYS + 1;
    for (size_t i = 0; i < series->count; i++) {
        int days = abs(date_days_between(series->points[i].on, on));
        if (days >= best)
            continue;
        best = days;
        *value = series->points[i].value;
    }
    return best <= NEAR_DAYS;
}

static int by_value(const void *a, const void *b)
{
    long long left = *(const long long *)a, right = *(const long long *)b;
    return (left > right) - (left < right);
}

static long long middle(long long *values, size_t count)
{
    qsort(values, count, sizeof values[0], by_value);
    return count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* alike: only those who began where this learner did. */
static Others others_of_year(const Look *look, bool alike)
{
    size_t count = 0, most = look->peers->count;
    long long *starts = look->peers->room, *ends = starts + most, *gains = ends + most;
    for (size_t i = 0; i < most; i++) {
        const ProgressSeries *peer = &look->peers->items[i];
        long long start, end;
        if (peer->learner == look->own->learner || !nearest(peer, look->start.on, &start) ||
            !nearest(peer, look->end.on, &end))
            continue;
        if (alike && llabs(start - look->start.value) > look->margin)
            continue;
        starts[count] = better(look, start);
        ends[count] = better(look, end);
        gains[count] = better(look, end) - better(look, start);
        count++;
    }
    if (count < FEWEST_PEERS)
        return (Others){.who = arena_print(look->arena, "%zu", count)};
    return (Others){true,
                    middle(starts, count),
                    middle(ends, count),
                    middle(gains, count),
                    arena_print(look->arena, "%zu others in %s", count, look->peers->name),
                    false};
}

static int months_of_life(const Look *look, Date on)
{
    int months = date_days_between(look->born_on, on) * MONTHS_A_YEAR;
    return (months + DAYS_A_YEAR / 2) / DAYS_A_YEAR;
}

/* A test made for each age says by itself what others come to. */
static Others others_by_norm(const Look *look)
{
    if (look->measure->better != BETTER_HIGHER)
        return (Others){0};
    if (is_norm_referenced(look->measure))
        return (Others){true, SCALED_AVERAGE, SCALED_AVERAGE, 0, "the test’s average of 100", true};
    if (look->measure->scale != SCALE_AGE)
        return (Others){0};
    int start = months_of_life(look, look->start.on), end = months_of_life(look, look->end.on);
    return (Others){true, start, end, end - start, "their own age on both days", true};
}

static Others others(const Look *look, bool alike)
{
    Others found = others_of_year(look, alike), norm = {0};
    if (!found.known)
        norm = others_by_norm(look);
    if (norm.known)
        return norm;
    return found;
}

static ProgressCheck too_few(const Look *look, const Others *found, bool alike)
{
    return (ProgressCheck){
        PROGRESS_CANNOT_TELL,
        arena_print(look->arena,
                    "%s others in %s%s have scores of the same time. Fewer than %d tell nothing.",
                    found->who, look->peers->name, alike ? " who began at the same place" : "",
                    FEWEST_PEERS),
        NULL};
}

static const char *compared(const Look *look, const Others *found)
{
    return arena_print(look->arena, "With %s, from %s to %s. A difference of %s or less is none.",
                       found->who, when(look, look->start.on), when(look, look->end.on),
                       difference(look, look->margin));
}

static const char *own_way(const Look *look)
{
    return arena_print(look->arena, "From %s to %s: %s", show(look, look->start.value),
                       show(look, look->end.value),
                       moved(look, look->start.value, look->end.value));
}

/* ---- The four -------------------------------------------------------------------------------- */

static ProgressCheck at_the_top(const Look *look)
{
    return (ProgressCheck){PROGRESS_NO,
                           arena_print(look->arena, "%s is the best that this measure gives.",
                                       show(look, look->end.value)),
                           NULL};
}

static ProgressCheck slower_than_peers(const Look *look)
{
    Others found = others(look, true);
    if (!found.known)
        return too_few(look, &found, true);
    long long gain = better(look, look->end.value) - better(look, look->start.value);
    bool slower = found.gain - gain > look->margin;
    const char *sentence;
    if (found.norm && is_norm_referenced(look->measure))
        sentence = arena_print(look->arena, "%s. %s with others of the same age.", own_way(look),
                               slower                ? "Did not keep pace"
                               : gain > look->margin ? "Moved ahead, compared"
                                                     : "Kept pace");
    else
        sentence =
            arena_print(look->arena, "%s. %s %s in the same time.", own_way(look),
                        found.norm ? "At the ordinary pace one" : "The middle one of the others",
                        improved(look, found.gain));
    return (ProgressCheck){slower ? PROGRESS_YES : PROGRESS_NO, sentence, compared(look, &found)};
}

/* The last score at least two months before this one; false: none. */
static bool before(const Look *look, Date on, bool first, ProgressPoint *found)
{
    bool any = false;
    for (size_t i = 0; i < look->own->count; i++) {
        const ProgressPoint *point = &look->own->points[i];
        if (date_days_between(point->on, on) < LEAST_DAYS || (first && any))
            continue;
        *found = *point;
        any = true;
    }
    return any;
}

static const char *months_between(const Look *look, Date from, Date to)
{
    int months = (date_days_between(from, to) * MONTHS_A_YEAR + DAYS_A_YEAR / 2) / DAYS_A_YEAR;
    return arena_print(look->arena, "%d month%s", months, months == 1 ? "" : "s");
}

static ProgressCheck below_own_rate(const Look *look)
{
    ProgressPoint turn, first;
    if (!before(look, look->end.on, false, &turn) || !before(look, turn.on, true, &first))
        return (ProgressCheck){PROGRESS_CANNOT_TELL,
                               "An earlier rate takes three scores, each two months or more after "
                               "the one before.",
                               NULL};
    long long earlier = better(look, turn.value) - better(look, first.value);
    long long lately = better(look, look->end.value) - better(look, turn.value);
    int days = date_days_between(first.on, turn.on);
    long long same_rate = earlier * date_days_between(turn.on, look->end.on) / days;
    /* On a test made for each age, the same score again is the ordinary pace, not a stop. */
    bool kept = is_norm_referenced(look->measure) && lately >= -look->margin;
    bool below = !kept && same_rate - lately > look->margin;
    const char *sentence = arena_print(
        look->arena, "In the %s up to %s it %s; in the %s since, it %s.%s",
        months_between(look, first.on, turn.on), when(look, turn.on),
        moved(look, first.value, turn.value), months_between(look, turn.on, look->end.on),
        moved(look, turn.value, look->end.value),
        kept ? " That keeps pace with others of the same age." : "");
    return (ProgressCheck){below ? PROGRESS_YES : PROGRESS_NO, sentence,
                           arena_print(look->arena,
                                       "With the learner’s own scores from %s to %s, and since "
                                       "then. A difference of %s or less is none.",
                                       when(look, first.on), when(look, turn.on),
                                       difference(look, look->margin))};
}

static const char *gap_words(const Look *look, long long gap)
{
    if (gap == 0)
        return "level with them";
    return arena_print(look->arena, "%s %s", difference(look, gap), gap > 0 ? "behind" : "ahead");
}

static ProgressCheck gap_check(const Look *look, bool widening)
{
    Others found = others(look, false);
    if (!found.known)
        return too_few(look, &found, false);
    long long at_start = found.start - better(look, look->start.value);
    long long now = found.end - better(look, look->end.value);
    bool wider = now - at_start > look->margin && now > 0;
    bool behind = now > look->margin;
    bool closing = at_start - now > look->margin;
    bool yes = widening ? wider : behind && !closing;
    return (ProgressCheck){yes ? PROGRESS_YES : PROGRESS_NO,
                           arena_print(look->arena, "On %s %s; on %s %s.",
                                       when(look, look->start.on), gap_words(look, at_start),
                                       when(look, look->end.on), gap_words(look, now)),
                           compared(look, &found)};
}

/* ---- Enough to look at ----------------------------------------------------------------------- */

static bool cannot_be_bettered(const Measure *measure, long long value)
{
    if (measure->scale == SCALE_LEVELS)
        return measure->step_count > 0 && value >= measure->steps[measure->step_count - 1].value;
    const OptionalInteger *best =
        measure->better == BETTER_LOWER ? &measure->least : &measure->most;
    return best->present && value == best->value;
}

/* NULL when there is enough, else what is missing. */
static const char *begin(Look *look)
{
    const ProgressSeries *own = look->own;
    if (look->measure->better == BETTER_NEITHER || look->measure->scale == SCALE_NARRATIVE)
        return "This measure says neither better nor worse.";
    if (own->count < 2)
        return "It takes two scores, two months or more apart.";
    look->start = own->points[0];
    look->end = own->points[own->count - 1];
    for (size_t i = 0; i < own->count; i++)
        if (own->points[i].baseline)
            look->start = own->points[i];
    if (date_days_between(look->end.on, look->today) > STALE_DAYS)
        return arena_print(look->arena, "The last score is of %s: too long ago.",
                           when(look, look->end.on));
    if (date_days_between(look->start.on, look->end.on) < LEAST_DAYS)
        return "It takes two scores, two months or more apart.";
    look->margin = progress_margin(look->measure);
    if (look->start.margin.present && look->start.margin.value > look->margin)
        look->margin = look->start.margin.value;
    if (look->end.margin.present && look->end.margin.value > look->margin)
        look->margin = look->end.margin.value;
    look->at_top = cannot_be_bettered(look->measure, look->end.value);
    return NULL;
}

ProgressChecks progress_checks(Arena *arena, const Measure *measure, const ProgressSeries *own,
                               const ProgressPeers *peers, Date born_on, Date today)
{
    ProgressChecks checks = {0};
    Look look = {.arena = arena,
                 .measure = measure,
                 .own = own,
                 .peers = peers,
                 .born_on = born_on,
                 .today = today};
    const char *missing = begin(&look);
    for (int i = 0; i < PROGRESS_CHECK_COUNT; i++) {
        ProgressCheck *check = &checks.items[i];
        if (missing != NULL)
            *check = (ProgressCheck){PROGRESS_CANNOT_TELL, missing, NULL};
        else if (look.at_top)
            *check = at_the_top(&look);
        else if (i == CHECK_SLOWER_THAN_PEERS)
            *check = slower_than_peers(&look);
        else if (i == CHECK_BELOW_OWN_RATE)
            *check = below_own_rate(&look);
        else
            *check = gap_check(&look, i == CHECK_GAP_WIDENING);
        checks.concerns += check->verdict == PROGRESS_YES;
        checks.told = checks.told || check->verdict != PROGRESS_CANNOT_TELL;
    }
    return checks;
}

ProgressSeries progress_middle(Arena *arena, const ProgressSeries *own, const ProgressPeers *peers)
{
    ProgressPoint *points = arena_array(arena, ProgressPoint, own->count);
    ProgressSeries series = {0, 0, points};
    for (size_t i = 0; i < own->count; i++) {
        size_t count = 0;
        for (size_t k = 0; k < peers->count; k++)
            if (peers->items[k].learner != own->learner &&
                nearest(&peers->items[k], own->points[i].on, &peers->room[count]))
                count++;
        if (count >= FEWEST_PEERS)
            points[series.count++] =
                (ProgressPoint){.on = own->points[i].on, .value = middle(peers->room, count)};
    }
    return series;
}
