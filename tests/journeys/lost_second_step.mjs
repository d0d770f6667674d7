import assert from 'node:assert/strict';
import { press } from '../browser/ways.mjs';

export const title = 'The office gives a new start to a teacher who lost his second step';

export default async ({ given, when, then, person, look }) => {
    let office, teacher, name, code, email;
    await given('a teacher who is signed in, and the office', async () => {
        teacher = await person('Class teacher, 4H');
        await teacher.goto('/me');
        name = await teacher.getByRole('heading', { level: 1 }).innerText();
        office = await person('School office');
        await office.goto('/school');
        await office.getByRole('link', { name: 'Signing in' }).click();
    });
    await when('the office does not say how they know that it is him', async () => {
        await office.getByLabel('Who').selectOption({ label: `${name}, Class teacher` });
        assert.equal(await press(office, 'Give a new start'), 422);
    });
    await then('it is asked for, and those who lead are not in the list', async () => {
        await look(office, 'lost_second_step');
        const choices = await office.getByLabel('Who').locator('option').allInnerTexts();
        assert.ok(!choices.some((choice) => /SENCO|Headteacher/.test(choice)));
    });
    await when('they say it', async () => {
        await office.getByLabel('What happened').fill('Telephone stolen on the bus, came to the office himself');
        assert.equal(await press(office, 'Give a new start'), 200);
    });
    await then('a code is shown, once', async () => {
        code = await office.locator('.counts dd').innerText();
        email = await office.locator('ol b').innerText();
        assert.match(code, /^(\w{3}-){3}\w{3}$/);
        await look(office, 'new_start');
    });
    await then('his open session is over', async () => {
        await teacher.goto('/today');
        assert.equal(new URL(teacher.url()).pathname, '/in');
    });
    await when('he sets a password with it', async () => {
        await teacher.goto('/setup');
        await teacher.getByLabel('Email address').fill(email);
        await teacher.getByLabel('One-time code').fill(code);
        await teacher.getByLabel('New password').fill('nine loud magpies');
        assert.equal(await press(teacher, 'Set password'), 303);
    });
    await then('the office sees who was given a new start, and why', async () => {
        await office.goto('/school/sign-in');
        assert.match(await office.getByRole('table', { name: 'New starts given' }).innerText(), /Telephone stolen/);
        await look(office, 'new_starts_given');
    });
};
