import assert from 'node:assert/strict';
import { find, openRecord, press } from '../browser/ways.mjs';

export const title = 'The office imports a list of children: looked at first, applied once, never twice';

const rows = [
    'UPN,Legal Surname,Legal Forename,Date of Birth,Sex,Year Group,Reg Group,SEN Status,Primary Need,First Language',
    ',Ødegård,Åsa,14/02/2018,F,4,4S,N,,NOR',
    ',"Fletcher, Jr",Ambrose,03/11/2017,M,4,4S,K,SLCN,ENG',
    ',Quill,Posy,31/02/2018,F,4,4S,N,,ENG',
    ',,Nameless,01/01/2018,M,4,4S,N,,ENG',
];
const file = { name: 'pupils.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${rows.join('\r\n')}\r\n`) };
const photograph = { name: 'class.png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) };

export default async ({ given, when, then, person, look }) => {
    let office;
    const counts = async () => {
        const found = {};
        for (const part of await office.locator('.counts > div').all()) {
            found[await part.locator('dt').innerText()] = Number(await part.locator('dd').innerText());
        }
        return found;
    };
    const handOver = async (chosen, children) => {
        await office.goto('/imports');
        if (children) {
            await office.getByLabel(children).check();
        }
        if (chosen) {
            await office.getByLabel('File', { exact: true }).setInputFiles(chosen);
        }
        return press(office, 'Look at it first');
    };

    await given('the school office at the import', async () => {
        office = await person('School office');
        await office.goto('/imports');
        await look(office, 'imports');
    });
    await when('it hands over nothing', async () => {
        assert.equal(await handOver(null, null), 422);
    });
    await then('it is asked for a file, and whose children these are', async () => {
        const told = await office.getByRole('alert').innerText();
        assert.match(told, /Choose a CSV file/);
    });
    await when('it says that they are real people', async () => {
        assert.equal(await handOver(file, 'They are real people'), 422);
    });
    await then('the demo refuses them, and has kept nothing', async () => {
        assert.match(await office.getByRole('alert').innerText(), /Real people do not belong in a demo/);
        await office.goto('/imports');
        assert.match(await office.getByRole('main').innerText(), /None yet/);
    });
    await when('it hands over a photograph', async () => {
        assert.equal(await handOver(photograph, 'They are invented'), 422);
    });
    await then('it is told so in a sentence', async () => {
        assert.match(await office.getByRole('alert').innerText(), /\w+ .*\w+/);
    });

    await when('it hands over a list of invented children', async () => {
        assert.equal(await handOver(file, 'They are invented'), 303);
    });
    await then('it sees what would change, and which rows are refused and why', async () => {
        assert.deepEqual(await counts(), { 'to add': 2, 'to change': 0, 'the same': 0, refused: 2 });
        const refused = office.getByRole('table', { name: 'Refused rows' });
        assert.match(await refused.locator('tr', { hasText: 'Line 4' }).innerText(), /Quill, Posy[^]*There is no such date/);
        assert.match(await refused.locator('tr', { hasText: 'Line 5' }).innerText(), /The surname is missing/);
        const added = office.getByRole('table', { name: 'New' });
        assert.match(await added.innerText(), /Ødegård, Åsa[^]*4S[^]*14 Feb/);
        assert.match(await added.innerText(), /Fletcher, Jr, Ambrose/);
        await look(office, 'import_check');
    });
    await then('nothing is written yet', async () => {
        const senco = await person('SENCO');
        await find(senco, 'Odegard');
        assert.match(await senco.getByRole('main').innerText(), /Nobody here has a name like that/);
        await senco.close();
    });
    await when('it applies the list without a word about the families', async () => {
        assert.equal(await press(office, 'Apply: all of it, or nothing'), 422);
    });
    await then('it is asked once whether they were told', async () => {
        assert.match(await office.getByRole('alert').innerText(), /Say whether the families were told/);
        await look(office, 'import_told');
    });
    await when('it says that they were, and applies the list', async () => {
        await office.getByLabel(/^Yes, all of them/).check();
        assert.equal(await press(office, 'Apply: all of it, or nothing'), 303);
        await office.getByText('The file itself has been deleted').waitFor(); // the page looks again by itself
    });
    await then('the page says what was done, and that the file is gone', async () => {
        assert.match(await office.getByRole('main').innerText(), /Applied\. The file itself has been deleted/);
        assert.deepEqual(await counts(), { added: 2, changed: 0, 'the same': 0, refused: 2 });
        await look(office, 'import_done');
    });
    await then('the SENCO finds the new children, and the refused ones nowhere', async () => {
        const senco = await person('SENCO');
        await openRecord(senco, 'Ambrose Fletcher');
        assert.match(await senco.getByRole('region', { name: 'Whose record' }).innerText(), /4S/);
        assert.match(await senco.getByRole('main').innerText(), /Parents told/);
        await openRecord(senco, 'odegard');
        await find(senco, 'Quill');
        assert.match(await senco.getByRole('main').innerText(), /Nobody here has a name like that/);
        await senco.close();
    });

    await when('it hands over the same list again', async () => {
        assert.equal(await handOver(file, 'They are invented'), 303);
    });
    await then('there is nothing to apply', async () => {
        assert.deepEqual(await counts(), { 'to add': 0, 'to change': 0, 'the same': 2, refused: 2 });
        assert.match(await office.getByRole('main').innerText(), /There is nothing to apply/);
        assert.equal(await office.getByRole('button', { name: /^Apply/ }).count(), 0);
    });
    await when('it gives this import up', async () => {
        assert.equal(await press(office, 'Give up this import'), 303);
    });
    await then('both imports stand in the list, each with its end', async () => {
        await office.goto('/imports');
        const earlier = await office.getByRole('table', { name: 'Earlier imports' }).innerText();
        assert.match(earlier, /Applied: 2 added, 0 changed/);
        assert.match(earlier, /Given up/);
    });
};
