/* story.h: what there is to tell about the learners of the demo school, by hand.
 *
 * A story is a kind of need in an age, with what goes with it; each learner of the story has a
 * voice of their own in it. Texts have slots, filled by story_text(): {Name}, {he}, {He}, {him},
 * {his}, {His}, {himself}, {teacher}, {ta}, {mum} (as addressed, whoever it is), and {n}, a number.
 * Any likeness to a living child is chance. */
#ifndef DEMO_STORY_H
#define DEMO_STORY_H

#include "demo/cast.h"

enum {
    STORY_NEEDS = 3,
    STORY_OUTCOMES = 3,
    STORY_VOICES = 4,
    OUTCOME_STEPS = 4,
    OUTCOME_NOTES = 5
};
/* The first so many notes tell of a good session, the rest of a hard one. */
enum { NOTES_OF_GOOD = 3 };

typedef enum Deliverer { BY_ASSISTANT, BY_MENTOR, BY_OTHER } Deliverer;

/* An outcome with the support that works towards it. */
typedef struct OutcomeStory {
    const char *key;
    const char *wording; /* {n} is the target */
    const char *area;
    const char *measure;
    const char *unit;         /* "{n} errors on a page" */
    int steps[OUTCOME_STEPS]; /* where it starts, and where each round means to get */
    int bank;                 /* the intervention of the bank that it is, by number; 0: none */
    const char *title, *detail, *place;
    Deliverer by;
    const char *other; /* who, when BY_OTHER */
    int group, minutes, times;
    const char *why;
    const char *notes[OUTCOME_NOTES];
    const char *gained; /* said at a review when it was met */
    const char *slower; /* and when it was not, or not quite */
} OutcomeStory;

typedef struct Voice {
    const char *strengths;
    const char *child;                  /* own words */
    const char *parent;                 /* own words */
    const char *likes, *matters, *help; /* one line each */
} Voice;

typedef struct Story {
    const char *key;
    const char *needs[STORY_NEEDS]; /* census codes by rank */
    const char *raised_by;          /* staff, parent, professional */
    const char *concern;            /* in the words of whoever raised it */
    const char *noticed_where;
    const char *evidence, *hoped; /* of the decision */
    const char *language_reason;  /* why it is not language alone; NULL where nobody need ask */
    const char *barriers, *progress, *tried, *advice, *summary;
    const char *strategies, *home, *part;
    const char *outcomes[STORY_OUTCOMES];         /* keys; the first is the one that matters most */
    const char *later_child[2], *later_parent[2]; /* own words, at reviews */
    Voice voices[STORY_VOICES];
} Story;

/* Both end the program for a key that is not there. */
const Story *story_of(const char *key);
const OutcomeStory *outcome_story_of(const char *key);

/* For whoever looks through them all. */
typedef struct Stories {
    size_t count;
    const Story *items;
} Stories;
Stories stories_communication(void);
Stories stories_feelings(void);
Stories stories_learning(void);
Stories stories_senses(void);
Stories stories_of_4h(void);
Stories stories_nursery(void);
const OutcomeStory *outcome_stories(size_t *count);

/* Fills the slots for this child; number is {n}. */
const char *story_text(Arena *arena, const Child *child, const char *text, int number);

#endif
