/* Which school a command is about, where one store holds several: a trust's, a council's. */
#include <stdio.h>

#include "app/command.h"
#include "platform/base/text.h"

static bool same_name(Arena *arena, const char *name, const char *other)
{
    return text_equal(text_sort_key(arena, name), text_sort_key(arena, other));
}

static bool is_meant(Arena *arena, const SchoolLine *line, const Options *options)
{
    if (options->urn != NULL && !text_equal(options->urn, line->urn))
        return false;
    return options->school == NULL || same_name(arena, line->name, options->school);
}

/* "Mill Lane Primary (URN 123456), Hilltop School" */
static const char *names_of(Arena *arena, const SchoolLines *schools)
{
    const char *names = "";
    for (size_t i = 0; i < schools->count; i++) {
        const SchoolLine *line = &schools->items[i];
        const char *urn = line->urn == NULL ? "" : arena_print(arena, " (URN %s)", line->urn);
        names = arena_print(arena, "%s%s%s%s", names, i == 0 ? "" : ", ", line->name, urn);
    }
    return names;
}

Error *command_school_found(Db *db, Arena *arena, const Options *options, SchoolLines *all,
                            SchoolLines *meant)
{
    TRY(school_list(db, arena, all));
    *meant = (SchoolLines){0, arena_array(arena, SchoolLine, all->count)};
    for (size_t i = 0; i < all->count; i++)
        if (is_meant(arena, &all->items[i], options))
            meant->items[meant->count++] = all->items[i];
    return NULL;
}

Error *command_school_unclear(Arena *arena, const SchoolLines *all, const SchoolLines *meant)
{
    if (meant->count > 1)
        return error_invalid(arena_print(arena,
                                         "Which school? Name it with --school, or where two have "
                                         "one name, with --urn. Here are: %s.",
                                         names_of(arena, meant)),
                             "several schools");
    return error_invalid(arena_print(arena,
                                     "There is no school of that name or URN here. Here are: %s. "
                                     "To make another one beside them, say --another-school",
                                     names_of(arena, all)),
                         "no such school");
}

/* ---- Another one ------------------------------------------------------------------------------
 */

static Error *same_school(Arena *arena, const SchoolLine *line, const Options *options)
{
    if (options->urn != NULL && text_equal(options->urn, line->urn))
        return error_invalid(arena_print(arena,
                                         "%s has the URN %s already. To give somebody there an "
                                         "account, leave out --another-school",
                                         line->name, line->urn),
                             "URN is taken");
    bool told_apart = options->urn != NULL && line->urn != NULL;
    if (!same_name(arena, line->name, options->school) || told_apart)
        return NULL;
    return error_invalid(
        arena_print(arena,
                    line->urn == NULL && options->urn != NULL
                        ? "Is it %s, which is here already and whose URN is not known? If it is, "
                          "leave out --another-school. If not, give the new one a name of its own"
                        : "Is it %s, which is here already? If it is, leave out --another-school. "
                          "If it is another one, say its --urn too, or give it a name of its own",
                    line->name),
        "name is taken");
}

Error *command_school_is_new(Arena *arena, const Options *options, const SchoolLines *all)
{
    if (options->school == NULL)
        return error_invalid("Give the new school's name: --school NAME", "school");
    for (size_t i = 0; i < all->count; i++)
        TRY(same_school(arena, &all->items[i], options));
    return NULL;
}
