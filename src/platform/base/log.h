/* log.h: one line an event, to standard error: time, level, event, key=value fields.
 *
 * Never holds names, notes or typed values: ids, counts, codes and durations only. Values are
 * escaped so that no line can be forged. Safe from any thread. */
#ifndef PLATFORM_BASE_LOG_H
#define PLATFORM_BASE_LOG_H

typedef enum LogLevel { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR } LogLevel;

void log_set_level(LogLevel least);
/* event: a dotted word such as "http.request". fields: "key=value key=value", printf style. */
void log_event(LogLevel level, const char *event, const char *fields, ...)
    __attribute__((format(printf, 3, 4)));
/* Our own mistake: logs and aborts. */
_Noreturn void log_panic(const char *event, const char *fields, ...)
    __attribute__((format(printf, 2, 3)));

/* Checks our own invariants, never input; stays on in release builds. */
#define ASSERT(condition)                                                                          \
    do {                                                                                           \
        if (!(condition))                                                                          \
            log_panic("assert", "file=%s line=%d condition=\"%s\"", __FILE__, __LINE__,            \
                      #condition);                                                                 \
    } while (0)

#endif
