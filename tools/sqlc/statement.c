#include "sqlc.h"

#include <ctype.h>
#include <string.h>

/* file      = { note | statement }
 * statement = "-- " name "(" [ parameter { "," parameter } ] ")" shape
 *             { "-- " documentation } lines up to one that ends with ";"
 * parameter = name type [ "?" ]
 * shape     = "many" | "one" | "maybe" | "exec"
 * line      = sql [ "--? " parameter | "--order " name | "-- " comment ]
 *
 * In the SQL a set's name that stands alone in brackets is the set. */

typedef struct Input {
    const Schema *schema;
    char *lines[20000];
    size_t count, at;
} Input;

static const char *const c_words[] = {
    "auto",    "break",  "case",     "char",   "const",    "continue", "default",
    "do",      "double", "else",     "enum",   "extern",   "float",    "for",
    "goto",    "if",     "inline",   "int",    "long",     "register", "restrict",
    "return",  "short",  "signed",   "sizeof", "static",   "struct",   "switch",
    "typedef", "union",  "unsigned", "void",   "volatile", "while",    NULL};
static const char *const own_words[] = {"db",    "arena",   "row",   "rows",
                                        "found", "changed", "order", NULL};

static bool starts_header(const char *line)
{
    if (strncmp(line, "-- ", 3) != 0)
        return false;
    const char *at = line + 3;
    const char *name = take_word(&at);
    return islower((unsigned char)name[0]) && *at == '(';
}

static int line_number(const Input *input)
{
    return (int)input->at + 1;
}

static void add_parameter(const Input *input, Statement *statement, const char *text, size_t length)
{
    const char *at = trimmed(text, length);
    int line = statement->line;
    limit(statement->parameter_count, MAX_PARAMETERS, line, "parameters");
    Parameter *parameter = &statement->parameters[statement->parameter_count];
    const char *name = take_word(&at);
    const char *type = skip_space(at);
    if (name[0] == '\0' || *type == '\0' || *at != ' ')
        refuse(line, "a parameter is 'name type', not '%s'", trimmed(text, length));
    if (one_of(name, c_words) || one_of(name, own_words))
        refuse(line, "a parameter cannot be called '%s': the C function uses that word", name);
    for (size_t i = 0; i < statement->parameter_count; i++) {
        if (same(statement->parameters[i].name, name))
            refuse(line, "parameter '%s' stands there twice", name);
    }
    *parameter = (Parameter){
        .name = name, .option = -1, .type = parse_type(input->schema, type, name, line)};
    if (same(name, "school") && (parameter->type.id_of == NULL ||
                                 !same(parameter->type.id_of, "school") || parameter->type.null))
        refuse(line, "the parameter school is a 'school id'");
    statement->parameter_count++;
}

static void read_parameters(const Input *input, Statement *statement, const char *text)
{
    while (*skip_space(text) != '\0') {
        size_t length = strcspn(text, ",");
        add_parameter(input, statement, text, length);
        text += length + (text[length] == ',');
    }
}

/* The header, which may go on over further comment lines until its bracket closes. */
static Statement *read_header(Input *input)
{
    Statement *statement = zeroed(1, sizeof *statement);
    statement->line = line_number(input);
    char *header = copy(input->lines[input->at] + 3, strlen(input->lines[input->at] + 3));
    while (strchr(header, ')') == NULL) {
        input->at++;
        if (input->at >= input->count || strncmp(input->lines[input->at], "--", 2) != 0)
            refuse(statement->line, "the bracket of the parameters does not close");
        header = print("%s %s", header, skip_space(input->lines[input->at] + 2));
    }
    const char *at = header;
    statement->name = take_word(&at);
    const char *close = strchr(at, ')');
    read_parameters(input, statement, copy(at + 1, (size_t)(close - at) - 1));
    static const char *const shapes[] = {"many", "one", "maybe", "exec"};
    const char *shape = trimmed(close + 1, strlen(close + 1));
    for (int i = 0; i < 4; i++) {
        if (strcmp(shape, shapes[i]) == 0) {
            statement->shape = (Shape)i;
            input->at++;
            return statement;
        }
    }
    refuse(line_number(input), "after the parameters stands many, one, maybe or exec, not '%s'",
           shape);
}

/* Whether a line of the comment begins with these words, and so with a reason behind them. */
static bool gives_reason(const char *comment, const char *words)
{
    while (comment != NULL && strncmp(comment, words, strlen(words)) != 0) {
        comment = strchr(comment, '\n');
        comment = comment == NULL ? NULL : comment + 1;
    }
    return comment != NULL;
}

static void read_comment(Input *input, Statement *statement)
{
    char *comment = copy("", 0);
    for (; input->at < input->count && strncmp(input->lines[input->at], "--", 2) == 0; input->at++)
        comment = print("%s%s%s", comment, comment[0] == '\0' ? "" : "\n",
                        skip_space(input->lines[input->at] + 2));
    statement->across = gives_reason(comment, "across schools: ");
    statement->of_others = gives_reason(comment, "across folders: ");
    if (strstr(comment, "*/") != NULL)
        refuse(statement->line, "the comment would end the comment in C");
    statement->comment = comment;
}

static int option_index(Statement *statement, const char *name, int line)
{
    for (size_t i = 0; i < statement->parameter_count; i++) {
        Parameter *parameter = &statement->parameters[i];
        if (!same(parameter->name, name))
            continue;
        if (!parameter->type.null && parameter->type.kind != BOOLEAN)
            refuse(line, "--? %s: the parameter must be one that may be null, or a boolean", name);
        parameter->used = true;
        if (parameter->option < 0)
            parameter->option = (int)statement->option_count++;
        return parameter->option;
    }
    refuse(line, "--? %s: no such parameter", name);
}

