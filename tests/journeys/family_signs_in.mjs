import assert from 'node:assert/strict';

import { askForLink, press, visit } from '../browser/ways.mjs';

export const title = 'A family signs in with a link and a code, and says how it is reached';

export default async ({ given, when, then, person, look }) => {
    let parent, office, link;

    await given('a parent who asks for a link', async () => {
        parent = await person();
        link = await askForLink(parent, 'parent@demo.example');
        await look(parent, 'family-mail');
    });

    await when('she presses the button and types a wrong code', async () => {
        await visit(parent, link);
        await look(parent, 'family-link');
        assert.equal(await press(parent, 'Go on'), 303);
        await parent.getByRole('textbox', { name: 'Your code' }).fill('ABC-DEF-GHJ-KMN');
        assert.equal(await press(parent, 'Go on'), 422);
        assert.match(await parent.innerText('main'), /not the code that you were given/);
        await parent.getByRole('textbox', { name: 'Your code' }).fill('par ent fam ily');
        assert.equal(await press(parent, 'Go on'), 303);
    });

    await then('she is at her first page, and the link opens nothing twice', async () => {
        assert.match(parent.url(), /\/family$/);
        await look(parent, 'family-home');
        const other = await person();
        await visit(other, link);
        assert.equal(await press(other, 'Go on'), 422);
        const said = await other.innerText('main');
        assert.match(said, /used already, or is too old/);
        assert.doesNotMatch(said, /Nowak|Zofia|Mill Lane|parent@/);
        await look(other, 'family-link-used');
        await other.getByRole('link', { name: 'Ask for a new link' }).click();
        const next = await askForLink(other, 'parent@demo.example', link);
        await visit(other, next);
        assert.equal(await press(other, 'Go on'), 303);
        await other.getByRole('textbox', { name: 'Your code' }).waitFor();
    });

    await when('she reads the plan and writes to the school', async () => {
        await visit(parent, '/family');
        await parent.getByRole('link', { name: /^Open the plan/ }).click();
        await look(parent, 'family-plan');
        await parent.getByLabel('The plan', { exact: true }).check();
        await parent.getByRole('textbox', { name: 'What you want to say' }).fill('She reads to her brother now.');
        assert.equal(await press(parent, 'Send'), 303);
        assert.match(await parent.innerText('main'), /She reads to her brother now/);
        await parent.getByRole('link', { name: 'Who opened this record' }).click();
        assert.match(await parent.innerText('main'), /You/);
    });

    await when('she says how the school reaches her, and asks for another telephone number', async () => {
        await visit(parent, '/family');
        await parent.getByRole('link', { name: /^Your details/ }).click();
        const reach = parent.getByRole('group', { name: /^Reach me best by/ });
        await reach.getByLabel('Phone').check();
        await parent.getByLabel(/^Best times/).fill('after 6 pm');
        await look(parent, 'family-details');
        assert.equal(await press(parent, 'Save'), 303);
        await parent.getByText('Ask the school to change this').click();
        const what = parent.getByRole('group', { name: /^What should change/ });
        await what.getByLabel('Phone').check();
        await parent.getByRole('textbox', { name: 'What should it be?' }).fill('01632 960042');
        assert.equal(await press(parent, 'Ask the school'), 303);
        assert.match(await parent.innerText('main'), /01632 960042[^]*has not answered yet/);
        await look(parent, 'family-asked');
    });

    await then('the office finds it on Today, and makes the change', async () => {
        office = await person('School office');
        await visit(office, '/today');
        await look(office, 'today-details');
        await office.getByRole('link', { name: /^Look at what .* asks/ }).first().click();
        await look(office, 'contact-asks');
        assert.equal(await press(office, 'Make this change', office.locator('form', { hasText: 'Make this change' }).first()), 303);
        assert.match(await office.innerText('main'), /01632 960042/);
        await visit(parent, '/family/me');
        assert.match(await parent.innerText('main'), /Changed by/);
    });

    await then('signed out, her pages ask for a link again', async () => {
        await press(parent, 'Sign out');
        await visit(parent, '/family');
        assert.match(parent.url(), /\/family\/in\?/);
    });
};
