/* The paper of a plan, read back by pdftotext and qpdf. */
#include "documents/paper_testing.h"
#include "documents/plan_paper.h"
#include "documents/sheet_paper.h"

#define TODAY date_of(2026, 11, 22)

static OutcomeId links[] = {{501}, {502}};

static Outcome outcomes[] = {
    {.id = {501},
     .wording = "reads a page aloud without guessing",
     .area = "cognition",
     .measure = "Ms Reid counts errors on 100 words",
     .baseline = "14 errors",
     .target = "5 errors"},
    {.id = {502},
     .wording = "asks for help with a card",
     .area = "semh",
     .measure = "Tally",
     .baseline = "0 a week",
     .target = "2 a week"},
};

static Provision provisions[] = {
    {.id = {601},
     .title = "Paired reading",
     .detail = "Two pages by turns",
     .deliverer_other = "",
     .deliverer_name = "Ms Reid",
     .place = "Library",
     .group_size = 4,
     .minutes = 20,
     .times_a_week = 3,
     .evidence_note = "It helped in spring",
     .outcomes = {2, links}},
};

static Plan example(PlanState state)
{
    for (size_t i = 0; i < 2; i++)
        outcomes[i].due_on = date_of(2026, 12, 18);
    provisions[0].starts_on = date_of(2026, 9, 28);
    provisions[0].ends_on = date_of(2026, 12, 18);
    Plan plan = {
        .edition = 2,
        .state = state,
        .responsible_name = "Mr Hughes",
        .home_support = "Read one page together.",
        .learner_part = "I point at every word.",
        .class_strategies = "Say her name, then wait.\n\nOne instruction, then check.\n",
        .consulted = "Meeting, 16 September.",
        .review_on = date_of(2026, 12, 1),
        .review_reason = "",
        .finalised_on = state == PLAN_DRAFT ? DATE_NONE : date_of(2026, 9, 25),
        .shared_on = DATE_NONE,
        .outcomes = {2, outcomes},
        .provisions = {1, provisions},
        .about = {.school = "Mill Lane Primary",
                  .learner = "Łucja Żak",
                  .year_and_class = "Year 4, 4H",
                  .born_on = date_of(2018, 2, 3),
                  .level = "SEN Support",
                  .need = "Specific learning difficulty",
                  .cycle = 3,
                  .summary = "Decoding takes all her effort.",
                  .learner_view = {.words = "Reading is like a wall.",
                                   .how = "drew it with Ms Reid",
                                   .on = date_of(2026, 9, 14)},
                  .no_view_reason = "The family was not reached in three tries.",
                  .finalised_by = "Mrs Vaz"},
    };
    return plan;
}

/* As a store would hold it, with a snapshot whose hash is left out. */
static Bytes paper_of(const Plan *plan, PdfReader reader)
{
    Bytes paper;
    Error *error = plan_paper_write(arena, plan, reader, &(PaperTo){0},
                                    &setting_of(SETTING_SCHOOL)->words, TODAY, &paper);
    if (error != NULL)
        fail_msg("%s", error->cause);
    return paper;
}

static void everything_agreed_is_on_the_paper(void **state)
{
    (void)state;
    static const char *const words[] = {
        "Mill Lane Primary",
        "Confidential",
        "Łucja Żak",
        "3 February 2018",
        "Year 4, 4H",
        "Specific learning difficulty",
        "Mr Hughes",
        "25 September 2026, by Mrs Vaz",
        "1 December 2026",
        "Decoding takes all her effort.",
        "Reading is like a wall.",
        "Łucja Żak: drew it with Ms Reid, 14 September 2026",
        "The family was not reached",
        "1. Reads a page aloud without guessing",
        "from 14 errors to 5 errors, by 18 December 2026",
        "2. Asks for help with a card",
        "Paired reading",
        "Two pages by turns",
        "3 times a week",
        "Library",
        "Say her name, then wait.",
        "One instruction, then check.",
        "Read one page together.",
        "I point at every word.",
        "Meeting, 16 September.",
        "Parent or carer",
    };
    Plan plan = example(PLAN_FINAL);
    const char *text = TEXT_OF(paper_of(&plan, PDF_FOR_STAFF));
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        assert_says(text, words[i]);
}

