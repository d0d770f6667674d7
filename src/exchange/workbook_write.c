#include "exchange/workbook_write.h"

#include <stdarg.h>
#include <string.h>

#include "platform/base/log.h"
#include "platform/base/zip_write.h"

#define SHEETS    "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE   "http://schemas.openxmlformats.org/package/2006/"
#define OF_SHEETS "application/vnd.openxmlformats-officedocument.spreadsheetml."

/* Places in the list of styles that styles_part() writes. */
enum { STYLE_PLAIN, STYLE_HEAD, STYLE_DAY };
enum {
    DAYS_TO_1970 = 25569, /* a spreadsheet counts days from 30 December 1899 */
    NARROWEST = 9,
    WIDEST = 44
};

/* ---- XML
 * ------------------------------------------------------------------------------------------ */

static void put_escaped(Buffer *out, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '&')
            buffer_put_text(out, "&amp;");
        else if (*c == '<')
            buffer_put_text(out, "&lt;");
        else if (*c == '>')
            buffer_put_text(out, "&gt;");
        else if (*c == '"')
            buffer_put_text(out, "&quot;");
        else if ((unsigned char)*c >= ' ' || *c == '\t' || *c == '\n')
            buffer_put_char(out, *c);
    }
}

/* Pairs of a name and a value, ended by NULL. */
static void put_tag(Buffer *out, const char *name, const char *end, va_list pairs)
{
    const char *attribute;
    buffer_put_char(out, '<');
    buffer_put_text(out, name);
    while ((attribute = va_arg(pairs, const char *)) != NULL) {
        buffer_print(out, " %s=\"", attribute);
        put_escaped(out, va_arg(pairs, const char *));
        buffer_put_char(out, '"');
    }
    buffer_put_text(out, end);
}

static void begin(Buffer *out, const char *name, ...) __attribute__((sentinel));
static void begin(Buffer *out, const char *name, ...)
{
    va_list pairs;
    va_start(pairs, name);
    put_tag(out, name, ">", pairs);
    va_end(pairs);
}

static void whole(Buffer *out, const char *name, ...) __attribute__((sentinel));
static void whole(Buffer *out, const char *name, ...)
{
    va_list pairs;
    va_start(pairs, name);
    put_tag(out, name, "/>", pairs);
    va_end(pairs);
}

static void end(Buffer *out, const char *name)
{
    buffer_print(out, "%s%s>", "</", name);
}

/* ---- Rows
 * ------------------------------------------------------------------------------------------- */

static void free_buffer(void *buffer)
{
    buffer_free(buffer);
}

static Buffer *new_buffer(Arena *arena)
{
    Buffer *buffer = arena_new(arena, Buffer);
    buffer_init(buffer, WORKBOOK_MOST);
    arena_defer(arena, free_buffer, buffer);
    return buffer;
}

WorkbookWriter workbook_write_begin(Arena *arena)
{
    return (WorkbookWriter){.rows = new_buffer(arena)};
}

/* Begins the row with its first cell. characters: of what the cell shows. */
static void next_cell(WorkbookWriter *writer, size_t characters)
{
    ASSERT(writer->column < WORKBOOK_COLUMNS);
    if (writer->column == 0)
        begin(writer->rows, "row", NULL);
    if (writer->widest[writer->column] < characters)
        writer->widest[writer->column] = characters;
    writer->column++;
    if (writer->columns < writer->column)
        writer->columns = writer->column;
}

static size_t characters_of(const char *text)
{
    size_t count = 0;
    for (const char *c = text; *c != '\0'; c++)
        count += ((unsigned char)*c & 0xC0) != 0x80;
    return count;
}

void workbook_write_text(WorkbookWriter *writer, const char *text)
{
    Buffer *out = writer->rows;
    next_cell(writer, text == NULL ? 0 : characters_of(text));
    if (text == NULL || *text == '\0') {
        whole(out, "c", NULL);
        return;
    }
    begin(out, "c", "t", "inlineStr", "s", writer->row == 0 ? "1" : "0", NULL);
    begin(out, "is", NULL);
    begin(out, "t", "xml:space", "preserve", NULL);
    put_escaped(out, text);
    end(out, "t");
    end(out, "is");
    end(out, "c");
}

