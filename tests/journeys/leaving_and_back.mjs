import assert from 'node:assert/strict';
import { dayFromToday, openRecord, press } from '../browser/ways.mjs';

export const title = 'Support ends, progress is watched, and whoever comes back keeps the history';
export const variants = ['1366 px, no JavaScript', '360 px'];

export default async ({ given, when, then, person, look }) => {
    let senco, record;
    const main = () => senco.getByRole('main').innerText();

    await given('a SENCO at the record of a girl on SEN Support', async () => {
        senco = await person('SENCO');
        record = await openRecord(senco, 'Ama Quaye');
        await senco.goto(`${record}/leaving`);
        await look(senco, 'leaving');
    });
    await when('she ends it, and lets somebody look after the watching is over', async () => {
        await senco.getByLabel(/^Progress is sustained/).check();
        await senco.getByLabel('Who watches').selectOption({ label: 'Mr Hughes' });
        await senco.getByLabel('Second').fill(dayFromToday(200));
        assert.equal(await press(senco, 'End the support'), 422);
        assert.match(await senco.getByRole('alert').innerText(), /within the days of watching/);
    });
    await when('she gives days that can be', async () => {
        await senco.getByLabel('Second').fill(dayFromToday(60));
        assert.equal(await press(senco, 'End the support'), 303);
    });
    await then('there is a letter for each who is to be told', async () => {
        assert.match(await main(), /made, not sent yet/);
        await look(senco, 'leaving_letters');
    });
    await when('the family is told at a meeting', async () => {
        const who = senco.getByRole('group', { name: 'Who was told?' }).getByRole('checkbox');
        for (let i = 0; i < (await who.count()); i++) {
            await who.nth(i).check();
        }
        await senco.getByRole('group', { name: /^How\?/ }).getByLabel('Meeting').check();
        assert.equal(await press(senco, 'Save the notice'), 303);
        assert.match(await main(), /has it/);
        assert.doesNotMatch(await main(), /made, not sent yet/);
    });
    await when('somebody looks, and it slips', async () => {
        await senco.goto(`${record}/watch`);
        assert.match(await main(), /Mr Hughes/);
        await senco.getByLabel(/^It is slipping/).check();
        assert.equal(await press(senco, 'Save'), 422);
        await senco.getByLabel(/^What you saw/).fill('Two weeks without a sentence of her own.');
        assert.equal(await press(senco, 'Save'), 303);
        await look(senco, 'watch');
    });
    await when('support begins again', async () => {
        await senco.goto(`${record}/decision`);
        await senco.getByLabel(/^SEN Support/).check();
        assert.notEqual(await senco.getByLabel('Main need', { exact: true }).inputValue(), '');
        await senco.getByLabel('Decided with').selectOption({ label: 'Mr Hughes, 4H' });
        await senco.getByRole('checkbox', { name: 'Communication and interaction' }).check();
        await senco.getByLabel('Area to act on first', { exact: true }).selectOption({ label: 'Communication and interaction' });
        const plain = senco.getByRole('group', { name: 'Communication and interaction' });
        if (!(await plain.isVisible())) {
            await senco.getByText(/^In plain words/).click();
        }
        await plain.getByLabel('What gets in the way').fill('Starting a sentence on paper.');
        await plain.getByLabel('What goes well, and helps').fill('Telling it to a partner first.');
        await senco.getByLabel(/^What you looked at/).fill('Her books since the half term, and the look of this week.');
        await senco.getByLabel('What you hope for').fill('Six sentences of her own.');
        await senco.getByLabel(/^The family’s/).fill('She wants to write to her grandmother.');
        await senco.getByLabel('The child’s or young person’s').fill('I know it when I say it.');
        await look(senco, 'decision_again');
        assert.equal(await press(senco, 'Save the decision'), 303);
    });
    await then('the history has both times, who decided, why, and what the census counts', async () => {
        await senco.goto(`${record}/history`);
        const said = await main();
        assert.match(said, /SEN Support Census K[^]*Monitoring Census N[^]*SEN Support Census K/);
        assert.match(said, /Progress is sustained/);
        assert.match(said, /Today: K/);
        assert.match(said, /In the way: Starting a sentence on paper/);
        await look(senco, 'status_history');
    });
};
