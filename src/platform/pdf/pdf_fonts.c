#include "platform/pdf/pdf_fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "platform/base/log.h"
#include "platform/pdf/pdf.h"

/* Static fonts only: Cairo writes a variable font as Type 3, which readers show badly and cannot
 * search. Files and not folders, so that nothing is scanned, no cache is kept, and a font that
 * somebody installs beside them changes no paper. */
static const FontFile font_files[] = {
    {"fonts-inter", "/usr/share/fonts/opentype/inter/Inter-Regular.otf"},
    {"fonts-inter", "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf"},
    {"fonts-inter", "/usr/share/fonts/opentype/inter/Inter-Bold.otf"},
    {"fonts-sil-andika", "/usr/share/fonts/truetype/andika/Andika-Regular.ttf"},
    {"fonts-sil-andika", "/usr/share/fonts/truetype/andika/Andika-Bold.ttf"},
#define NOTO(name)                                                                                 \
    {"fonts-noto-core", "/usr/share/fonts/truetype/noto/Noto" name "-Regular.ttf"},                \
    {                                                                                              \
        "fonts-noto-core", "/usr/share/fonts/truetype/noto/Noto" name "-Bold.ttf"                  \
    }
    NOTO("NaskhArabic"),
    NOTO("NastaliqUrdu"),
    NOTO("SansArmenian"),
    NOTO("SansBengali"),
    NOTO("SansDevanagari"),
    NOTO("SansEthiopic"),
    NOTO("SansGeorgian"),
    NOTO("SansGujarati"),
    NOTO("SansGurmukhi"),
    NOTO("SansHebrew"),
    NOTO("SansKannada"),
    NOTO("SansKhmer"),
    NOTO("SansLao"),
    NOTO("SansMalayalam"),
    NOTO("SansMyanmar"),
    NOTO("SansOriya"),
    NOTO("SansSinhala"),
    NOTO("SansTamil"),
    NOTO("SansTelugu"),
    NOTO("SansThaana"),
    NOTO("SansThai"),
#undef NOTO
    {"fonts-noto-core", "/usr/share/fonts/truetype/noto/NotoSansSyriac-Regular.ttf"},
    {"fonts-noto-core", "/usr/share/fonts/truetype/noto/NotoSansSymbols2-Regular.ttf"},
    /* Chinese, Japanese and Korean in 4 MB, where Noto needs 90. */
    {"fonts-droid-fallback", "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"},
    /* Emoji in black and white: those in colour are pictures, and would become Type 3. */
    {"fonts-symbola", "/usr/share/fonts/truetype/ancient-scripts/Symbola_hint.ttf"},
};

enum { FONT_FILES = sizeof font_files / sizeof font_files[0], TABLES_AT = 12 };

#define OTHER_SCRIPTS                                                                              \
    "Noto Naskh Arabic,Noto Sans Bengali,Noto Sans Gurmukhi,Noto Sans Tamil,"                      \
    "Noto Sans Gujarati,Noto Sans Devanagari,Noto Sans Ethiopic,Noto Sans Hebrew,"                 \
    "Noto Sans Malayalam,Noto Sans Sinhala,Noto Sans Telugu,Noto Sans Thai,"                       \
    "Droid Sans Fallback,Noto Sans Symbols2,Symbola"

static struct {
    pthread_once_t once;
    const FontFile *missing; /* the first that could not be added; NULL: all are there */
    pthread_mutex_t lock;    /* held by who has taken the context */
    PangoContext *context;
} fonts = {.once = PTHREAD_ONCE_INIT, .lock = PTHREAD_MUTEX_INITIALIZER};

/* Of the file's head only, so that every font is looked at when the program starts in less time
 * than a page takes: it lists tables, as outlines of TrueType or of PostScript do, and none of them
 * lets the outlines vary. */
