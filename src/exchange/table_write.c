#include "exchange/table_write.h"

#include <string.h>

TableWriter table_write_begin(Buffer *out, TableReader reader)
{
    if (reader == TABLE_FOR_PEOPLE)
        buffer_put_text(out, "\xEF\xBB\xBF");
    return (TableWriter){.out = out, .reader = reader};
}

bool table_formula_like(const char *text)
{
    /* The last four are full-width = + - @, which some spreadsheets take for the narrow ones. */
    static const char *const starts[] = {
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        "\xEF\xBC\x9D",
        "\xEF\xBC\x8B",
        "\xEF\xBC\x8D",
        "\xEF\xBC\xA0",
    };
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (strncmp(text, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

static void begin_cell(TableWriter *writer)
{
    if (writer->row_begun)
        buffer_put_char(writer->out, ',');
    writer->row_begun = true;
}

static bool needs_quotes(const char *text)
{
    size_t length = strlen(text);
    return strpbrk(text, ",\"\r\n") != NULL ||
           (length > 0 && (text[0] == ' ' || text[length - 1] == ' '));
}

void table_write_text(TableWriter *writer, const char *text)
{
    begin_cell(writer);
    if (text == NULL)
        return;
    bool formula = table_formula_like(text);
    bool guarded = formula && writer->reader == TABLE_FOR_PEOPLE;
    if (formula && !guarded)
        writer->unguarded++;
    if (!guarded && !needs_quotes(text)) {
        buffer_put_text(writer->out, text);
        return;
    }
    buffer_put_text(writer->out, guarded ? "\"'" : "\"");
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            buffer_put_char(writer->out, '"');
        buffer_put_char(writer->out, *c);
    }
    buffer_put_char(writer->out, '"');
}

void table_write_integer(TableWriter *writer, long long value)
{
    begin_cell(writer);
    buffer_print(writer->out, "%lld", value);
}

void table_write_date(TableWriter *writer, Date date)
{
    begin_cell(writer);
    if (!date_is_set(date))
        return;
    CivilDate civil = date_civil(date);
    buffer_print(writer->out, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

void table_write_end_row(TableWriter *writer)
{
    buffer_put_text(writer->out, "\r\n");
    writer->row_begun = false;
}
