/* Codes of a review as people say them. */
#include "review/review.h"

typedef struct Words {
    const char *code;
    const char *words;
} Words;

static const char *find(const Words *words, const char *code)
{
    for (; words->code != NULL; words++)
        if (text_equal(words->code, code))
            return words->words;
    return "";
}

const char *review_outcome_words(Arena *arena, const ReviewedOutcome *outcome)
{
    return plan_outcome_words(arena, &(Outcome){.wording = outcome->wording});
}

const char *review_method_words(const char *method)
{
    static const Words words[] = {{"meeting", "A meeting"},
                                  {"phone", "By phone"},
                                  {"video", "By video"},
                                  {"paper", "On paper"},
                                  {NULL, NULL}};
    return find(words, method);
}

const char *review_decision_words(const char *decision)
{
    static const Words words[] = {
        {"continue", "SEN Support goes on"},
        {"specialist", "SEN Support goes on, and a specialist is asked to help"},
        {"ehc_request", "SEN Support goes on, and an EHC needs assessment is requested"},
        {"leave", "SEN Support ends"},
        {NULL, NULL}};
    return find(words, decision);
}

const char *review_next_words(const char *next)
{
    static const Words words[] = {{"keep", "Keep"},
                                  {"continue", "Continue"},
                                  {"change", "Change"},
                                  {"stop", "Stop"},
                                  {NULL, NULL}};
    return find(words, next);
}

const char *review_impact_words(const char *impact)
{
    static const Words words[] = {
        {"none", "No difference"}, {"some", "Some"}, {"good", "Good"}, {NULL, NULL}};
    return find(words, impact);
}
