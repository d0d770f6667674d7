#include "app/evidence_sources.h"

#include "assess/assess.h"
#include "care/care.h"

const EvidenceSource evidence_sources[] = {
    {EVIDENCE_PROGRESS, progress_evidence}, {EVIDENCE_REPORT, reports_evidence}, {0}};
