import assert from 'node:assert/strict';

export const title = 'A SENCO finishes an assessment, writes the plan, makes it final and changes it';

export default async ({ given, when, then, person, look }) => {
    let senco, record;
    const press = async (name) => {
        const answer = senco.waitForResponse((response) => response.request().method() === 'POST');
        await senco.getByRole('button', { name }).first().click();
        const status = (await answer).status();
        await senco.waitForLoadState();
        return status;
    };
    const plan = () => senco.goto(`${record}/plan`);

    await given('a SENCO at the open assessment of a boy', async () => {
        senco = await person('SENCO');
        await senco.getByRole('searchbox').fill('Matei Ionescu');
        await senco.getByRole('button', { name: 'Find' }).click();
        await senco.getByRole('main').getByRole('link', { name: /Ionescu/ }).first().click();
        record = new URL(senco.url()).pathname;
        await senco.goto(`${record}/assessment`);
        await look(senco, 'assessment');
    });
    await when('she finishes without anybody’s views', async () => {
        assert.equal(await press('Finish and go to the plan'), 422);
    });
    await then('she is told what is missing, and nothing typed is lost', async () => {
        const told = await senco.getByRole('alert').innerText();
        assert.match(told, /summary of need/);
        assert.match(told, /views, or say why there are none/);
        assert.match(await senco.getByLabel('What goes well').inputValue(), /\w/);
    });
    await when('she adds the child’s alone', async () => {
        await senco.getByLabel('In their own words').first().fill('Numbers jump about.');
        await senco.getByLabel('How you asked', { exact: true }).fill('Card sort with Mr Boyle');
        assert.equal(await press('Finish and go to the plan'), 422);
    });
    await then('she is asked why the parents’ are missing', async () => {
        assert.match(await senco.getByRole('alert').innerText(), /parents.? views, or say why/i);
    });
    await when('she adds a need by area, and what his father said in Romanian', async () => {
        const written = async (label, value) => {
            const field = senco.getByLabel(label, { exact: true }).last();
            const folded = senco.locator('details', { has: field }).last();
            if (!(await field.isVisible())) await folded.locator('summary').first().click();
            if (!(await field.isVisible())) await senco.locator('details details', { has: field }).last().locator('summary').click();
            await field.fill(value);
        };
        await written('Cognition and learning', 'Tens and ones do not stay apart.');
        await written('Who says it', 'His father');
        await written('What they said', 'Acasă socotește pe degete.');
        await written('In English', 'At home he counts on his fingers.');
        assert.equal(await press('Save'), 422);
        assert.match(await senco.getByRole('alert').innerText(), /language that the words were said in/);
        await written('Language of these words', 'Romanian');
        await written('Who translated it?', 'Mrs Popa');
        assert.equal(await press('Save'), 303);
    });
    await when('she says why, and finishes', async () => {
        await senco.getByLabel('If views are missing, why').fill('His mother asks to talk in January.');
        await senco.getByLabel('Summary of need').fill('He needs to build numbers with his hands.');
        assert.equal(await press('Finish and go to the plan'), 303);
    });
    await then('the plan opens with the summary', async () => {
        assert.match(await senco.getByRole('main').innerText(), /He needs to build numbers/);
        assert.match(await senco.getByRole('main').innerText(), /Tens and ones do not stay apart/);
        assert.equal(await senco.locator('blockquote[lang=ro]').innerText(), 'Acasă socotește pe degete.');
        assert.match(await senco.getByRole('main').innerText(), /At home he counts on his fingers/);
        assert.match(await senco.getByRole('status').innerText(), /Next: write the plan/);
    });

    await when('she writes an outcome with support for it', async () => {
        if ((await senco.getByLabel(/^By the end/).count()) === 0) {
            assert.equal(await press('Add an outcome'), 303);
        }
        await senco.getByLabel(/^By the end/).first().fill('makes 8 of 10 numbers with tens and ones');
        await senco.getByLabel('How we will know').first().fill('Ten numbers, every Friday');
        assert.equal(await press('Add support for Outcome 1'), 303);
        await senco.getByLabel('What', { exact: true }).last().fill('Number sense group');
        await senco.getByLabel('Who', { exact: true }).last().selectOption({ label: 'Ms Reid' });
        assert.equal(await press('Save'), 303);
        await look(senco, 'plan_draft');
    });
    await then('it is saved, and she sees what is still missing', async () => {
        const main = await senco.getByRole('main').innerText();
        assert.match(main, /Enter the review date/);
        assert.match(main, /how often and for how long/);
    });
    await when('she asks to make it final', () => press('Make final…'));
    await then('it waits, and says for what', async () => {
        assert.equal(await senco.getByRole('button', { name: 'Make final' }).count(), 0);
        assert.match(await senco.getByRole('main').innerText(), /Not ready yet/);
    });
    await when('she puts that right and makes it final', async () => {
        const review = new Date(Date.now() + 20 * 24 * 60 * 60 * 1000);
        await plan();
        await senco.getByLabel('Review on').fill(
            `${review.getDate()}/${review.getMonth() + 1}/${review.getFullYear()}`);
        await senco.getByLabel(/^How family and child/).fill('Phone call with his mother');
        await press('Make final…');
        await look(senco, 'plan_finish');
        assert.equal(await press('Make final'), 303);
    });
    await then('it can be read and printed, and no longer edited', async () => {
        assert.match(await senco.getByRole('main').innerText(), /Version 1, final since/);
        assert.equal(await senco.getByRole('button', { name: 'Save' }).count(), 0);
        assert.equal(await senco.getByRole('link', { name: 'Print the plan' }).count(), 1);
        await look(senco, 'plan_final');
    });
    await when('she changes it', () => press('Change this plan'));
    await then('the one before stays in force until she has finished', async () => {
        await senco.getByRole('link', { name: 'version before' }).click();
        assert.match(await senco.getByRole('main').innerText(), /In force/);
        await plan();
        assert.equal(await press('Give up this change'), 303);
        assert.match(await senco.getByRole('main').innerText(), /Version 1, final since/);
    });
};
