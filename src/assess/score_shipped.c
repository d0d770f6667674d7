#include "assess/score_shipped.h"

#define NUMBER(n)                                                                                  \
    {                                                                                              \
        true, (n)                                                                                  \
    }
#define STEPS(array)     .step_count = sizeof(array) / sizeof((array)[0]), .steps = (array)
#define RANGE(low, high) .least = NUMBER(low), .most = NUMBER(high)
#define AGES(from, to)   .ages_from = NUMBER(from), .ages_to = NUMBER(to)

static const ScoreStep descriptors[] = {{1, "Well below", true},
                                        {2, "Working towards", true},
                                        {3, "Expected", false},
                                        {4, "Greater depth", false}};
static const ScoreStep writing[] = {{1, "WTS", true}, {2, "EXS", false}, {3, "GDS", false}};
static const ScoreStep pre_key_stage_1[] = {
    {1, "PK1", true}, {2, "PK2", true}, {3, "PK3", true}, {4, "PK4", true}};
static const ScoreStep pre_key_stage_2[] = {{1, "PK1", true}, {2, "PK2", true}, {3, "PK3", true},
                                            {4, "PK4", true}, {5, "PK5", true}, {6, "PK6", true}};
static const ScoreStep goals[] = {{1, "Emerging", true}, {2, "Expected", false}};
static const ScoreStep good_level[] = {{1, "Not reached", true}, {2, "Reached", false}};
static const ScoreStep grades[] = {
    {0, "U", true},  {1, "1", true},  {2, "2", true},  {3, "3", true},  {4, "4", false},
    {5, "5", false}, {6, "6", false}, {7, "7", false}, {8, "8", false}, {9, "9", false}};
static const ScoreStep after_16[] = {{1, "Entry 1", true},  {2, "Entry 2", true},
                                     {3, "Entry 3", true},  {4, "Level 1", true},
                                     {5, "Level 2", false}, {6, "Level 3", false}};
static const ScoreStep one_to_five[] = {
    {1, "1", true}, {2, "2", true}, {3, "3", false}, {4, "4", false}, {5, "5", false}};
static const ScoreStep months_bands[] = {
    {1, "Birth to 3, early", false}, {2, "Birth to 3, secure", false},
    {3, "3 to 4, early", false},     {4, "3 to 4, secure", false},
    {5, "Reception, early", false},  {6, "Reception, secure", false}};
static const ScoreMark phonics_marks[] = {{2013, 32}};

