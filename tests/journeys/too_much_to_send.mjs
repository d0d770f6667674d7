import assert from 'node:assert/strict';
import { openRecord, press } from '../browser/ways.mjs';

export const title = 'More text than the server takes is not sent, and stays where it was pasted';

export const variants = ['1366 px', '360 px']; // the browser's own limits are the script's to tell

export default async ({ given, when, then, person, look }) => {
    const book = 'Word by word. '.repeat(350_000); // about 5 MB
    let senco, record;
    const words = () => senco.getByRole('main').getByLabel(/^In your own words/);
    const save = () => senco.getByRole('button', { name: 'Save the concern' }).click();

    await given('the SENCO at the concerns about a boy', async () => {
        senco = await person('SENCO');
        record = await openRecord(senco, 'Zayd Umar');
        await senco.goto(`${record}/concerns`);
    });
    await when('she pastes a whole library by mistake, and saves', async () => {
        await words().fill(book);
        await save();
    });
    await then('the field says so, and still holds every letter', async () => {
        assert.equal(await words().evaluate((area) => area.validity.customError), true);
        assert.equal((await words().inputValue()).length, book.length);
    });
    await when('she shortens it', async () => {
        await words().fill('He reads word by word.');
    });
    await then('it can be sent', async () => {
        assert.ok((await press(senco, 'Save the concern')) < 500);
        await look(senco, 'concern_shortened');
    });
};
