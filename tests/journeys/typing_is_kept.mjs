import assert from 'node:assert/strict';
import { openRecord, press } from '../browser/ways.mjs';

export const title = 'A computer that dies while somebody writes a plan costs at most five seconds of typing';
export const variants = ['1366 px'];

export default async ({ given, when, then, person, look }) => {
    let writer, plan;
    const hours = 'Nadia & I sit together after lunch: 50 % of words, read aloud';
    const own = () => writer.getByLabel(/^My part, in their own words/);
    await given('the SENCO, who writes in a plan', async () => {
        writer = await person('SENCO');
        plan = `${await openRecord(writer, 'Matilda Brooks')}/plan`;
        await writer.goto(plan);
        await own().pressSequentially(hours);
    });
    await when('her computer dies five seconds later', async () => {
        await writer.waitForTimeout(5000);
        await writer.context().close();
    });
    await then('the words are there when she opens the plan again, and said not to be saved', async () => {
        writer = await person('SENCO');
        await writer.goto(plan);
        assert.equal(await own().inputValue(), hours);
        assert.match(await writer.getByRole('main').innerText(), /Typed on .* and not saved yet/);
        await look(writer, 'typing_kept');
    });
    await when('she saves', async () => {
        assert.equal(await press(writer, 'Save'), 303);
    });
    await then('they are in the plan, and nothing waits any more', async () => {
        assert.equal(await own().inputValue(), hours);
        assert.doesNotMatch(await writer.getByRole('main').innerText(), /not saved yet/);
    });
};
