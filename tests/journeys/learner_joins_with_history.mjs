import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { press } from '../browser/ways.mjs';

export const title = 'A child joins with SEN history, and the SENCO begins from the plan they came with';

// The pages of an import are walked in all four ways by another journey.

const file = {
    name: '9991001_CTF_9992002_001.xml',
    mimeType: 'text/xml',
    buffer: readFileSync(new URL('../samples/ctf_siblings.xml', import.meta.url)),
};

export default async ({ given, when, then, person, look }) => {
    let office, senco;
    const table = name => office.getByRole('table', { name }).innerText();
    const handOver = async () => {
        await office.goto('/imports');
        await office.getByLabel('They are invented').check();
        await office.getByLabel('File', { exact: true }).setInputFiles(file);
        assert.equal(await press(office, 'Look at it first'), 303);
    };

    await given('the school office with the file of a brother and a sister', async () => {
        office = await person('School office');
        await handOver();
    });
    await then('it sees who joins, with each thing that was recorded before', async () => {
        const added = await table('New');
        assert.match(added, /EXAMPLE, Zoë/);
        assert.match(added, /Ms Sam Example/);
        assert.match(await table('Changes'), /EXAMPLE, Zoë[^]*SEN Support:[^]*from 9 Jan 2023[^]*EHC plan:[^]*from 1 May 2025/);
        await look(office, 'import_ctf');
    });
    await when('it applies the file', async () => {
        await office.getByLabel('Yes, all of them').check();
        assert.equal(await press(office, 'Apply: all of it, or nothing'), 303);
        await office.getByText('The file itself has been deleted').waitFor();
    });
    await then('the same file again has nothing to apply', async () => {
        await handOver();
        assert.match(await office.getByRole('main').innerText(), /There is nothing to apply/);
        assert.equal(await press(office, 'Give up this import'), 303);
    });
    await when('the SENCO finds the boy and opens the plan that he came with', async () => {
        senco = await person('SENCO');
        await senco.goto('/register?level=everyone');
        await senco.getByRole('searchbox').or(senco.getByLabel(/name/i)).first().fill('EXAMPLE');
        await senco.keyboard.press('Enter');
        await senco.getByRole('link', { name: /Ben/ }).first().click();
        await senco.getByRole('link', { name: 'The plan they came with' }).click();
    });
    await then('it is due six weeks after he joined, and his history stands beside it', async () => {
        const words = await senco.getByRole('main').innerText();
        assert.match(words, /Go through it by/);
        assert.match(words, /Oak & Ash Primary School/);
        assert.match(words, /SEN Support\s+from 8 Sep 2025/);
    });
    await when('she copies what it says and begins a draft from it', async () => {
        await senco.getByLabel('What it works towards').fill('Stays in class for a lesson\nAsks for a break');
        await senco.getByLabel('What support it gives').fill('Check-in with Ms Lowe, every morning');
        await senco.getByLabel('What helps in every lesson').fill('A calm corner');
        assert.equal(await press(senco, 'Save'), 303);
        await look(senco, 'arrival');
        assert.equal(await press(senco, 'Begin our draft from it'), 303);
    });
    await then('the draft has the outcomes, the support and what helps', async () => {
        const values = await senco.locator('textarea, input').evaluateAll(fields => fields.map(field => field.value).join('|'));
        assert.match(values, /Asks for a break/);
        assert.match(values, /Check-in with Ms Lowe, every morning/);
        assert.match(values, /A calm corner/);
    });
    await when('she notes that it has been gone through', async () => {
        await senco.goto(senco.url().replace(/\/plan.*/, '/arrival'));
        await senco.getByLabel('It was changed').check();
        await senco.getByLabel(/^Why, and what the family/).fill('Met his mother. The morning check-in stays.');
        assert.equal(await press(senco, 'Note it'), 303);
    });
    await then('the duty is settled', async () => {
        assert.doesNotMatch(await senco.getByRole('main').innerText(), /Go through it by/);
        await look(senco, 'arrival_reviewed');
    });
};
