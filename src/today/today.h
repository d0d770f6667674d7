/* today.h: the door to each person's front page: what is late, what is due, waiting on whom. */
#ifndef TODAY_TODAY_H
#define TODAY_TODAY_H

#include "web/web.h"

Error *today_page(Request *request);

/* The access that others gave was looked at. */
extern const Form today_given_form;
Error *today_given_post(Request *request);

#endif
