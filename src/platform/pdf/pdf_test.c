/* Whole papers, looked at by other people's programs: pdfinfo, pdffonts, pdftotext and qpdf. */
#include "platform/pdf/pdf.h"

#include <glib.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "platform/base/log.h"

#define ARENA_LIMIT ((size_t)64 << 20)

typedef void Writer(Pdf *pdf);

typedef struct Paper {
    Arena *arena;
    Bytes bytes;
    size_t pages;
    char *path; /* of the file that the tools read */
} Paper;

static const PdfOptions plain = {
    .title = "Support plan", .language = "en", .footer = "Confidential · Version 2"};

static Error *make(Paper *paper, const PdfOptions *options, Writer *writer)
{
    paper->arena = arena_create(ARENA_LIMIT, "test");
    Pdf *pdf = pdf_create(paper->arena, options);
    writer(pdf);
    Error *error = pdf_finish(pdf, &paper->bytes);
    paper->pages = pdf_page_count(pdf);
    return error;
}

static Paper paper_of(const PdfOptions *options, Writer *writer)
{
    Paper paper = {0};
    assert_null(make(&paper, options, writer));
    int file = g_file_open_tmp("fourfold-pdf-test-XXXXXX.pdf", &paper.path, NULL);
    assert_true(file >= 0);
    assert_int_equal(write(file, paper.bytes.data, paper.bytes.length), paper.bytes.length);
    close(file);
    return paper;
}

static void paper_free(Paper *paper)
{
    unlink(paper->path);
    g_free(paper->path);
    arena_destroy(paper->arena);
}

/* What a program says about the paper; it must end well. The words are parted by spaces; "@" stands
 * for the file. */
static const char *ask(const Paper *paper, const char *command)
{
    char **words = g_strsplit(command, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        if (strcmp(*word, "@") == 0) {
            g_free(*word);
            *word = g_strdup(paper->path);
        }
    }
    char *said = NULL;
    int status = -1;
    assert_true(g_spawn_sync(NULL, words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL,
                             &status, NULL));
    if (status != 0)
        print_error("%s: %s\n", command, said);
    assert_int_equal(status, 0);
    g_strfreev(words);
    const char *answer = arena_copy(paper->arena, said);
    g_free(said);
    return answer;
}

static void assert_says(const char *text, const char *words)
{
    if (strstr(text, words) == NULL)
        print_error("nowhere: %s\nin: %s\n", words, text);
    assert_non_null(strstr(text, words));
}

static void assert_in_order(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *found = strstr(text, words[i]);
        if (found == NULL) {
            fail_msg("not there, or not in order: %s\nin: %s", words[i], text);
            return;
        }
        text = found + strlen(words[i]);
    }
}

static size_t times(const char *text, const char *words)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, words)) != NULL; at += strlen(words))
        count++;
    return count;
}

static void assert_sound(const Paper *paper)
{
    assert_says(ask(paper, "qpdf --check @"), "No syntax or stream encoding errors found");
    assert_says(ask(paper, "pdfinfo @"), "Tagged:          yes");
    assert_says(ask(paper, "pdfinfo @"), "JavaScript:      no");
    char **fonts = g_strsplit(ask(paper, "pdffonts @"), "\n", -1);
    for (char **line = fonts + 2; *line != NULL && **line != '\0'; line++) {
        assert_null(strstr(*line, "Type 3"));
        assert_says(*line, " yes yes "); /* embedded, and only the glyphs used */
    }
    g_strfreev(fonts);
}

