import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

export const title = 'The SENCO chooses columns, shares a view, and takes the list away on paper and in files';

/** The text of one member of a zip that packs its members. */
function member(zip, name) {
    const end = zip.length - 22;
    let at = zip.readUInt32LE(end + 16);
    for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
        const length = zip.readUInt16LE(at + 28);
        const local = zip.readUInt32LE(at + 42);
        if (zip.toString('utf8', at + 46, at + 46 + length) === name) {
            const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
            return inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20))).toString();
        }
        at += 46 + length;
    }
    throw new Error(`no ${name}`);
}

export default async ({ given, when, then, person, look }) => {
    let senco;
    let teacher;
    const rows = (page) => page.locator('tbody tr');
    const names = (page) => rows(page).locator('th').allInnerTexts();
    const download = async (name) => {
        const [file] = await Promise.all([
            senco.waitForEvent('download'),
            senco.getByRole('link', { name }).click(),
        ]);
        return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
    };

    await given('the SENCO at Year 4, latest reviews first', async () => {
        senco = await person('SENCO');
        await senco.goto('/register?year=4&sort=-review');
    });
    await when('she chooses the teacher, pupil premium and when the parents were told', async () => {
        await senco.getByRole('link', { name: 'Columns' }).click();
        await senco.waitForURL(/columns/);
        await look(senco, 'register_columns');
        for (const name of ['Teacher', 'Pupil premium', 'Parents told']) {
            await senco.getByLabel(name, { exact: true }).check();
        }
        await senco.getByLabel('Stage', { exact: true }).uncheck();
        await senco.getByRole('button', { name: 'Show these columns' }).click();
        await senco.waitForURL(/\/register\?year=4/);
    });
    await then('the same list has these columns', async () => {
        assert.match(senco.url(), /sort=-review/);
        const heads = (await senco.locator('thead th').allInnerTexts()).map((head) => head.replace(/ [↑↓]/, ''));
        assert.deepEqual(heads, ['Pupil', 'Year, class', 'Level', 'Main need', 'Next review', 'Teacher',
            'Pupil premium', 'Parents told']);
        await look(senco, 'register_own_columns');
    });
    await when('she saves it as a view for everybody', async () => {
        await senco.getByRole('link', { name: 'Save this view' }).click();
        await senco.getByLabel('Name', { exact: true }).fill('Year 4 reviews');
        await senco.getByLabel(/^Share it/).check();
        await senco.getByRole('button', { name: 'Save the view' }).click();
        await senco.waitForURL(/said=view_saved/);
    });
    await then('it stands above the register, and is the one that is shown', async () => {
        const link = senco.getByRole('navigation', { name: 'Saved views' }).getByText('Year 4 reviews');
        assert.equal(await link.getAttribute('aria-current'), 'page');
        await look(senco, 'register_view');
    });
    await when('the class teacher opens it', async () => {
        teacher = await person('Class teacher, 4H');
        await teacher.goto('/register');
        await teacher.getByRole('link', { name: 'Year 4 reviews' }).click();
        await teacher.waitForURL(/sort=-review/);
    });
    await then('she sees her own in it, and nothing of what the family was told', async () => {
        const hers = await names(teacher);
        const all = await names(senco);
        assert.ok(hers.length > 0 && hers.length < all.length && hers.every((name) => all.includes(name)), hers.join());
        assert.ok(!(await teacher.locator('thead').innerText()).includes('Parents told'));
        await teacher.getByRole('link', { name: 'Save or change views' }).click();
        assert.equal(await teacher.getByRole('link', { name: /^Change/ }).count(), 0);
    });

    let listed;
    await when('the SENCO takes the list away', async () => {
        listed = await names(senco);
    });
    await then('the CSV file has exactly these rows and columns', async () => {
        const file = await download('CSV file');
        assert.match(file.name, /^sen-register-\d{4}-\d\d-\d\d\.csv$/);
        const lines = file.content.toString('utf8').split('\r\n').filter(Boolean);
        assert.equal(lines[0], '\uFEFFFamily name,Given name,Year,Class,Level,Main need,Next review,Teacher,'
            + 'Pupil premium,Parents told');
        assert.deepEqual(lines.slice(1).map((line) => line.split(',').slice(0, 2).join(', ')), listed);
    });
    await then('so has the Excel file', async () => {
        const file = await download('Excel file');
        assert.match(file.name, /\.xlsx$/);
        const sheet = member(file.content, 'xl/worksheets/sheet1.xml');
        assert.equal(sheet.match(/<row>/g).length, listed.length + 1);
        assert.match(sheet, /<t xml:space="preserve">Parents told<\/t>/);
        assert.doesNotMatch(sheet, /<f>/);
    });
    await when('she opens the list for paper', async () => {
        await senco.getByRole('link', { name: 'Print' }).click();
        await senco.waitForURL(/register\/print/);
    });
    await then('all of it stands there, under what it is', async () => {
        assert.deepEqual(await names(senco), listed);
        assert.match(await senco.getByRole('main').innerText(), /Confidential[^]*Year 4/);
        await look(senco, 'register_paper');
    });

    await when('she gives the view another name', async () => {
        await senco.goto('/register/views');
        await senco.getByRole('link', { name: 'Change the view Year 4 reviews' }).click();
        await senco.getByLabel('Name', { exact: true }).fill('Year 4');
        await senco.getByRole('button', { name: 'Save', exact: true }).click();
        await senco.waitForURL(/said=view_changed/);
    });
    await then('it is called so, and can be deleted', async () => {
        await look(senco, 'register_views');
        await senco.getByRole('link', { name: 'Change the view Year 4', exact: true }).click();
        await senco.getByRole('button', { name: 'Delete the view' }).click();
        await senco.waitForURL(/said=view_deleted/);
        assert.match(await senco.getByRole('main').innerText(), /None yet/);
    });
};
