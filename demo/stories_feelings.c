/* Social, emotional and mental health. */
#include "demo/story.h"

static const Story table[] = {
    {.key = "worry",
     .needs = {"SEMH"},
     .raised_by = "parent",
     .concern = "{He} is sick every Sunday night. {He} says {he} hates school but {he} cannot say "
                "why, and {he} used to love it.",
     .noticed_where = "Mornings, tests, supply teachers",
     .evidence = "{mum}’s diary of mornings, lateness over a term, a worry scale done with Mr "
                 "Boyle, the teacher’s notes.",
     .hoped = "That coming to school is ordinary again and worries are said early.",
     .barriers = "Worry stops {him} at the door, before tests and whenever something is not sure. "
                 "{He} works hard to hide it and asks to go home.",
     .progress = "Attainment is as expected, except where {he} was not there. Late or absent on "
                 "about one day in five.",
     .tried = "A friend to meet at the gate, a note from home, sitting by the door. The friend "
              "helped for two weeks.",
     .advice = "Mental health support team, by phone: go slowly, no days off for worry alone, one "
               "key adult.",
     .summary =
         "{Name} can do the work and likes people. Worry about what might happen keeps {him} "
         "out of lessons, and a person and a plan bring {him} back.",
     .strategies = "Say in the morning what will be different today.\nNever ask without warning in "
                   "front of the class.\nNotice the small brave thing, quietly.",
     .home = "Worries are written down before tea and then the book is shut. The same five steps "
             "each morning.",
     .part = "I write the worry down and size it. I try one idea before I ask to go home.",
     .outcomes = {"come_in", "calm_ideas"},
     .later_child = {"It still comes but it is smaller. I know what to do with it.",
                     "I walked in with Ruby and I didn’t look back."},
     .later_parent = {"Three Sundays without tears. We hardly dare say it.",
                      "{He} told me about the worry in the car, before it was a tummy ache."},
     .voices =
         {{"Thoughtful, a beautiful reader, remembers what matters to others.",
           "My tummy knows it’s Monday before me.",
           "She asks me forty times if I will really be there at three.",
           "I read to my sister\nI am careful\nI remember birthdays",
           "My mum being at the gate\nMy book corner\nCats",
           "Tell me what will happen\nDon’t say “calm down”\nLet me see Mr Boyle first"},
          {"Runs like the wind, draws comics, never unkind.",
           "I think of all the ways it can go wrong. I am good at that.",
           "It began when her grandad was in hospital. He is well. She isn’t, yet.",
           "I am a fast runner\nI make comics\nI look after new people",
           "Athletics\nMy comics\nGrandad",
           "Give me a job when I come in\nLet me sit by the door\nAsk me later, not now"},
          {"Precise, keen on history, popular without noticing it.",
           "If I get one wrong everyone will know. Everyone.",
           "He rubs out until there is a hole. Nobody at home asks him to be perfect.",
           "I know a lot about castles\nI am precise\nI make good plans",
           "Castles\nGetting it right, sadly\nMy brother",
           "Tell me a mistake is fine and show me yours\nGive me the test on paper first\nDon’t "
           "read out marks"},
          {"Leads the choir, helps in Reception, writes poems.",
           "Everybody talks about high school as if it was great. I feel it in my throat.",
           "She sleeps in our room again since the letter about high school came.",
           "I sing\nI am patient with little ones\nI write poems",
           "Choir\nMy best friend Aisha\nVisiting the new school more than once",
           "Let me visit when it’s empty\nGive me a person there\nDon’t say I’ll be fine"}}},

    {.key = "temper",
     .needs = {"SEMH"},
     .raised_by = "staff",
     .concern = "{Name} threw a chair on Tuesday and cried for an hour afterwards. {He} was as "
                "frightened as we were.",
     .noticed_where = "Losing at games, waiting, the end of play",
     .evidence = "Behaviour notes of half a term with what came before, a questionnaire on "
                 "strengths and difficulties, a talk with {mum}.",
     .hoped = "That {he} feels it coming and has somewhere to go with it.",
     .barriers =
         "Anger comes fast and large, mostly when something seems unfair. {He} then hits or "
         "throws, and the shame lasts the rest of the day.",
     .progress = "Able in all subjects; about four lessons a week are lost. Two playtimes in three "
                 "go well.",
     .tried = "Sticker charts (made it worse), a place to cool down (good when {he} gets there), "
              "missing play (no use).",
     .advice = "",
     .summary = "{Name} is generous and quick, and so is {his} temper. {He} does not yet feel it "
                "rise. A scale, a place and calm adults give {him} the seconds {he} needs.",
     .strategies = "“Are you a 3?”, quietly, beside {him}.\nRepair afterwards, not punishment in "
                   "the moment.\nA job that moves before the hard lesson.",
     .home = "The same 1 to 5 on the fridge, for everybody in the house. Praise for walking away.",
     .part = "I say my number. I go to the corner. I come back and put it right.",
     .outcomes = {"quiet_corner", "playtimes"},
     .later_child = {"I was a 4 and nobody knew because I went.",
                     "I said sorry before anybody made me."},
     .later_parent = {"The teacher rang to say something nice. I thought it was the wrong number.",
                      "{He} asked his uncle what number he was. Everybody went quiet."},
     .voices = {{"Affectionate, fearless, first to help when someone is hurt.",
                 "The red comes up my neck.",
                 "He is lovely one to one. In a crowd he goes off like a firework.",
                 "I am strong\nI give hugs\nI help", "My nan\nSuperheroes\nBeing first sometimes",
                 "Don’t shout\nSay my number\nLet me run"},
                {"Loves stories of heroes, protects the small ones, honest to a fault.",
                 "If it’s not fair my hands do it.",
                 "Since his dad moved out he is on guard all the time.",
                 "I tell the truth\nI am good at building\nI look after Ellie",
                 "Saturdays with Dad\nMy den\nThings being fair",
                 "Listen to my side\nGive me a minute\nDon’t send me out in front of everyone"},
                {"Inventive, great at maths games, makes everyone laugh.",
                 "I don’t remember doing it, only after.",
                 "We don’t shout at home, and he still explodes. We would like to understand.",
                 "I am funny\nI invent games\nI am good at maths",
                 "My bike\nGame night\nMy uncle Ray",
                 "Tell me what I did well too\nLet me fix it\nWalk with me"},
                {"A natural leader, fast thinker, wonderful with the Reception children.",
                 "People expect me to kick off, so they watch me, so I do.",
                 "He has been late being heard. He needs one man in that school who likes him.",
                 "I am a leader\nI am quick\nThe little kids love me",
                 "Basketball\nHelping in Reception\nRespect",
                 "Talk to me like I’m calm\nLet me help the little ones\nStart again every day"}}},

    {.key = "attention",
     .needs = {"SEMH", "SPLD"},
     .raised_by = "staff",
     .concern =
         "{Name} is everywhere but at {his} table. {He} hears the question, runs three steps "
         "ahead, and the page is empty.",
     .noticed_where = "Long writing, listening on the carpet, lining up",
     .evidence = "Timed observations in three lessons, questionnaires from home and school, pieces "
                 "of work. Waiting for the paediatrician.",
     .hoped = "That what {he} can do ends up on the page.",
     .barriers =
         "{He} is drawn away by every sound and thought, forgets the task halfway and finds "
         "sitting still painful. By the afternoon it is too much.",
     .progress = "Answers aloud are above average, written work is far below. Reading is average.",
     .tried = "Front seat, wobble cushion, reminders. The cushion stays. Reminders alone wear "
              "everybody out.",
     .advice = "",
     .summary = "{Name} is bright, warm and always moving. Attention, not understanding, is what "
                "{he} runs short of: pieces, movement and a clear start bring the work out.",
     .strategies = "Cut the task in pieces and hand out one.\nA job that moves half way through.\n"
                   "Say what to do, not what to stop.",
     .home = "One instruction with a hand on the shoulder. Bag packed in the evening with the "
             "picture list.",
     .part = "I turn the timer. I do my first step before I talk.",
     .outcomes = {"on_task", "begin"},
     .later_child = {"I did two timers. Two!", "The jobs are the best part. I still work, though."},
     .later_parent = {"Homework took twenty minutes, with one trip round the garden.",
                      "Parents’ evening was the first one we looked forward to."},
     .voices = {{"Full of questions, an athlete, forgives in a second.",
                 "I want to be good. My legs don’t.",
                 "He is not rude, he is fast. Please tell us one good thing a day.",
                 "I am funny\nI am a fast runner\nI ask good questions",
                 "Running\nMy dog Biscuit\nScience with bangs",
                 "Give me a job\nOne thing at a time\nTouch my table, don’t call my name"},
                {"Original ideas, fine drummer, kind to supply teachers.",
                 "My brain has forty tabs open and music is playing in one.",
                 "I was the same. Nobody helped me. Thank you for starting.",
                 "I have good ideas\nI am musical\nI don’t hold a grudge",
                 "Drums\nMaking films\nA desk on my own that isn’t a punishment",
                 "Let me stand\nTell me how long\nWrite down the steps"},
                {"Imaginative, gentle, an eye for colour.",
                 "I look like I’m listening. I’m in a wood somewhere.",
                 "Girls like her get missed because they don’t jump on tables.",
                 "I paint\nI am gentle\nI think of things nobody else does",
                 "Painting\nWalks\nMy friend Kitty",
                 "Touch the page where we are\nAsk me to say it back\nDon’t call me dreamy"}}},

    {.key = "grief",
     .needs = {"SEMH"},
     .raised_by = "staff",
     .concern = "Since her dad died {Name} is polite, tidy and not there. She has stopped drawing.",
     .noticed_where = "All day, most on Fridays",
     .evidence = "Teacher’s and {mum}’s accounts, attendance, three drawings, advice of the "
                 "bereavement service.",
     .hoped = "That she has a place to be sad in, so that the rest of school can be school.",
     .barriers =
         "She is tired, loses the thread and cries without wanting to be seen. Father’s Day "
         "cards and hospital stories catch her out.",
     .progress = "Work was above average and has slipped since spring. Nobody is pushing.",
     .tried = "A card to leave the room, her best friend beside her, talks with Mrs Chambers.",
     .advice = "Bereavement service: a fixed time each week, let her lead, tell staff the dates "
               "that matter.",
     .summary = "{Name}’s father died in the spring. She needs a steady place to remember him, and "
                "adults who know the hard dates.",
     .strategies = "Warn her of stories about illness or fathers.\nThe card always works, with no "
                   "questions.\nKeep giving her real work; she asked for it.",
     .home = "The memory box lives in the kitchen. Any day can be a talking day or a quiet day.",
     .part = "I say when it’s a bad day. I choose what goes in the box.",
     .outcomes = {"good_day", "calm_ideas"},
     .later_child = {"I drew him with his silly hat. It was nice and horrible.",
                     "I laughed today and then I felt bad and Mr Boyle said Dad would like it."},
     .later_parent = {"She sang in the bath. I stood outside the door.",
                      "His birthday was hard. Thank you for knowing the date."},
     .voices = {{"Gifted at drawing, gentle, reads people well.",
                 "Everybody is careful with me. I want somebody to be normal.",
                 "She looks after me. She is nine. I want her to be nine.",
                 "I draw\nI am a good friend\nI am brave, Mum says",
                 "Dad’s scarf\nDrawing\nMy cousin Lottie",
                 "Don’t whisper about me\nLet me go out without asking\nBe normal"}}},

    {.key = "care",
     .needs = {"SEMH", "SLCN"},
     .raised_by = "professional",
     .concern = "{Name} has moved home three times in two years. She watches every door. School is "
                "the longest she has stayed anywhere.",
     .noticed_where = "Arrivals, endings, contact days",
     .evidence =
         "Personal education plan meeting with the carer, the social worker and the virtual "
         "school; questionnaires; observations.",
     .hoped = "That school is the place where she knows what happens and who stays.",
     .barriers = "She is on guard, so that learning comes second. After contact she can be wild or "
                 "asleep. Words for feelings are few.",
     .progress = "Reading caught up a year since September. Number and staying with a task are "
                 "behind.",
     .tried = "The same adult each morning, a small job in the office, no surprises at pick-up. "
              "All three stay.",
     .advice = "Virtual school: keep this plan and the personal education plan together; tell her "
               "about every change of staff beforehand.",
     .summary = "{Name} is looked after and has been with Mrs Whitworth since last summer. She "
                "learns fast when she feels safe, and safe means the same faces.",
     .strategies = "Greet her by name at the door, each day.\nSay who will be there this "
                   "afternoon.\nRepair quickly; she expects to be sent away.",
     .home =
         "Mrs Whitworth sends a photograph of the weekend; we talk about it on Monday. The same "
         "bedtime song as the nap song here.",
     .part = "I tell Mr Boyle if I have a spinning day.",
     .outcomes = {"ready", "on_task"},
     .later_child = {"Mr Boyle is always there. I checked.", "I did the toast for everyone."},
     .later_parent = {"She sleeps through. She talks about “my school”.",
                      "Contact was hard, and she asked to go to school after it."},
     .voices = {{"Brave, funny, notices when another child is left out.",
                 "I like it when it’s the same. Is it the same tomorrow?",
                 "She keeps a packed bag under the bed. Each week there is less in it. (Mrs "
                 "Whitworth, carer)",
                 "I am brave\nI am a good helper\nI make toast",
                 "My brother, on Thursdays\nMrs Whitworth’s cat\nKnowing who picks me up",
                 "Tell me first\nDon’t send me out\nLet me sit where I see the door"}}},

    {.key = "storm",
     .needs = {"SEMH", "SLCN"},
     .raised_by = "professional",
     .concern = "Following the exclusion from {his} last school: needs a small group, a key adult "
                "and therapeutic support every day.",
     .noticed_where = "Case meeting of the council",
     .evidence = "Final education, health and care plan; reports of the psychologist and the "
                 "family service; the last school’s record.",
     .hoped = "That {he} stays, learns and has people.",
     .barriers = "Early harm has left {him} ready to fight or run. Praise, correction and endings "
                 "can all set it off. Words for feelings are missing.",
     .progress = "About two years behind in writing, near the class in maths. In school every day, "
                 "which is new.",
     .tried = "Part days, one-to-one all day, and now a nurture start with short lessons in class. "
              "The last works best.",
     .advice = "Psychologist, each term: few words in a storm, connection before correction, plan "
               "endings. Play therapist on Wednesdays.",
     .summary = "{Name} has an education, health and care plan for needs that began early in life. "
                "With a key adult, a small start and calm endings {he} is now learning every day.",
     .strategies =
         "Key adult first, then the lesson.\nPraise in private, small and true.\nFew words "
         "in a storm; talk tomorrow.",
     .home = "A message each day, good news first. The family worker comes on Fridays.",
     .part = "I start in the Den. I tell them when I need to walk.",
     .outcomes = {"ready", "quiet_corner", "own_sentences"},
     .later_child = {"I have been here every day. Every. Day.",
                     "I wrote it and nobody helped. Put it on the wall."},
     .later_parent = {"Last school rang every day at eleven. You don’t ring.",
                      "{He} asked if {he} can bring a friend home."},
     .voices =
         {{"Football, loyalty, an astonishing memory for jokes.",
           "Don’t keep me in. I can do it if I can move.",
           "He needs to know you like him even when he wrecks things.",
           "I am good in goal\nI tell jokes\nI am loyal",
           "Goal practice\nMr Boyle\nMy little sister",
           "Walk with me\nDon’t grab me\nStart new after lunch"},
          {"Maths, animals, and an honest eye for adults.",
           "You lot always leave. Are you leaving?", "He tests people. Please pass.",
           "I am good at maths\nAnimals trust me\nI don’t lie",
           "The school tortoise\nMaths\nPeople who stay",
           "Tell me the end before it ends\nDon’t say well done out loud\nLet me feed Sheldon"},
          {"Cooking, leading small groups, a strong sense of justice.",
           "I’m not that kid any more. High school don’t know that.",
           "We are proud of him. We want the new school to read this and not the old file.",
           "I can cook\nI am fair\nI’ve changed",
           "Cooking on Fridays\nNot being the bad one\nMy nan",
           "Give me a job that matters\nTalk to me after\nTell my new school the good things"}}},
};

Stories stories_feelings(void)
{
    return (Stories){sizeof table / sizeof table[0], table};
}
