/* chart_rules.h: a learner's scores over time as a short list of lines, dots and words at places.
 *
 * The list is all there is to a chart: a page writes it as SVG ({{> assess/chart chart}}), and a
 * paper can draw the same list. Coordinates are whole units of a plot of CHART_WIDTH by
 * CHART_HEIGHT, from the top left. What it shows is said in words beside it. Pure. */
#ifndef ASSESS_CHART_RULES_H
#define ASSESS_CHART_RULES_H

#include "assess/progress_rules.h"

enum { CHART_WIDTH = 320, CHART_HEIGHT = 150 };

typedef struct ChartLine {
    int x1, y1, x2, y2;
    const char *kind; /* "axis", "own", "others" */
} ChartLine;

typedef struct ChartLines {
    size_t count;
    ChartLine *items;
} ChartLines;

typedef struct ChartDot {
    int x, y;
    const char *kind; /* "own", "baseline" */
} ChartDot;

typedef struct ChartDots {
    size_t count;
    ChartDot *items;
} ChartDots;

typedef struct ChartText {
    int x, y;           /* of its foot */
    const char *anchor; /* start, middle, end */
    const char *text;
} ChartText;

typedef struct ChartTexts {
    size_t count;
    ChartText *items;
} ChartTexts;

typedef struct Chart {
    const char *id;    /* of its title, one on a page */
    const char *title; /* the figures in words */
    ChartLines lines;
    ChartDots dots;
    ChartTexts texts;
} Chart;

/* own: at least one point, by date. others: the middle one of the peers, where it is known; its
 * count may be 0. */
Chart chart_of_scores(Arena *arena, const char *id, const Measure *measure,
                      const ProgressSeries *own, const ProgressSeries *others);

#endif