/* The outcome that the tables below are about. */
static void write_plan(Pdf *pdf)
{
    pdf_heading(pdf, 1, "Support plan for spring term");
    pdf_small(pdf, "Third cycle, 4 January to 26 March 2027. Miss Khan is responsible.");
    pdf_notice(pdf, PDF_SOON, "Please answer by 15 December",
               "Tell Miss Khan if you agree with this plan or want to talk first.");
    pdf_heading(pdf, 2, "In short");
    pdf_definition(pdf, "Class", "2K");
    pdf_definition(pdf, "Next review",
                   "Friday 19 March 2027, 3:30pm, in the library. Ms Bello, "
                   "Miss Khan and Mrs Vaz will be there.");
    pdf_definition(pdf, "Advice", NULL);
    pdf_heading(pdf, 2, "In their own words");
    pdf_quote(pdf,
              "He talks all evening about Anansi. Please go slowly with him, he is listening, even "
              "when he looks away.",
              "Ms Bello, by phone, 16 November 2026");
    pdf_heading(pdf, 2, "Outcome 1");
    pdf_labelled(pdf, "By the end,", "Idris answers a “why” question about a story.");
    static const PdfColumn columns[] = {{.heading = "What", .share = 3, .names_row = true},
                                        {.heading = "Who", .share = 2},
                                        {.heading = "Minutes", .share = 1, .numbers = true}};
    pdf_table(pdf, columns, 3);
    pdf_row(pdf, (const char *[]){"Story talk", "Mrs Okoro", "20"});
    pdf_row(pdf, (const char *[]){"Pre-teach five words", NULL, "10"});
    pdf_heading(pdf, 3, "At home");
    pdf_bullet(pdf, "Ask one “why” question.");
    pdf_bullet(pdf, "Wait ten seconds.");
    pdf_numbered(pdf, "First this.");
    pdf_numbered(pdf, "Then that.");
    pdf_signature(pdf, "Parent or carer", "Date");
}

static void a_plan_is_tagged_titled_and_sound(void **state)
{
    (void)state;
    PdfOptions options = plain;
    options.issuer = "Oakfield Primary School";
    options.created = moment_london(date_of(2026, 11, 22), 8, 0);
    Paper paper = paper_of(&options, write_plan);
    assert_sound(&paper);
    const char *facts = ask(&paper, "pdfinfo -isodates @");
    assert_says(facts, "Title:           Support plan\n");
    assert_says(facts, "CreationDate:    2026-11-22T08:00:00Z\n");
    assert_says(facts, "Pages:           2\n");
    assert_says(facts, "(A4)");
    const char *syntax = ask(&paper, "qpdf --qdf --object-streams=disable @ -");
    assert_says(syntax, "/Lang (en)");
    assert_says(syntax, "/DisplayDocTitle true");
    assert_null(strstr(syntax, "/Direction"));
    paper_free(&paper);
}

static void without_a_moment_the_file_names_none(void **state)
{
    (void)state;
    PdfOptions options = plain;
    options.created = MOMENT_NONE;
    Paper paper = paper_of(&options, write_plan);
    assert_null(strstr(ask(&paper, "pdfinfo @"), "CreationDate"));
    paper_free(&paper);
}

/* What assistive technology is told: the whole of it, kept beside this file. */
static void tags_tell_what_everything_is(void **state)
{
    (void)state;
    Paper paper = paper_of(&plain, write_plan);
    char *expected = NULL;
    assert_true(g_file_get_contents(PDF_GOLDEN, &expected, NULL, NULL));
    assert_string_equal(ask(&paper, "pdfinfo -struct-text @"), expected);
    g_free(expected);
    paper_free(&paper);
}

static void text_comes_out_in_the_order_of_reading(void **state)
{
    (void)state;
    Paper paper = paper_of(&plain, write_plan);
    static const char *const words[] = {"Support plan for spring term",
                                        "Please answer by 15 December",
                                        "if you agree with this plan",
                                        "In short",
                                        "Class",
                                        "2K",
                                        "Next review",
                                        "Friday 19 March",
                                        "In their own words",
                                        "Anansi",
                                        "Ms Bello, by phone",
                                        "Outcome 1",
                                        "By the end, Idris",
                                        "What",
                                        "Who",
                                        "Minutes",
                                        "Story talk",
                                        "Mrs Okoro",
                                        "20",
                                        "Pre-teach",
                                        "At home",
                                        "Ask one",
                                        "1.",
                                        "First this.",
                                        "2.",
                                        "Parent or carer",
                                        "Confidential · Version 2",
                                        "Page 1 of 1"};
    assert_in_order(ask(&paper, "pdftotext -raw @ -"), words, sizeof words / sizeof words[0]);
    paper_free(&paper);
}

static void write_headings(Pdf *pdf)
{
    pdf_heading(pdf, 1, "Whole");
    pdf_heading(pdf, 2, "Part");
    pdf_heading(pdf, 3, "Piece of (/JS)");
    pdf_heading(pdf, 2, "Other part");
    pdf_paragraph(pdf, "Text.");
}