static void the_foot_says_whose_and_which_and_never_the_name(void **state)
{
    (void)state;
    Plan plan = example(PLAN_FINAL);
    Bytes paper = paper_of(&plan, PDF_LARGE_PRINT);
    const char *text = TEXT_OF(paper);
    assert_says(text, "ŁŻ · Confidential · Version 2 · 25 September 2026");
    assert_says(text, "Page 1 of ");
    assert_null(strstr(text, "DRAFT"));
    const char *facts = ASK(paper, "pdfinfo", "@");
    assert_says(facts, "Support plan, version 2");
    assert_null(strstr(facts, "Żak"));
    assert_says(facts, "Tagged:          yes");
}

static void a_draft_says_so_on_each_page(void **state)
{
    (void)state;
    Plan plan = example(PLAN_DRAFT);
    Bytes paper = paper_of(&plan, PDF_LARGE_PRINT);
    for (int page = 1; page <= 3; page++) {
        const char *number = arena_print(arena, "%d", page);
        const char *text = ASK(paper, "pdftotext", "-layout", "-f", number, "-l", number, "@", "-");
        assert_says(text, "DRAFT · ŁŻ · Confidential · Version 2 · 22 November 2026");
    }
    assert_null(strstr(TEXT_OF(paper), "Final since"));
}

static void a_text_that_was_altered_is_not_passed_off(void **state)
{
    (void)state;
    Plan plan = example(PLAN_FINAL);
    assert_says(TEXT_OF(paper_of(&plan, PDF_FOR_STAFF)), "Do not rely on this paper");
}

static void the_same_plan_gives_the_same_bytes(void **state)
{
    (void)state;
    Plan plan = example(PLAN_FINAL);
    Bytes one = paper_of(&plan, PDF_FOR_FAMILY), two = paper_of(&plan, PDF_FOR_FAMILY);
    assert_int_equal(one.length, two.length);
    assert_memory_equal(one.data, two.data, one.length);
    assert_says(ASK(one, "qpdf", "--check", "@"), "No syntax or stream encoding errors found");
}

static void scores_are_drawn_and_told_in_words(void **state)
{
    (void)state;
    ChartLine line = {51, 100, 301, 40, "own"};
    ChartText text = {44, 144, "start", "3 Sep 2026"};
    Chart chart = {.title = "Phonics: 12 on 3 September 2026, 19 on 20 November 2026.",
                   .lines = {1, &line},
                   .texts = {1, &text}};
    PaperTo own = {.scores = {1, &chart}};
    Plan plan = example(PLAN_FINAL);
    Bytes paper;
    assert_null(plan_paper_write(arena, &plan, PDF_FOR_STAFF, &own,
                                 &setting_of(SETTING_SCHOOL)->words, TODAY, &paper));
    assert_says(TEXT_OF(paper), "Phonics: 12 on 3 September 2026, 19 on 20 November 2026.");
    assert_says(ASK(paper, "pdfinfo", "-struct", "@"), "Figure");
    assert_null(strstr(TEXT_OF(paper_of(&plan, PDF_FOR_STAFF)), "Scores over time"));
}

static void assert_one_page(Bytes paper)
{
    const char *facts = ASK(paper, "pdfinfo", "@");
    assert_says(facts, "Pages:           1\n");
    assert_says(facts, "Tagged:          yes");
    assert_null(strstr(facts, "Żak"));
    assert_says(TEXT_OF(paper), "ŁŻ · Confidential · Version 2 · 25 September 2026");
    assert_says(TEXT_OF(paper), "Page 1 of 1");
}

/* Lies about in a classroom: what to do, and nothing that is not for there. */
static void the_class_sheet_is_one_page_without_what_is_private(void **state)
{
    (void)state;
    static const char *const says[] = {"How to help in class",
                                       "Say her name, then wait.",
                                       "Avoid",
                                       "reading aloud unasked",
                                       "Give me time",
                                       "Reads a page aloud without guessing",
                                       "Ms Reid, 3 times a week",
                                       "Library",
                                       "1 December 2026"};
    static const char *const never[] = {
        "Specific learning",      "Decoding takes", "Reading is like", "The family was not",
        "Read one page together", "Meeting, 16",    "Avoid: "};
    Plan plan = example(PLAN_FINAL);
    Bytes paper;
    plan.class_strategies = "Say her name, then wait.\nAvoid: reading aloud unasked";
    assert_null(class_sheet_write(arena, &plan, "Give me time", PDF_FOR_STAFF, &paper));
    assert_one_page(paper);
    const char *text = TEXT_OF(paper);
    for (size_t i = 0; i < sizeof says / sizeof says[0]; i++)
        assert_says(text, says[i]);
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        if (strstr(text, never[i]) != NULL)
            fail_msg("on the sheet: %s", never[i]);
    assert_null(strstr(text, "Shortened"));
}

