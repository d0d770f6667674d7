/* chart.h: a chart as a short list of lines, dots and words at places.
 *
 * The list is all there is to a chart, so that it is drawn once: a page writes it as SVG
 * ({{> assess/chart chart}}), a paper with pdf_chart(). Coordinates are whole units of a plot of
 * CHART_WIDTH by CHART_HEIGHT, from the top left. What it shows is said in words beside it. */
#ifndef PLATFORM_BASE_CHART_H
#define PLATFORM_BASE_CHART_H

#include <stddef.h>

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

#endif
