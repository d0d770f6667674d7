import assert from 'node:assert/strict';
import { dayFromToday, openRecord, press } from '../browser/ways.mjs';

export const title = 'A teacher raises a concern, and the SENCO answers it step by step';

// The other two say nothing that these do not.

export default async ({ given, when, then, person, look }) => {
    const words = 'He reads every line twice and still cannot say what it was about.';
    const first = 'Stop after each paragraph and let him tell it to a partner.';
    const then_ = 'You were right to ask. We look at his reading together, with his mother.';
    let teacher, senco, record;
    const opened = (who, summary) => who.getByText(summary, { exact: true }).click();

    await given('the teacher of 4H at the record of a boy without support', async () => {
        teacher = await person('Class teacher, 4H');
        record = await openRecord(teacher, 'Zayd Umar');
        await teacher.getByRole('link', { name: 'Raise a concern' }).first().click();
        await teacher.waitForURL(`**${record}/concerns`);
        await look(teacher, 'concern_new');
    });
    await when('he saves without saying what he noticed, and with a day to come', async () => {
        await opened(teacher, 'Who told you, how and when');
        await teacher.getByLabel('When was it said?').fill(dayFromToday(1));
        assert.equal(await press(teacher, 'Save the concern'), 422);
    });
    await then('he is told what is missing, and that tomorrow is not yet', async () => {
        const told = await teacher.getByRole('alert').innerText();
        assert.match(told, /Enter the concern in their own words/);
        assert.equal(await teacher.getByLabel('When was it said?').inputValue(), dayFromToday(1));
    });
    await when('he says it', async () => {
        await teacher.getByLabel(/^In your own words/).fill(words);
        await teacher.getByLabel('When was it said?').fill(dayFromToday(0));
        await teacher.getByLabel(/^What has been tried/).fill('Reading in pairs, for a page or two.');
        assert.equal(await press(teacher, 'Save the concern'), 303);
    });
    await then('it is saved, nobody has it yet, and he cannot answer it himself', async () => {
        assert.match(await teacher.getByRole('status').innerText(), /Concern saved/);
        const main = await teacher.getByRole('main').innerText();
        assert.ok(main.includes(words));
        assert.match(main, /Not received yet/);
        assert.match(main, /Waiting for an answer/);
        assert.equal(await teacher.getByRole('button', { name: 'Save the answer' }).count(), 0);
    });

    await when('the SENCO opens the concerns', async () => {
        senco = await person('SENCO');
        await senco.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Concerns' }).click();
        await senco.waitForURL('**/concerns');
    });
    await then('this one is among those that wait', async () => {
        const row = senco.locator('tbody tr', { hasText: words.slice(0, 40) });
        assert.match(await row.innerText(), /Umar, Zayd[^]*4H[^]*Mr Hughes/);
        await look(senco, 'concerns');
        await row.getByRole('link').click();
        await senco.waitForURL(`**${record}/concerns/*`);
    });
    await when('she says that she has it, and by when he hears', async () => {
        await senco.getByLabel('You promise an answer by').fill(dayFromToday(4));
        assert.equal(await press(senco, 'I have received it'), 303);
    });
    await when('she answers with good teaching, and no day to look again', async () => {
        await senco.getByLabel(/^Good teaching first/).check();
        await senco.getByLabel(/^What is done, and why/).fill(first);
        assert.equal(await press(senco, 'Save the answer'), 422);
        assert.match(await senco.getByRole('alert').innerText(), /look at it again/);
        await look(senco, 'concern_answer');
    });
    await when('she gives one', async () => {
        await senco.getByLabel(/^Look at it again on/).fill(dayFromToday(21));
        assert.equal(await press(senco, 'Save the answer'), 303);
    });
    await then('the family has not been told, and that is seen', async () => {
        assert.match(await senco.getByRole('main').innerText(), /Family not told/);
        await senco.goto('/concerns?show=untold');
        assert.ok((await senco.getByRole('main').innerText()).includes(words.slice(0, 40)));
        await senco.goBack();
    });
    await when('she tells nobody and does not say why', async () => {
        assert.equal(await press(senco, 'Save who was told'), 422);
    });
    await then('she is asked who, or why not', async () => {
        assert.match(await senco.getByRole('alert').innerText(), /Choose who was told, or say why nobody was/);
    });
    await when('she rings one of his parents', async () => {
        await senco.getByRole('group', { name: 'Who was told?' }).getByRole('checkbox').first().check();
        await senco.getByLabel('By phone').check();
        await senco.getByLabel(/^What they said to it/).fill('She sees the same at home.');
        assert.equal(await press(senco, 'Save who was told'), 303);
    });
    await then('it stands under the step', async () => {
        const main = await senco.getByRole('main').innerText();
        assert.match(main, /by phone, by Mrs Vaz[^]*She sees the same at home/);
        assert.doesNotMatch(main, /Family not told/);
        await look(senco, 'concern_told');
    });
    await when('later it was not enough, and they assess', async () => {
        await senco.getByLabel(/^What came of the step before/).fill('It helps, and he is as far behind as before.');
        await senco.getByLabel(/^Assess/).check();
        await senco.getByLabel(/^What is done, and why/).fill(then_);
        assert.equal(await press(senco, 'Save the step'), 303);
    });
    await then('both steps stand, a cycle is open, and the way leads on to the assessment', async () => {
        const main = await senco.getByRole('main').innerText();
        assert.ok(main.includes(first) && main.includes(then_));
        await senco.getByRole('link', { name: 'Go on with the assessment' }).click();
        await senco.waitForURL(`**${record}/assessment`);
    });
    await then('nobody waits any more, and his level is what it was', async () => {
        await senco.goto('/concerns');
        assert.ok(!(await senco.getByRole('main').innerText()).includes(words));
        await senco.goto(record);
        assert.match(await senco.locator('.identity').innerText(), /Monitoring/);
    });

    await when('the teacher looks at what he raised', async () => {
        await teacher.goto('/concerns?show=own');
        await teacher.locator('tbody tr', { hasText: words.slice(0, 40) }).getByRole('link').click();
        await teacher.waitForURL('**/concerns/*');
    });
    await then('he reads both answers', async () => {
        const main = await teacher.getByRole('main').innerText();
        assert.ok(main.includes(first) && main.includes(then_));
        await look(teacher, 'concern_own');
    });
};
