import assert from 'node:assert/strict';
import { find, openRecord, visit } from '../browser/ways.mjs';

export const title = 'Each role sees its own part of the school, and nothing beyond';

export default async ({ given, when, then, person, look }) => {
    let senco, head, teacher, assistant, office;
    let inYear1; // the record of a child whom the people of 4H do not teach
    const offered = (page) => page.getByRole('navigation', { name: 'Main' }).getByRole('link').allInnerTexts();
    const classes = async (page) =>
        new Set((await page.locator('tbody tr td:nth-child(2)').allInnerTexts()).map((text) => text.trim()));

    await given('the SENCO, who opens the record of a child in 1D', async () => {
        senco = await person('SENCO');
        inYear1 = await openRecord(senco, 'Theo Jackson');
        assert.match(await senco.getByRole('region', { name: 'Whose record' }).innerText(), /Theo Jackson/);
    });
    await then('she is offered the register, concerns and the import', async () => {
        const links = await offered(senco);
        for (const link of ['Today', 'Register', 'Concerns', 'Import']) {
            assert.ok(links.includes(link), `${link} among ${links}`);
        }
    });

    await when('the class teacher of 4H opens the register', async () => {
        teacher = await person('Class teacher, 4H');
        await teacher.goto('/register');
    });
    await then('he finds the children of 4H and no others', async () => {
        assert.deepEqual([...(await classes(teacher))], ['Year 4, 4H']);
        await look(teacher, 'register_teacher');
    });
    await when('he looks for the child in 1D by name', () => find(teacher, 'Theo Jackson'));
    await then('nobody is found, and the address of the record is no way in', async () => {
        assert.match(await teacher.getByRole('main').innerText(), /Nobody here has a name like that/);
        for (const part of ['', '/assessment', '/plan', '/history', '/concerns']) {
            assert.equal(await visit(teacher, inYear1 + part), 404, part);
        }
        assert.doesNotMatch(await teacher.content(), /Jackson/);
    });
    await then('the decision on support is not his, even of his own', async () => {
        const own = await openRecord(teacher, 'Zofia Nowak');
        assert.equal(await visit(teacher, `${own}/decision`), 403);
    });

    await when('the teaching assistant of 4H opens a record', async () => {
        assistant = await person('Teaching assistant');
        await assistant.goto('/register');
        assert.deepEqual([...(await classes(assistant))], ['Year 4, 4H']);
        await openRecord(assistant, 'Zofia Nowak');
    });
    await then('she may read it, and neither decide nor write own words', async () => {
        const main = assistant.getByRole('main');
        assert.equal(await main.getByRole('link', { name: 'Decide about support' }).count(), 0);
        assert.equal(await visit(assistant, `${new URL(assistant.url()).pathname}/profile`), 403);
        assert.equal(await visit(assistant, inYear1), 404);
    });

    await when('the headteacher signs in', async () => {
        head = await person('Headteacher');
    });
    await then('he reads the whole register, and imports nothing', async () => {
        assert.equal(await visit(head, inYear1), 200);
        assert.equal(await visit(head, `${inYear1}/decision`), 403);
        assert.equal(await visit(head, '/imports'), 403);
        assert.ok(!(await offered(await goToday(head))).includes('Import'));
    });

    await when('the school office signs in', async () => {
        office = await person('School office');
    });
    await then('it is offered the import and to pass a worry on, and no child’s record', async () => {
        const links = await offered(office);
        assert.ok(links.includes('Import'), `Import among ${links}`);
        assert.ok(!links.includes('Register') && links.includes('Concerns'), `only its own among ${links}`);
        assert.equal(await office.getByRole('searchbox').count(), 0);
        await look(office, 'today_office');
        for (const address of ['/register', `${inYear1}/concerns`, inYear1, `${inYear1}/plan`, `${inYear1}/history`]) {
            assert.equal(await visit(office, address), 403, address);
        }
        assert.doesNotMatch(await office.content(), /Jackson/);
    });

    await when('she who has signed out goes back to the record', async () => {
        await senco.getByRole('button', { name: 'Sign out' }).click();
        await senco.waitForURL('**/in?**');
        await senco.goto(inYear1);
    });
    await then('she is asked to sign in', async () => {
        assert.equal(new URL(senco.url()).pathname, '/in');
        assert.doesNotMatch(await senco.content(), /Jackson/);
    });
};

async function goToday(page) {
    await page.goto('/today');
    return page;
}
