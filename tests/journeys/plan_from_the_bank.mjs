import assert from 'node:assert/strict';

export const title = 'A SENCO picks support, a phrase and strategies from the bank while she plans';
export const variants = ['1366 px', '360 px, no JavaScript'];

export default async ({ given, when, then, person, look }) => {
    let senco;
    const press = async (button) => {
        const answer = senco.waitForResponse((response) => response.request().method() === 'POST');
        await button.click();
        const status = (await answer).status();
        await senco.waitForLoadState();
        return status;
    };
    const shelf = (name) => senco.getByText(name, { exact: true });

    await given('a SENCO who makes the bank her own', async () => {
        senco = await person('SENCO');
        await senco.goto('/school');
        await senco.getByRole('link', { name: 'Support bank' }).click();
        assert.match(await senco.getByRole('main').innerText(), /outcomes met|too few reviews to tell/);
        await look(senco, 'bank');
        await senco.getByRole('link', { name: /^Paired reading/ }).click();
        await senco.getByLabel('Minutes').fill('12 or so');
        assert.equal(await press(senco.getByRole('button', { name: 'Save' }).last()), 422);
        assert.match(await senco.getByRole('alert').innerText(), /Enter a number, or two such as 3 to 6/);
        assert.equal(await senco.getByLabel('Minutes').inputValue(), '12 or so');
        await senco.getByLabel('Minutes').fill('12');
        await senco.getByLabel(/^Cost of one session/).fill('10');
        assert.equal(await press(senco.getByRole('button', { name: 'Save' }).last()), 303);
        await look(senco, 'intervention');
    });
    await when('she adds a strategy of the school’s own', async () => {
        await senco.goto('/school/bank/strategies');
        await senco.getByLabel('Wording').fill('Blue card on the desk');
        await senco.getByLabel('Area').selectOption({ label: 'Cognition and learning' });
        assert.equal(await press(senco.getByRole('button', { name: 'Add', exact: true })), 303);
    });
    await given('the draft plan of a girl', async () => {
        await senco.goto('/register');
        await senco.getByRole('searchbox').first().fill('Matilda Brooks');
        await senco.getByRole('button', { name: 'Find' }).first().click();
        await senco.getByRole('main').getByRole('link', { name: /Brooks/ }).first().click();
        await senco.goto(`${new URL(senco.url()).pathname}/plan`);
    });
    await when('she begins an outcome with a phrase', async () => {
        await shelf('Begin an outcome with a phrase').click();
        assert.equal(await press(senco.getByRole('button', { name: /^Add ?: takes turns in a talk/ })), 303);
    });
    await then('it stands in the plan with its measure', async () => {
        assert.match(await senco.getByLabel(/^By the end/).last().inputValue(), /takes turns in a talk of four/);
        assert.match(await senco.getByLabel('How we will know').last().inputValue(), /same sheet/);
    });
    await when('she picks paired reading for the first outcome', async () => {
        await shelf('Support with its usual dose, and how it went here').click();
        await senco.getByLabel('Towards').selectOption({ label: 'Outcome 1' });
        await look(senco, 'bank-in-the-plan');
        assert.equal(await press(senco.getByRole('button', { name: /^Add ?: Paired reading/ })), 303);
    });
    await then('it has the school’s dose, and its cost is worked out', async () => {
        const group = senco.getByRole('group', { name: 'Paired reading' });
        assert.equal(await group.getByLabel('Minutes').inputValue(), '12');
        assert.equal(await group.getByLabel('A week').inputValue(), '3');
        await group.getByText('What exactly, where and why').click();
        assert.match(await group.getByLabel('What exactly is done').inputValue(), /Reading aloud together/);
        assert.match(await group.getByLabel(/^Planned cost/).inputValue(), /^\d/);
        assert.equal(await group.getByLabel('Outcome 1').isChecked(), true);
    });
    await when('she ticks two strategies', async () => {
        await shelf('Strategies for every day').click();
        await senco.getByLabel(/^Blue card on the desk/).check();
        await senco.getByLabel(/^Calling on them without a warning/).check();
        const cost = senco.getByRole('group', { name: 'Paired reading' }).getByLabel(/^Planned cost/);
        const said = await cost.inputValue();
        await cost.fill('a lot');
        assert.equal(await press(senco.getByRole('button', { name: 'Add what is ticked' }).first()), 422);
        assert.equal(await senco.getByLabel(/^Blue card on the desk/).isChecked(), true);
        await cost.fill(said);
        assert.equal(await press(senco.getByRole('button', { name: 'Add what is ticked' }).first()), 303);
    });
    await then('they stand behind those that were there', async () => {
        const lines = await senco.getByLabel('Everyone who teaches').inputValue();
        assert.match(lines, /Blue card on the desk/);
        assert.match(lines, /Avoid: Calling on them without a warning/);
        await look(senco, 'plan-from-the-bank');
    });
};
