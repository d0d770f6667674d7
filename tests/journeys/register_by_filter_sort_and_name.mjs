import assert from 'node:assert/strict';
import { find } from '../browser/ways.mjs';

export const title = 'The SENCO filters and sorts the register, and finds a child by name';

export default async ({ given, when, then, person, look }) => {
    let senco;
    const seen = []; // titles and addresses of every page on the way
    const rows = () => senco.locator('tbody tr');
    const names = () => rows().locator('th').allInnerTexts();
    const column = (number) => rows().locator(`td:nth-child(${number})`).allInnerTexts();
    const heading = (name) => senco.getByRole('columnheader', { name });
    const openFilter = async () => {
        const fold = senco.getByText('Change the filter'); // on a desk it stands open
        if (await fold.isVisible()) {
            await fold.click();
        }
    };
    const sortBy = async (name) => {
        const link = senco.locator('thead a', { hasText: name });
        await Promise.all([senco.waitForEvent('framenavigated'), link.click()]);
        await senco.waitForLoadState();
    };

    await given('the SENCO at the register', async () => {
        senco = await person('SENCO');
        senco.on('load', async () => seen.push(`${await senco.title()} ${senco.url()}`));
        await senco.goto('/register');
        await look(senco, 'register');
    });
    await when('she asks for Year 4', async () => {
        await openFilter();
        await senco.getByLabel('Year', { exact: true }).selectOption({ label: 'Year 4' });
        await senco.getByRole('button', { name: 'Show' }).click();
        await senco.waitForURL(/year=4/);
    });
    await then('only Year 4 is listed, and the count says how many', async () => {
        const years = await column(2);
        assert.ok(years.length > 5 && years.every((year) => year.startsWith('Year 4, ')), years.join());
        assert.match(await senco.locator('caption').innerText(), new RegExp(`^${years.length} pupils`));
        await look(senco, 'register_year_4');
    });
    await when('she narrows it to autism, which is in few of them', async () => {
        await openFilter();
        await senco.getByLabel('Need', { exact: true }).selectOption({ label: 'Autistic spectrum disorder' });
        await senco.getByRole('button', { name: 'Show' }).click();
        await senco.waitForURL(/need=ASD/);
    });
    await then('both hold, and either can be taken away again', async () => {
        const needs = await column(5);
        assert.ok(needs.length > 0 && needs.every((need) => /^Autis/.test(need)), needs.join());
        await senco.getByRole('link', { name: /^Remove filter: .*Autis/ }).click();
        await senco.waitForURL((url) => !url.search.includes('need='));
        assert.match(senco.url(), /year=4/);
    });

    await when('she sorts by need', () => sortBy('Main need'));
    await then('the same needs stand together, and the heading says so', async () => {
        const needs = await column(5);
        const changes = needs.filter((need, row) => row > 0 && need !== needs[row - 1]);
        assert.equal(changes.length + 1, new Set(needs).size, needs.join());
        const known = needs.filter(Boolean);
        assert.deepEqual(known, [...known].sort((a, b) => a.localeCompare(b, 'en')));
        assert.deepEqual(known, needs.slice(0, known.length), 'those without a need stand last');
        assert.equal(await heading('Main need').getAttribute('aria-sort'), 'ascending');
        assert.match(senco.url(), /year=4/);
    });
    await when('she sorts by name, backwards', async () => {
        await sortBy('Pupil');
        const forwards = await names();
        await sortBy('Pupil');
        assert.deepEqual(await names(), forwards.reverse());
    });
    await then('the heading says that it is backwards', async () => {
        assert.equal(await heading('Pupil').getAttribute('aria-sort'), 'descending');
    });

    for (const [typed, name] of [
        ['nguyen linh', 'Linh Nguyễn'],
        ['WROBEL kac', 'Kacper Wróbel'],
        ['finn obrien', 'Finn O’Brien'],
        ['дарина', 'Дарина Bondarenko'],
        ['ni bhraonain', 'Fiadh Ní Bhraonáin'],
    ]) {
        await when(`she looks for “${typed}”`, () => find(senco, typed));
        await then(`the record of ${name} opens`, async () => {
            assert.match(senco.url(), /\/learners\/\d+$/);
            assert.equal(await senco.getByRole('region', { name: 'Whose record' }).locator('.name').innerText(), name);
        });
    }
    await when('she looks for a first name that several have', () => find(senco, 'Ma'));
    await then('they are listed', async () => {
        const found = await names();
        assert.ok(found.length > 1 && found.every((name) => /\bma/i.test(name)), found.join());
        await look(senco, 'register_search');
    });
    await when('she keeps the girls among them', async () => {
        await openFilter();
        await senco.getByLabel('Sex').selectOption({ label: 'Female' });
        await senco.getByRole('button', { name: 'Show' }).click();
        await senco.waitForURL(/sex=F/);
    });
    await then('the name and the filter both hold, and each can be taken away', async () => {
        const found = await names();
        assert.ok(found.length > 0 && found.every((name) => /\bma/i.test(name)), found.join());
        await senco.getByRole('link', { name: /^Remove filter: Name “Ma”/ }).click();
        await senco.waitForURL((url) => url.search === '?sex=F');
        assert.ok((await names()).some((name) => !/\bma/i.test(name)));
    });
    await when('she asks for one teacher’s pupils with pupil premium', async () => {
        await senco.goto('/register?level=everyone');
        await openFilter();
        await senco.getByLabel('Teacher', { exact: true }).selectOption({ label: 'Mr Hughes' });
        await senco.getByLabel('Pupil premium').selectOption({ label: 'Pupil premium' });
        await senco.getByRole('button', { name: 'Show' }).click();
        await senco.waitForURL(/teacher=\d+&premium=yes/);
    });
    await then('they are of that class, and the totals are theirs', async () => {
        const classes = await column(2);
        assert.ok(classes.length > 1 && new Set(classes).size === 1, classes.join());
        assert.match(await senco.locator('caption').innerText(), new RegExp(`^${classes.length} pupils`));
    });
    await when('she looks for nobody', () => find(senco, 'Rumpelstiltskin'));
    await then('the page says so, and how to look', async () => {
        assert.match(await senco.getByRole('main').innerText(), /Nobody here has a name like that/);
    });
    await then('no address and no title of all these pages held a name', () => {
        assert.ok(seen.length > 12, `${seen.length} pages`);
        for (const page of seen) {
            assert.doesNotMatch(decodeURI(page), /nguy|wr[oó]bel|brien|bondar|дарин|bhraon|linh|kac|rumpel/i);
        }
    });
};
