#include "app/health.h"

#include "school/school.h"

Error *health_page(Request *request)
{
    SchoolIds schools;
    TRY(school_ids(request->db, request->arena, &schools));
    request->raw = true;
    http_set(request->response, "Content-Type", "text/plain; charset=utf-8");
    buffer_put_text(request->out, "ok\n");
    return NULL;
}
