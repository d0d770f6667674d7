/* One-time codes for everybody who has an address and no password yet, as after an import: one
 * list, to be printed and cut up, shown once. */
#include "school/school.h"
#include "school/staff_codes_html.h"
#include "school/staff_pages.h"
#include "staff/staff.h"

/* Only those whom this person manages; the codes of others are made by whoever does. */
Error *staff_waits_for_code(const Request *request, const StaffMember *member, bool *waits)
{
    *waits = member->signs_in && !member->has_password && !staff_has_left(member, request->today);
    return *waits ? staff_manages_member(request->db, request->arena, request->school_id,
                                         request->staff, member, request->today, waits)
                  : NULL;
}

static Error *show(Request *request, bool with_codes)
{
    Arena *arena = request->arena;
    StaffMembers members;
    TRY(staff_members(request->db, arena, request->school_id, &members));
    StaffCodesPage view = {
        .page = page_make(request, "One-time codes", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_STAFF),
        .form = form_view(request, url_print(arena, "/school/staff/codes"), 0, "One-time codes"),
        .made = with_codes,
        .rows = {0, arena_array(arena, StaffCodeRow, members.count)},
        .staff = url_print(arena, "/school/staff"),
        .setup = url_print(arena, "/setup"),
    };
    for (size_t i = 0; i < members.count; i++) {
        const StaffMember *member = &members.items[i];
        StaffCodeRow row = {.name = member->display_name,
                            .role = request_role_words(request, member->role),
                            .email = member->email};
        bool elsewhere = false, waits = false;
        TRY(staff_waits_for_code(request, member, &waits));
        if (!waits)
            continue;
        TRY(account_is_elsewhere(request->db, arena, request->school_id, member->account_id,
                                 &elsewhere));
        if (elsewhere)
            continue;
        if (with_codes)
            TRY(setup_code_give(request->db, arena, request->school_id, member->account_id,
                                request->now, &row.code));
        view.rows.items[view.rows.count++] = row;
    }
    staff_codes_html(request->out, &view);
    return NULL;
}

Error *staff_codes_page(Request *request)
{
    return show(request, false);
}

Error *staff_codes_post(Request *request)
{
    TRY(request_told_once(request, url_print(request->arena, "/school/staff")));
    return show(request, true);
}
