import assert from 'node:assert/strict';

import { press, visit } from '../browser/ways.mjs';

export const title = 'A family signs in with a link and a code, and says how it is reached';

export default async ({ given, when, then, person, look }) => {
    let parent, office, link;

    const askLink = async () => {
        await visit(parent, '/family/in');
        await parent.getByLabel('Your email address').fill('parent@demo.example');
        assert.equal(await press(parent, 'Send me a link'), 303);
        for (let tries = 0; tries < 40; tries++) {
            const links = parent.getByRole('link', { name: 'Open the link of this mail' });
            const newest = (await links.count()) > 0 ? await links.first().getAttribute('href') : link;
            if (newest !== link) {
                link = newest;
                return;
            }
            await parent.waitForTimeout(500);
            await visit(parent, '/family/in/sent');
        }
        assert.fail('no mail was written');
    };

    await given('a parent who asks for a link', async () => {
        parent = await person();
        await askLink();
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
        await visit(parent, link);
        assert.equal(await press(parent, 'Go on'), 422);
        assert.match(await parent.innerText('main'), /used already, or is too old/);
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
