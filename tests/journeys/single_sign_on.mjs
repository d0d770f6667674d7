import assert from 'node:assert/strict';
import { CLIENT, startProvider } from '../browser/provider.mjs';
import { press } from '../browser/ways.mjs';

export const title = 'A school signs in with its own provider, and nobody else gets in with it';
export const flags = ['--sign-on-loopback'];

const BUTTON = 'Sign in with School ID';
const PASSWORD = 'four parts make one';

export default async ({ given, when, then, person, look, neighbour, address, javascript }) => {
    let provider, head, ict, teacher;

    const settings = () => head.goto('/school/sign-in/provider');
    const place = (page) => new URL(page.url()).pathname;
    /** Leaves for the provider and comes back, with or without JavaScript. */
    const goThere = async (page) => {
        await page.goto('/in');
        await page.getByRole('button', { name: BUTTON }).click();
        if (!javascript) {
            await page.getByRole('link', { name: 'Go on to School ID' }).click();
        }
    };
    const comeBack = async (page) => {
        if (!javascript) {
            await page.waitForURL(/\/in\/with\/back/);
            await press(page, 'Go on');
        }
        await page.waitForURL((url) => url.pathname !== '/in/with' && url.search === '' && url.origin === address);
        await page.waitForLoadState();
    };
    /** As somebody whom the provider does not know in this browser yet. */
    const signIn = async (page, who) => {
        await page.context().clearCookies({ name: /^(_session|_interaction)/ });
        provider.who = who;
        await goThere(page);
        await comeBack(page);
    };
    const isRefused = async (page, words) => {
        await page.getByText(words).first().waitFor();
        assert.ok(await page.getByLabel('Password').isVisible(), 'the password is still a way in');
        await page.goto('/today');
        assert.equal(place(page), '/in');
    };

    await given('a provider, a headteacher and an ICT administrator', async () => {
        provider = await startProvider(address);
        neighbour(provider.issuer);
        provider.people = {
            'subject-1': { email: 'Teacher@demo.example', email_verified: true },
            'subject-2': { email: 'teacher@demo.example', email_verified: true },
            unverified: { email: 'senco@demo.example', email_verified: false },
            stranger: { email: 'pupil@demo.example', email_verified: true },
        };
        head = await person('Headteacher');
        ict = await person('ICT administrator');
    });
    await when('the ICT administrator opens the page', async () => {
        await ict.goto('/school/sign-in');
        await look(ict, 'sign_in_settings');
        await ict.getByRole('link', { name: 'Set it up' }).click();
        await look(ict, 'single_sign_on_kinds');
        await ict.getByRole('link', { name: /Microsoft/ }).click();
        await look(ict, 'single_sign_on_microsoft');
        await ict.goto('/school/sign-in/provider?kind=google');
        await look(ict, 'single_sign_on_google');
        await ict.goto('/school/sign-in/provider?kind=other');
    });
    await when('types an address that is none', async () => {
        await ict.getByLabel('Name on the button').fill('School ID');
        await ict.getByLabel('Issuer').fill('http://elsewhere.example');
        await ict.getByLabel('Client ID').fill(CLIENT.id);
        assert.equal(await press(ict, 'Save'), 422);
        await ict.getByText('Enter an address that begins with https://').first().waitFor();
        await ict.getByText('Enter the client secret').first().waitFor();
    });
    await when('sets the provider up, with a wrong secret', async () => {
        await ict.getByLabel('Issuer').fill(provider.issuer);
        await ict.getByLabel('Client secret').fill('not that');
        assert.equal(await press(ict, 'Save'), 303);
    });
    await then('a try says so, and only the headteacher may turn it on', async () => {
        assert.equal(await press(ict, 'Try it'), 200);
        await ict.getByText('It does not know this client ID with this secret').waitFor();
        await look(ict, 'single_sign_on_tried');
        assert.equal(await ict.getByRole('button', { name: 'Turn it on' }).count(), 0);
    });
    await when('the secret is right, and the headteacher turns it on', async () => {
        await ict.goto('/school/sign-in/provider');
        await ict.getByLabel('Client secret').fill(CLIENT.secret);
        await press(ict, 'Save');
        assert.ok(!(await ict.content()).includes('a secret'), 'a secret is never shown again');
        await press(ict, 'Try it');
        await ict.getByText('It knows the client ID with this secret').waitFor();
        await settings();
        assert.equal(await press(head, 'Turn it on'), 303);
    });

    await when('a teacher signs in with it', async () => {
        teacher = await person();
        await look(teacher, 'sign_in_with_provider');
        if (!javascript) {
            await teacher.getByRole('button', { name: BUTTON }).click();
            await look(teacher, 'single_sign_on_there');
        }
        await signIn(teacher, 'subject-1');
    });
    await then('he is in, and his own page says with what', async () => {
        assert.equal(place(teacher), '/today');
        await teacher.goto('/me');
        assert.match(await teacher.locator('main').innerText(), /School ID\s+Teacher@demo\.example, connected/);
        await look(teacher, 'me_single_sign_on');
    });
    await then('what came back cannot be used again', async () => {
        await press(teacher, 'Sign out');
        let used;
        await teacher.context().clearCookies({ name: /^(_session|_interaction)/ });
        teacher.on('request', (request) => {
            used = request.url().includes('/in/with/back?') ? request.url() : used;
        });
        await goThere(teacher);
        await teacher.waitForURL(javascript ? '**/today' : /\/in\/with\/back/);
        if (!javascript) {
            // Kept for the second time: the first spends the code, and the cookie.
            const cookies = await teacher.context().cookies();
            await comeBack(teacher);
            assert.equal(place(teacher), '/today');
            await press(teacher, 'Sign out');
            await teacher.context().addCookies(cookies.filter(({ name }) => name === 'away'));
            await teacher.goto(used);
            assert.equal(await press(teacher, 'Go on'), 422);
            await isRefused(teacher, /could not be trusted, so nobody was signed in.*Reference/);
        } else {
            await press(teacher, 'Sign out');
            await teacher.goto(used);
            await comeBack(teacher);
            await isRefused(teacher, /begun in another window/);
        }
    });

    await then('a token for another sign-in opens nothing', async () => {
        provider.bend = (url) => url.replace(/nonce=[^&]+/, 'nonce=of-another-sign-in');
        await signIn(teacher, 'subject-1');
        provider.bend = (url) => url;
        await isRefused(teacher, /could not be trusted/);
    });
    await then('neither does a code whose state was changed', async () => {
        provider.bend = (url) => url.replace(/state=[^&]+/, 'state=of-another-sign-in');
        await signIn(teacher, 'subject-1');
        provider.bend = (url) => url;
        await isRefused(teacher, /begun in another window/);
    });
    await then('an address that is not verified, a stranger and a second account get the same words', async () => {
        for (const who of ['unverified', 'stranger', 'subject-2']) {
            await signIn(teacher, who);
            await isRefused(teacher, /That School ID account opens nothing in Fourfold/);
        }
        await signIn(teacher, 'stranger');
        await look(teacher, 'single_sign_on_refused');
    });
    await then('whoever does not finish there may begin again', async () => {
        await signIn(teacher, null);
        await isRefused(teacher, /You did not finish signing in at School ID/);
    });
    await then('the provider may change its key', async () => {
        provider.rotate();
        await signIn(teacher, 'subject-1');
        assert.equal(place(teacher), '/today');
    });

    await when('the headteacher closes the passwords', async () => {
        await settings();
        await head.getByLabel('Staff may also sign in with a password').uncheck();
        await press(head, 'Save');
        await press(teacher, 'Sign out');
    });
    await then('the teacher’s password opens nothing, and hers does', async () => {
        const byPassword = async (page, email) => {
            await page.goto('/in');
            await page.getByLabel('Email address').fill(email);
            await page.getByLabel('Password').fill(PASSWORD);
            return press(page, 'Sign in');
        };
        assert.equal(await byPassword(teacher, 'teacher@demo.example'), 422);
        await teacher.getByText('Staff sign in here with School ID').first().waitFor();
        const again = await person();
        assert.equal(await byPassword(again, 'head@demo.example'), 303);
    });
    await when('she looks who signed in so, and undoes it while he works', async () => {
        await signIn(teacher, 'subject-1');
        assert.equal(place(teacher), '/today');
        await settings();
        await look(head, 'single_sign_on_bound');
        await press(head, 'Undo');
    });
    await then('his session is over', async () => {
        await teacher.goto('/today');
        assert.equal(place(teacher), '/in');
    });
    await when('the provider is down', () => provider.stop());
    await then('the page of the ICT administrator says what is wrong', async () => {
        await ict.goto('/school/sign-in/provider');
        assert.equal(await press(ict, 'Try it'), 200);
        await ict.getByText('Nothing answers there, or a firewall stands between').waitFor();
    });
    await then('whoever signs in is told, and may use the password again', async () => {
        await teacher.goto('/in');
        assert.equal(await press(teacher, BUTTON), 422);
        await teacher.getByText(/School ID cannot be reached from here just now/).first().waitFor();
        await look(teacher, 'single_sign_on_down');
        await settings();
        await press(head, 'Turn it off');
        await teacher.goto('/in');
        assert.equal(await teacher.getByRole('button', { name: BUTTON }).count(), 0);
    });
};
