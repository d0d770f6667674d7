import assert from 'node:assert/strict';
import { openRecord, press } from '../browser/ways.mjs';

export const title = 'Two people write at once: the second sees both texts, and neither is lost';

export default async ({ given, when, then, person, look }) => {
    const first = 'Number lines help. So does time.';
    const second = 'Ask me twice. I may not have heard.';
    const field = (page) => page.getByRole('textbox', { name: 'How to help me' });
    let senco, teacher, record;

    const matters = (page) => page.getByRole('textbox', { name: 'What matters to me' });
    const mine = 'My seat by the window.';

    await given('the SENCO and the teacher of 4H, both at the own words of a boy', async () => {
        senco = await person('SENCO');
        teacher = await person('Class teacher, 4H');
        record = await openRecord(senco, 'Finn O’Brien');
        await senco.goto(`${record}/profile`);
        await teacher.goto(`${record}/profile`);
    });
    await when('each writes in another field, and the SENCO saves second', async () => {
        await field(teacher).fill('A card on the table.');
        assert.equal(await press(teacher, 'Save'), 303);
        await matters(senco).fill(mine);
        assert.equal(await press(senco, 'Save'), 409);
    });
    await then('what both wrote is put together, and nothing clashes', async () => {
        assert.equal(await matters(senco).inputValue(), mine);
        assert.equal(await field(senco).inputValue(), 'A card on the table.');
        assert.equal(await senco.getByText('Changed by somebody else meanwhile').count(), 1);
        assert.equal(await senco.getByRole('group', { name: /^In the record now/ }).count(), 0);
        await look(senco, 'somebody_saved_another_field');
    });
    await when('she saves that, and both begin again', async () => {
        assert.equal(await press(senco, 'Save'), 303);
        await senco.goto(record);
        const main = await senco.getByRole('main').innerText();
        assert.ok(main.includes(mine) && main.includes('A card on the table.'));
        await senco.goto(`${record}/profile`);
        await teacher.goto(`${record}/profile`);
    });
    await when('the teacher saves first', async () => {
        await field(teacher).fill(first);
        assert.equal(await press(teacher, 'Save'), 303);
    });
    await when('the SENCO saves what she wrote meanwhile', async () => {
        await field(senco).fill(second);
        assert.equal(await press(senco, 'Save'), 409);
    });
    await then('she sees her text and his, and his still stands in the record', async () => {
        assert.match(await senco.getByRole('alert').innerText(), /else/);
        assert.equal(await field(senco).inputValue(), second);
        const theirs = senco.getByRole('group', { name: 'In the record now: How to help me' });
        assert.ok((await theirs.innerText()).includes(first));
        await look(senco, 'somebody_saved_first');
        await teacher.goto(record);
        assert.ok((await teacher.getByRole('main').innerText()).includes('Number lines help.'));
    });
    await when('she puts both together and saves again', async () => {
        await field(senco).fill(`${first}\n${second}`);
        assert.equal(await press(senco, 'Save'), 303);
    });
    await then('both are kept', async () => {
        await teacher.reload();
        const main = await teacher.getByRole('main').innerText();
        assert.ok(main.includes(first) && main.includes(second));
    });
};