static bool is_static_font(const char *path)
{
    unsigned char head[6], table[16];
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    bool good = fread(head, sizeof head, 1, file) == 1 &&
                (memcmp(head, "\0\1\0\0", 4) == 0 || memcmp(head, "OTTO", 4) == 0) &&
                fseek(file, TABLES_AT, SEEK_SET) == 0;
    int tables = good ? head[4] << 8 | head[5] : 0;
    good = tables > 0;
    for (int i = 0; good && i < tables; i++)
        good = fread(table, sizeof table, 1, file) == 1 && memcmp(table, "fvar", 4) != 0;
    fclose(file);
    return good;
}

const FontFile *pdf_fonts_unusable(const FontFile *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_static_font(files[i].path))
            return &files[i];
    }
    return NULL;
}

/* The first that cannot be added; NULL: all were. */
static const FontFile *add_files(FcConfig *config)
{
    for (size_t i = 0; i < FONT_FILES; i++) {
        if (!FcConfigAppFontAddFile(config, (const FcChar8 *)font_files[i].path))
            return &font_files[i];
    }
    return NULL;
}

/* One unit is one point, and glyphs stand where the outlines say: nothing is fitted to pixels. */
static PangoContext *make_context(FcConfig *config)
{
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    ASSERT(map != NULL);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72.0);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    PangoContext *context = pango_font_map_create_context(map);
    g_object_unref(map); /* the context holds it */
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    return context;
}

static void load_fonts(void)
{
    FcConfig *config = FcConfigCreate();
    ASSERT(config != NULL);
    fonts.missing = pdf_fonts_unusable(font_files, FONT_FILES);
    if (fonts.missing == NULL)
        fonts.missing = add_files(config);
    if (fonts.missing != NULL) {
        FcConfigDestroy(config);
        return;
    }
    /* Made current, so that Pango does not read the machine's configuration for itself. */
    ASSERT(FcConfigSetCurrent(config));
    fonts.context = make_context(config);
    FcConfigDestroy(config); /* fontconfig and Pango each hold it */
}

static Error *missing_font(const FontFile *file)
{
    char message[160];
    if (file == NULL)
        return NULL;
    snprintf(message, sizeof message,
             "Fonts for PDFs are missing. Install the package %s, then start Fourfold again.",
             file->package);
    return error_make(ERROR_INTERNAL, message, "font file missing or variable: %s", file->path);
}

Error *pdf_fonts_check(void)
{
    return missing_font(pdf_fonts_unusable(font_files, FONT_FILES));
}

Error *pdf_fonts_take(PangoContext **context)
{
    pthread_once(&fonts.once, load_fonts);
    TRY(missing_font(fonts.missing));
    ASSERT(pthread_mutex_lock(&fonts.lock) == 0);
    ASSERT(fonts.context != NULL); /* not after the release */
    *context = fonts.context;
    return NULL;
}

void pdf_fonts_give_back(void)
{
    ASSERT(pthread_mutex_unlock(&fonts.lock) == 0);
}

void pdf_fonts_release(void)
{
    if (fonts.context == NULL)
        return;
    /* Pango 1.50 would keep the configuration for ever. */
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(pango_context_get_font_map(fonts.context)),
                                 NULL);
    g_object_unref(fonts.context);
    fonts.context = NULL;
    cairo_debug_reset_static_data(); /* the faces that it keeps hold patterns of fontconfig's */
    FcFini();
}

static bool is_language(const char *language, const char *code)
{
    size_t length = strlen(code);
    return language != NULL && strncmp(language, code, length) == 0 &&
           (language[length] == '\0' || language[length] == '-');
}

const char *pdf_fonts_families(bool andika, const char *language)
{
    if (is_language(language, "ur"))
        return andika ? "Andika,Noto Nastaliq Urdu," OTHER_SCRIPTS
                      : "Inter,Noto Nastaliq Urdu," OTHER_SCRIPTS;
    return andika ? "Andika," OTHER_SCRIPTS : "Inter," OTHER_SCRIPTS;
}

double pdf_fonts_scale(const char *language)
{
    static const char *const small_in_naskh[] = {"ar", "ckb", "fa", "ps"};
    for (size_t i = 0; i < sizeof small_in_naskh / sizeof small_in_naskh[0]; i++) {
        if (is_language(language, small_in_naskh[i]))
            return 1.15;
    }
    return 1.0;
}
