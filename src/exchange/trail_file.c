/* The audit trail as a file: what the page shows, for a spreadsheet. */
#include "exchange/exchange.h"

#include "exchange/table_write.h"
#include "record/record.h"

/* A year of a busy school; the file says so when there is more. */
enum { FILE_LINES = 20000 };

static void write_head(TableWriter *writer)
{
    static const char *const heads[] = {"When", "Who", "Role", "What", "Outcome", "About"};
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        table_write_text(writer, heads[i]);
    table_write_end_row(writer);
}

static Error *write_line(Request *request, TableWriter *writer, const AuditLine *line)
{
    const char *words;
    TRY(trail_words(request, line, &words));
    if (line->surname != NULL)
        request_shows(request, line->learner);
    table_write_text(writer, moment_iso(request->arena, line->at));
    table_write_text(writer, line->who);
    table_write_text(writer, line->role);
    table_write_text(writer, words);
    table_write_text(writer, line->outcome);
    table_write_text(writer, line->surname == NULL ? NULL
                                                   : arena_print(request->arena, "%s %s",
                                                                 line->given, line->surname));
    table_write_end_row(writer);
    return NULL;
}

Error *trail_file(Request *request)
{
    AuditLines lines;
    AuditFilter filter = trail_filter(request);
    /* A page shows that a day was not understood; a file would be the whole trail, unremarked. */
    if (trail_filter_misread(request))
        return error_invalid("Part of that search is not understood. Go back, choose again, and "
                             "save the file from there.",
                             "filter of the trail's file");
    filter.most = FILE_LINES + 1;
    TRY(audit_lines(request->db, request->arena, request->school_id, &filter, &lines));
    TRY(request_file(request, "text/csv; charset=utf-8", "audit-trail.csv", (Bytes){NULL, 0}));
    TableWriter writer = table_write_begin(request->response->body, TABLE_FOR_PEOPLE);
    write_head(&writer);
    for (size_t i = 0; i < lines.count && i < FILE_LINES; i++)
        TRY(write_line(request, &writer, &lines.items[i]));
    if (lines.count > FILE_LINES) {
        table_write_text(&writer, "There is more: choose fewer days for the older entries");
        table_write_end_row(&writer);
    }
    return NULL;
}
