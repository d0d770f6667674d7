#include "platform/pdf/pdf_look.h"

#include "platform/base/log.h"

#define PLAIN(size_, leading_)                                                                     \
    {                                                                                              \
        .size = (size_), .leading = (leading_), .weight = 400, .colour = COLOUR_INK                \
    }
#define FIGURES(size_, leading_)                                                                   \
    {                                                                                              \
        .size = (size_), .leading = (leading_), .weight = 400, .colour = COLOUR_INK,               \
        .figures = true                                                                            \
    }
#define BOLD(size_, leading_, weight_)                                                             \
    {                                                                                              \
        .size = (size_), .leading = (leading_), .weight = (weight_), .colour = COLOUR_INK          \
    }
#define MUTED(size_, leading_, weight_)                                                            \
    {                                                                                              \
        .size = (size_), .leading = (leading_), .weight = (weight_), .colour = COLOUR_MUTED        \
    }

static const Look looks[] = {
    [PDF_FOR_STAFF] = {.measure = 400,
                       .indent = 15,
                       .row = 4.5,
                       .body = PLAIN(10.5, 16),
                       .strong = BOLD(10.5, 16, 600),
                       .small = MUTED(9, 13.5, 400),
                       .figures = FIGURES(10.5, 16),
                       .column = MUTED(9, 13.5, 600),
                       .foot = MUTED(8.5, 12, 400),
                       .heading = {BOLD(21, 27, 700), BOLD(14, 20, 700), BOLD(11, 16, 600)}},
    [PDF_FOR_FAMILY] = {.andika = true,
                        .measure = 460,
                        .indent = 19,
                        .row = 6,
                        .body = PLAIN(13, 20.5),
                        .strong = BOLD(13, 20.5, 700),
                        .small = MUTED(11, 17, 400),
                        .figures = FIGURES(13, 20.5),
                        .column = MUTED(11, 17, 700),
                        .foot = MUTED(10, 14, 400),
                        .heading = {BOLD(23, 30, 700), BOLD(16.5, 24, 700), BOLD(13.5, 20, 700)}},
    [PDF_LARGE_PRINT] = {.andika = true,
                         .measure = BODY_WIDTH,
                         .indent = 25,
                         .row = 7.5,
                         .body = PLAIN(18, 27),
                         .strong = BOLD(18, 27, 700),
                         .small = MUTED(16, 24, 400),
                         .figures = FIGURES(18, 27),
                         .column = MUTED(16, 24, 700),
                         .foot = MUTED(13, 18, 400),
                         .heading = {BOLD(28, 36, 700), BOLD(22, 30, 700), BOLD(19, 27, 700)}},
};

const Look *pdf_look(PdfReader reader)
{
    ASSERT((unsigned)reader < sizeof looks / sizeof looks[0]);
    return &looks[reader];
}

static const Tone tones[] = {
    [PDF_CALM] = {0x40505fu, 0xe9edf1u, NULL},
    [PDF_DONE] = {0x1d5b38u, 0xe3f2e8u, "●"},
    [PDF_SOON] = {0x744600u, 0xfdf0d2u, "◆"},
    [PDF_LATE] = {0x9b2415u, 0xfbe6e2u, "▲"},
};

const Tone *pdf_tone(PdfTone tone)
{
    ASSERT((unsigned)tone < sizeof tones / sizeof tones[0]);
    return &tones[tone];
}
