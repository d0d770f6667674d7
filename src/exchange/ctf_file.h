/* ctf_file.h: what a Common Transfer File says, in the words of the lists that a school imports
 * one by one, and what is said of the file as a whole. */
#ifndef EXCHANGE_CTF_FILE_H
#define EXCHANGE_CTF_FILE_H

#include "exchange/ctf_read.h"
#include "exchange/oneroster_rules.h"
#include "plan/plan.h"

enum { CTF_REMARKS_MOST = 4 };

/* The learners and their contacts as tables of their own sheets. A contact's child is named by its
 * place in the file. A status that begins after today is none yet. */
void ctf_lists(Arena *arena, const CtfFile *file, Date today, RosterList *learners,
               RosterList *contacts);
/* The place that a contact's child is named by. */
size_t ctf_pupil_of(const char *key);

/* Made by the school with this number (7 digits; "" when it is not known). */
bool ctf_is_ours(const CtfFile *file, const char *number);
/* What is said of the file: another version, another school. At most CTF_REMARKS_MOST. */
Texts ctf_remarks(Arena *arena, const CtfFile *file, const char *number);

/* What was recorded of one pupil, without what cannot be read, of which the remarks say it, and of
 * what begins after today. The learner is not set yet. */
EarlierRecords ctf_records(Arena *arena, const CtfPupil *pupil, const char *from, Date today,
                           Texts *remarks);
/* Takes out what is here already, and what stands there twice. */
void ctf_leave_known(EarlierRecords *news, const EarlierRecords *here);
/* "9 Jan 2023", "2 Sep 2019 to 17 Oct 2025", ""; */
const char *ctf_days_words(Arena *arena, const EarlierRecord *record);

#endif