static int order_index(Statement *statement, const char *name, int line)
{
    for (size_t i = 0; i < statement->order_count; i++) {
        if (same(statement->orders[i], name))
            return (int)i;
    }
    limit(statement->order_count, MAX_ORDERS, line, "orders");
    statement->orders[statement->order_count] = name;
    return (int)statement->order_count++;
}

/* "l.id in (own_learners)" becomes "l.id in (select ...)": on one line, so that what follows keeps
 * the number of its line. */
static const char *with_sets(const Schema *schema, const char *text)
{
    for (size_t i = 0; i < schema->set_count; i++) {
        const char *name = print("(%s)", schema->sets[i].name);
        const char *found = strstr(text, name);
        if (found != NULL)
            text = print("%.*s(%s)%s", (int)(found - text), text, schema->sets[i].text,
                         with_sets(schema, found + strlen(name)));
    }
    return text;
}

static bool add_line(Input *input, Statement *statement)
{
    int number = line_number(input);
    const char *text = input->lines[input->at++];
    const char *comment = comment_start(text);
    limit(statement->line_count, MAX_LINES, number, "lines in a statement");
    Line *line = &statement->lines[statement->line_count++];
    *line = (Line){.text = with_sets(input->schema, trimmed(text, (size_t)(comment - text))),
                   .option = -1,
                   .order = -1};
    const char *mark = trimmed(comment, strlen(comment));
    if (strncmp(mark, "--? ", 4) == 0)
        line->option = option_index(statement, mark + 4, number);
    else if (strncmp(mark, "--order ", 8) == 0)
        line->order = order_index(statement, mark + 8, number);
    size_t length = strlen(line->text);
    bool last = length > 0 && line->text[length - 1] == ';';
    if (last && length > 1 && (line->option >= 0 || line->order >= 0))
        refuse(number, "put the ; on a line of its own: this line is sometimes left out");
    if (last)
        line->text = copy(line->text, length - 1);
    return last;
}

static void read_lines(Input *input, Statement *statement)
{
    statement->first_line = line_number(input);
    bool last = false;
    while (!last) {
        if (input->at >= input->count || starts_header(input->lines[input->at]))
            refuse(statement->line, "statement %s does not end with ;", statement->name);
        last = add_line(input, statement);
    }
    statement->variant_count = (size_t)1 << statement->option_count;
    if (statement->order_count > 0)
        statement->variant_count *= statement->order_count;
    if (statement->option_count > 8 || statement->variant_count > MAX_VARIANTS)
        refuse(statement->line, "more than %d combinations of optional lines and orders",
               MAX_VARIANTS);
}

char *variant_text(const Statement *statement, size_t variant)
{
    size_t options = variant & (((size_t)1 << statement->option_count) - 1);
    size_t order = variant >> statement->option_count;
    char *text = NULL;
    size_t length;
    FILE *out = text_stream(&text, &length);
    for (size_t i = 0; i < statement->line_count; i++) {
        const Line *line = &statement->lines[i];
        bool left_out = (line->option >= 0 && (options >> line->option & 1) == 0) ||
                        (line->order >= 0 && (size_t)line->order != order);
        fprintf(out, "%s\n", left_out ? "" : line->text);
    }
    fclose(out);
    return text;
}

static void set_names(File *file, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash == NULL ? path : slash + 1;
    const char *dot = strrchr(base, '.');
    *file = (File){.path = path, .folder = copy(path, (size_t)(base - path))};
    if (slash != NULL)
        file->folder = copy(path, (size_t)(slash - path));
    file->name = copy(base, dot == NULL ? strlen(base) : (size_t)(dot - base));
}

void read_set(Schema *schema, const char *path)
{
    static File file;
    char *lines[MAX_LINES];
    reading = path;
    set_names(&file, path);
    limit(schema->set_count, MAX_SETS, 1, "sets");
    size_t count = split_lines(read_file(path), lines, MAX_LINES);
    char *text = copy("", 0);
    for (size_t i = 0; i < count; i++) {
        char *part = trimmed(lines[i], (size_t)(comment_start(lines[i]) - lines[i]));
        if (strchr(part, ';') != NULL)
            refuse((int)i + 1, "a set is a part of a statement: no ; ends it");
        text = print("%s%s%s", text, text[0] == '\0' || part[0] == '\0' ? "" : " ", part);
    }
    if (strncmp(text, "select ", 7) != 0)
        refuse(1, "a set starts with select");
    const char *whole = with_sets(schema, text);
    schema->sets[schema->set_count++] = (Set){file.name, whole};
}

File *read_statements(const Schema *schema, const char *path)
{
    static File file;
    static Input input;
    reading = path;
    set_names(&file, path);
    input = (Input){.schema = schema};
    input.count = split_lines(read_file(path), input.lines, 20000);
    while (input.at < input.count) {
        const char *line = skip_space(input.lines[input.at]);
        if (starts_header(line)) {
            limit(file.count, MAX_STATEMENTS, line_number(&input), "statements");
            Statement *statement = read_header(&input);
            read_comment(&input, statement);
            read_lines(&input, statement);
            for (size_t i = 0; i < file.count; i++) {
                if (same(file.statements[i]->name, statement->name))
                    refuse(statement->line, "%s stands there twice", statement->name);
            }
            file.statements[file.count++] = statement;
        } else if (*line == '\0' || strncmp(line, "--", 2) == 0) {
            input.at++;
        } else {
            refuse(line_number(&input), "a statement starts with: -- name(parameters) shape");
        }
    }
    return &file;
}
