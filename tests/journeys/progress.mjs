import assert from 'node:assert/strict';
import { openRecord, press } from '../browser/ways.mjs';

export const title = 'Scores of a class, what the checks of progress say, and a list that comes in twice';
export const variants = ['1366 px', '360 px', '1366 px, no JavaScript'];

const list = {
    name: 'scores.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
        'Surname,Forename,Date of birth,UPN,Measure,Score,Date\r\n' +
            ',,,NONE1,Reading age,8:01,10/11/2026\r\n',
    ),
};

export default async ({ given, when, then, person, look, javascript }) => {
    let teacher;
    let senco;
    const cells = () => teacher.locator('.sheet input:not([type="hidden"])');
    const main = (page) => page.getByRole('main').innerText();
    const go = async (page, action) => {
        await Promise.all([page.waitForEvent('framenavigated'), action()]);
        await page.waitForLoadState();
    };

    await given('a class teacher at the grid of the class', async () => {
        teacher = await person('Class teacher, 4H');
        await teacher.goto('/progress');
        await look(teacher, 'progress_of_own_classes');
        await go(teacher, () => teacher.getByRole('link', { name: /: enter scores$/ }).first().click());
        assert.match(await main(teacher), /like a spreadsheet/);
        await teacher.getByLabel('Measure').selectOption({ label: 'Spelling age' });
        await go(teacher, () => teacher.getByRole('button', { name: 'Show' }).click());
        assert.ok((await cells().count()) >= 25);
    });
    await when('three are typed, and one cannot be read', async () => {
        await cells().nth(0).fill('7:10');
        if (javascript) {
            await cells().nth(0).press('Enter');
            await teacher.keyboard.type('7.5');
            await teacher.keyboard.press('ArrowDown');
            await teacher.keyboard.type('A');
        } else {
            await cells().nth(1).fill('7.5');
            await cells().nth(2).fill('A');
        }
        assert.equal(await press(teacher, 'Save the class'), 422);
    });
    await then('it is told beside that one, and the others are as they were typed', async () => {
        assert.equal(await cells().nth(0).inputValue(), '7:10');
        assert.equal(await cells().nth(1).inputValue(), '7.5');
        assert.equal(await cells().nth(2).inputValue(), 'A');
        assert.equal(await cells().nth(1).getAttribute('aria-invalid'), 'true');
        assert.match(await main(teacher), /7:06 is six months past 7/);
        await look(teacher, 'score_grid_refused');
    });
    await when('it is put right', async () => {
        await cells().nth(1).fill('7:06');
        assert.equal(await press(teacher, 'Save the class'), 303);
    });
    await then('the class is saved, and shown as it can be typed again', async () => {
        assert.match(await main(teacher), /Scores saved/);
        assert.equal(await cells().nth(1).inputValue(), '7:06');
        assert.equal(await cells().nth(2).inputValue(), 'Absent');
        await look(teacher, 'score_grid');
    });
    await when('the SENCO looks whom the checks concern', async () => {
        senco = await person('SENCO');
        await senco.goto('/progress');
        await senco.getByLabel('Measure').selectOption({ label: 'Reading age' });
        await go(senco, () => senco.getByRole('button', { name: 'Show' }).click());
        assert.ok((await senco.locator('tbody tr').count()) > 5);
        await look(senco, 'progress_list');
        await go(senco, () => senco.locator('tbody th a').first().click());
    });
    await then('the chart, the comparison and its source are there, and nothing decides by itself', async () => {
        const text = await main(senco);
        assert.match(text, /Reading age/);
        assert.match(text, /A difference of .* or less is none/);
        assert.match(text, /never changes a status by itself/);
        assert.match(text, /Code of Practice/);
        const title = await senco.locator('svg.plot title').first().textContent();
        assert.match(title, /^[A-Z].* on \d+ \w+ \d{4}/);
        await look(senco, 'progress_of_a_learner');
    });
    await when('a score is put right', async () => {
        await senco.locator('summary', { hasText: 'Every score' }).first().click();
        await go(senco, () => senco.locator('details[open] tbody th a').first().click());
        await senco.getByLabel('Note').fill('Read again with glasses.');
        assert.equal(await press(senco, 'Put it right'), 303);
    });
    await then('the page says so', async () => {
        assert.match(await main(senco), /What stood there before is kept/);
    });
    await when('a list of scores comes in', async () => {
        await senco.goto(await openRecord(senco, 'Zofia Nowak'));
        await senco.goto('/imports');
        await senco.getByLabel('They are invented').check();
        await senco.getByLabel('File', { exact: true }).setInputFiles(list);
        assert.equal(await press(senco, 'Look at it first'), 303);
    });
    await then('each row is told before anything is written', async () => {
        const text = await main(senco);
        assert.match(text, /Scores: scores.csv/);
        assert.match(text, /Nobody here has this number/);
        await look(senco, 'import_scores');
    });
};
