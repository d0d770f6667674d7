#include "platform/base/host.h"

#include <arpa/inet.h>

#include "platform/base/text.h"

bool host_is_here(const char *host)
{
    struct in_addr four;
    if (inet_pton(AF_INET, host, &four) == 1)
        return ntohl(four.s_addr) >> 24 == 127;
    return text_equal(host, "localhost") || text_equal(host, "::1") || text_equal(host, "[::1]");
}
