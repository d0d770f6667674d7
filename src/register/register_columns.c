#include "register/register_columns.h"

#include <string.h>

static const struct {
    const char *name, *heading;
    bool usual;
    Permission permission;
} table[COLUMN_COUNT] = {
    [COLUMN_YEAR] = {"year", "Year", true, MAY_READ_REGISTER},
    [COLUMN_CLASS] = {"class", "Class", true, MAY_READ_REGISTER},
    [COLUMN_AGE] = {"age", "Age", false, MAY_READ_REGISTER},
    [COLUMN_SEX] = {"sex", "Sex", false, MAY_READ_REGISTER},
    [COLUMN_LEVEL] = {"level", "Level", true, MAY_READ_REGISTER},
    [COLUMN_CENSUS] = {"census", "Census", false, MAY_READ_REGISTER},
    [COLUMN_SINCE] = {"since", "Since", false, MAY_READ_REGISTER},
    [COLUMN_STAGE] = {"stage", "Stage", true, MAY_READ_REGISTER},
    [COLUMN_NEED] = {"need", "Main need", true, MAY_READ_REGISTER},
    [COLUMN_OTHERS] = {"others", "Other needs", false, MAY_READ_REGISTER},
    [COLUMN_AREAS] = {"areas", "Areas", false, MAY_READ_REGISTER},
    [COLUMN_REVIEW] = {"review", "Next review", true, MAY_READ_REGISTER},
    [COLUMN_TEACHER] = {"teacher", "Teacher", false, MAY_READ_REGISTER},
    [COLUMN_PREMIUM] = {"premium", "Pupil premium", false, MAY_READ_REGISTER},
    /* Told as a safeguarding mark is: to those who need to know. */
    [COLUMN_CARE] = {"care", "Looked after", false, MAY_SEE_SAFEGUARDING},
    [COLUMN_EAL] = {"eal", "EAL", false, MAY_READ_REGISTER},
    [COLUMN_PLAN] = {"plan", "Plan since", false, MAY_READ_REGISTER},
    [COLUMN_TOLD] = {"told", "Parents told", false, MAY_TELL_PARENTS},
};

RegisterColumns register_column_bit(RegisterColumn column)
{
    return 1U << column;
}

bool register_column_among(RegisterColumns columns, RegisterColumn column)
{
    return (columns & register_column_bit(column)) != 0;
}

RegisterColumns register_columns_usual(void)
{
    RegisterColumns columns = 0;
    for (RegisterColumn column = 0; column < COLUMN_COUNT; column++)
        columns |= table[column].usual ? register_column_bit(column) : 0;
    return columns;
}

/* The bit of the name of that length; 0: none has it. */
static RegisterColumns bit_of(const char *name, size_t length)
{
    for (RegisterColumn column = 0; column < COLUMN_COUNT; column++)
        if (strlen(table[column].name) == length && memcmp(table[column].name, name, length) == 0)
            return register_column_bit(column);
    return 0;
}

RegisterColumns register_columns_parse(const char *text)
{
    RegisterColumns columns = 0;
    for (const char *at = text; at != NULL && *at != '\0';) {
        size_t length = strcspn(at, "-");
        columns |= bit_of(at, length);
        at += length + (at[length] == '-');
    }
    return columns;
}

RegisterColumns register_columns_of(Texts names)
{
    RegisterColumns columns = 0;
    for (size_t i = 0; i < names.count; i++)
        columns |= bit_of(names.items[i], strlen(names.items[i]));
    return columns;
}

const char *register_columns_text(Arena *arena, RegisterColumns columns)
{
    const char *text = "";
    for (RegisterColumn column = 0; column < COLUMN_COUNT; column++)
        if (register_column_among(columns, column))
            text = arena_print(arena, "%s%s%s", text, *text == '\0' ? "" : "-", table[column].name);
    return text;
}

const char *register_column_name(RegisterColumn column)
{
    return table[column].name;
}

const char *register_column_heading(RegisterColumn column)
{
    return table[column].heading;
}

Permission register_column_permission(RegisterColumn column)
{
    return table[column].permission;
}
