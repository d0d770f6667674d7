import assert from 'node:assert/strict';

import { askForLink, dayFromToday, press, visit } from '../browser/ways.mjs';

export const title = 'A mother answers to the plan, and a change asks her again';
export const variants = ['1366 px', '360 px, no JavaScript'];

export default async ({ given, when, then, person, look }) => {
    let parent, senco;

    await given('a mother who reads the plan that was shared with her', async () => {
        parent = await person();
        await visit(parent, await askForLink(parent, 'parent@demo.example'));
        await press(parent, 'Go on');
        await parent.getByRole('textbox', { name: 'Your code' }).fill('par ent fam ily');
        assert.equal(await press(parent, 'Go on'), 303);
        await parent.getByRole('link', { name: /^Open the plan/ }).click();
        assert.match(await parent.innerText('main'), /no answer is never taken for a yes/);
    });

    await when('she agrees with part of it, and is asked with which', async () => {
        await parent.getByLabel('I agree with part of it').check();
        assert.equal(await press(parent, 'Give my answer'), 422);
        assert.match(await parent.innerText('main'), /Say which part you do not agree with/);
        assert.ok(await parent.getByLabel('I agree with part of it').isChecked());
        await parent.getByRole('textbox', { name: 'About your answer' }).fill('Nie w czasie obiadu.');
        assert.equal(await press(parent, 'Give my answer'), 303);
        assert.match(await parent.innerText('main'), /You agreed with part of it/);
        await look(parent, 'plan-answered');
    });

    await then('the SENCO finds it on Today, talks with her, and writes down what she says', async () => {
        senco = await person('SENCO');
        await visit(senco, '/today');
        await senco.getByRole('link', { name: /^Talk about the plan of Zofia Nowak/ }).click();
        const answers = senco.locator('#answers');
        assert.match(await answers.innerText(), /Agrees with part of it[^]*Nie w czasie obiadu/);
        await look(senco, 'plan-answers');
        await answers.getByText('Write down an answer').click();
        await answers.getByLabel(/Mother$/).check();
        await answers.getByLabel('Agrees', { exact: true }).check();
        await answers.getByLabel('How').selectOption({ label: 'At a meeting' });
        await look(senco, 'plan-answer-noted');
        assert.equal(await press(senco, 'Write it down'), 303);
        assert.match(await answers.innerText(), /at a meeting, written down by/);
    });

    await when('the SENCO changes the plan, makes it final and shares it', async () => {
        assert.equal(await press(senco, 'Change this plan'), 303);
        await senco.getByRole('textbox', { name: 'At home, the family will' }).fill('Reads one page aloud after supper.');
        await senco.getByRole('textbox', { name: 'How family and child were asked' }).fill('At the meeting.');
        assert.equal(await press(senco, 'Save'), 303);
        await senco.getByText(/^Changed since version/).click();
        assert.match(await senco.innerText('main'), /At home[^]*Before:[^]*after supper/);
        await look(senco, 'plan-changed-draft');
        assert.equal(await press(senco, 'Make final…'), 303);
        assert.equal(await press(senco, 'Make final'), 303);
        assert.match(await senco.locator('#answers').innerText(), /Before the change: Agrees/);
        await senco.getByLabel('The family was given it on').fill(dayFromToday(0));
        assert.equal(await press(senco, 'Note it'), 303);
    });

    await then('she is asked again, and shown only what changed', async () => {
        await parent.reload();
        const asked = parent.locator('#answer');
        const said = await asked.innerText();
        assert.match(said, /This has changed since:[^]*At home[^]*after supper/);
        assert.doesNotMatch(said, /Outcome \d/);
        await look(parent, 'plan-asked-again');
        await asked.getByLabel('Yes, I agree').check();
        assert.equal(await press(parent, 'Give my answer'), 303);
        assert.match(await asked.innerText(), /You agreed, /);
    });
};