static void a_long_plan_is_shortened_to_its_page_and_says_so(void **state)
{
    (void)state;
    Plan plan = example(PLAN_FINAL);
    Bytes paper;
    const char *long_line = "", *lines = "";
    for (int i = 0; i < 60; i++)
        long_line = arena_print(arena, "%sŻółty wyraz ", long_line);
    for (int i = 0; i < 30; i++)
        lines = arena_print(arena, "%s%s\nAvoid: %s\n", lines, long_line, long_line);
    plan.class_strategies = lines;
    provisions[0].detail = long_line;
    assert_null(class_sheet_write(arena, &plan, lines, PDF_FOR_STAFF, &paper));
    assert_one_page(paper);
    assert_says(TEXT_OF(paper), "Shortened to one page.");
    assert_null(assistant_card_write(arena, &plan, (StaffId){0}, PDF_FOR_STAFF, &paper));
    assert_one_page(paper);
    assert_says(TEXT_OF(paper), "Shortened to one page.");
    provisions[0].detail = "Two pages by turns";
}

static void the_card_holds_what_its_reader_gives(void **state)
{
    (void)state;
    Plan plan = example(PLAN_FINAL);
    Provision two[] = {provisions[0], provisions[0]};
    Bytes paper;
    two[0].deliverer = (StaffId){7};
    two[1].deliverer = (StaffId){8};
    two[1].title = "Word games";
    plan.provisions = (Provisions){2, two};
    assert_null(assistant_card_write(arena, &plan, (StaffId){7}, PDF_FOR_STAFF, &paper));
    assert_one_page(paper);
    assert_says(TEXT_OF(paper), "Two pages by turns");
    assert_says(TEXT_OF(paper), "Ms Reid counts errors on 100 words");
    assert_null(strstr(TEXT_OF(paper), "Word games"));
    assert_null(strstr(TEXT_OF(paper), "Specific learning"));
    assert_null(assistant_card_write(arena, &plan, (StaffId){9}, PDF_FOR_STAFF, &paper));
    assert_says(TEXT_OF(paper), "Word games");
    assert_says(TEXT_OF(paper), "Paired reading");
}

static void a_profile_is_theirs_and_counts_its_pages(void **state)
{
    (void)state;
    ProfileText profile = {.school = "Mill Lane Primary",
                           .learner = "Łucja Żak",
                           .made_on = date_of(2026, 9, 14),
                           .likes = "I make people laugh",
                           .matters = "My cat",
                           .help = "Give me time"};
    Bytes paper;
    size_t pages;
    assert_null(profile_paper_write(arena, &profile, PDF_FOR_FAMILY, &paper, &pages));
    assert_int_equal(pages, 1);
    assert_says(TEXT_OF(paper), "I make people laugh");
    assert_says(TEXT_OF(paper), "ŁŻ · Confidential · 14 September 2026");
    assert_says(ASK(paper, "pdfinfo", "@"), "All about me");
    const char *lines = "";
    for (int i = 0; i < 60; i++)
        lines = arena_print(arena, "%sI like a thing\n", lines);
    profile.matters = lines;
    assert_null(profile_paper_write(arena, &profile, PDF_FOR_FAMILY, &paper, &pages));
    assert_true(pages > 1);
}

static void an_empty_draft_has_a_paper_too(void **state)
{
    (void)state;
    Plan plan = example(PLAN_DRAFT);
    plan.outcomes.count = plan.provisions.count = 0;
    plan.class_strategies = plan.home_support = plan.learner_part = plan.consulted = "";
    plan.about.learner_view.words = "";
    plan.about.summary = plan.about.no_view_reason = "";
    plan.about.learner = "Cher";
    plan.review_on = DATE_NONE;
    const char *text = TEXT_OF(paper_of(&plan, PDF_FOR_STAFF));
    assert_says(text, "No outcomes yet.");
    assert_says(text, "DRAFT · C · Confidential");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(everything_agreed_is_on_the_paper, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(the_foot_says_whose_and_which_and_never_the_name,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_draft_says_so_on_each_page, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_text_that_was_altered_is_not_passed_off, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(the_same_plan_gives_the_same_bytes, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(scores_are_drawn_and_told_in_words, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(the_class_sheet_is_one_page_without_what_is_private,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_long_plan_is_shortened_to_its_page_and_says_so,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(the_card_holds_what_its_reader_gives, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(a_profile_is_theirs_and_counts_its_pages, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(an_empty_draft_has_a_paper_too, open_arena, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
