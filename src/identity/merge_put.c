#include "identity/merge_put.h"

#include "platform/base/id.h"
#include "platform/base/log.h"

typedef Error *PutNumber(Db *db, SchoolId school, int64_t row, int value, int64_t *changed);
typedef Error *PutDate(Db *db, SchoolId school, int64_t row, Date value, int64_t *changed);
typedef Error *PutText(Db *db, SchoolId school, int64_t row, const char *value, int64_t *changed);
typedef Error *PutTruth(Db *db, SchoolId school, int64_t row, bool value, int64_t *changed);

static const struct {
    const char *part, *field;
    PutNumber *number;
    PutDate *date;
    PutText *text;
    PutTruth *truth;
} fields[] = {
    {"cycle", "number", .number = put_cycle_number},
    {"cycle", "state", .text = put_cycle_state},
    {"cycle", "closed_on", .date = put_cycle_closed_on},
    {"learner_contact", "priority", .number = put_contact_priority},
    {"learner_contact", "ends_on", .date = put_contact_ends_on},
    {"sen_status", "ends_on", .date = put_level_ends_on},
    {"sen_status", "end_reason", .text = put_level_end_reason},
    {"sen_need", "rank", .number = put_need_rank},
    {"sen_need", "ends_on", .date = put_need_ends_on},
    {"sen_area", "is_primary", .truth = put_area_primary},
    {"sen_area", "ends_on", .date = put_area_ends_on},
};

static size_t field_of(const char *part, const char *field)
{
    size_t i = 0;
    while (!text_equal(fields[i].part, part) || !text_equal(fields[i].field, field)) {
        i++;
        ASSERT(i < sizeof fields / sizeof fields[0]);
    }
    return i;
}

Error *merge_put(Db *db, SchoolId school, const char *part, const char *field, int64_t row,
                 const char *value)
{
    size_t i = field_of(part, field);
    long long number = 0;
    Date date = DATE_NONE;
    if (fields[i].text != NULL)
        return fields[i].text(db, school, row, value, NULL);
    if (fields[i].date != NULL) {
        if (value != NULL && !date_parse_iso(value, &date))
            return error_internal("no day in %s.%s", part, field);
        return fields[i].date(db, school, row, date, NULL);
    }
    if (!text_integer(value == NULL ? "" : value, INT32_MIN, INT32_MAX, &number))
        return error_internal("no number in %s.%s", part, field);
    return fields[i].truth != NULL ? fields[i].truth(db, school, row, number != 0, NULL)
                                   : fields[i].number(db, school, row, (int)number, NULL);
}

Error *merge_change(Db *db, SchoolId school, LearnerMergeId merge, const MergeChange *change)
{
    TRY(merge_change_insert(db, school, (LearnerMergeChangeId){id_new()}, merge, change->part,
                            change->row, change->field, change->before, change->after, NULL));
    return merge_put(db, school, change->part, change->field, change->row, change->after);
}
