import assert from 'node:assert/strict';
import { visit } from '../browser/ways.mjs';

export const title = 'Two records of one child are seen side by side, made one, and made two again';

export default async ({ given, when, then, person, look }) => {
    let senco, second, kept;
    const main = (page) => page.getByRole('main');

    await given('a pair of records that look like one child’s, on the front page', async () => {
        senco = await person('SENCO');
        await senco.goto('/today');
        await senco.getByRole('link', { name: /records that look alike/ }).click();
        assert.match(await main(senco).innerText(), /Theo Jackson and Theo Jakson/);
        await look(senco, 'records_alike');
    });
    await when('the SENCO looks at both side by side', async () => {
        await senco.getByRole('link', { name: /See both side by side/ }).first().click();
        await senco.getByRole('heading', { name: 'Make one record of two' }).waitFor();
    });
    await then('what differs is asked, and who will newly see what is said', async () => {
        const text = await main(senco).innerText();
        assert.match(text, /Jakson/);
        assert.match(text, /Who will newly see something/);
        const href = await senco.getByRole('link', { name: /^Theo/ }).nth(1).getAttribute('href');
        second = href;
        kept = await senco.getByRole('link', { name: /^Theo/ }).first().getAttribute('href');
        await look(senco, 'merge_side_by_side');
    });
    await when('the SENCO forgets to say how it is known', async () => {
        await senco.getByRole('button', { name: 'Make one record of the two' }).click();
    });
    await then('nothing is done, and it is asked', async () => {
        assert.match(await main(senco).innerText(), /Enter how you know/);
    });
    await when('the SENCO says it', async () => {
        await senco.getByLabel(/How do you know/).fill('His mother filled in two forms.');
        await senco.getByLabel(/I have looked/).check();
        await senco.getByRole('button', { name: 'Make one record of the two' }).click();
        await senco.getByRole('heading', { name: 'Merged from another record' }).waitFor();
    });
    await then('the old address leads to the record that goes on', async () => {
        await look(senco, 'merged');
        await senco.goto(second);
        assert.equal(new URL(senco.url()).pathname, kept);
    });
    await when('they turn out to be two children', async () => {
        await visit(senco, `${kept}/identity`);
        await look(senco, 'identity_with_merge');
        await senco.getByRole('link', { name: /Merged on/ }).click();
        await senco.getByRole('button', { name: 'Take the merge back' }).click();
        await senco.getByText('Taken back. Both records').waitFor();
    });
    await then('both open again', async () => {
        assert.equal(await visit(senco, second), 200);
        assert.equal(new URL(senco.url()).pathname, second);
    });
};
