/* need.h: the census's codes for SEN provision and type of need, and the four broad areas.
 *
 * Codes are data of the department and grow: an unknown need is kept as text by whoever read it.
 * Old codes are read and never written as current. Pure. */
#ifndef LEARNER_NEED_H
#define LEARNER_NEED_H

#include <stdbool.h>
#include <stddef.h>

typedef enum SenStatus {
    SEN_NONE,    /* N: no SEN, SEN in the past, or monitoring */
    SEN_SUPPORT, /* K */
    SEN_EHC_PLAN /* E: only when the final plan exists */
} SenStatus;

/* "N", "K", "E". */
const char *sen_status_code(SenStatus status);
/* "No SEN", "SEN Support", "EHC plan". */
const char *sen_status_words(SenStatus status);
bool sen_status_parse_code(const char *code, SenStatus *status);

typedef enum NeedArea {
    AREA_COMMUNICATION,
    AREA_COGNITION,
    AREA_SEMH,
    AREA_SENSORY,
    AREA_COUNT,
    AREA_NONE /* OTH and NSA belong to none */
} NeedArea;

/* As stored: "communication", "cognition", "semh", "sensory". */
const char *need_area_code(NeedArea area);
const char *need_area_words(NeedArea area);
bool need_area_parse(const char *code, NeedArea *area);

typedef struct NeedType {
    const char *code; /* "SLCN" */
    const char *name;
    NeedArea area; /* by default: the setting may see it otherwise */
} NeedType;

/* In the census's order. */
const NeedType *need_types(size_t *count);
/* By the census's own code, capitals; NULL when there is none. */
const NeedType *need_type(const char *code);
/* Place of its name among all names as people read them, 0 the first; their number for no code and
 * for an unknown one, which stand last. */
size_t need_place(const char *code);
/* As other systems write it: lower case, "SpLD", "NSA*", full names; BESD, which ended in 2014, is
 * read as the SEMH that took its place. NULL: not known. */
const NeedType *need_type_read(const char *text);
/* Whether that is a type that ended, however it is written: it stands in history only. */
bool need_type_ended(const char *text);
/* The name of a type, also of one that ended; the code itself when it is not known. */
const char *need_type_words(const char *code);

#endif
