/* The audit trail as a file: what the page shows, for a spreadsheet. */
#include "exchange/exchange.h"

#include <stdio.h>
#include <string.h>

#include "exchange/table_write.h"
#include "record/record.h"

/* A year of a busy school; the file says so when there is more. A cell of a spreadsheet holds 32767
 * characters: names that would not fit go on in the next row. */
enum { FILE_LINES = 20000, FILE_BYTES = 24 * 1024 * 1024, CELL_BYTES = 30000 };

/* Whom one list showed, a text for each cell. */
typedef struct ListCells {
    Bytes list;
    Texts cells;
} ListCells;

typedef struct TrailFile {
    Request *request;
    TableWriter writer;
    AuditNames names;
    bool *told; /* by place: the trail is told already that this file names them */
    ListCells *lists;
    size_t list_count; /* no more than lines */
} TrailFile;

/* ---- Whom a list showed ---------------------------------------------------------------------- */

static const char *name_of(const AuditName *shown)
{
    return shown->name == NULL ? "A sealed record" : shown->name;
}

/* "Adam Bell; Zofia Nowak" */
static Texts cells_of(Arena *arena, const AuditNames *shown)
{
    size_t room = 1, used = 0;
    for (size_t i = 0; i < shown->count; i++)
        room += strlen(name_of(&shown->items[i])) + strlen("; ");
    char *text = arena_alloc(arena, room), *end = text + room;
    Texts cells = {0, arena_array(arena, const char *, shown->count)};
    for (size_t i = 0; i < shown->count; i++) {
        const char *name = name_of(&shown->items[i]);
        if (used == 0 || used + strlen(name) > CELL_BYTES) {
            text += used == 0 ? 0 : used + 1;
            used = 0;
            cells.items[cells.count++] = text;
        }
        used += (size_t)snprintf(text + used, (size_t)(end - text) - used, "%s%s",
                                 used == 0 ? "" : "; ", name);
    }
    return cells;
}

static Error *add_list(TrailFile *file, Bytes list, ListCells *made)
{
    Request *request = file->request;
    AuditNames shown;
    TRY(audit_list_named(request->db, request->arena, request->school_id, list, &file->names,
                         &shown));
    for (size_t i = 0; i < shown.count; i++) {
        if (!file->told[shown.items[i].place])
            request_shows(request, shown.items[i].id);
        file->told[shown.items[i].place] = true;
    }
    *made = (ListCells){list, cells_of(request->arena, &shown)};
    return NULL;
}

/* A list is kept once however often it was shown, and so it is read once here. */
static Error *cells_for(TrailFile *file, Bytes list, Texts *cells)
{
    *cells = (Texts){0, NULL};
    if (list.data == NULL)
        return NULL;
    size_t i = 0;
    while (i < file->list_count && (file->lists[i].list.length != list.length ||
                                    memcmp(file->lists[i].list.data, list.data, list.length) != 0))
        i++;
    if (i == file->list_count) {
        TRY(add_list(file, list, &file->lists[i]));
        file->list_count++;
    }
    *cells = file->lists[i].cells;
    return NULL;
}

/* ---- Lines ----------------------------------------------------------------------------------- */

static void write_head(TableWriter *writer)
{
    static const char *const heads[] = {"When", "Who", "Role", "What", "Outcome", "About"};
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        table_write_text(writer, heads[i]);
    table_write_end_row(writer);
}

static void write_row(TrailFile *file, const AuditLine *line, const char *words, const char *about)
{
    char when[MOMENT_ISO_SIZE];
    moment_iso_text(when, line->at);
    table_write_text(&file->writer, when);
    table_write_text(&file->writer, line->who);
    table_write_text(&file->writer, line->role);
    table_write_text(&file->writer, words);
    table_write_text(&file->writer, line->outcome);
    table_write_text(&file->writer, about);
    table_write_end_row(&file->writer);
}

static Error *write_line(TrailFile *file, const AuditLine *line)
{
    Arena *arena = file->request->arena;
    const char *words, *one = NULL;
    Texts cells;
    TRY(trail_words(file->request, line, &words));
    TRY(cells_for(file, line->list, &cells));
    if (line->surname != NULL) {
        request_shows(file->request, line->learner);
        one = arena_print(arena, "%s %s", line->given, line->surname);
    }
    if (cells.count == 0)
        write_row(file, line, words, one);
    for (size_t i = 0; i < cells.count; i++)
        write_row(file, line, words,
                  i == 0 && one != NULL ? arena_print(arena, "%s; %s", one, cells.items[i])
                                        : cells.items[i]);
    return NULL;
}

static Error *begin(Request *request, size_t lines, TrailFile *file)
{
    *file = (TrailFile){.request = request, .lists = arena_array(request->arena, ListCells, lines)};
    TRY(audit_names_load(request->db, request->arena, request->school_id, &file->names));
    file->told = arena_array(request->arena, bool, file->names.count);
    TRY(request_file(request, "text/csv; charset=utf-8", "audit-trail.csv", (Bytes){NULL, 0}));
    file->writer = table_write_begin(request->response->body, TABLE_FOR_PEOPLE);
    write_head(&file->writer);
    return NULL;
}

Error *trail_file(Request *request)
{
    AuditLines lines;
    TrailFile file;
    AuditFilter filter = trail_filter(request);
    /* A page shows that a day was not understood; a file would be the whole trail, unremarked. */
    if (trail_filter_misread(request))
        return error_invalid("Part of that search is not understood. Go back, choose again, and "
                             "save the file from there.",
                             "filter of the trail's file");
    filter.most = FILE_LINES + 1;
    TRY(audit_lines(request->db, request->arena, request->school_id, &filter, &lines));
    TRY(begin(request, lines.count, &file));
    size_t i = 0;
    for (; i < lines.count && i < FILE_LINES && request->response->body->length < FILE_BYTES; i++)
        TRY(write_line(&file, &lines.items[i]));
    if (i < lines.count) {
        table_write_text(&file.writer, "There is more: choose fewer days for the older entries");
        table_write_end_row(&file.writer);
    }
    return NULL;
}
