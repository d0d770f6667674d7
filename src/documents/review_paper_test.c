/* The record of a review and the letter to a family, read back by pdftotext and qpdf. */
#include "documents/notice_paper.h"
#include "documents/paper_testing.h"
#include "documents/review_paper.h"

static ReviewedOutcome outcomes[] = {
    {{501},
     "Reads a page aloud without guessing",
     "Errors on 100 words",
     "14 errors",
     "5 errors",
     JUDGEMENT_PARTLY_MET,
     "8 errors",
     "Loses the line when it is loud.",
     "keep"},
    {{502},
     "Asks for help with a card",
     "Tally",
     "",
     "2 a week",
     JUDGEMENT_NOT_MET,
     "",
     "",
     "stop"},
};

static ReviewedProvision provisions[] = {
    {{601},
     "Paired reading",
     "Ms Reid",
     "12 of 33 sessions: not fairly tested",
     "adult was away 3",
     33,
     12,
     "some",
     "Fewer errors",
     "continue"},
};

static Review example(void)
{
    return (Review){
        .edition = 2,
        .state = REVIEW_FINAL,
        .held_on = date_of(2026, 11, 20),
        .method = "phone",
        .attended = "Mrs Żak, Mr Hughes",
        .learner_view = "I can read when it is quiet.",
        .parent_view = "",
        .no_view_reason = "The family was not reached.",
        .consulted = "With Łucja, on Friday.",
        .school_will = "Read in the library.",
        .parent_will = "",
        .learner_will = "Show my card.",
        .decision = "continue",
        .next_review_on = date_of(2027, 3, 16),
        .next_reason = "After the operation.",
        .monitor_until = DATE_NONE,
        .correction = "The count was wrong.",
        .finalised_on = date_of(2026, 11, 21),
        .copy_given_on = DATE_NONE,
        .outcomes = {2, outcomes},
        .provisions = {1, provisions},
        .about = {.school = "Mill Lane Primary",
                  .learner = "Łucja Żak",
                  .year_and_class = "Year 4, 4H",
                  .born_on = date_of(2018, 2, 3),
                  .level = "SEN Support",
                  .cycle = 3,
                  .plan_edition = 1,
                  .agreed_on = date_of(2026, 11, 18),
                  .finalised_by = "Mrs Vaz"},
    };
}

static Bytes paper_of(const Review *review, PdfReader reader)
{
    Bytes paper;
    assert_null(review_paper_write(arena, review, reader, &(PaperTo){0}, &paper));
    return paper;
}

static void assert_says_all(const char *text, const char *const *words)
{
    for (; *words != NULL; words++)
        assert_says(text, *words);
}

static void everything_found_is_on_the_paper(void **state)
{
    (void)state;
    static const char *const words[] = {
        "Mill Lane Primary",
        "Łucja Żak",
        "Łucja Żak, born 3 February 2018",
        "20 November 2026. By phone",
        "Cycle 3, plan version 1, review agreed for 18 November",
        "Mrs Żak, Mr Hughes",
        "The count was wrong.",
        "1. Reads a page aloud without guessing",
        "Partly met. Started from 14 errors. Aim: 5 errors. Now: 8 errors. Next: Keep.",
        "Loses the line when it is loud.",
        "2. Asks for help with a card",
        "Not met yet. Aim: 2 a week. Next: Stop.",
        "Paired reading",
        "12 of 33 sessions",
        "adult was away 3",
        "Fewer errors",
        "I can read when it is quiet.",
        "The family was not reached.",
        "Read in the library.",
        "Łucja Żak will: Show my card.",
        "With Łucja, on Friday.",
        "SEN Support goes on",
        "16 March 2027",
        "Why the next review is later than a term: After the operation.",
        "21 November 2026 by Mrs Vaz",
        "Parent or carer",
        NULL};
    Review review = example();
    const char *text = TEXT_OF(paper_of(&review, PDF_FOR_STAFF));
    assert_says_all(text, words);
    assert_null(strstr(text, "Progress is watched"));
    assert_null(strstr(text, "The family will"));
}

static void the_end_of_support_says_how_long_it_is_watched(void **state)
{
    (void)state;
    Review review = example();
    review.decision = "leave";
    review.monitor_until = date_of(2027, 2, 12);
    const char *text = TEXT_OF(paper_of(&review, PDF_FOR_STAFF));
    assert_says(text, "SEN Support ends");
    assert_says(text, "Progress is watched until: 12 February 2027");
    assert_null(strstr(text, "16 March 2027"));
}

static void the_record_is_short_and_tagged_and_its_file_names_nobody(void **state)
{
    (void)state;
    Review review = example();
    Bytes paper = paper_of(&review, PDF_FOR_STAFF);
    const char *facts = ASK(paper, "pdfinfo", "@");
    assert_says(facts, "Pages:           2");
    assert_says(facts, "Tagged:          yes");
    assert_says(facts, "Review of support, version 2");
    assert_null(strstr(facts, "Żak"));
    assert_says(TEXT_OF(paper), "ŁŻ · Confidential · Version 2 · 21 November 2026");
    assert_says(ASK(paper, "qpdf", "--check", "@"), "No syntax or stream encoding errors found");
}