static void headings_make_the_outline(void **state)
{
    (void)state;
    Paper paper = paper_of(&plain, write_headings);
    const char *syntax = ask(&paper, "qpdf --json=1 --json-key=outlines @");
    static const char *const titles[] = {"\"Piece of (/JS)\"", "\"Part\"", "\"Other part\"",
                                         "\"Whole\""};
    assert_in_order(syntax, titles, sizeof titles / sizeof titles[0]);
    assert_int_equal(times(syntax, "\"destpageposfrom1\": 1"), 4);
    paper_free(&paper);
}

static const struct {
    const char *language;
    const char *words;
    const char *found; /* as pdftotext gives it; NULL: its order is the tool's own */
    const char *font;
} scripts[] = {
    {"ur", "وہ سن رہا ہے۔", NULL, "NotoNastaliqUrdu"},
    {"ar", "نتحدث معه في البيت", "نتحدث معه في البيت", "NotoNaskhArabic"},
    {"bn", "সে সারাদিন গল্প নিয়ে কথা বলে", "সে সারাদিন গল্প নিয়ে কথা বলে", "NotoSansBengali"},
    {"pa", "ਕਿਰਪਾ ਕਰਕੇ ਹੌਲੀ ਚੱਲੋ", "ਕਿਰਪਾ ਕਰਕੇ ਹੌਲੀ ਚੱਲੋ", "NotoSansGurmukhi"},
    {"ta", "கதைகளைப் பற்றி பேசுகிறான்", "கதைகளைப் பற்றி பேசுகிறான்", "NotoSansTamil"},
    {"gu", "વાર્તાઓ", "વાર્તાઓ", "NotoSansGujarati"},
    {"ti", "ትግርኛ", "ትግርኛ", "NotoSansEthiopic"},
    {"zh", "请慢慢来", "请慢慢来", "DroidSansFallback"},
    {"pl", "Zażółć gęślą jaźń", "Zażółć gęślą jaźń", "Inter"},
    {"uk", "Їжак, ґанок, єнот", "Їжак, ґанок, єнот", "Inter"},
    {"so", "Maalintii oo dhan", "Maalintii oo dhan", "Inter"},
    {"en", "Well done 👍 ☑ 😀", "Well done 👍 ☑ 😀", "Symbola"},
};

static void write_scripts(Pdf *pdf)
{
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        pdf_language(pdf, scripts[i].language);
        pdf_paragraph(pdf, scripts[i].words);
    }
}

static void families_languages_are_set_marked_and_found_again(void **state)
{
    (void)state;
    Paper paper = paper_of(&plain, write_scripts);
    assert_sound(&paper);
    const char *text = ask(&paper, "pdftotext @ -");
    const char *fonts = ask(&paper, "pdffonts @");
    const char *syntax = ask(&paper, "qpdf --qdf --object-streams=disable @ -");
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        if (scripts[i].found != NULL)
            assert_says(text, scripts[i].found);
        assert_says(fonts, scripts[i].font);
        assert_says(syntax, arena_print(paper.arena, "/Lang (%s)", scripts[i].language));
    }
    paper_free(&paper);
}

#define ATTACK                                                                                     \
    "/JS (app.alert(1)) /OpenAction << /S /JavaScript >> /Launch ) >> endobj\nstream\n"            \
    "\"><svg/onload=x> {{7*7}} %0d%0a \u202egnp.exe \\) \x01\x1b %PDF-1.7 trailer startxref"

static void write_attack(Pdf *pdf)
{
    pdf_language(pdf, "en) /OpenAction (");
    pdf_heading(pdf, 1, ATTACK);
    pdf_labelled(pdf, ATTACK, ATTACK);
    pdf_small(pdf, ATTACK);
    pdf_bullet(pdf, ATTACK);
    pdf_numbered(pdf, ATTACK);
    pdf_definition(pdf, ATTACK, ATTACK);
    pdf_quote(pdf, ATTACK, ATTACK);
    pdf_notice(pdf, PDF_LATE, ATTACK, ATTACK);
    pdf_table(pdf, (const PdfColumn[]){{.heading = ATTACK, .share = 1, .names_row = true}}, 1);
    pdf_row(pdf, (const char *[]){ATTACK});
    pdf_signature(pdf, ATTACK, ATTACK);
}

