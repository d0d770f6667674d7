/* evidence_sources.h: what a decision may rest on that folders after register/ know of, for
 * SiteOptions.evidence. */
#ifndef APP_EVIDENCE_SOURCES_H
#define APP_EVIDENCE_SOURCES_H

#include "register/register.h"

extern const EvidenceSource evidence_sources[];

#endif
