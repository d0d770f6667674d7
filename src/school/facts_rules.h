/* facts_rules.h: the setting's own facts, and what must be so of them. Pure.
 *
 * What GIAS, the public register of schools, says of a setting comes in through the same struct as
 * what its head types (the name of the head is only ever typed). */
#ifndef SCHOOL_FACTS_RULES_H
#define SCHOOL_FACTS_RULES_H

#include "duty/setting.h"
#include "platform/base/text.h"

/* A text that is not known is NULL or "". */
typedef struct SchoolFacts {
    const char *name;
    const char *setting_type; /* duty/setting.h: "school", "maintained_nursery", "college" ... */
    const char *phase;        /* nursery, primary, secondary, all_through, college */
    const char *learner_word; /* pupil, child, student, learner */
    const char *urn;          /* six digits */
    const char *ukprn;        /* eight digits */
    const char *la_number;    /* three digits */
    const char *establishment_number;  /* four digits, kept with their zeros */
    OptionalInteger low_age, high_age; /* of the learners, in years */
    const char *address;               /* its lines, without the postcode */
    const char *postcode;
    const char *telephone;
    const char *head_name; /* as papers say it: "Mrs Ana Vaz" */
} SchoolFacts;

/* field: of the struct; NULL when all is well. */
typedef struct FactsFault {
    const char *field;
    const char *sentence;
} FactsFault;

typedef struct FactsFaults {
    size_t count;
    FactsFault items[16];
} FactsFaults;

/* Everything that is wrong, in the order of the struct. */
FactsFaults school_facts_faults(const SchoolFacts *facts);

/* "AB1 2CD" of "ab12cd"; NULL when it has not the form of one. */
const char *postcode_written(Arena *arena, const char *typed);

/* What a setting of that type has unless it says otherwise. */
const char *usual_phase(SettingType type);

#endif