static bool holds(const Bytes *bytes, const char *word)
{
    return memmem(bytes->data, bytes->length, word, strlen(word)) != NULL;
}

static void typed_text_is_never_syntax(void **state)
{
    (void)state;
    const PdfOptions options = {.title = ATTACK,
                                .language = "en",
                                .issuer = ATTACK,
                                .mark = ATTACK,
                                .footer = ATTACK,
                                .page_words = ATTACK "{page} %s %n {pages} {page}",
                                .created = MOMENT_NONE};
    Paper paper = paper_of(&options, write_attack);
    assert_sound(&paper);
    /* Not as words of the file, and not as keys of any object. */
    static const char *const words[] = {"/JS",        "/JavaScript", "/OpenAction", "/Launch",
                                        "/AA",        "/URI",        "/SubmitForm", "/EmbeddedFile",
                                        "/RichMedia", "/GoToR"};
    const char *objects = ask(&paper, "qpdf --json=1 --json-key=objects @");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_null(strstr(objects, arena_print(paper.arena, "\"%s\"", words[i])));
        if (strlen(words[i]) > 3) /* shorter ones may stand in compressed data by chance */
            assert_false(holds(&paper.bytes, words[i]));
    }
    assert_says(ask(&paper, "pdftotext -raw @ -"), "/OpenAction << /S /JavaScript >>");
    paper_free(&paper);
}

static void write_long_plan(Pdf *pdf)
{
    static const PdfColumn columns[] = {{.heading = "Date seen", .share = 1},
                                        {.heading = "Note", .share = 4}};
    pdf_heading(pdf, 1, "Record of sessions");
    for (int part = 0; part < 4; part++) {
        pdf_heading(pdf, 2, "Sessions");
        pdf_paragraph(pdf, "What was planned and what took place, session by session.");
        pdf_table(pdf, columns, 2);
        for (int i = 0; i < 48; i++) {
            char name[32];
            g_snprintf(name, sizeof name, "No%d.", part * 48 + i);
            pdf_row(pdf, (const char *[]){name, "Reading with Ms Reid in the library; he read two "
                                                "pages aloud and asked for help with his card, as "
                                                "agreed in the plan, before he was asked to."});
        }
    }
}

static void a_long_paper_repeats_headings_and_loses_no_row(void **state)
{
    (void)state;
    Paper paper = paper_of(&plain, write_long_plan);
    assert_sound(&paper);
    assert_in_range(paper.pages, 12, 14);
    assert_says(ask(&paper, "pdfinfo @"),
                arena_print(paper.arena, "Pages:           %zu\n", paper.pages));
    const char *text = ask(&paper, "pdftotext -raw @ -");
    for (int i = 0; i < 192; i++)
        assert_int_equal(times(text, arena_print(paper.arena, "No%d.", i)), 1);
    for (size_t page = 1; page <= paper.pages; page++) {
        const char *one =
            ask(&paper, arena_print(paper.arena, "pdftotext -raw -f %zu -l %zu @ -", page, page));
        assert_says(one, "Date seen");
        assert_says(one, arena_print(paper.arena, "Page %zu of %zu", page, paper.pages));
        assert_null(strstr(one, "place, session by session.\nConfidential"));
    }
    /* Drawn on every page, but read out once for each table. */
    assert_int_equal(times(ask(&paper, "pdfinfo -struct-text @"), "\"Date seen\""), 4);
    paper_free(&paper);
}

static void write_endless_cell(Pdf *pdf)
{
    char words[6000 * 6 + 1] = "";
    for (size_t i = 0; i < 6000; i++)
        memcpy(words + 6 * i, i == 3000 ? "middle" : "words ", 7);
    pdf_table(
        pdf, (const PdfColumn[]){{.heading = "Only", .share = 1}, {.heading = "Words", .share = 1}},
        2);
    pdf_row(pdf, (const char *[]){"short", words});
    pdf_quote(pdf, words, "Someone with much to say");
    pdf_notice(pdf, PDF_CALM, "Long", words);
    memset(words, 'w', sizeof words - 1);
    pdf_paragraph(pdf, words);
}

