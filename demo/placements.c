#include "demo/cast.h"

/* The mix of needs, years and sexes is that of English primary schools in 2026. */
static const Placement table[] = {
    /* Reception */
    {"sounds", "RB", 'K', 'M', STAND_DOING, 2, NULL, NULL, NULL},
    {"change", "RB", 'K', 'M', STAND_ASSESSING, 0, NULL, NULL, NULL},
    {"unknown", "RB", 'K', 'F', STAND_TO_TELL, 0, NULL, NULL, NULL},
    {"autism", "RB", 'E', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"sounds", "RO", 'K', 'F', STAND_PLANNING, 0, NULL, NULL, NULL},
    {"listening", "RO", 'K', 'M', STAND_DOING, 1, NULL, NULL, NULL},
    /* Year 1 */
    {"sounds", "1D", 'K', 'M', STAND_DOING, 3, "Theo", "Jackson", "ENG"},
    {"retelling", "1D", 'K', 'F', STAND_DOING, 1, NULL, NULL, NULL},
    {"temper", "1D", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"change", "1D", 'K', 'M', STAND_DUE_SOON, 3, NULL, NULL, NULL},
    {"hearing", "1D", 'E', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"sounds", "1P", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"listening", "1P", 'K', 'F', STAND_NOT_SHARED, 3, "Jannat", "Khatun", "BNG"},
    {"early", "1P", 'K', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"talking", "1P", 'E', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    /* Year 2 */
    {"listening", "2K", 'K', 'M', STAND_DOING, 3, "Idris", "Bello", "YOR"},
    {"retelling", "2K", 'K', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"attention", "2K", 'K', 'M', STAND_LATE, 3, "Alfie", "Green", "ENG"},
    {"early", "2K", 'K', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"autism", "2K", 'E', 'M', STAND_DUE_SOON, 3, NULL, NULL, NULL},
    {"words", "2F", 'K', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"temper", "2F", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"care", "2F", 'K', 'F', STAND_DOING, 2, "Lacey-Mae", "Holroyd", "ENG"},
    {"early", "2F", 'K', 'M', STAND_NOT_TOLD, 0, "Matei", "Ionescu", "RMN"},
    {"senses", "2F", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"down", "2F", 'E', 'M', STAND_DOING, 3, "Albie", "Fairclough", "ENG"},
    /* Year 3 */
    {"listening", "3M", 'K', 'M', STAND_LATE, 3, "Ayaan", "Akhtar", "URD"},
    {"retelling", "3M", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"temper", "3M", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"reading", "3M", 'K', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"unknown", "3M", 'K', 'F', STAND_ASSESSING, 0, NULL, NULL, NULL},
    {"hearing", "3M", 'K', 'F', STAND_NOT_SHARED, 3, "Isla", "Evans", "ENG"},
    {"storm", "3M", 'E', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"words", "3L", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"worry", "3L", 'K', 'F', STAND_DOING, 1, NULL, NULL, NULL},
    {"early", "3L", 'K', 'F', STAND_DUE_SOON, 3, NULL, NULL, NULL},
    {"hands", "3L", 'K', 'M', STAND_DOING, 2, NULL, NULL, NULL},
    {"steps", "3L", 'E', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    /* Year 4 */
    {"zofia", "4H", 'K', 'F', STAND_DUE_SOON, 3, "Zofia", "Nowak", "POL"},
    {"ibrahim", "4H", 'K', 'M', STAND_DOING, 3, "Ibrahim", "Hossain", "BNG"},
    {"mabel", "4H", 'K', 'F', STAND_PLANNING, 3, "Mabel", "Lewis", "ENG"},
    {"ama", "4H", 'K', 'F', STAND_DOING, 3, "Ama", "Quaye", "AKA"},
    {"gethin", "4H", 'K', 'M', STAND_REVIEWING, 3, "Gethin", "Davies", "ENG"},
    {"finn", "4H", 'K', 'M', STAND_NOT_LOGGED, 3, "Finn", "O’Brien", "ENG"},
    {"rosie", "4H", 'E', 'F', STAND_LATE, 3, "Rosie", "Bailey", "ENG"},
    {"worry", "4S", 'K', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"number", "4S", 'K', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"reading", "4S", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"spelling", "4S", 'K', 'F', STAND_NOT_COPIED, 3, NULL, NULL, NULL},
    {"senses", "4S", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"talking", "4S", 'E', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"autism", "4S", 'E', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    /* Year 5 */
    {"words", "5T", 'K', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"temper", "5T", 'K', 'M', STAND_VERY_LATE, 3, "Chidi", "Achebe", "YOR"},
    {"number", "5T", 'K', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"reading", "5T", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"absence", "5T", 'K', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"storm", "5T", 'E', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"chair", "5T", 'E', 'F', STAND_DUE_SOON, 3, "Simran", "Sidhu", "PNJ"},
    {"worry", "5C", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"attention", "5C", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"grief", "5C", 'K', 'F', STAND_DOING, 1, NULL, NULL, NULL},
    {"print", "5C", 'K', 'M', STAND_INHERITED, 0, "Danylo", "Shevchenko", "UKR"},
    {"spelling", "5C", 'K', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"friends", "5C", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"steps", "5C", 'E', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    /* Year 6 */
    {"worry", "6W", 'K', 'F', STAND_DUE_SOON, 3, NULL, NULL, NULL},
    {"number", "6W", 'K', 'M', STAND_STUCK, 3, NULL, NULL, NULL},
    {"spelling", "6W", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"sight", "6W", 'K', 'F', STAND_DOING, 3, "Anaya", "Patel", "GUJ"},
    {"storm", "6W", 'E', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"maps", "6W", 'E', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"attention", "6G", 'K', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"print", "6G", 'K', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    {"reading", "6G", 'K', 'F', STAND_LATE, 3, NULL, NULL, NULL},
    {"friends", "6G", 'K', 'F', STAND_DOING, 3, NULL, NULL, NULL},
    {"absence", "6G", 'K', 'M', STAND_DOING, 2, NULL, NULL, NULL},
    {"talking", "6G", 'E', 'M', STAND_DOING, 3, NULL, NULL, NULL},
    /* Left SEN Support, and watched for two terms more */
    {"retelling", "6W", 'K', 'F', STAND_LEFT, 2, NULL, NULL, NULL},
};

const Placement *placements(size_t *count)
{
    *count = sizeof table / sizeof table[0];
    return table;
}
