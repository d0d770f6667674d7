#include "sqlc.h"

#include <string.h>

static const char usage[] =
    "sqlc X.sql X_sql.h X_sql.c STEP.sql... SET.sql...\n"
    "                                          compiles one file of statements\n"
    "sqlc --schema ids.h schema.c STEP.sql...  checks the schema, writes ids and steps\n"
    "sqlc --dictionary FILE.md STEP.sql...     writes the data dictionary\n"
    "sqlc --registry OUT.c X.sql...            lists every statement of the program\n";

int main(int count, char **words)
{
    static Schema schema;
    if (count >= 4 && strcmp(words[1], "--schema") == 0) {
        schema_load(&schema, words + 4, (size_t)count - 4);
        schema_write_ids(&schema, words[2]);
        schema_write_steps(&schema, words[3]);
    } else if (count >= 3 && strcmp(words[1], "--dictionary") == 0) {
        schema_load(&schema, words + 3, (size_t)count - 3);
        schema_write_dictionary(&schema, words[2]);
    } else if (count >= 3 && strcmp(words[1], "--registry") == 0) {
        write_registry(words + 3, (size_t)count - 3, words[2]);
    } else if (count >= 4 && words[1][0] != '-') {
        schema_load(&schema, words + 4, (size_t)count - 4);
        File *file = read_statements(&schema, words[1]);
        for (size_t i = 0; i < file->count; i++)
            compile_statement(&schema, file, file->statements[i]);
        write_header(file, words[2]);
        write_source(file, words[3]);
    } else {
        fputs(usage, stderr);
        return 2;
    }
    return 0;
}
