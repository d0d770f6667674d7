import assert from 'node:assert/strict';
import { press } from '../browser/ways.mjs';

export const title = 'The headteacher gives a new start to a teacher who lost his second step';

export default async ({ given, when, then, person, look }) => {
    let head, office, teacher, name, code, email;
    await given('a teacher who is signed in, and the headteacher', async () => {
        teacher = await person('Class teacher, 4H');
        await teacher.goto('/me');
        name = await teacher.getByRole('heading', { level: 1 }).innerText();
        head = await person('Headteacher');
        await head.goto('/school');
        await head.getByRole('link', { name: 'Signing in' }).click();
    });
    await when('she does not say how she knows that it is him', async () => {
        await head.getByLabel('Who').selectOption({ label: `${name}, Class teacher` });
        assert.equal(await press(head, 'Give a new start'), 422);
    });
    await then('it is asked for', async () => look(head, 'lost_second_step'));
    await then('the office could not have given it: a code opens what its holder reads', async () => {
        office = await person('School office');
        await office.goto('/school/sign-in');
        const choices = await office.getByLabel('Who').locator('option').allInnerTexts();
        assert.ok(!choices.some((choice) => /SENCO|Headteacher|teacher|assistant/i.test(choice)));
    });
    await when('she says it', async () => {
        await head.getByLabel('What happened').fill('Telephone stolen on the bus, came to the office himself');
        assert.equal(await press(head, 'Give a new start'), 200);
    });
    await then('a code is shown, once', async () => {
        code = await head.locator('.counts dd').innerText();
        email = await head.locator('ol b').innerText();
        assert.match(code, /^(\w{3}-){3}\w{3}$/);
        await look(head, 'new_start');
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
    await then('she sees who was given a new start, and why', async () => {
        await head.goto('/school/sign-in');
        assert.match(await head.getByRole('table', { name: 'New starts given' }).innerText(), /Telephone stolen/);
        await look(head, 'new_starts_given');
    });
};
