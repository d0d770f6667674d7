import assert from 'node:assert/strict';
import { readPaper } from '../browser/paper.mjs';
import { dayFromToday, openRecord, press } from '../browser/ways.mjs';

export const title = 'A boy without support goes through a whole cycle, from a concern to the next cycle';
export const variants = ['1366 px', '1366 px, no JavaScript', '360 px', '360 px, no JavaScript'];

const NOTICED = 'He reads a page aloud and cannot say what it was about.';
const OUTCOME = 'tells the story of a page in four sentences';
const SUPPORT = 'Reading and retelling';

export default async ({ given, when, then, person, look }) => {
    let teacher, senco, assistant, record;
    const main = (page = senco) => page.getByRole('main');
    const go = (part, page = senco) => page.goto(`${record}${part}`);
    const fill = async (fields, page = senco) => {
        for (const [label, text] of Object.entries(fields)) {
            await page.getByLabel(label, { exact: true }).fill(text);
        }
    };
    const said = (page = senco) => page.getByRole('status').innerText();
    const problems = () => senco.getByRole('alert').innerText();

    /** The strip of the four stages, as it stands on every page of his record. */
    const strip = async () => {
        const stages = await senco.locator('ol.stages > li').evaluateAll((items) =>
            items.map((item) => {
                const done = item.classList.contains('done') ? ' done' : '';
                const now = item.hasAttribute('aria-current') ? ' now' : '';
                return item.querySelector('b').textContent + done + now;
            }),
        );
        return stages.join(', ');
    };
    /** What the record says happened, newest first, and the first words of what is due. */
    const newest = async () => {
        await go('');
        return (await senco.locator('.timeline h3').allInnerTexts()).join('; ');
    };
    const due = async () => {
        const card = senco.locator('section', { has: senco.getByRole('heading', { name: 'Dates and duties' }) });
        return (await card.locator('dt').allInnerTexts()).join('; ');
    };
    /** What stands for him on the SENCO’s front page, the most pressing first. */
    const onToday = async () => {
        await senco.goto('/today');
        const rows = senco.locator('tbody tr', { has: senco.locator(`a[href="${record}"]`) });
        return (await rows.evaluateAll((all) => all.map((row) => row.cells[2].textContent.trim()))).join('; ');
    };

    await given('a boy of 4H without support, and a teacher who has noticed something', async () => {
        teacher = await person('Class teacher, 4H');
        record = await openRecord(teacher, 'Riley Johnson');
        assert.equal(await teacher.locator('ol.stages').count(), 0);
        await teacher.getByRole('link', { name: 'Raise a concern' }).first().click();
        await teacher.waitForURL(`**${record}/concerns`);
        await fill({ 'In your own words, or theirs': NOTICED }, teacher);
        await teacher.getByLabel('I noticed it').check();
        assert.equal(await press(teacher, 'Save the concern'), 303);
    });
    await when('the SENCO comes in', async () => {
        senco = await person('SENCO');
    });
    await then('the concern waits on her front page', async () => {
        assert.match(await onToday(), /^Concern unanswered: due /);
    });
    await when('she answers that they find out more', async () => {
        const inList = senco.locator(`a[href^="${record}/concerns/"]`);
        if (!(await inList.isVisible())) {
            await senco.locator('summary', { hasText: 'Further off' }).click();
        }
        await inList.click();
        await senco.getByLabel(/^Assess/).check();
        await fill({ 'What is done, and why': 'We find out together what gets in the way.' });
        assert.equal(await press(senco, 'Save the answer'), 303);
    });
    await then('a first cycle opens, and no support is decided by that', async () => {
        assert.equal(await newest(), 'Answer: assess together; Concern raised');
        assert.equal(await strip(), 'Assess now, Plan, Do, Review');
        assert.doesNotMatch(await onToday(), /Concern|Parents/);
    });

    await when('she decides on SEN Support with his teacher', async () => {
        await go('/decision');
        assert.ok((await main().innerText()).includes(NOTICED), 'the concern beside the decision');
        await senco.getByLabel(/^SEN Support/).check();
        await senco.getByLabel('Decided with').selectOption({ label: 'Mr Hughes, 4H' });
        await senco.getByRole('checkbox', { name: 'Communication and interaction' }).check();
        await senco.getByLabel('Area to act on first').selectOption({ label: 'Communication and interaction' });
        await senco.getByLabel('Main need', { exact: true }).selectOption({ label: 'Speech, language and communication needs' });
        await senco.getByLabel('What you looked at').fill('Two observations, his books, reading ages.');
        await senco.getByLabel('What you hope for').fill('He enjoys a story and can tell it.');
        await senco.getByLabel('The family’s').fill('His mother sees the same at home.');
        await senco.getByLabel('The child’s or young person’s').fill('“The words go away.”');
        assert.equal(await press(senco, 'Save the decision'), 303);
    });
    await then('the law asks her to tell the parents, here and on her front page', async () => {
        assert.match(await said(), /The parents must now be told/);
        assert.match(await main().innerText(), /Children and Families Act 2014, section 68/);
        assert.match(await onToday(), /^Parents not told: due /);
        assert.match(await newest(), /^SEN Support decided; Answer/);
    });
    await when('she notes that his mother was sent a letter, by whom and when', async () => {
        await go('/notice');
        await senco.getByLabel(/Natalie Johnson/).check();
        await senco.getByLabel('Letter', { exact: true }).check();
        await fill({ On: dayFromToday(0) });
        await senco.getByLabel('By', { exact: true }).selectOption({ label: 'Mr Hughes' });
        assert.equal(await press(senco, 'Save the notice'), 303);
        await look(senco, 'notice');
    });
    await then('it is kept so, the letter is a paper, and the duty stays for his father', async () => {
        assert.match(await main().innerText(), /Mrs Natalie Johnson has it\s+\d+ \w+ \d+, letter, by Mr Hughes/);
        assert.match(await main().innerText(), /Mr Dan Johnson made, not sent yet/);
        const paper = main().getByRole('link', { name: /Notice as a paper\s*,\s*Mrs Natalie Johnson/ });
        const letter = await readPaper(senco, paper);
        assert.match(letter, /To Mrs Natalie Johnson About Riley Johnson, Year 4, 4H/);
        assert.match(letter, /Riley receives SEN Support from/);
        await go('');
        assert.match(await due(), /Tell the parents/);
    });
    await when('his letter comes back once, and is handed over to him', async () => {
        const became = async (choice, more) => {
            await go('/notice');
            await main().getByRole('link', { name: /What became of it\s*,\s*Mr Dan Johnson/ }).click();
            await senco.getByLabel(choice).check();
            await more();
            assert.equal(await press(senco, 'Save'), 303);
        };
        await became(/^It was sent/, () => senco.getByLabel('Letter', { exact: true }).check());
        await became(/^It came back/, () => senco.getByLabel('What they said, or why not').fill('He has moved.'));
        await became(/^They have it/, () => senco.getByLabel('Meeting', { exact: true }).check());
        await look(senco, 'notice-two-parents');
    });
    await then('both have it, and the duty is done', async () => {
        assert.match(await main().innerText(), /Mr Dan Johnson has it\s+\d+ \w+ \d+, meeting, by Mrs Vaz/);
        assert.match(await newest(), /^Parents told; Parents told; SEN Support decided/);
        assert.doesNotMatch(await due(), /Tell the parents/);
        assert.doesNotMatch(await onToday(), /Parents not told/);
    });

    await when('she finishes the assessment without anybody’s words', async () => {
        await go('/assessment');
        await fill({
            'What goes well': 'He decodes well, and loves football.',
            'What gets in the way of learning': 'He loses the thread of a text.',
        });
        await senco.getByLabel('Summary of need').fill('He reads accurately, and does not yet follow what he reads.');
        assert.equal(await press(senco, 'Finish and go to the plan'), 422);
    });
    await then('she is asked for them, or for the reason there are none', async () => {
        assert.match(await problems(), /Enter the parents.{1,3} or the learner.s views, or say why there are none/);
    });
    await when('she has asked both, and finishes', async () => {
        const [his, theirs] = await senco.getByLabel('In their own words').all();
        await his.fill('The words go away when I turn the page.');
        await theirs.fill('He tells me about football, never about a book.');
        await fill({ 'How you asked': 'Walking round the pitch', 'Who, and how you asked': 'Mrs Johnson, by phone' });
        assert.equal(await press(senco, 'Finish and go to the plan'), 303);
    });
    await then('the plan is next, with what was found beside it', async () => {
        assert.equal(await strip(), 'Assess done, Plan now, Do, Review');
        assert.match(await main().innerText(), /does not yet follow what he reads[^]*The words go away when I turn/);
    });

    await when('she writes the plan without a day for the review', async () => {
        assert.equal(await press(senco, 'Add an outcome'), 303);
        await senco.getByLabel(/^By the end/).fill(OUTCOME);
        await senco.getByLabel('How we will know').fill('One new page every Friday, told to Ms Reid');
        await fill({ Start: 'one sentence', Aim: 'four sentences' });
        assert.equal(await press(senco, 'Add support for Outcome 1'), 303);
        await fill({ What: SUPPORT, 'A week': '3', Minutes: '20', From: dayFromToday(0) });
        await senco.getByLabel('Who', { exact: true }).selectOption({ label: 'Ms Reid' });
        await senco.getByLabel('Everyone who teaches').fill('Stop after each paragraph and ask what happened.');
        await fill({
            'At home, the family will': 'Ask one question about the page he has read.',
            'My part, in their own words': 'I draw a picture for each page.',
        });
        await senco.getByLabel('Responsible teacher').selectOption({ label: 'Mr Hughes' });
        await senco.getByLabel('How family and child were asked').fill('By phone, and round the pitch');
        await press(senco, 'Make final…');
    });
    await then('it waits for that day alone, and says which guidance asks for it', async () => {
        assert.match(await main().innerText(), /Still missing: 1\s+Enter the review date\s+Should: SEND Code of Practice/);
        assert.equal(await senco.getByRole('button', { name: 'Make final' }).count(), 0);
    });
    await when('she enters it and makes the plan final', async () => {
        await go('/plan');
        await fill({ 'Review on': dayFromToday(25) });
        await press(senco, 'Make final…');
        assert.equal(await press(senco, 'Make final'), 303);
    });
    await then('it can be printed, the support begins, and the family is owed the plan', async () => {
        assert.equal(await strip(), 'Assess done, Plan done, Do now, Review');
        for (const link of ['Print the plan', 'In large print']) {
            const paper = await readPaper(senco, main().getByRole('link', { name: link }));
            assert.match(paper, /Tells the story of a page.*Reading and retelling: Ms Reid, 3 times a week, 20 minutes/);
            assert.match(paper, /Ask one question about the page.*I draw a picture for each page/);
        }
        for (const link of ['for class', 'for whoever gives the support']) {
            const sheet = await readPaper(senco, main().getByRole('link', { name: link }));
            assert.match(sheet, /Reading and retelling.*Page 1 of 1/);
            assert.doesNotMatch(sheet, /Ask one question about the page/); // what the family does
        }
        assert.match(await onToday(), /^Plan not shared: due /);
    });
    await when('she gives it to them', async () => {
        await go('/plan');
        await fill({ 'The family was given it on': dayFromToday(0) });
        assert.equal(await press(senco, 'Note it'), 303);
    });
    await then('it stands in the record, and what is due next is the review', async () => {
        assert.match(await newest(), /^Plan given to the family; Plan made final; Assessment finished; The parents’ words; /);
        assert.match(await due(), /Hold the review due /);
        assert.doesNotMatch(await onToday(), /Plan not shared/);
    });

    await when('the assistant logs one session that was held, and one that was not', async () => {
        assistant = await person('Teaching assistant');
        await assistant.goto('/sessions');
        await assistant.getByRole('link', { name: `Log ${SUPPORT} with Riley Johnson` }).click();
        await assistant.getByLabel('Well', { exact: true }).check();
        await assistant.getByLabel(/^One thing to remember/).fill('Three sentences, with his drawing.');
        assert.equal(await press(assistant, 'Save session'), 303);
        await go('/sessions', assistant);
        await assistant.getByRole('link', { name: `Log a session of ${SUPPORT}` }).click();
        await assistant.locator('summary', { hasText: 'It did not take place' }).click();
        await assistant.getByLabel('No room was free').check();
        assert.equal(await press(assistant, 'Save session'), 303);
    });
    await then('both are in the record, with the reason', async () => {
        const text = await main(assistant).innerText();
        assert.match(text, /Well[^]*Three sentences, with his drawing/);
        assert.match(text, /Did not take place\s+No room was free/);
        assert.match(await newest(), /^1 of 2 sessions took place; /);
        const week = await senco.locator('.timeline li', { hasText: '1 of 2 sessions took place' }).first().textContent();
        assert.match(week, /Three sentences, with his drawing/);
        assert.match(week, /Reading and retelling: did not happen: no room[^]*Reading and retelling: went well/);
    });

    await when('she finishes a review that judges nothing', async () => {
        await go('/review');
        assert.equal(await press(senco, 'Finish the review'), 422);
    });
    await then('each outcome and each support is asked for', async () => {
        const told = await problems();
        assert.match(told, /Say how far this outcome has been met[^]*keep, change or stop this outcome/);
        assert.match(told, /Say what difference this made[^]*continue, change or stop this support/);
    });
    await when('she judges each, with his and his family’s words, and finishes', async () => {
        const choose = (heading, question, answer) => senco
            .getByRole('region', { name: heading })
            .getByRole('group', { name: question })
            .getByLabel(answer, { exact: true })
            .check();
        await choose(`1. ${OUTCOME}`, 'How far was it met?', 'Partly met');
        await choose(`1. ${OUTCOME}`, 'Next', 'Keep');
        await senco.getByLabel('Where it is now').fill('three sentences');
        await choose(SUPPORT, 'What difference did it make?', 'Some');
        await choose(SUPPORT, 'Next', 'Continue');
        await senco.getByLabel('How you know').fill('One sentence at first, three with his drawing.');
        await senco.getByLabel('Riley says').fill('Drawing it makes it stay.');
        await senco.getByLabel('The family says').fill('He told us a whole story on Sunday.');
        await fill({ 'Held on': dayFromToday(0), 'Next review': dayFromToday(60) });
        await senco.getByLabel('Who took part').fill('Riley, Mrs Johnson, Mr Hughes, Mrs Vaz');
        await senco.getByLabel(/^Go on with SEN Support/).check();
        assert.equal(await press(senco, 'Save'), 303);
        assert.equal(await strip(), 'Assess done, Plan done, Do done, Review now');
        assert.equal(await press(senco, 'Finish the review'), 303);
    });
    await then('it is final and a paper, and the family is owed it', async () => {
        assert.match(await said(), /Review finished. The next cycle has begun, with what was kept/);
        const paper = await readPaper(senco, main().getByRole('link', { name: 'Record as PDF' }));
        assert.match(paper, /Reviewed Cycle 1, plan version 1/);
        assert.match(paper, /Partly met\. Started from one sentence\. Aim: four sentences\. Now: three sentences/);
        assert.match(paper, /Reading and retelling.*Missed: no room was free 1.*One sentence at first, three with/);
        assert.match(await onToday(), /^Review record not given: due /);
        assert.match(await newest(), /^Review held; 1 of 2 sessions took place; /);
    });
    await then('the next cycle is open, linked to the last, with what was kept', async () => {
        assert.equal(await strip(), 'Assess now, Plan, Do, Review');
        await go('/assessment');
        assert.match(await main().innerText(), /From the last cycle\s+tells the story of a page[^]*Partly met Keep/);
        assert.match(await main().innerText(), /opens with what the last assessment and the review of .* said/);
        assert.match(await senco.locator('#field-learner_view').inputValue(), /Drawing it makes it stay/);
        assert.match(await senco.locator('#field-learner_view-hint').innerText(), /^From the review of /);
        assert.match(await senco.locator('#field-summary-hint').innerText(), /From the last assessment\.$/);
        await look(senco, 'next_assessment');
        await go('/plan');
        const outcome = senco.getByRole('group', { name: 'Outcome 1 Kept' });
        assert.equal(await outcome.getByLabel(/^By the end/).inputValue(), OUTCOME);
        assert.equal(await outcome.getByLabel('Start', { exact: true }).inputValue(), 'three sentences');
        assert.equal(await outcome.getByLabel('What', { exact: true }).inputValue(), SUPPORT);
        assert.match(await main().innerText(), /Riley says\s+Drawing it makes it stay/);
        await go('/history');
        assert.match(await main().innerText(), /Cycle 2 Assess[^]*Cycle 1 Closed[^]*Plan, version 1[^]*Review, held/);
        await look(senco, 'history');
    });
};