static void what_is_higher_than_a_page_goes_on(void **state)
{
    (void)state;
    Paper paper = paper_of(&plain, write_endless_cell);
    assert_sound(&paper);
    const char *text = ask(&paper, "pdftotext -raw @ -");
    assert_int_equal(times(text, "words"), 3 * 5999);
    assert_int_equal(times(text, "middle"), 3);
    assert_int_equal(times(text, "short"), 1);
    paper_free(&paper);
}

static void write_from_right(Pdf *pdf)
{
    pdf_heading(pdf, 1, "منصوبہ");
    pdf_definition(pdf, "جماعت", "دو");
    pdf_table(pdf,
              (const PdfColumn[]){{.heading = "پہلا", .share = 1},
                                  {.heading = "2", .share = 1, .numbers = true}},
              2);
    pdf_row(pdf, (const char *[]){"AAA", "222"});
    pdf_row(pdf, (const char *[]){"BBB", "333"});
    pdf_quote(pdf, "وہ سن رہا ہے۔", "Mr Ahmed");
}

/* Left edge of a word, in points, as pdftotext measures it. */
static double left_of(const char *boxes, const char *word)
{
    char end[32];
    g_snprintf(end, sizeof end, ">%s</word>", word);
    const char *at = strstr(boxes, end);
    assert_non_null(at);
    const char *line = g_strrstr_len(boxes, at - boxes, "xMin=\"");
    return g_ascii_strtod(line + strlen("xMin=\""), NULL);
}

static void an_urdu_paper_runs_from_the_right(void **state)
{
    (void)state;
    const PdfOptions options = {.title = "منصوبہ",
                                .language = "ur",
                                .right_to_left = true,
                                .reader = PDF_FOR_FAMILY,
                                .footer = "FOOT",
                                .page_words = "{page}/{pages}"};
    Paper paper = paper_of(&options, write_from_right);
    assert_sound(&paper);
    const char *syntax = ask(&paper, "qpdf --qdf --object-streams=disable @ -");
    assert_says(syntax, "/Direction /R2L");
    assert_says(syntax, "/Lang (ur)");
    const char *boxes = ask(&paper, "pdftotext -bbox @ -");
    assert_true(left_of(boxes, "AAA") > 450);
    assert_true(left_of(boxes, "222") < 100);
    assert_true(left_of(boxes, "FOOT") > 450);
    assert_true(left_of(boxes, "1/1") < 100);
    paper_free(&paper);
}

static void write_chart(Pdf *pdf)
{
    ChartLine lines[] = {{44, 124, 308, 124, "axis"}, {51, 100, 301, 40, "own"}};
    ChartDot dots[] = {{51, 100, "baseline"}, {301, 40, "own"}};
    ChartText texts[] = {{44, 144, "start", "1 Sep"}, {308, 144, "end", "1 Nov"}};
    Chart chart = {
        .title = "Words a minute: 20 on 1 September, 45 on 1 November.",
        .lines = {2, lines},
        .dots = {2, dots},
        .texts = {2, texts},
    };
    pdf_heading(pdf, 1, "Scores");
    pdf_chart(pdf, &chart);
    texts[0].text = "copied"; /* so this is never seen */
}

/* The lines belong to a figure, which says where its figures are; they stand beneath in words. */
static void a_chart_is_a_figure_with_its_words_beneath(void **state)
{
    (void)state;
    static const char *const order[] = {"Scores", "1 Sep", "1 Nov", "Words a minute: 20 on"};
    static const char *const tags[] = {"H1 (block)", "Figure", "P (block)", "45 on 1 November"};
    PdfOptions options = plain;
    for (int reader = PDF_FOR_STAFF; reader <= PDF_LARGE_PRINT; reader++) {
        options.reader = (PdfReader)reader;
        Paper paper = paper_of(&options, write_chart);
        assert_sound(&paper);
        assert_in_order(ask(&paper, "pdftotext -raw @ -"), order, 4);
        assert_in_order(ask(&paper, "pdfinfo -struct-text @"), tags, 4);
        const char *syntax = ask(&paper, "qpdf --qdf --object-streams=disable @ -");
        assert_says(syntax, "/Alt (Chart. Its figures stand beneath in words.)");
        /* Its own line, in its own colour, is drawn within the figure's tag. */
        const char *figure = strstr(syntax, "/Figure <<");
        assert_non_null(figure);
        assert_in_order(figure, (const char *const[]){"0.0431373 0.352941 0.368627 RG", "EMC"}, 2);
        paper_free(&paper);
    }
}

