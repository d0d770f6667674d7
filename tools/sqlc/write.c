#include "sqlc.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const c_kinds[] = {"int64_t", "int",  "const char *", "Date",
                                      "Moment",  "bool", "Bytes"};

/* "PlanId plan", "const char *wording" */
static const char *declared(Type type, const char *name)
{
    if (type.id_of != NULL)
        return print("%sId %s", camel(type.id_of), name);
    if (type.null && (type.kind <= INTEGER || type.kind == BOOLEAN))
        return print("OptionalInteger %s", name);
    return print("%s%s%s", c_kinds[type.kind], type.kind == TEXT ? "" : " ", name);
}

/* src/plan/plan.sql gives plan_plan_sql */
static char *symbol_of(const char *path)
{
    const char *src = strstr(path, "src/");
    char *symbol = copy(src == NULL ? path : src + 4, strlen(src == NULL ? path : src + 4));
    for (char *c = symbol; *c != '\0'; c++) {
        if (!isalnum((unsigned char)*c))
            *c = '_';
    }
    return symbol;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* ---- The header -------------------------------------------------------------------------------
 */

static void write_prototype(FILE *out, const Statement *statement)
{
    fprintf(out, "Error *%s(Db *db", statement->name);
    if (statement->shape != EXEC)
        fputs(", Arena *arena", out);
    for (size_t i = 0; i < statement->parameter_count; i++)
        fprintf(out, ", %s",
                declared(statement->parameters[i].type, statement->parameters[i].name));
    if (statement->order_count > 0)
        fprintf(out, ", enum %s_order order", statement->name);
    if (statement->shape == MANY)
        fprintf(out, ", struct %s_rows *rows", statement->name);
    else if (statement->shape == EXEC)
        fputs(", int64_t *changed", out);
    else
        fprintf(out, ", struct %s_row *row", statement->name);
    fputs(statement->shape == MAYBE ? ", bool *found)" : ")", out);
}

static void write_row(FILE *out, const Statement *statement)
{
    fprintf(out, "struct %s_row {\n", statement->name);
    for (size_t i = 0; i < statement->result_count; i++)
        fprintf(out, "    %s;%s\n",
                declared(statement->results[i].type, statement->results[i].name),
                statement->results[i].type.null ? " /* may be none */" : "");
    fputs("};\n\n", out);
    if (statement->shape == MANY)
        fprintf(out, "struct %s_rows {\n    size_t count;\n    struct %s_row *items;\n};\n\n",
                statement->name, statement->name);
}

static void write_orders(FILE *out, const Statement *statement)
{
    if (statement->order_count == 0)
        return;
    fprintf(out, "enum %s_order {\n", statement->name);
    for (size_t i = 0; i < statement->order_count; i++)
        fprintf(out, "    %s_BY_%s,\n", upper(statement->name), upper(statement->orders[i]));
    fputs("};\n\n", out);
}

static void write_comment(FILE *out, const Statement *statement)
{
    if (statement->comment[0] == '\0')
        return;
    fputs("/* ", out);
    for (const char *c = statement->comment; *c != '\0'; c++) {
        fputc(*c, out);
        if (*c == '\n')
            fputs(" * ", out);
    }
    fputs(" */\n", out);
}

void write_header(const File *file, const char *path)
{
    char *text = NULL;
    size_t length;
    FILE *out = text_stream(&text, &length);
    const char *symbol = symbol_of(file->path);
    fprintf(out,
            "/* Made from %s by sqlc. */\n#ifndef %s_H\n#define %s_H\n\n"
            "#include \"platform/db/db.h\"\n#include \"schema/ids.h\"\n\n",
            base_name(file->path), upper(symbol), upper(symbol));
    for (size_t i = 0; i < file->count; i++) {
        const Statement *statement = file->statements[i];
        if (statement->shape != EXEC)
            write_row(out, statement);
        write_orders(out, statement);
        write_comment(out, statement);
        write_prototype(out, statement);
        fputs(";\n\n", out);
    }
    fprintf(out, "extern const DbStatements %s_statements;\n\n#endif\n", symbol);
    fclose(out);
    write_file(path, text);
}

/* ---- The source --------------------------------------------------------------------------------
 */

static void write_texts(FILE *out, const File *file, const Statement *statement)
{
    const char *name = statement->name;
    size_t parameters = statement->parameter_count, results = statement->result_count;
    if (parameters > 0) {
        fprintf(out, "static const char *const %s_names[] = {", name);
        for (size_t i = 0; i < parameters; i++)
            fprintf(out, "%s\"%s\"", i == 0 ? "" : ", ", statement->parameters[i].name);
        fprintf(out, "};\nstatic const DbType %s_types[] = {", name);
        for (size_t i = 0; i < parameters; i++)
            fprintf(out, "%s%s", i == 0 ? "" : ", ",
                    kind_enums[statement->parameters[i].type.kind]);
        fputs("};\n", out);
    }
    if (results > 0) {
        fprintf(out, "static const DbType %s_columns[] = {", name);
        for (size_t i = 0; i < results; i++)
            fprintf(out, "%s%s", i == 0 ? "" : ", ", kind_enums[statement->results[i].type.kind]);
        fputs("};\n", out);
    }
    fprintf(out, "static const DbStatement %s_variants[] = {\n", name);
    for (size_t i = 0; i < statement->variant_count; i++) {
        fprintf(out, "    {.name = \"%s.%s\",\n     .text_sqlite = ", file->name, name);
        write_c_string(out, statement->sqlite[i]);
        fputs(",\n     .text_postgresql = ", out);
        write_c_string(out, statement->postgresql[i]);
        if (parameters > 0)
            fprintf(out,
                    ",\n     .parameter_names = %s_names, .parameter_types = %s_types,\n"
                    "     .parameter_count = %zu",
                    name, name, parameters);
        if (results > 0)
            fprintf(out, ",\n     .column_types = %s_columns, .column_count = %zu", name, results);
        fprintf(out, ",\n     .writes = %s},\n", statement->writes ? "true" : "false");
    }
    fputs("};\n\n", out);
}

/* The C that takes one column out of a row. */
static const char *taken(const Result *result, size_t column)
{
    static const char *const getters[] = {
        "db_integer(cursor, %zu)",     "(int)db_integer(cursor, %zu)",
        "db_text(cursor, %zu, arena)", "db_date(cursor, %zu)",
        "db_moment(cursor, %zu)",      "db_boolean(cursor, %zu)",
        "db_bytes(cursor, %zu, arena)"};
    const char *getter = getters[result->type.kind];
    const char *hole = strstr(getter, "%zu");
    const char *call = print("%.*s%zu%s", (int)(hole - getter), getter, column, hole + 3);
    if (result->type.id_of != NULL)
        return print("(%sId){%s}", camel(result->type.id_of), call);
    if (result->type.null && (result->type.kind <= INTEGER || result->type.kind == BOOLEAN))
        return print("(OptionalInteger){!db_is_null(cursor, %zu), %s}", column, call);
    return call;
}

static void write_reader(FILE *out, const Statement *statement)
{
    fprintf(out,
            "static Error *read_%s(const DbCursor *cursor, Arena *arena, void *into)\n{\n"
            "    struct %s_row *row = into;\n    (void)arena;\n",
            statement->name, statement->name);
    for (size_t i = 0; i < statement->result_count; i++) {
        const Result *result = &statement->results[i];
        if (result->check_null)
            fprintf(out, "    TRY(db_refuse_null(cursor, %zu));\n", i);
        fprintf(out, "    row->%s = %s;\n", result->name, taken(result, i));
    }
    fputs("    return NULL;\n}\n\n", out);
}

static const char *is_given(const Parameter *parameter)
{
    const char *name = parameter->name;
    Type type = parameter->type;
    if (type.id_of != NULL)
        return print("%s.n != 0", name);
    if (!type.null)
        return name;
    switch (type.kind) {
    case TEXT:
        return print("%s != NULL", name);
    case DATE:
        return print("date_is_set(%s)", name);
    case TIMESTAMPTZ:
        return print("moment_is_set(%s)", name);
    case BYTEA:
        return print("%s.data != NULL", name);
    default:
        return print("%s.present", name);
    }
}

static const char *value_of(const Parameter *parameter)
{
    const char *name = parameter->name;
    Type type = parameter->type;
    if (type.id_of != NULL)
        return print(".integer = %s.n", name);
    switch (type.kind) {
    case TEXT:
        return print(".text = %s", name);
    case DATE:
        return print(".integer = %s.days", name);
    case TIMESTAMPTZ:
        return print(".integer = %s.milliseconds", name);
    case BYTEA:
        return print(".text = (const char *)%s.data, .length = %s.length", name, name);
    default:
        return type.null ? print(".integer = %s.value", name) : print(".integer = %s", name);
    }
}

static void write_parameters(FILE *out, const Statement *statement)
{
    if (statement->parameter_count == 0)
        return;
    fputs("    const DbParameter parameters[] = {\n", out);
    for (size_t i = 0; i < statement->parameter_count; i++) {
        const Parameter *parameter = &statement->parameters[i];
        fprintf(out, "        {.type = %s, ", kind_enums[parameter->type.kind]);
        if (parameter->type.null)
            fprintf(out, ".null = !(%s), ", is_given(parameter));
        fprintf(out, "%s},\n", value_of(parameter));
    }
    fputs("    };\n", out);
}

static void write_choice(FILE *out, const Statement *statement)
{
    fputs("    size_t variant = 0;\n", out);
    for (size_t i = 0; i < statement->parameter_count; i++) {
        const Parameter *parameter = &statement->parameters[i];
        if (parameter->option >= 0)
            fprintf(out, "    if (%s)\n        variant |= %zu;\n", is_given(parameter),
                    (size_t)1 << parameter->option);
    }
    if (statement->order_count > 0)
        fprintf(out, "    variant += (size_t)order * %zu;\n", (size_t)1 << statement->option_count);
}

static void write_function(FILE *out, const Statement *statement)
{
    const char *name = statement->name;
    const char *parameters = statement->parameter_count > 0 ? "parameters" : "NULL";
    bool choice = statement->variant_count > 1;
    write_prototype(out, statement);
    fputs("\n{\n", out);
    write_parameters(out, statement);
    if (choice)
        write_choice(out, statement);
    const char *which = print("&%s_variants[%s]", name, choice ? "variant" : "0");
    switch (statement->shape) {
    case MANY:
        fprintf(out,
                "    void *items = NULL;\n"
                "    rows->count = 0;\n    rows->items = NULL;\n"
                "    TRY(db_many(db, arena, %s, %s, read_%s,\n"
                "                sizeof(struct %s_row), &items, &rows->count));\n"
                "    rows->items = items;\n    return NULL;\n}\n\n",
                which, parameters, name, name);
        return;
    case ONE:
        fprintf(out, "    return db_one(db, arena, %s, %s, read_%s, row);\n}\n\n", which,
                parameters, name);
        return;
    case MAYBE:
        fprintf(out, "    return db_maybe(db, arena, %s, %s, read_%s, row, found);\n}\n\n", which,
                parameters, name);
        return;
    case EXEC:
        fprintf(out, "    return db_exec(db, %s, %s, changed);\n}\n\n", which, parameters);
    }
}

void write_source(const File *file, const char *path)
{
    char *text = NULL;
    size_t length;
    FILE *out = text_stream(&text, &length);
    fprintf(out,
            "/* Made from %s by sqlc. */\n#include \"%s_sql.h\"\n\n"
            "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n",
            base_name(file->path), file->name);
    for (size_t i = 0; i < file->count; i++) {
        write_texts(out, file, file->statements[i]);
        if (file->statements[i]->shape != EXEC)
            write_reader(out, file->statements[i]);
        write_function(out, file->statements[i]);
    }
    size_t total = 0;
    fputs("static const DbStatement *const all[] = {\n", out);
    for (size_t i = 0; i < file->count; i++) {
        for (size_t v = 0; v < file->statements[i]->variant_count; v++, total++)
            fprintf(out, "    &%s_variants[%zu],\n", file->statements[i]->name, v);
    }
    fprintf(out, "};\n\nconst DbStatements %s_statements = {%zu, all};\n", symbol_of(file->path),
            total);
    fclose(out);
    write_file(path, text);
}

void write_registry(char **files, size_t count, const char *path)
{
    char *text = NULL;
    size_t length;
    FILE *out = text_stream(&text, &length);
    fputs("/* Made by sqlc: every statement in the program. */\n#include "
          "\"platform/db/schema.h\"\n\n",
          out);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "extern const DbStatements %s_statements;\n", symbol_of(files[i]));
    fputs("\nstatic const DbStatements *const files[] = {\n", out);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "    &%s_statements,\n", symbol_of(files[i]));
    fprintf(out, "    NULL,\n};\n\nconst DbRegistry db_registry = {%zu, files};\n", count);
    fclose(out);
    write_file(path, text);
}
