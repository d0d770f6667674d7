import assert from 'node:assert/strict';
import { press } from '../browser/ways.mjs';

export const title = 'The SENCO sets review dates for a class at once, sees who is left out, and undoes it';

export default async ({ given, when, then, person, look }) => {
    let senco;
    let head;

    await given('the SENCO at the register of Year 4', async () => {
        senco = await person('SENCO');
        await senco.goto('/register?year=4');
        await senco.getByRole('link', { name: 'Change many' }).click();
        await look(senco, 'change-many');
    });
    await when('she gives no day', () => press(senco, 'Show what would change'));
    await then('she is asked for one', async () => {
        assert.match(await senco.locator('main').innerText(), /Enter the review date/);
    });
    await when('she gives a day in a year, and a reason', async () => {
        const day = new Date(Date.now() + 330 * 86400000);
        await senco.getByRole('textbox', { name: 'Review date' }).fill(day.toISOString().slice(0, 10));
        await senco.getByRole('textbox', { name: 'Reason' }).fill('The authority moved its moderation');
        assert.equal(await press(senco, 'Show what would change'), 303);
    });
    await then('she sees what would change, and who is left out', async () => {
        const page = await senco.locator('main').innerText();
        assert.match(page, /Nothing is changed yet/);
        assert.match(page, /Would change/);
        assert.match(page, /Has no plan in force/);
        await look(senco, 'change-many-shown');
    });
    await when('she does it', () => press(senco, 'Set review dates'));
    await then('it is done, and can be undone in one press', async () => {
        assert.match(await senco.locator('main').innerText(), /Changed \(/);
        assert.equal(await press(senco, 'Undo all of it'), 303);
        assert.match(await senco.locator('main').innerText(), /Undone by/);
        await senco.getByRole('link', { name: 'What was changed before' }).click();
        assert.match(await senco.locator('main').innerText(), /undone/);
        await look(senco, 'change-many-past');
    });
    await when('the head says what the school is', async () => {
        head = await person('Headteacher');
        await head.goto('/school/facts');
        await look(head, 'facts');
        await head.getByRole('link', { name: 'This is not what we are' }).click();
        await head.getByLabel('Further education').check();
        await head.getByRole('button', { name: 'Show what changes' }).click();
    });
    await then('they see what would change before anything does', async () => {
        assert.match(await head.locator('main').innerText(), /Tell the family formally/);
        await look(head, 'facts-kind');
        await press(head, 'Change the kind of setting');
        assert.match(await head.locator('main').innerText(), /Tick this to say/);
    });
};