static void write_nothing(Pdf *pdf)
{
    pdf_space(pdf, 10);
    pdf_new_page(pdf);
}

static void a_paper_that_says_nothing_is_one_page(void **state)
{
    (void)state;
    Paper paper = paper_of(&plain, write_nothing);
    assert_int_equal(paper.pages, 1);
    assert_says(ask(&paper, "qpdf --check @"), "No syntax or stream encoding errors found");
    paper_free(&paper);
}

static void write_401_pages(Pdf *pdf)
{
    for (int i = 0; i < 401; i++) {
        pdf_new_page(pdf);
        pdf_paragraph(pdf, "Page");
    }
}

static void too_many_pages_are_refused(void **state)
{
    (void)state;
    Paper paper = {0};
    Error *error = make(&paper, &plain, write_401_pages);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_TOO_LARGE);
    assert_null(paper.bytes.data);
    arena_destroy(paper.arena);
}

static void *write_in_thread(void *unused)
{
    (void)unused;
    GString *all = g_string_new(NULL);
    static Writer *const writers[] = {write_plan, write_scripts, write_from_right, write_plan};
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        Paper paper = {0};
        if (make(&paper, &plain, writers[i]) == NULL)
            g_string_append_len(all, (const char *)paper.bytes.data, (gssize)paper.bytes.length);
        arena_destroy(paper.arena);
    }
    return all;
}

static void threads_write_the_same_bytes(void **state)
{
    (void)state;
    GString *mine = write_in_thread(NULL);
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_in_thread, NULL), 0);
    for (size_t i = 0; i < 4; i++) {
        void *theirs = NULL;
        assert_int_equal(pthread_join(threads[i], &theirs), 0);
        assert_true(g_string_equal(mine, theirs));
        g_string_free(theirs, TRUE);
    }
    assert_true(mine->len > 1000);
    g_string_free(mine, TRUE);
}

/* Whichever piece of memory is refused, the work ends at the arena's catch, and the next paper is
 * as good as ever. */
static void an_exhausted_arena_leaves_nothing_behind(void **state)
{
    (void)state;
    volatile size_t ended = 0;
    volatile bool finished = false;
    for (volatile size_t nth = 1; !finished; nth += nth < 40 ? 1 : 61) {
        Arena *arena = arena_create(ARENA_LIMIT, "test");
        jmp_buf target;
        if (setjmp(target) == 0) {
            Bytes bytes;
            arena_catch(arena, &target);
            arena_fail_at(arena, nth);
            Pdf *pdf = pdf_create(arena, &plain);
            write_plan(pdf);
            assert_null(pdf_finish(pdf, &bytes));
            finished = true;
        } else {
            ended++;
        }
        arena_destroy(arena);
    }
    assert_true(ended > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_is_tagged_titled_and_sound),
        cmocka_unit_test(without_a_moment_the_file_names_none),
        cmocka_unit_test(tags_tell_what_everything_is),
        cmocka_unit_test(text_comes_out_in_the_order_of_reading),
        cmocka_unit_test(headings_make_the_outline),
        cmocka_unit_test(families_languages_are_set_marked_and_found_again),
        cmocka_unit_test(typed_text_is_never_syntax),
        cmocka_unit_test(a_long_paper_repeats_headings_and_loses_no_row),
        cmocka_unit_test(what_is_higher_than_a_page_goes_on),
        cmocka_unit_test(an_urdu_paper_runs_from_the_right),
        cmocka_unit_test(a_chart_is_a_figure_with_its_words_beneath),
        cmocka_unit_test(a_paper_that_says_nothing_is_one_page),
        cmocka_unit_test(too_many_pages_are_refused),
        cmocka_unit_test(threads_write_the_same_bytes),
        cmocka_unit_test(an_exhausted_arena_leaves_nothing_behind),
    };
    log_set_level(LOG_ERROR); /* exhaustion is asked for here */
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    pdf_fonts_release();
    return failed;
}
