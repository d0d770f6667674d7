import assert from 'node:assert/strict';
import { openRecord, visit } from '../browser/ways.mjs';

export const title = 'The office changes a UPN; a death is written down, stops everything, and is taken back';

export default async ({ given, when, then, person, look }) => {
    let senco, office, record;
    const main = (page) => page.getByRole('main');

    await given('a child whose review is on the front page', async () => {
        senco = await person('SENCO');
        record = await openRecord(senco, 'Zofia Nowak');
        office = await person('School office');
        assert.equal(await visit(office, `${record}/identity`), 200);
    });
    await when('the office types a UPN with a wrong digit', async () => {
        await office.getByLabel('New UPN').fill('B801200005002');
        await office.getByRole('button', { name: 'Save the UPN' }).click();
    });
    await then('it is told so, and what was typed stays', async () => {
        assert.match(await main(office).innerText(), /does not fit the rest of the UPN/);
        assert.equal(await office.getByLabel('New UPN').inputValue(), 'B801200005002');
    });
    await when('it types the right one', async () => {
        await office.getByLabel('New UPN').fill('B801200005001');
        await office.getByRole('button', { name: 'Save the UPN' }).click();
        await office.waitForURL('**/identity**');
    });
    await then('the one before is kept with its day', async () => {
        assert.match(await main(office).innerText(), /B801200005001[^]*UPN until/);
        await look(office, 'identity');
    });
    await when('a death is written down', async () => {
        await office.getByLabel('Day of death').fill('2026-11-01');
        await office.getByRole('button', { name: 'Write it down' }).click();
        await office.getByRole('heading', { name: /Died on/ }).waitFor();
    });
    await then('no list names the child, and the record is there to be read', async () => {
        assert.match(await main(office).innerText(), /Died on 1 November 2026/);
        await look(office, 'identity_death');
        await senco.goto('/today');
        assert.doesNotMatch(await main(senco).innerText(), /Zofia Nowak/);
        assert.equal(await visit(senco, record), 200);
        assert.match(await main(senco).innerText(), /Nothing is due any more/);
        await look(senco, 'record_of_the_dead');
        assert.equal(await visit(senco, `${record}/profile`), 403);
    });
    await when('it was a mistake', async () => {
        await office.locator('summary').click();
        await office.getByLabel(/is alive/).check();
        await office.getByRole('button', { name: 'Take it back' }).click();
        await office.waitForURL('**/identity**');
    });
    await then('everything is as before', async () => {
        assert.match(await main(office).innerText(), /Another UPN/);
        assert.equal(await visit(senco, `${record}/profile`), 200);
    });
};
