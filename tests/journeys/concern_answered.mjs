import assert from 'node:assert/strict';
import { dayFromToday, openRecord, press } from '../browser/ways.mjs';

export const title = 'A teacher raises a concern, and the SENCO answers it';

export default async ({ given, when, then, person, look }) => {
    const words = 'He reads every line twice and still cannot say what it was about.';
    const reply = 'You are right to ask. We look at his reading together next week, with his mother.';
    let teacher, senco, record;

    await given('the teacher of 4H at the record of a boy without support', async () => {
        teacher = await person('Class teacher, 4H');
        record = await openRecord(teacher, 'Zayd Umar');
        await teacher.getByRole('link', { name: 'Raise a concern' }).first().click();
        await teacher.waitForURL(`**${record}/concerns`);
        await look(teacher, 'concern_new');
    });
    await when('he saves without saying what he noticed', async () => {
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
        await teacher.getByLabel('I noticed it').check();
        await teacher.getByLabel('When was it said?').fill(dayFromToday(0));
        await teacher.getByLabel(/^What have you tried/).fill('Reading in pairs. It helps for a page or two.');
        assert.equal(await press(teacher, 'Save the concern'), 303);
    });
    await then('it is saved, and waits for the SENCO', async () => {
        assert.match(await teacher.getByRole('status').innerText(), /Concern saved/);
        const main = await teacher.getByRole('main').innerText();
        assert.ok(main.includes(words));
        assert.match(main, /Waiting for the SENCO’s answer/);
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
    await when('she answers that they assess', async () => {
        await senco.getByLabel(/^Assess/).check();
        await senco.getByLabel('What you told them, and why').fill(reply);
        await senco.getByLabel('Answered on').fill(dayFromToday(0));
        await look(senco, 'concern_answer');
        assert.equal(await press(senco, 'Save the answer'), 303);
    });
    await then('a cycle is open, and the way leads on to the assessment', async () => {
        await senco.getByRole('link', { name: 'Go on with the assessment' }).click();
        await senco.waitForURL(`**${record}/assessment`);
        assert.equal(await senco.getByRole('main').getByRole('button', { name: 'Save', exact: true }).count(), 1);
    });
    await then('nobody waits any more', async () => {
        await senco.goto('/concerns');
        assert.ok(!(await senco.getByRole('main').innerText()).includes(words));
    });

    await when('the teacher looks again', () => teacher.reload());
    await then('he reads the answer, and cannot change it', async () => {
        const main = await teacher.getByRole('main').innerText();
        assert.ok(main.includes(reply));
        assert.doesNotMatch(main, /Waiting for the SENCO/);
        assert.equal(await teacher.getByRole('button', { name: 'Save the answer' }).count(), 0);
    });
};