static void a_text_that_was_altered_is_not_passed_off(void **state)
{
    (void)state;
    Review review = example();
    assert_says(TEXT_OF(paper_of(&review, PDF_FOR_STAFF)), "Do not rely on this paper");
}

static void the_same_review_gives_the_same_bytes(void **state)
{
    (void)state;
    Review review = example();
    Bytes one = paper_of(&review, PDF_FOR_FAMILY), two = paper_of(&review, PDF_FOR_FAMILY);
    assert_int_equal(one.length, two.length);
    assert_memory_equal(one.data, two.data, one.length);
}

/* ---- The letter ------------------------------------------------------------------------------ */

static const char *needs[] = {"Specific learning difficulty", "Social, emotional"};

static NoticeLetter letter_example(void)
{
    return (NoticeLetter){.intact = true,
                          .words = {.school = "Mill Lane Primary",
                                    .learner = "Łucja Żak",
                                    .name = "Łucja",
                                    .year_and_class = "Year 4, 4H",
                                    .recipients = "Mrs Ewa Żak",
                                    .told_on = date_of(2026, 9, 10),
                                    .told_by = "Mrs Vaz",
                                    .level = "sen_support",
                                    .level_name = "SEN Support",
                                    .starts_on = date_of(2026, 9, 7),
                                    .ends_on = DATE_NONE,
                                    .evidence = "Reading age two years below her own.",
                                    .outcomes_sought = "To read with pleasure.",
                                    .needs = {2, needs},
                                    .teacher = "Mr Hughes, class teacher",
                                    .senco = "Mrs Vaz, SENCO"}};
}

static const char *letter_text(const NoticeLetter *letter)
{
    Bytes paper;
    assert_null(notice_paper_write(arena, letter, PDF_FOR_STAFF, &paper));
    assert_null(strstr(ASK(paper, "pdfinfo", "@"), "Żak"));
    return TEXT_OF(paper);
}

static void the_letter_says_what_a_notice_must(void **state)
{
    (void)state;
    static const char *const words[] = {
        "Mrs Ewa Żak",
        "Łucja receives SEN Support from 7 September",
        "Main need: Specific learning difficulty; also: Social, emotional",
        "Reading age two years below her own.",
        "To read with pleasure.",
        "not a diagnosis",
        "does not wait for your consent",
        "meeting to agree the plan",
        "Mr Hughes, class teacher, or Mrs Vaz, SENCO",
        "SENDIASS",
        "Local Offer",
        "complaints",
        "needs assessment",
        "Reply slip",
        NULL};
    NoticeLetter letter = letter_example();
    assert_says_all(letter_text(&letter), words);
}

static void the_letter_names_the_support_once_there_is_a_plan(void **state)
{
    (void)state;
    Provision provision = {
        .title = "Paired reading", .minutes = 20, .times_a_week = 3, .group_size = 1};
    Plan plan = {.review_on = date_of(2026, 12, 1), .provisions = {1, &provision}};
    NoticeLetter letter = letter_example();
    letter.plan = &plan;
    const char *text = letter_text(&letter);
    assert_says(text, "Paired reading: ");
    assert_says(text, "1 December 2026");
    assert_null(strstr(text, "meeting to agree the plan"));
}

static void the_end_of_support_is_another_letter(void **state)
{
    (void)state;
    NoticeLetter letter = letter_example();
    letter.words.ends_on = date_of(2026, 9, 10);
    const char *text = letter_text(&letter);
    assert_says(text, "SEN Support ended for Łucja on");
    assert_null(strstr(text, "Main need"));
    letter.words.ends_on = date_of(2026, 9, 11); /* told before it ended: of its beginning */
    assert_says(letter_text(&letter), "Main need");
}

static void a_letter_that_was_altered_says_so(void **state)
{
    (void)state;
    NoticeLetter letter = letter_example();
    assert_null(strstr(letter_text(&letter), "Do not rely on this paper"));
    letter.intact = false;
    assert_says(letter_text(&letter), "Do not rely on this paper");
}

static void without_teacher_or_senco_there_is_still_somebody_to_ask(void **state)
{
    (void)state;
    NoticeLetter letter = letter_example();
    letter.words.teacher = letter.words.senco = "";
    assert_says(letter_text(&letter), "Speak with us.");
}

#define PAPER(test) cmocka_unit_test_setup_teardown(test, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAPER(everything_found_is_on_the_paper),
        PAPER(the_end_of_support_says_how_long_it_is_watched),
        PAPER(the_record_is_short_and_tagged_and_its_file_names_nobody),
        PAPER(a_text_that_was_altered_is_not_passed_off),
        PAPER(the_same_review_gives_the_same_bytes),
        PAPER(the_letter_says_what_a_notice_must),
        PAPER(the_letter_names_the_support_once_there_is_a_plan),
        PAPER(the_end_of_support_is_another_letter),
        PAPER(a_letter_that_was_altered_says_so),
        PAPER(without_teacher_or_senco_there_is_still_somebody_to_ask),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
