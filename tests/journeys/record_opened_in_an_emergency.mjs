import assert from 'node:assert/strict';
import { openRecord, visit } from '../browser/ways.mjs';

export const title = 'A teacher opens one record in an emergency; the SENCO looks at it; the head takes the way away';

export default async ({ given, when, then, person, look }) => {
    let senco, teacher, head, record;
    const main = (page) => page.getByRole('main');

    await given('a child in 1D, whom the teacher of 4H does not teach', async () => {
        senco = await person('SENCO');
        record = await openRecord(senco, 'Theo Jackson');
        teacher = await person('Class teacher, 4H');
        assert.equal(await visit(teacher, record), 404);
    });
    await when('he looks with half a name', async () => {
        await teacher.goto('/emergency');
        await teacher.getByLabel('Whole name').fill('Theo');
        await teacher.getByLabel('Why it cannot wait').fill('He ran towards the road');
        await teacher.getByRole('button', { name: 'Open the record' }).click();
    });
    await then('nobody is named to him', async () => {
        assert.match(await main(teacher).innerText(), /Nobody here has exactly that name/);
        assert.doesNotMatch(await main(teacher).innerText(), /Jackson/);
        await look(teacher, 'emergency');
    });
    await when('he gives the whole name and the reason', async () => {
        await teacher.getByLabel('Whole name').fill('Theo Jackson');
        await teacher.getByRole('button', { name: 'Open the record' }).click();
        await teacher.waitForURL('**/learners/**');
    });
    await then('the record is open to be read, and the page says so', async () => {
        assert.match(await teacher.getByRole('region', { name: 'Whose record' }).innerText(), /Opened in an emergency/);
        assert.equal(await visit(teacher, `${record}/profile`), 404);
    });
    await when('the SENCO opens her front page', () => senco.goto('/today'));
    await then('she is told who opened it and why, until she says that she looked', async () => {
        assert.match(await main(senco).innerText(), /Mr Hughes.*Theo Jackson[^]*He ran towards the road/);
        await look(senco, 'today_emergency');
        await senco.getByRole('button', { name: /I have looked at it/ }).click();
        await senco.waitForURL('**/today**');
        assert.doesNotMatch(await main(senco).innerText(), /He ran towards the road/);
    });
    await when('the headteacher decides that teachers shall not open records so', async () => {
        head = await person('Headteacher');
        await head.goto('/school/permissions?role=teacher&change=break_glass');
        await head.getByRole('radio', { name: 'No', exact: true }).check();
        await head.getByRole('textbox', { name: 'Why' }).fill('We ring the office instead');
        await head.getByRole('button', { name: 'Save' }).click();
        await head.waitForURL('**/school/permissions?**');
    });
    await then('it holds from the next page on, and the page says who chose it and why', async () => {
        assert.match(await main(head).innerText(), /We ring the office instead/);
        await look(head, 'permissions');
        assert.equal(await visit(teacher, record), 404);
        assert.equal(await visit(teacher, '/emergency'), 403);
    });
};