/* clang-format off */
static const Measure shipped[] = {
    /* kinds of test in common use */
    {.code = "reading_age", .name = "Reading age", .subject = "reading", .scale = SCALE_AGE, .better = BETTER_HIGHER, RANGE(48, 216), .margin = NUMBER(4), AGES(5, 16)},
    {.code = "spelling_age", .name = "Spelling age", .subject = "writing", .scale = SCALE_AGE, .better = BETTER_HIGHER, RANGE(48, 216), .margin = NUMBER(4), AGES(5, 16)},
    {.code = "maths_age", .name = "Maths age", .subject = "maths", .scale = SCALE_AGE, .better = BETTER_HIGHER, RANGE(48, 216), .margin = NUMBER(4), AGES(5, 16)},
    {.code = "reading_standard", .name = "Reading, standard score", .subject = "reading", .scale = SCALE_STANDARD, .better = BETTER_HIGHER, .bands = BANDS_STATISTICAL, RANGE(60, 140), .margin = NUMBER(5), AGES(5, 18)},
    {.code = "spelling_standard", .name = "Spelling, standard score", .subject = "writing", .scale = SCALE_STANDARD, .better = BETTER_HIGHER, .bands = BANDS_STATISTICAL, RANGE(60, 140), .margin = NUMBER(5), AGES(5, 18)},
    {.code = "maths_standard", .name = "Maths, standard score", .subject = "maths", .scale = SCALE_STANDARD, .better = BETTER_HIGHER, .bands = BANDS_STATISTICAL, RANGE(60, 140), .margin = NUMBER(5), AGES(5, 18)},
    {.code = "vocabulary_standard", .name = "Vocabulary, standard score", .subject = "language", .scale = SCALE_STANDARD, .better = BETTER_HIGHER, .bands = BANDS_STATISTICAL, RANGE(60, 140), .margin = NUMBER(6), AGES(3, 18), .by_senco = true},
    {.code = "exam_reading_speed", .name = "Reading speed for exam access, standard score", .subject = "reading", .scale = SCALE_STANDARD, .better = BETTER_HIGHER, .bands = BANDS_EXAM, RANGE(60, 140), .margin = NUMBER(6), AGES(10, 19), .by_senco = true},
    {.code = "exam_writing_speed", .name = "Writing speed for exam access, standard score", .subject = "writing", .scale = SCALE_STANDARD, .better = BETTER_HIGHER, .bands = BANDS_EXAM, RANGE(60, 140), .margin = NUMBER(6), AGES(10, 19), .by_senco = true},
    /* teachers' own judgements */
    {.code = "reading_judgement", .name = "Reading, teacher’s judgement", .subject = "reading", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(descriptors), AGES(5, 14)},
    {.code = "writing_judgement", .name = "Writing, teacher’s judgement", .subject = "writing", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(descriptors), AGES(5, 14)},
    {.code = "maths_judgement", .name = "Maths, teacher’s judgement", .subject = "maths", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(descriptors), AGES(5, 14)},
    /* counts */
    {.code = "words_a_minute", .name = "Words read correctly in a minute", .subject = "reading", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .unit = "words a minute", RANGE(0, 300), .margin = NUMBER(8)},
    {.code = "letter_sounds", .name = "Letter sounds known", .subject = "reading", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .unit = "sounds", RANGE(0, 60), AGES(4, 7)},
    {.code = "incidents_a_week", .name = "Incidents in a week", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .unit = "a week", RANGE(0, 200)},
    {.code = "attention_minutes", .name = "Minutes of attention to a task", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .unit = "minutes", RANGE(0, 120)},
    {.code = "self_rating", .name = "Own rating, 1 to 10", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, RANGE(1, 10)},
    {.code = "wellbeing", .name = "Wellbeing, 1 to 5", .subject = "feelings", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(one_to_five)},
    {.code = "involvement", .name = "Involvement, 1 to 5", .subject = "feelings", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(one_to_five)},
    {.code = "language_stage", .name = "Language stage, teacher’s rating 1 to 5", .subject = "language", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(one_to_five), AGES(2, 7)},
    {.code = "attendance", .name = "Attendance", .subject = "attendance", .scale = SCALE_PERCENT, .better = BETTER_HIGHER, .bands = BANDS_ATTENDANCE, RANGE(0, 1000)},
    /* statutory: early years to the end of primary school */
    {.code = "phonics", .name = "Phonics screening check", .subject = "reading", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .bands = BANDS_MARK, .unit = "words", RANGE(0, 40), .mark_count = 1, .marks = phonics_marks, AGES(5, 7)},
    {.code = "multiplication", .name = "Multiplication tables check", .subject = "maths", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .unit = "of 25", RANGE(0, 25), AGES(8, 9)},
    {.code = "ks1_reading", .name = "Key stage 1 reading, scaled score", .subject = "reading", .scale = SCALE_SCALED, .better = BETTER_HIGHER, .bands = BANDS_SCALED, RANGE(85, 115), AGES(6, 7)},
    {.code = "ks1_maths", .name = "Key stage 1 maths, scaled score", .subject = "maths", .scale = SCALE_SCALED, .better = BETTER_HIGHER, .bands = BANDS_SCALED, RANGE(85, 115), AGES(6, 7)},
    {.code = "ks2_reading", .name = "Key stage 2 reading, scaled score", .subject = "reading", .scale = SCALE_SCALED, .better = BETTER_HIGHER, .bands = BANDS_SCALED, RANGE(80, 120), AGES(10, 11)},
    {.code = "ks2_maths", .name = "Key stage 2 maths, scaled score", .subject = "maths", .scale = SCALE_SCALED, .better = BETTER_HIGHER, .bands = BANDS_SCALED, RANGE(80, 120), AGES(10, 11)},
    {.code = "ks2_spelling", .name = "Key stage 2 grammar, punctuation and spelling, scaled score", .subject = "writing", .scale = SCALE_SCALED, .better = BETTER_HIGHER, .bands = BANDS_SCALED, RANGE(80, 120), AGES(10, 11)},
    {.code = "ks2_writing", .name = "Key stage 2 writing, teacher assessment", .subject = "writing", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(writing), AGES(10, 11)},
    {.code = "pks1_reading", .name = "Pre-key-stage 1 standard, reading", .subject = "reading", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(pre_key_stage_1), AGES(6, 11)},
    {.code = "pks1_writing", .name = "Pre-key-stage 1 standard, writing", .subject = "writing", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(pre_key_stage_1), AGES(6, 11)},
    {.code = "pks1_maths", .name = "Pre-key-stage 1 standard, maths", .subject = "maths", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(pre_key_stage_1), AGES(6, 11)},
    {.code = "pks2_reading", .name = "Pre-key-stage 2 standard, reading", .subject = "reading", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(pre_key_stage_2), AGES(10, 14)},
    {.code = "pks2_writing", .name = "Pre-key-stage 2 standard, writing", .subject = "writing", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(pre_key_stage_2), AGES(10, 14)},
    {.code = "pks2_maths", .name = "Pre-key-stage 2 standard, maths", .subject = "maths", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(pre_key_stage_2), AGES(10, 14)},
    {.code = "engagement_exploration", .name = "Engagement model: exploration", .subject = "development", .scale = SCALE_NARRATIVE, .better = BETTER_NEITHER, .set = "engagement", .part = "exploration", AGES(4, 11)},
    {.code = "engagement_realisation", .name = "Engagement model: realisation", .subject = "development", .scale = SCALE_NARRATIVE, .better = BETTER_NEITHER, .set = "engagement", .part = "realisation", AGES(4, 11)},
    {.code = "engagement_anticipation", .name = "Engagement model: anticipation", .subject = "development", .scale = SCALE_NARRATIVE, .better = BETTER_NEITHER, .set = "engagement", .part = "anticipation", AGES(4, 11)},
    {.code = "engagement_persistence", .name = "Engagement model: persistence", .subject = "development", .scale = SCALE_NARRATIVE, .better = BETTER_NEITHER, .set = "engagement", .part = "persistence", AGES(4, 11)},
    {.code = "engagement_initiation", .name = "Engagement model: initiation", .subject = "development", .scale = SCALE_NARRATIVE, .better = BETTER_NEITHER, .set = "engagement", .part = "initiation", AGES(4, 11)},
    /* secondary school and after */
    {.code = "gcse_english", .name = "GCSE English", .subject = "other", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(grades), AGES(14, 19)},
    {.code = "gcse_maths", .name = "GCSE maths", .subject = "maths", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(grades), AGES(14, 19)},
    {.code = "gcse_science", .name = "GCSE science", .subject = "other", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(grades), AGES(14, 19)},
    {.code = "post16_english", .name = "English after 16: entry, level 1 to 3", .subject = "other", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(after_16), AGES(16, 25)},
    {.code = "post16_maths", .name = "Maths after 16: entry, level 1 to 3", .subject = "maths", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(after_16), AGES(16, 25)},
    /* early years */
    {.code = "checkpoint_communication", .name = "Communication and language, checkpoint", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(months_bands), AGES(0, 5)},
    {.code = "checkpoint_physical", .name = "Physical development, checkpoint", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(months_bands), AGES(0, 5)},
    {.code = "checkpoint_social", .name = "Personal, social and emotional development, checkpoint", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, STEPS(months_bands), AGES(0, 5)},
    /* EYFS Profile: the early learning goals, and the good level of development */
    {.code = "eyfs_listening", .name = "Early learning goal: Listening, attention and understanding", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "listening", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_speaking", .name = "Early learning goal: Speaking", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "speaking", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_self_regulation", .name = "Early learning goal: Self-regulation", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "self_regulation", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_managing_self", .name = "Early learning goal: Managing self", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "managing_self", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_relationships", .name = "Early learning goal: Building relationships", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "relationships", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_gross", .name = "Early learning goal: Gross motor skills", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "gross", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_fine", .name = "Early learning goal: Fine motor skills", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "fine", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_comprehension", .name = "Early learning goal: Comprehension", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "comprehension", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_word_reading", .name = "Early learning goal: Word reading", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "word_reading", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_writing", .name = "Early learning goal: Writing", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "writing", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_number", .name = "Early learning goal: Number", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "number", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_patterns", .name = "Early learning goal: Numerical patterns", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "patterns", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_past", .name = "Early learning goal: Past and present", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "past", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_people", .name = "Early learning goal: People, culture and communities", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "people", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_natural", .name = "Early learning goal: The natural world", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "natural", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_materials", .name = "Early learning goal: Creating with materials", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "materials", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_expressive", .name = "Early learning goal: Being imaginative and expressive", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "expressive", STEPS(goals), AGES(4, 5)},
    {.code = "eyfs_gld", .name = "Good level of development", .subject = "development", .scale = SCALE_LEVELS, .better = BETTER_HIGHER, .set = "eyfs", .part = "gld", STEPS(good_level), AGES(4, 5)},
    /* Strengths and Difficulties Questionnaire: scores of its scales only */
    {.code = "sdq_teacher_total", .name = "SDQ, teacher: total difficulties", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_teacher", .part = "total", .bands = BANDS_SDQ, RANGE(0, 40), AGES(2, 17)},
    {.code = "sdq_teacher_emotional", .name = "SDQ, teacher: emotional", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_teacher", .part = "emotional", .bands = BANDS_SDQ, RANGE(0, 10), AGES(2, 17)},
    {.code = "sdq_teacher_conduct", .name = "SDQ, teacher: conduct", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_teacher", .part = "conduct", .bands = BANDS_SDQ, RANGE(0, 10), AGES(2, 17)},
    {.code = "sdq_teacher_hyperactivity", .name = "SDQ, teacher: hyperactivity", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_teacher", .part = "hyperactivity", .bands = BANDS_SDQ, RANGE(0, 10), AGES(2, 17)},
    {.code = "sdq_teacher_peer", .name = "SDQ, teacher: peer", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_teacher", .part = "peer", .bands = BANDS_SDQ, RANGE(0, 10), AGES(2, 17)},
    {.code = "sdq_teacher_prosocial", .name = "SDQ, teacher: prosocial", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "sdq_teacher", .part = "prosocial", .bands = BANDS_SDQ, RANGE(0, 10), AGES(2, 17)},
    {.code = "sdq_parent_total", .name = "SDQ, parent: total difficulties", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_parent", .part = "total", .bands = BANDS_SDQ, RANGE(0, 40), AGES(2, 17)},
    {.code = "sdq_parent_emotional", .name = "SDQ, parent: emotional", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_parent", .part = "emotional", .bands = BANDS_SDQ, RANGE(0, 10), AGES(2, 17)},
    {.code = "sdq_parent_conduct", .name = "SDQ, parent: conduct", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_parent", .part = "conduct", .bands = BANDS_SDQ, RANGE(0, 10), AGES(2, 17)},
    {.code = "sdq_parent_hyperactivity", .name = "SDQ, parent: hyperactivity", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_parent", .part = "hyperactivity", .bands = BANDS_SDQ, RANGE(0, 10), AGES(2, 17)},
    {.code = "sdq_parent_peer", .name = "SDQ, parent: peer", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_parent", .part = "peer", .bands = BANDS_SDQ, RANGE(0, 10), AGES(2, 17)},
    {.code = "sdq_parent_prosocial", .name = "SDQ, parent: prosocial", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "sdq_parent", .part = "prosocial", .bands = BANDS_SDQ, RANGE(0, 10), AGES(2, 17)},
    {.code = "sdq_self_total", .name = "SDQ, self: total difficulties", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_self", .part = "total", .bands = BANDS_SDQ, RANGE(0, 40), AGES(11, 17)},
    {.code = "sdq_self_emotional", .name = "SDQ, self: emotional", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_self", .part = "emotional", .bands = BANDS_SDQ, RANGE(0, 10), AGES(11, 17)},
    {.code = "sdq_self_conduct", .name = "SDQ, self: conduct", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_self", .part = "conduct", .bands = BANDS_SDQ, RANGE(0, 10), AGES(11, 17)},
    {.code = "sdq_self_hyperactivity", .name = "SDQ, self: hyperactivity", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_self", .part = "hyperactivity", .bands = BANDS_SDQ, RANGE(0, 10), AGES(11, 17)},
    {.code = "sdq_self_peer", .name = "SDQ, self: peer", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "sdq_self", .part = "peer", .bands = BANDS_SDQ, RANGE(0, 10), AGES(11, 17)},
    {.code = "sdq_self_prosocial", .name = "SDQ, self: prosocial", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "sdq_self", .part = "prosocial", .bands = BANDS_SDQ, RANGE(0, 10), AGES(11, 17)},
    /* Boxall Profile: scores of its strands only */
    {.code = "boxall_primary_developmental", .name = "Boxall, primary: developmental strands, total", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_primary", .part = "developmental", RANGE(0, 136), AGES(4, 11)},
    {.code = "boxall_primary_a", .name = "Boxall, primary: strand A", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_primary", .part = "a", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_b", .name = "Boxall, primary: strand B", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_primary", .part = "b", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_c", .name = "Boxall, primary: strand C", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_primary", .part = "c", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_d", .name = "Boxall, primary: strand D", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_primary", .part = "d", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_e", .name = "Boxall, primary: strand E", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_primary", .part = "e", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_f", .name = "Boxall, primary: strand F", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_primary", .part = "f", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_g", .name = "Boxall, primary: strand G", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_primary", .part = "g", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_h", .name = "Boxall, primary: strand H", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_primary", .part = "h", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_i", .name = "Boxall, primary: strand I", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_primary", .part = "i", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_j", .name = "Boxall, primary: strand J", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_primary", .part = "j", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_diagnostic", .name = "Boxall, primary: diagnostic profile, total", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_primary", .part = "diagnostic", RANGE(0, 136), AGES(4, 11)},
    {.code = "boxall_primary_q", .name = "Boxall, primary: strand Q", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_primary", .part = "q", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_r", .name = "Boxall, primary: strand R", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_primary", .part = "r", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_s", .name = "Boxall, primary: strand S", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_primary", .part = "s", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_t", .name = "Boxall, primary: strand T", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_primary", .part = "t", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_u", .name = "Boxall, primary: strand U", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_primary", .part = "u", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_v", .name = "Boxall, primary: strand V", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_primary", .part = "v", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_w", .name = "Boxall, primary: strand W", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_primary", .part = "w", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_x", .name = "Boxall, primary: strand X", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_primary", .part = "x", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_y", .name = "Boxall, primary: strand Y", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_primary", .part = "y", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_primary_z", .name = "Boxall, primary: strand Z", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_primary", .part = "z", RANGE(0, 20), AGES(4, 11)},
    {.code = "boxall_young_developmental", .name = "Boxall, young people: developmental strands, total", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_young", .part = "developmental", RANGE(0, 136), AGES(11, 18)},
    {.code = "boxall_young_a", .name = "Boxall, young people: strand A", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_young", .part = "a", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_b", .name = "Boxall, young people: strand B", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_young", .part = "b", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_c", .name = "Boxall, young people: strand C", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_young", .part = "c", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_d", .name = "Boxall, young people: strand D", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_young", .part = "d", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_e", .name = "Boxall, young people: strand E", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_young", .part = "e", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_f", .name = "Boxall, young people: strand F", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_young", .part = "f", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_g", .name = "Boxall, young people: strand G", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_young", .part = "g", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_h", .name = "Boxall, young people: strand H", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_young", .part = "h", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_i", .name = "Boxall, young people: strand I", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_young", .part = "i", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_j", .name = "Boxall, young people: strand J", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_HIGHER, .set = "boxall_young", .part = "j", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_diagnostic", .name = "Boxall, young people: diagnostic profile, total", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_young", .part = "diagnostic", RANGE(0, 136), AGES(11, 18)},
    {.code = "boxall_young_q", .name = "Boxall, young people: strand Q", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_young", .part = "q", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_r", .name = "Boxall, young people: strand R", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_young", .part = "r", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_s", .name = "Boxall, young people: strand S", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_young", .part = "s", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_t", .name = "Boxall, young people: strand T", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_young", .part = "t", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_u", .name = "Boxall, young people: strand U", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_young", .part = "u", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_v", .name = "Boxall, young people: strand V", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_young", .part = "v", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_w", .name = "Boxall, young people: strand W", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_young", .part = "w", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_x", .name = "Boxall, young people: strand X", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_young", .part = "x", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_y", .name = "Boxall, young people: strand Y", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_young", .part = "y", RANGE(0, 20), AGES(11, 18)},
    {.code = "boxall_young_z", .name = "Boxall, young people: strand Z", .subject = "feelings", .scale = SCALE_COUNT, .better = BETTER_LOWER, .set = "boxall_young", .part = "z", RANGE(0, 20), AGES(11, 18)},
};
/* clang-format on */

const Measure *shipped_measures(size_t *count)
{
    *count = sizeof shipped / sizeof shipped[0];
    return shipped;
}

static const struct {
    const char *set, *name, *hint;
} sets[] = {
    {"sdq_teacher", "Strengths and Difficulties Questionnaire, by the teacher",
     "Enter the sum of each scale. If answers are missing, say how many were given: from three on, "
     "the scale is taken up to five. The total is reckoned, and leaves the prosocial scale out."},
    {"sdq_parent", "Strengths and Difficulties Questionnaire, by a parent",
     "Enter the sum of each scale. If answers are missing, say how many were given: from three on, "
     "the scale is taken up to five. The total is reckoned, and leaves the prosocial scale out."},
    {"sdq_self", "Strengths and Difficulties Questionnaire, by the young person",
     "For 11 and over. Enter the sum of each scale. If answers are missing, say how many were "
     "given. "
     "The total is reckoned, and leaves the prosocial scale out."},
    {"boxall_primary", "Boxall Profile, primary",
     "Enter the sum of each strand from your own copy of the profile."},
    {"boxall_young", "Boxall Profile, young people",
     "Enter the sum of each strand from your own copy of the profile."},
    {"eyfs", "EYFS Profile",
     "1 or Emerging, 2 or Expected for each early learning goal. The good level of development is "
     "reckoned from twelve of them."},
    {"engagement", "Engagement model",
     "In words: how the learner engages in each of the five areas. Nothing is scored."},
};

const char *shipped_set_name(const char *set)
{
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
        if (text_equal(set, sets[i].set))
            return sets[i].name;
    return NULL;
}

const char *shipped_set_hint(const char *set)
{
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
        if (text_equal(set, sets[i].set))
            return sets[i].hint;
    return NULL;
}
