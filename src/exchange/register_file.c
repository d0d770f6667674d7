/* The register as a file: exactly the list that the page shows, with its columns, in its order. */
#include "exchange/exchange.h"

#include "exchange/table_write.h"
#include "exchange/workbook_write.h"
#include "register/register.h"

static const char *file_name(Request *request, const char *ending)
{
    return arena_print(request->arena, "sen-register-%s.%s",
                       date_iso(request->arena, request->today), ending);
}

static void write_csv(TableWriter *writer, const RegisterTable *table)
{
    const RegisterValue *value = table->values;
    for (size_t i = 0; i < table->heads.count; i++)
        table_write_text(writer, table->heads.items[i]);
    table_write_end_row(writer);
    for (size_t row = 0; row < table->rows; row++) {
        for (size_t i = 0; i < table->heads.count; i++, value++) {
            if (date_is_set(value->date))
                table_write_date(writer, value->date);
            else if (value->number.present)
                table_write_integer(writer, value->number.value);
            else
                table_write_text(writer, value->text);
        }
        table_write_end_row(writer);
    }
}

Error *register_csv(Request *request)
{
    RegisterTable table;
    TRY(register_table(request, &table));
    TRY(request_file(request, "text/csv; charset=utf-8", file_name(request, "csv"),
                     (Bytes){NULL, 0}));
    TableWriter writer = table_write_begin(request->response->body, TABLE_FOR_PEOPLE);
    write_csv(&writer, &table);
    return NULL;
}

static void write_sheet(WorkbookWriter *writer, const RegisterTable *table)
{
    const RegisterValue *value = table->values;
    for (size_t i = 0; i < table->heads.count; i++)
        workbook_write_text(writer, table->heads.items[i]);
    workbook_write_end_row(writer);
    for (size_t row = 0; row < table->rows; row++) {
        for (size_t i = 0; i < table->heads.count; i++, value++) {
            if (date_is_set(value->date))
                workbook_write_date(writer, value->date);
            else if (value->number.present)
                workbook_write_integer(writer, value->number.value);
            else
                workbook_write_text(writer, value->text);
        }
        workbook_write_end_row(writer);
    }
}

Error *register_workbook(Request *request)
{
    RegisterTable table;
    TRY(register_table(request, &table));
    TRY(request_file(request, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                     file_name(request, "xlsx"), (Bytes){NULL, 0}));
    WorkbookWriter writer = workbook_write_begin(request->arena);
    write_sheet(&writer, &table);
    workbook_write_end(&writer, request->arena, "SEN register", request->response->body);
    return NULL;
}