static void put_number(Buffer *out, const char *style, long long value)
{
    begin(out, "c", "s", style, NULL);
    begin(out, "v", NULL);
    buffer_print(out, "%lld", value);
    end(out, "v");
    end(out, "c");
}

void workbook_write_integer(WorkbookWriter *writer, long long value)
{
    next_cell(writer, 0);
    put_number(writer->rows, "0", value);
}

void workbook_write_date(WorkbookWriter *writer, Date date)
{
    if (!date_is_set(date)) {
        workbook_write_text(writer, NULL);
        return;
    }
    next_cell(writer, strlen("22 Nov 2026"));
    put_number(writer->rows, "2", (long long)date.days + DAYS_TO_1970);
}

void workbook_write_end_row(WorkbookWriter *writer)
{
    if (writer->column == 0)
        begin(writer->rows, "row", NULL);
    end(writer->rows, "row");
    writer->column = 0;
    writer->row++;
}

/* ---- Parts of the package
 * --------------------------------------------------------------------------- */

static Buffer *new_part(Arena *arena)
{
    Buffer *part = new_buffer(arena);
    buffer_put_text(part, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    return part;
}

static void relation(Buffer *part, const char *id, const char *type, const char *target)
{
    whole(part, "Relationship", "Id", id, "Type", type, "Target", target, NULL);
}

static Buffer *types_part(Arena *arena)
{
    Buffer *part = new_part(arena);
    begin(part, "Types", "xmlns", PACKAGE "content-types", NULL);
    whole(part, "Default", "Extension", "rels", "ContentType",
          "application/vnd.openxmlformats-package.relationships+xml", NULL);
    whole(part, "Override", "PartName", "/xl/workbook.xml", "ContentType",
          OF_SHEETS "sheet.main+xml", NULL);
    whole(part, "Override", "PartName", "/xl/styles.xml", "ContentType", OF_SHEETS "styles+xml",
          NULL);
    whole(part, "Override", "PartName", "/xl/worksheets/sheet1.xml", "ContentType",
          OF_SHEETS "worksheet+xml", NULL);
    end(part, "Types");
    return part;
}

static Buffer *package_part(Arena *arena)
{
    Buffer *part = new_part(arena);
    begin(part, "Relationships", "xmlns", PACKAGE "relationships", NULL);
    relation(part, "rId1", RELATIONS "/officeDocument", "xl/workbook.xml");
    end(part, "Relationships");
    return part;
}

static Buffer *relations_part(Arena *arena)
{
    Buffer *part = new_part(arena);
    begin(part, "Relationships", "xmlns", PACKAGE "relationships", NULL);
    relation(part, "rId1", RELATIONS "/worksheet", "worksheets/sheet1.xml");
    relation(part, "rId2", RELATIONS "/styles", "styles.xml");
    end(part, "Relationships");
    return part;
}

static Buffer *workbook_part(Arena *arena, const char *sheet)
{
    Buffer *part = new_part(arena);
    begin(part, "workbook", "xmlns", SHEETS, "xmlns:r", RELATIONS, NULL);
    begin(part, "sheets", NULL);
    whole(part, "sheet", "name", sheet, "sheetId", "1", "r:id", "rId1", NULL);
    end(part, "sheets");
    end(part, "workbook");
    return part;
}

static void fonts(Buffer *part)
{
    begin(part, "fonts", "count", "2", NULL);
    for (int bold = 0; bold < 2; bold++) {
        begin(part, "font", NULL);
        if (bold)
            whole(part, "b", NULL);
        whole(part, "sz", "val", "11", NULL);
        whole(part, "name", "val", "Calibri", NULL);
        end(part, "font");
    }
    end(part, "fonts");
}

/* A part that the format wants even where nothing is chosen. */
static void nothing_of(Buffer *part, const char *list, const char *item)
{
    begin(part, list, "count", "1", NULL);
    whole(part, item, NULL);
    end(part, list);
}

static void fills(Buffer *part)
{
    static const char *const patterns[] = {"none", "gray125"};
    begin(part, "fills", "count", "2", NULL);
    for (size_t i = 0; i < 2; i++) {
        begin(part, "fill", NULL);
        whole(part, "patternFill", "patternType", patterns[i], NULL);
        end(part, "fill");
    }
    end(part, "fills");
}

static Buffer *styles_part(Arena *arena)
{
    static const struct {
        const char *format, *font;
    } styles[] = {
        [STYLE_PLAIN] = {"0", "0"}, [STYLE_HEAD] = {"0", "1"}, [STYLE_DAY] = {"164", "0"}};
    Buffer *part = new_part(arena);
    begin(part, "styleSheet", "xmlns", SHEETS, NULL);
    begin(part, "numFmts", "count", "1", NULL);
    whole(part, "numFmt", "numFmtId", "164", "formatCode", "d mmm yyyy", NULL);
    end(part, "numFmts");
    fonts(part);
    fills(part);
    nothing_of(part, "borders", "border");
    nothing_of(part, "cellStyleXfs", "xf");
    begin(part, "cellXfs", "count", "3", NULL);
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
        whole(part, "xf", "numFmtId", styles[i].format, "fontId", styles[i].font, "fillId", "0",
              "borderId", "0", "xfId", "0", "applyNumberFormat", "1", "applyFont", "1", NULL);
    end(part, "cellXfs");
    begin(part, "cellStyles", "count", "1", NULL);
    whole(part, "cellStyle", "name", "Normal", "xfId", "0", "builtinId", "0", NULL);
    end(part, "cellStyles");
    end(part, "styleSheet");
    return part;
}

/* ---- The sheet
 * ------------------------------------------------------------------------------------ */

/* The heads stay on top of what is read. */
static void put_view(Buffer *part)
{
    begin(part, "sheetViews", NULL);
    begin(part, "sheetView", "workbookViewId", "0", NULL);
    whole(part, "pane", "ySplit", "1", "topLeftCell", "A2", "activePane", "bottomLeft", "state",
          "frozen", NULL);
    end(part, "sheetView");
    end(part, "sheetViews");
}

static void put_widths(const WorkbookWriter *writer, Arena *arena, Buffer *part)
{
    begin(part, "cols", NULL);
    for (size_t i = 0; i < writer->columns; i++) {
        size_t width = writer->widest[i] + 2;
        width = width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
        const char *place = arena_print(arena, "%zu", i + 1);
        whole(part, "col", "min", place, "max", place, "width", arena_print(arena, "%zu", width),
              "customWidth", "1", NULL);
    }
    end(part, "cols");
}

/* "A1:AB12": columns are counted in letters without a zero. */
static const char *area_of(const WorkbookWriter *writer, Arena *arena)
{
    size_t last = writer->columns - 1;
    const char *letters =
        last < 26 ? arena_print(arena, "%c", 'A' + (int)last)
                  : arena_print(arena, "%c%c", 'A' + (int)(last / 26) - 1, 'A' + (int)(last % 26));
    return arena_print(arena, "A1:%s%zu", letters, writer->row);
}

static Buffer *sheet_part(const WorkbookWriter *writer, Arena *arena)
{
    Buffer *part = new_part(arena);
    begin(part, "worksheet", "xmlns", SHEETS, NULL);
    put_view(part);
    if (writer->columns > 0)
        put_widths(writer, arena, part);
    begin(part, "sheetData", NULL);
    buffer_put(part, writer->rows->data, writer->rows->length);
    end(part, "sheetData");
    if (writer->columns > 0)
        whole(part, "autoFilter", "ref", area_of(writer, arena), NULL);
    end(part, "worksheet");
    return part;
}

void workbook_write_end(WorkbookWriter *writer, Arena *arena, const char *sheet, Buffer *out)
{
    const struct {
        const char *name;
        Buffer *part;
    } parts[] = {
        {"[Content_Types].xml", types_part(arena)},
        {"_rels/.rels", package_part(arena)},
        {"xl/workbook.xml", workbook_part(arena, sheet)},
        {"xl/_rels/workbook.xml.rels", relations_part(arena)},
        {"xl/styles.xml", styles_part(arena)},
        {"xl/worksheets/sheet1.xml", sheet_part(writer, arena)},
    };
    ASSERT(writer->column == 0 && !buffer_failed(writer->rows));
    ZipWriter zip = zip_write_begin(out);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        ASSERT(!buffer_failed(parts[i].part));
        zip_write_member(&zip, parts[i].name, parts[i].part->data, parts[i].part->length);
    }
    zip_write_end(&zip);
}
