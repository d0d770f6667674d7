import assert from 'node:assert/strict';
import { openRecord, press } from '../browser/ways.mjs';

export const title = 'A session that ends while somebody types costs nothing: the text comes back after signing in';

export default async ({ given, when, then, person, look }) => {
    const words = 'He counts on his fingers & says “I just guess”. 50 % of the time; ½ an hour, say.';
    let teacher, record;
    const signIn = async (page, email, password) => {
        await page.getByLabel('Email address').fill(email);
        await page.getByLabel('Password').fill(password);
        return press(page, 'Sign in');
    };

    await given('the teacher of 4H, who writes down a concern', async () => {
        teacher = await person('Class teacher, 4H');
        record = await openRecord(teacher, 'Zayd Umar');
        await teacher.goto(`${record}/concerns`);
        await teacher.getByLabel(/^In your own words/).fill(words);
        await teacher.getByLabel(/^Where and when/).fill('In mathematics.\n\nOn Mondays most.');
    });
    await when('his session has ended, and he saves', async () => {
        await teacher.context().clearCookies();
        assert.equal(await press(teacher, 'Save the concern'), 401);
    });
    await then('he is asked to sign in, and told that nothing is lost', async () => {
        assert.match(await teacher.getByRole('main').innerText(), /what you typed is kept/);
        await look(teacher, 'session_ended');
    });
    await when('he mistypes his password', async () => {
        assert.equal(await signIn(teacher, 'teacher@demo.example', 'four parts make two'), 422);
    });
    await when('he signs in', async () => {
        await signIn(teacher, 'teacher@demo.example', 'four parts make one');
    });
    await then('the form is there again, word for word, and says that it is not saved', async () => {
        assert.match(await teacher.getByRole('alert').innerText(), /not saved\s+yet/);
        assert.equal(await teacher.getByLabel(/^In your own words/).inputValue(), words);
        assert.match(await teacher.getByLabel(/^Where and when/).inputValue(), /^In mathematics\.\s+On Mondays most\.$/);
        await look(teacher, 'session_carried');
    });
    await when('he saves', async () => {
        assert.equal(await press(teacher, 'Save the concern'), 303);
    });
    await then('it is kept once, as he wrote it', async () => {
        assert.ok((await teacher.getByRole('main').innerText()).includes(words));
        await teacher.goto(`${record}/concerns`);
        const kept = teacher.getByRole('article');
        assert.equal(await kept.filter({ hasText: words }).count(), 1);
    });
};
