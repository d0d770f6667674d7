import assert from 'node:assert/strict';
import { find, openRecord, press, visit } from '../browser/ways.mjs';

export const title = 'The office gives staff access: each sees their own from the first day to the last';

// Mrs Fletcher teaches 2F; Mr Boyle teaches no class, and plans name him for support.
const ofMrBoyle = 'Lacey-Mae Holroyd';
const ofNeither = 'Theo Jackson'; // of 1D

export default async ({ given, when, then, person, look }) => {
    let office, fletcher, boyle, code;
    const records = {};
    const password = 'rivers run east of here';

    const openStaff = async (name) => {
        await office.goto('/school/staff');
        await office.getByRole('link', { name }).click();
        await office.waitForURL(/\/school\/staff\/\d+$/);
    };
    const makeCode = async (name, email) => {
        await openStaff(name);
        await office.getByLabel('Email address').fill(email);
        assert.equal(await press(office, 'Make a one-time code'), 200);
        return office.locator('.counts dd').innerText();
    };
    const signIn = async (page, email) => {
        await page.goto('/in');
        const form = page.getByRole('form', { name: 'Sign in', exact: true });
        await form.getByLabel('Email address').fill(email);
        await form.getByLabel('Password').fill(password);
        return press(page, 'Sign in', form);
    };
    const setPassword = async (email) => {
        const page = await person();
        await page.goto('/setup');
        await page.getByLabel('Email address').fill(email);
        await page.getByLabel('One-time code').fill(code);
        await page.getByLabel('New password').fill(password);
        assert.equal(await press(page, 'Set password'), 303);
        assert.equal(await signIn(page, email), 303);
        return page;
    };

    await given('the addresses of two records, known to the SENCO', async () => {
        const senco = await person('SENCO');
        records.supported = await openRecord(senco, ofMrBoyle);
        records.other = await openRecord(senco, ofNeither);
        await senco.close();
    });
    await given('the school office at the list of staff', async () => {
        office = await person('School office');
        await office.goto('/school');
        await look(office, 'school');
        await office.goto('/school/staff');
        assert.match(await office.locator('tr', { hasText: 'Boyle, Mr Sean' }).innerText(), /Cannot sign in/);
        await look(office, 'staff');
    });

    await when('it makes a code for Mrs Fletcher', async () => {
        code = await makeCode('Fletcher, Mrs Joan', 'Joan.Fletcher@demo.example');
        assert.match(code, /^[A-Z2-9-]{15}$/);
        await look(office, 'staff_code');
    });
    await then('the code is told once: her own page does not hold it', async () => {
        await openStaff('Fletcher, Mrs Joan');
        assert.doesNotMatch(await office.content(), new RegExp(code));
        await look(office, 'staff_person');
    });
    await then('she chooses a password with it, and sees 2F and nobody else', async () => {
        fletcher = await setPassword('joan.fletcher@demo.example');
        await fletcher.goto('/register');
        const classes = (await fletcher.locator('tbody tr td:nth-child(2)').allInnerTexts()).map((text) => text.trim());
        assert.ok(classes.length > 0);
        assert.deepEqual([...new Set(classes)], ['Year 2, 2F']);
        assert.equal(await visit(fletcher, records.supported), 200);
        assert.equal(await visit(fletcher, records.other), 404);
    });

    await when('the office gives Mr Boyle, who has no class, a code too', async () => {
        code = await makeCode('Boyle, Mr Sean', 'sean.boyle@demo.example');
        boyle = await setPassword('sean.boyle@demo.example');
    });
    await then('he sees those to whom he gives support, and logs a session', async () => {
        await boyle.goto('/sessions');
        await look(boyle, 'sessions_without_class');
        assert.match(await boyle.getByRole('main').innerText(), new RegExp(ofMrBoyle));
        assert.equal(await visit(boyle, records.other), 404);
        await boyle.goto(`${records.supported}/sessions`);
        await boyle.getByRole('link', { name: /^Log/ }).first().click();
        await boyle.waitForURL(/\/provisions\/\d+\/sessions/);
        await boyle.getByRole('radio', { name: 'Well' }).check();
        const held = boyle.getByLabel(/^Day|^When|^Date/).first();
        assert.ok((await held.inputValue()).length > 0);
        assert.equal(await press(boyle, 'Save session'), 303);
    });

    await when('the office ends Mrs Fletcher’s part in 2F at once', async () => {
        await office.goto('/school/classes');
        await office.getByRole('link', { name: '2F', exact: true }).click();
        await office.waitForURL(/\/school\/classes\/\d+$/);
        await office.getByText('Somebody stops').click();
        const form = office.getByRole('form', { name: 'Somebody stops' });
        await form.getByLabel('Who').selectOption({ label: 'Mrs Fletcher, teaches' });
        await form.getByRole('radio', { name: 'At once' }).check();
        assert.equal(await press(office, 'End it', form), 303);
        await look(office, 'class');
    });
    await then('in the session that she has open she sees nobody at all', async () => {
        assert.equal(await visit(fletcher, records.supported), 404);
        await find(fletcher, ofMrBoyle);
        assert.match(await fletcher.getByRole('main').innerText(), /Nobody here has a name like that/);
        await fletcher.goto('/register');
        assert.equal(await fletcher.locator('tbody tr th[scope=row]').count(), 0);
    });

    await when('it ends Mr Boyle’s access at once', async () => {
        await openStaff('Boyle, Mr Sean');
        await office.getByText('Leaving', { exact: true }).click();
        const form = office.getByRole('form', { name: 'Leaving' });
        await form.getByRole('radio', { name: /^At once/ }).check();
        assert.equal(await press(office, 'End access', form), 303);
    });
    await then('his open page leads to signing in, where his password no longer helps', async () => {
        await boyle.goto('/sessions');
        assert.equal(new URL(boyle.url()).pathname, '/in');
        assert.equal(await signIn(boyle, 'sean.boyle@demo.example'), 422);
    });

    await when('the office leaves a term without its last day', async () => {
        await office.goto('/school/dates');
        await look(office, 'dates');
        await office.getByRole('link', { name: /^Change the dates/ }).first().click();
        await office.waitForURL(/\/school\/dates\/\d+$/);
        await office.getByLabel('Last day').first().fill('');
        assert.equal(await press(office, 'Save the terms'), 422);
    });
    await then('it is told which day is missing', async () => {
        assert.match(await office.getByRole('alert').innerText(), /Enter the last day/);
        await look(office, 'dates_year');
    });
    await then('a training day is left out once it is entered', async () => {
        const form = office.getByRole('form', { name: 'Other days without learners' });
        await form.getByLabel('What it is').fill('Training day');
        const autumn = await office.getByLabel('First day').first().inputValue();
        await form.getByLabel('First day').fill(autumn);
        assert.equal(await press(office, 'Add', form), 303);
        assert.match(await office.getByRole('complementary').innerText(), /Training day/);
    });
};
