/* The school's address book: everybody who stands with a learner, by name. */
#include <inttypes.h>
#include <limits.h>

#include "contact/book_html.h"
#include "contact/contact_pages.h"
#include "contact/contact_sql.h"
#include "platform/base/id.h"
#include "platform/base/name_search.h"

/* Of everybody, only the first: who looks for somebody asks for a letter or a name. */
enum { BOOK_ROWS = 150, FIRST_ROWS = 25, WITHOUT_ROWS = 30 };

typedef struct BookInput {
    const char *wanted;
} BookInput;

static const FormField book_fields[] = {
    FORM_TEXT(BookInput, wanted, .label = "Name of a contact or of a child", .personal = true),
};
const Form book_form = FORM(BookInput, book_fields);

/* The learner for whom somebody is looked up; 0: none. */
static int64_t chosen_for(const Request *request)
{
    int64_t id;
    const char *asked = request_query(request, "for");
    return asked != NULL && id_parse(asked, &id) ? id : 0;
}

static Url book_place(Request *request, const char *query)
{
    int64_t learner = chosen_for(request);
    if (learner == 0)
        return url_print(request->arena, "/contacts%s%s", text_empty(query) ? "" : "?", query);
    return url_print(request->arena, "/contacts?for=%" PRId64 "%s%s", learner,
                     text_empty(query) ? "" : "&", query);
}

/* Names never stand in an address: what was looked for is kept with the session. */
Error *book_find(Request *request)
{
    const BookInput *input = request->input;
    if (text_empty(input->wanted))
        return request_done(request, book_place(request, ""), NULL);
    TRY(session_set_search(request->db, request->session, input->wanted));
    return request_done(request, book_place(request, "search=1"), NULL);
}

static const char *letter_asked(Request *request)
{
    const char *letter = request_query(request, "letter");
    if (letter == NULL || letter[0] < 'a' || letter[0] > 'z' || letter[1] != '\0')
        return NULL;
    return letter;
}

static PageLinks letter_links(Request *request, const char *here)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    Arena *arena = request->arena;
    PageLinks links = {0, arena_array(arena, PageLink, sizeof letters)};
    for (const char *letter = letters; *letter != '\0'; letter++)
        links.items[links.count++] = (PageLink){
            book_place(request, arena_print(arena, "letter=%c", *letter)),
            arena_print(arena, "%c", *letter - 'a' + 'A'),
            here != NULL && *here == *letter,
        };
    return links;
}

static const char *reach_words(Arena *arena, const char *email, const char *phone)
{
    if (text_empty(email))
        return text_empty(phone) ? NULL : phone;
    return text_empty(phone) ? email : arena_print(arena, "%s, %s", email, phone);
}

static const char *with_class(Arena *arena, const char *name, const char *class_name)
{
    return text_empty(class_name) ? name : arena_print(arena, "%s, %s", name, class_name);
}

static BookRow row_of(Request *request, const struct contact_book_row *row, bool again)
{
    Arena *arena = request->arena;
    const char *part = relationship_words(row->relationship);
    if (date_is_set(row->ends_on) && date_compare(row->ends_on, request->today) < 0)
        part = arena_print(arena, "%s, until %s", part, date_medium(arena, row->ends_on));
    Url add = {NULL};
    if (chosen_for(request) != 0 && !again)
        add = url_print(arena, "/learners/%" PRId64 "/contacts/new?contact=%" PRId64,
                        chosen_for(request), row->id.n);
    return (BookRow){
        .add = add,
        .name = again ? NULL : row->name,
        .reach = again ? NULL : reach_words(arena, row->email, row->phone),
        .part = part,
        .learner = with_class(arena, row->known_name, row->class_name),
        .contacts = url_print(arena, "/learners/%" PRId64 "/contacts", row->learner.n),
    };
}

/* Whoever reaches their own learners only finds only those who stand with them. */
static StaffId book_owner(const Request *request)
{
    return request->reach == REACH_OWN ? request->staff->id : (StaffId){0};
}

/* The store finds by keys, which know no apostrophe and no hyphen. */
static void keep_those_named(Arena *arena, const char *typed, struct contact_book_rows *rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct contact_book_row *row = &rows->items[i];
        const char *const names[] = {row->name,    row->sort_name,      row->known_name,
                                     row->surname, row->preferred_name, row->forename};
        if (name_search_fits(arena, typed, names, sizeof names / sizeof names[0]))
            rows->items[kept++] = *row;
    }
    rows->count = kept;
}

static Error *find_rows(Request *request, const char *typed, const char *letter, size_t most,
                        struct contact_book_rows *rows)
{
    const char *words[NAME_SEARCH_WORDS];
    name_search_words(request->arena, typed, words);
    int read = words[0] == NULL ? (int)most + 1 : INT_MAX; /* more are found than fit */
    TRY(contact_book(request->db, request->arena, request->school_id, book_owner(request),
                     request->today, words[0], words[1], words[2], letter, read, rows));
    if (words[0] != NULL)
        keep_those_named(request->arena, typed, rows);
    return NULL;
}

static Error *add_rows(Request *request, bool search, const char *letter, BookPage *view)
{
    struct contact_book_rows rows;
    size_t most = search || letter != NULL ? BOOK_ROWS : FIRST_ROWS;
    TRY(find_rows(request, search ? request->session->search : NULL, letter, most, &rows));
    size_t count = rows.count > most ? most : rows.count;
    view->rows = (BookRows){0, arena_array(request->arena, BookRow, count)};
    for (size_t i = 0; i < count; i++) {
        request_shows(request, rows.items[i].learner);
        view->rows.items[view->rows.count++] =
            row_of(request, &rows.items[i], i > 0 && rows.items[i].id.n == rows.items[i - 1].id.n);
    }
    if (rows.count > most)
        view->cut = "There are more. Choose a letter, or look for a name.";
    return NULL;
}

static Error *add_without(Request *request, BookPage *view)
{
    struct learners_without_contact_rows rows;
    TRY(learners_without_contact(request->db, request->arena, request->school_id,
                                 book_owner(request), request->today, WITHOUT_ROWS, &rows));
    view->without = (BookRows){0, arena_array(request->arena, BookRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        request_shows(request, rows.items[i].id);
        view->without.items[view->without.count++] = (BookRow){
            .learner =
                with_class(request->arena, rows.items[i].known_name, rows.items[i].class_name),
            .contacts =
                url_print(request->arena, "/learners/%" PRId64 "/contacts", rows.items[i].id.n),
        };
    }
    return NULL;
}

Error *book_page(Request *request)
{
    const char *letter = letter_asked(request);
    bool search = request_query(request, "search") != NULL;
    BookPage view = {
        .page = page_make(request, "Families", SECTION_CONTACTS),
        .form = form_view(request, book_place(request, ""), 0, "Look for somebody"),
        .wanted =
            field_view(request, &book_form, "wanted",
                       search && request->session->search != NULL ? request->session->search : ""),
        .letters = letter_links(request, letter),
        .title = search           ? "Found"
                 : letter != NULL ? "By family name"
                                  : "Everybody",
    };
    TRY(add_rows(request, search, letter, &view));
    if (!search && letter == NULL && chosen_for(request) == 0)
        TRY(add_without(request, &view));
    book_html(request->out, &view);
    return NULL;
}
