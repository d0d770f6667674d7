import assert from 'node:assert/strict';
import { dayFromToday, openRecord, press, visit } from '../browser/ways.mjs';

export const title = 'Input that is too long, missing or wrong is told beside the field, and nothing typed is lost';

export default async ({ given, when, then, person, look }) => {
    let senco, record, before;
    const field = (label) => senco.getByRole('main').getByLabel(label);
    const errorOf = async (label) => {
        const described = (await field(label).getAttribute('aria-describedby')).split(' ');
        const error = described.find((id) => id.endsWith('-error'));
        return error ? senco.locator(`#${error}`).innerText() : null;
    };
    const concerns = async () => {
        await senco.goto(`${record}/concerns`);
        return senco.getByRole('article').count();
    };
    const story = 'Word by word. '.repeat(300); // 4200 characters, of which 4000 may be

    const book = story.repeat(70).trim(); // about 300 000

    await given('the SENCO at the decision about a boy', async () => {
        senco = await person('SENCO');
        record = await openRecord(senco, 'Zayd Umar');
        await senco.goto(`${record}/decision`);
    });
    await when('she leaves almost everything empty and gives a day that does not exist', async () => {
        await field('SEN Support', { exact: true }).first().check();
        await field('Decided on').fill('31/2/2026');
        await field('What you hope for').fill('He <b>reads</b> & tells “it” again.');
        assert.equal(await press(senco, 'Save the decision'), 422);
    });
    await then('each thing that is missing is told at the top, with a way to its field', async () => {
        const box = senco.getByRole('alert');
        assert.match(await senco.title(), /^Error: /);
        assert.match(await box.innerText(), /There is a problem/);
        const links = box.getByRole('link');
        assert.ok((await links.count()) >= 1);
        for (const link of await links.all()) {
            const target = (await link.getAttribute('href')).replace(/^#/, '');
            assert.equal(await senco.locator(`[id="${target}"]`).count(), 1, target);
        }
        await look(senco, 'decision_refused');
    });
    await then('the wrong day stands as it was typed, and the markup as text', async () => {
        assert.equal(await field('Decided on').inputValue(), '31/2/2026');
        assert.match(await errorOf('Decided on'), /\w/);
        assert.equal(await field('What you hope for').inputValue(), 'He <b>reads</b> & tells “it” again.');
    });
    await when('she gives a day that is still to come', async () => {
        await field('Decided on').fill(dayFromToday(3));
        assert.equal(await press(senco, 'Save the decision'), 422);
    });
    await then('the rule says so, and what was looked at is asked for', async () => {
        assert.match(await errorOf('Decided on'), /must be today or earlier/);
        assert.match(await errorOf('What you looked at'), /Say what was looked at/);
    });

    await when('she writes more of a concern than there is room for', async () => {
        before = await concerns();
        await field(/^In your own words/).fill(story);
        assert.equal(await press(senco, 'Save the concern'), 422);
    });
    await then('she is told how much there is room for, and has lost none of it', async () => {
        assert.match(await errorOf(/^In your own words/), /4,?000/);
        assert.equal((await field(/^In your own words/).inputValue()).trim(), story.trim());
    });
    await when('she pastes a whole book by mistake', async () => {
        await field(/^In your own words/).fill(book);
        assert.equal(await press(senco, 'Save the concern'), 422);
    });
    await then('that too is told beside the field, and not lost', async () => {
        assert.match(await errorOf(/^In your own words/), /4,?000/);
        assert.equal((await field(/^In your own words/).inputValue()).length, book.length);
    });
    await then('nothing was written', async () => {
        assert.equal(await concerns(), before);
        assert.doesNotMatch(await senco.getByRole('region', { name: 'Whose record' }).innerText(), /SEN Support/);
    });

    await then('an address that leads nowhere says so in words', async () => {
        for (const address of ['/learners/1', '/learners/zayd', `${record}/nothing`, '/nothing', `${record}/plans/1`]) {
            assert.equal(await visit(senco, address), 404, address);
            assert.equal(await senco.getByRole('heading', { level: 1 }).count(), 1);
        }
    });
};
