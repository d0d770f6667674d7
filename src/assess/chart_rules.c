#include "assess/chart_rules.h"

#include "platform/base/log.h"

enum {
    LEFT = 44,
    RIGHT = 308,
    TOP = 14,
    BOTTOM = 124,
    FOOT = 144,
    TICKS_MOST = 5,
    LIFT = 7,
    LETTER = 8
};

typedef struct Plot {
    Arena *arena;
    const Measure *measure;
    long long low, high, step; /* of the axis */
    Date first, last;
    Chart chart;
} Plot;

static const long long *steps_of(ScoreScale scale)
{
    static const long long ages[] = {3, 6, 12, 24, 60, 0};
    static const long long tenths[] = {5, 10, 20, 50, 100, 200, 500, 1000, 0};
    static const long long counts[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 0};
    if (scale == SCALE_AGE)
        return ages;
    return scale == SCALE_TENTHS || scale == SCALE_PERCENT ? tenths : counts;
}

static long long down_to(long long value, long long step)
{
    long long rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

static void span(Plot *plot, const ProgressSeries *series)
{
    for (size_t i = 0; i < series->count; i++) {
        const ProgressPoint *point = &series->points[i];
        if (point->value < plot->low)
            plot->low = point->value;
        if (point->value > plot->high)
            plot->high = point->value;
        if (date_compare(point->on, plot->first) < 0)
            plot->first = point->on;
        if (date_compare(point->on, plot->last) > 0)
            plot->last = point->on;
    }
}

/* The smallest step that gives few ticks; ends are on a tick. */
static void choose_axis(Plot *plot)
{
    const long long *steps = steps_of(plot->measure->scale);
    if (plot->measure->scale == SCALE_LEVELS && plot->measure->step_count > 0) {
        long long last = plot->measure->steps[plot->measure->step_count - 1].value;
        plot->low =
            plot->measure->steps[0].value < plot->low ? plot->measure->steps[0].value : plot->low;
        plot->high = last > plot->high ? last : plot->high;
    }
    size_t at = 0;
    while (steps[at + 1] != 0 && (plot->high - plot->low) / steps[at] >= TICKS_MOST - 1)
        at++;
    plot->step = steps[at];
    plot->low = down_to(plot->low, plot->step);
    plot->high = down_to(plot->high + plot->step - 1, plot->step);
    if (plot->high == plot->low)
        plot->high += plot->step;
}

static int x_of(const Plot *plot, Date on)
{
    int days = date_days_between(plot->first, plot->last);
    return days == 0 ? (LEFT + RIGHT) / 2
                     : LEFT + LIFT +
                           (RIGHT - LEFT - 2 * LIFT) * date_days_between(plot->first, on) / days;
}

static int y_of(const Plot *plot, long long value)
{
    return BOTTOM - (int)((value - plot->low) * (BOTTOM - TOP) / (plot->high - plot->low));
}

static void add_line(Plot *plot, int x1, int y1, int x2, int y2, const char *kind)
{
    plot->chart.lines.items[plot->chart.lines.count++] = (ChartLine){x1, y1, x2, y2, kind};
}

static void add_text(Plot *plot, int x, int y, const char *anchor, const char *text)
{
    plot->chart.texts.items[plot->chart.texts.count++] = (ChartText){x, y, anchor, text};
}

static void draw_axis(Plot *plot)
{
    for (long long value = plot->low; value <= plot->high; value += plot->step) {
        int y = y_of(plot, value);
        add_line(plot, LEFT, y, RIGHT, y, "axis");
        add_text(plot, LEFT - LIFT, y + 4, "end",
                 plot->measure->scale == SCALE_LEVELS
                     ? arena_print(plot->arena, "%lld", value)
                     : score_show(plot->arena, plot->measure, value));
    }
    if (date_compare(plot->first, plot->last) == 0) {
        add_text(plot, (LEFT + RIGHT) / 2, FOOT, "middle", date_medium(plot->arena, plot->first));
        return;
    }
    add_text(plot, LEFT, FOOT, "start", date_medium(plot->arena, plot->first));
    add_text(plot, RIGHT, FOOT, "end", date_medium(plot->arena, plot->last));
}

static void draw_way(Plot *plot, const ProgressSeries *series, const char *kind)
{
    for (size_t i = 1; i < series->count; i++) {
        const ProgressPoint *from = &series->points[i - 1], *to = &series->points[i];
        add_line(plot, x_of(plot, from->on), y_of(plot, from->value), x_of(plot, to->on),
                 y_of(plot, to->value), kind);
    }
}

/* The first and the last score, on the side where the line does not go. */
static void label(Plot *plot, const ProgressSeries *own, size_t at, int x, int y)
{
    const ProgressPoint *point = &own->points[at];
    const ProgressPoint *beside = own->count < 2 ? point : &own->points[at == 0 ? 1 : at - 1];
    bool below = beside->value > point->value && y + LIFT + LETTER < BOTTOM;
    add_text(plot, x, below ? y + LIFT + LETTER : y - LIFT, at == 0 ? "start" : "end",
             score_show(plot->arena, plot->measure, point->value));
}

static void draw_dots(Plot *plot, const ProgressSeries *own)
{
    for (size_t i = 0; i < own->count; i++) {
        const ProgressPoint *point = &own->points[i];
        int x = x_of(plot, point->on), y = y_of(plot, point->value);
        plot->chart.dots.items[plot->chart.dots.count++] =
            (ChartDot){x, y, point->baseline ? "baseline" : "own"};
        if (i == 0 || i + 1 == own->count)
            label(plot, own, i, x, y);
    }
}

static const char *in_words(Arena *arena, const Measure *measure, const ProgressSeries *own,
                            const ProgressSeries *others)
{
    const ProgressPoint *first = &own->points[0], *last = &own->points[own->count - 1];
    const char *words =
        arena_print(arena, "%s: %s on %s", measure->name, score_words(arena, measure, first->value),
                    date_long(arena, first->on));
    if (own->count > 1)
        words = arena_print(arena, "%s, %s on %s, %zu scores", words,
                            score_words(arena, measure, last->value), date_long(arena, last->on),
                            own->count);
    if (others->count == 0)
        return arena_print(arena, "%s.", words);
    return arena_print(arena, "%s. The middle one of the year then: %s.", words,
                       score_words(arena, measure, others->points[others->count - 1].value));
}

Chart chart_of_scores(Arena *arena, const char *id, const Measure *measure,
                      const ProgressSeries *own, const ProgressSeries *others)
{
    ASSERT(own->count > 0);
    const ProgressPoint *point = &own->points[0];
    Plot plot = {.arena = arena,
                 .measure = measure,
                 .low = point->value,
                 .high = point->value,
                 .first = point->on,
                 .last = point->on};
    span(&plot, own);
    span(&plot, others);
    choose_axis(&plot);
    size_t ticks = (size_t)((plot.high - plot.low) / plot.step) + 1;
    plot.chart = (Chart){
        .id = id,
        .title = in_words(arena, measure, own, others),
        .lines = {0, arena_array(arena, ChartLine, ticks + own->count + others->count)},
        .dots = {0, arena_array(arena, ChartDot, own->count)},
        .texts = {0, arena_array(arena, ChartText, ticks + 4)},
    };
    draw_axis(&plot);
    draw_way(&plot, others, "others");
    draw_way(&plot, own, "own");
    draw_dots(&plot, own);
    return plot.chart;
}
