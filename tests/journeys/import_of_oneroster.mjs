import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { press } from '../browser/ways.mjs';

export const title = 'The office brings in a whole OneRoster package, then a delta with movers and leavers';

// The pages are those of every import, which another journey walks in all four ways.

const sample = name => ({
    name,
    mimeType: 'application/zip',
    buffer: readFileSync(new URL(`../samples/${name}`, import.meta.url)),
});

export default async ({ given, when, then, person, look }) => {
    let office;
    const main = () => office.getByRole('main').innerText();
    const handOver = async file => {
        await office.goto('/imports');
        await office.getByLabel('They are invented').check();
        await office.getByLabel('File', { exact: true }).setInputFiles(file);
        assert.equal(await press(office, 'Look at it first'), 303);
    };
    const apply = async () => {
        assert.equal(await press(office, 'Apply: all of it, or nothing'), 303);
        await office.getByText('The file itself has been deleted').waitFor();
    };
    const table = name => office.getByRole('table', { name }).innerText();

    await given('the school office', async () => {
        office = await person('School office');
        await office.goto('/imports');
        await look(office, 'imports');
    });
    await when('it hands over a package of OneRoster 1.2', () => handOver(sample('oneroster_1_2.zip')));
    await then('it sees what the package is, and each part of what would change', async () => {
        assert.match(await main(), /OneRoster 1.2 from Example MIS/);
        const added = await table('New');
        assert.match(added, /Example, Zoë[^]*Learners[^]*6 Oak/);
        assert.match(added, /Smith, Jr, Terry[^]*Staff[^]*teacher/i);
        assert.match(added, /Sam Example[^]*Contacts/);
        assert.match(added, /Maths \(Ma1\)[^]*Teaching groups/);
        assert.match(await table('Changes'), /6 Oak[^]*Who is in which class[^]*1 joins/);
        await look(office, 'import_oneroster');
    });
    await when('it applies the package', apply);
    await then('a report of the parts stays', async () => {
        assert.match(await table('What it came to'), /Learners\s+6/);
        await look(office, 'import_oneroster_done');
    });
    await when('it hands over the same package again', () => handOver(sample('oneroster_1_2.zip')));
    await then('there is nothing to apply', async () => {
        assert.match(await main(), /There is nothing to apply\. Everything in this file is here already/);
        assert.equal(await press(office, 'Give up this import'), 303);
    });
    await when('a delta comes', () => handOver(sample('oneroster_delta.zip')));
    await then('it sees who is new, who moves and who leaves, and nobody else', async () => {
        assert.match(await table('New'), /Finch, Orla/);
        assert.match(await table('Changes'), /Example, Tom[^]*5 Ash[^]*6 Oak/);
        assert.match(await table('Who leaves'), /Vale, Leo/);
        assert.doesNotMatch(await main(), /Pryce, Nia/);
        await look(office, 'import_oneroster_delta');
        await apply();
    });
    await when('the whole package is handed over once more', () => handOver(sample('oneroster_1_2.zip')));
    await then('nobody comes back unasked', async () => {
        const asked = await table('These need an answer');
        assert.match(asked, /Vale, Leo[^]*Left here on/);
        await look(office, 'import_oneroster_asked');
    });
    await when('it hands over a zip that is no package', () =>
        office.goto('/imports').then(async () => {
            await office.getByLabel('They are invented').check();
            await office.getByLabel('File', { exact: true }).setInputFiles({
                name: 'pupils.zip', mimeType: 'application/zip', buffer: Buffer.from('PK\x03\x04 nothing'),
            });
            assert.equal(await press(office, 'Look at it first'), 422);
        }));
    await then('it says so beside the field', async () => {
        assert.match(await main(), /This zip is damaged, or no zip/);
    });
};
