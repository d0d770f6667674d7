/* telling.h: one learner's story while it is being put on record, round by round, through the doors
 * of the stages and with the dates of its timeline.
 *
 * The four stages stand in telling_assess.c, telling_plan.c, telling_do.c and telling_review.c. */
#ifndef DEMO_TELLING_H
#define DEMO_TELLING_H

#include "demo/dice.h"
#include "demo/story.h"
#include "demo/timeline.h"

/* One outcome on its way through the rounds. */
typedef struct Strand {
    const OutcomeStory *story;
    bool stopped;
    bool missed;     /* not met in the round before */
    int rung;        /* which step is the target: rung + 1 */
    int start;       /* where the round under way began, on the measure */
    int value;       /* where it is now */
    unsigned notes;  /* bits of the story's notes that have been used */
    size_t everyday; /* the next everyday note */
    OutcomeId outcome_id;
    ProvisionId provision_id;
} Strand;

typedef struct Telling {
    Db *db;
    Arena *arena;
    const DemoCalendar *calendar;
    const Cast *cast;
    const Child *child; /* the one below: as they were in the year that is being told */
    Child then;
    const Story *story;
    const Voice *voice;
    Timeline timeline;
    int number; /* of the child: the seed of everything that is left to chance */
    Dice dice;
    size_t turn;  /* moves on with each text picked, so that neighbours differ */
    size_t round; /* the one being told */
    size_t strand_count;
    Strand strands[STORY_OUTCOMES];
    const char *child_said, *parent_said; /* at the last review; NULL: none yet */
    const char *last_round;               /* what became of the support in it; NULL: none yet */
} Telling;

/* Each tells its part of the round under way, as far as it has come. */
Error *tell_assessment(Telling *telling);
Error *tell_plan(Telling *telling);
Error *tell_sessions(Telling *telling);
Error *tell_review(Telling *telling);

const Round *telling_round(const Telling *telling);
bool telling_is_newest(const Telling *telling); /* the last round of the timeline */
Stand telling_stand(const Telling *telling);
/* The learner's newest cycle as it is in the store now. */
Error *telling_cycle(Telling *telling, Cycle *cycle);
/* The story's words, filled for this child. */
const char *telling_text(Telling *telling, const char *text);
/* From now on the child sits in the class of that day: its teacher and assistant are meant. */
void telling_go_to(Telling *telling, Date day);
/* One of `count` texts, filled. */
const char *telling_pick(Telling *telling, const char *const *texts, size_t count);
#define TELLING_PICK(telling, texts)                                                               \
    telling_pick((telling), (texts), sizeof(texts) / sizeof(texts)[0])

/* The step that a strand is meant to reach in the round. */
int strand_target(const Strand *strand);
/* "14 errors on a page" */
const char *strand_words(Telling *telling, const Strand *strand, int value);

#endif
