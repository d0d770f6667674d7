import assert from 'node:assert/strict';
import { dayFromToday, openRecord, press } from '../browser/ways.mjs';

export const title = 'Teachers say what they see by one link, and it is read where support is decided';

export default async ({ given, when, then, person, look }) => {
    const forWhat = 'Class 4H, before the winter meetings';
    const words = 'She builds anything from a drawing. Written steps lose her at the second.';
    let senco, teacher, round;
    const main = (page) => page.getByRole('main').innerText();

    await given('a SENCO at the concerns', async () => {
        senco = await person('SENCO');
        await senco.goto('/concerns');
        await senco.getByRole('link', { name: 'Teachers’ views' }).click();
        await senco.waitForURL('**/views');
        await look(senco, 'views_rounds');
    });
    await when('she asks about 4H, by a day that is past', async () => {
        await senco.getByRole('link', { name: 'Ask teachers' }).click();
        await senco.waitForURL('**/views/new');
        await senco.getByLabel('Class or group', { exact: true }).selectOption({ label: '4H' });
        await senco.getByRole('button', { name: 'Show who is in it' }).click();
        await senco.waitForURL('**/views/new?class=*');
        assert.ok((await senco.getByRole('group', { name: 'About whom?' }).getByRole('checkbox', { checked: true }).count()) >= 6);
        await senco.getByLabel('What is it for?').fill(forWhat);
        await senco.getByLabel('Answers by').fill(dayFromToday(-1));
        assert.equal(await press(senco, 'Ask the teachers'), 422);
        assert.match(await senco.getByRole('alert').innerText(), /cannot be past/);
    });
    await when('she gives them until next week', async () => {
        await senco.getByLabel('Answers by').fill(dayFromToday(7));
        assert.equal(await press(senco, 'Ask the teachers'), 303);
        round = new URL(senco.url()).pathname;
    });
    await then('she sees who has not answered', async () => {
        assert.match(await main(senco), /0 of \d+ answers/);
        assert.match(await senco.locator('tbody tr', { hasText: 'Nowak' }).innerText(), /Mr Hughes/);
        await look(senco, 'views_round');
    });

    await when('the teacher opens Today', async () => {
        teacher = await person('Class teacher, 4H');
        await look(teacher, 'today_of_a_teacher');
        await teacher.getByRole('link', { name: new RegExp(`^${forWhat}`) }).click();
        await teacher.waitForURL('**/views/mine/*');
    });
    await then('one page has all of his, and the first is open', async () => {
        assert.match(await main(teacher), /0 of \d+ answered/);
        await look(teacher, 'views_mine');
    });
    await when('he says what he sees of Zofia', async () => {
        const hers = teacher.locator('details', { hasText: 'Zofia Nowak' });
        if ((await hers.getAttribute('open')) === null) {
            await hers.locator('summary').click();
        }
        await hers.getByRole('radio', { name: 'Often' }).first().check();
        await hers.getByLabel(/^In your own words/).fill(words);
        assert.equal(await press(teacher, 'Save what you see of Zofia Nowak', hers), 303);
    });
    await then('it is saved, and the page counts it', async () => {
        assert.match(await main(teacher), /1 of \d+ answered/);
    });
    await when('the SENCO reminds the others', async () => {
        await senco.goto(round);
        assert.match(await main(senco), /1 of \d+ answers/);
        assert.equal(await press(senco, 'Remind the late'), 303);
    });
    await then('the teacher finds the reminder on Today', async () => {
        await teacher.goto('/today');
        assert.match(await teacher.getByRole('listitem').filter({ hasText: forWhat }).innerText(), /Reminder/);
    });
    await when('the SENCO opens her record, to decide', async () => {
        const record = await openRecord(senco, 'Zofia Nowak');
        await senco.goto(`${record}/views`);
        await look(senco, 'views_learner');
        await senco.goto(`${record}/decision`);
    });
    await then('his words stand there as he typed them, beside the tallies', async () => {
        const said = await main(senco);
        assert.ok(said.includes(words));
        assert.match(said, /Listens and stays with the task: 1 often/);
        await look(senco, 'decision');
    });
};
