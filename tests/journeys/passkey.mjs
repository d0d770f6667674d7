import assert from 'node:assert/strict';
import { press } from '../browser/ways.mjs';

export const title = 'A SENCO makes a passkey, and signs in with it';
export const variants = ['1366 px', '360 px', '360 px, no JavaScript'];

const PASSWORD = 'four parts make one';

/** A device that holds passkeys, in the page's browser. */
async function giveDevice(page) {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
        options: {
            protocol: 'ctap2',
            transport: 'internal',
            hasResidentKey: true,
            hasUserVerification: true,
            isUserVerified: true,
            automaticPresenceSimulation: true,
        },
    });
    return {
        refuse: (refused) =>
            session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: !refused }),
        count: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
        lose: () => session.send('WebAuthn.clearCredentials', { authenticatorId }),
    };
}

export default async ({ given, when, then, person, look, javascript }) => {
    let senco, device, recovery;
    const pathname = () => new URL(senco.url()).pathname;
    const signIn = async () => {
        await press(senco, 'Sign out');
        await senco.getByLabel('Email address').fill('senco@demo.example');
        await senco.getByLabel('Password').fill(PASSWORD);
        await press(senco, 'Sign in');
        assert.equal(pathname(), '/in/factor');
    };
    const pressAndArrive = async (name, path) => {
        await senco.getByRole('button', { name, exact: true }).click();
        await senco.waitForURL((url) => url.pathname === path);
    };

    await given('a SENCO who asks to set up a second step', async () => {
        senco = await person('SENCO');
        await senco.goto('/me/factor');
        await senco.getByLabel('Your password').fill(PASSWORD);
        await press(senco, 'Set it up');
        assert.equal(pathname(), '/in/factor');
        await look(senco, 'second_step_setup');
    });
    if (!javascript) {
        await then('the page says that a passkey needs JavaScript, and the app works', async () => {
            assert.match(await senco.getByRole('main').innerText(), /JavaScript turned off/);
            assert.equal(await senco.getByRole('button', { name: 'Make a passkey' }).isVisible(), false);
            assert.ok(await senco.getByRole('img', { name: /QR code/ }).isVisible());
        });
        return;
    }
    await when('she makes one on her laptop', async () => {
        device = await giveDevice(senco);
        await senco.getByLabel('What you call it').fill('School laptop');
        await senco.getByRole('button', { name: 'Make a passkey' }).click();
        await senco.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    });
    await then('she is given recovery codes, and her page lists it', async () => {
        recovery = await senco.locator('.codes li').allInnerTexts();
        assert.equal(recovery.length, 10);
        assert.equal(await device.count(), 1);
        await press(senco, 'I have kept them: go on');
        await senco.goto('/me');
        assert.match(await senco.getByRole('table', { name: 'Your passkeys' }).innerText(), /School laptop/);
        await look(senco, 'me_with_passkey');
    });
    await when('she signs out and in again', signIn);
    await then('nothing opens before her device has answered', async () => {
        await look(senco, 'passkey_asked');
        await senco.goto('/register');
        assert.equal(pathname(), '/in/factor');
        await pressAndArrive('Use your passkey', '/register');
    });
    await when('her device does not know her', async () => {
        await signIn();
        await device.refuse(true);
        await senco.getByRole('button', { name: 'Use your passkey' }).click();
    });
    await then('she is told, and nothing opened', async () => {
        await senco.getByText('The passkey was not given').waitFor();
        assert.equal(pathname(), '/in/factor');
    });
    await when('it knows her again', async () => {
        await device.refuse(false);
        await pressAndArrive('Use your passkey', '/today');
    });
    await then('she changes her password with it', async () => {
        await senco.goto('/me/password');
        await look(senco, 'me_password_with_passkey');
        await senco.getByLabel('Your password').fill(PASSWORD);
        await senco.getByLabel('New password').fill('nine loud magpies');
        await pressAndArrive('Change password', '/me');
        assert.match(await senco.getByRole('status').first().innerText(), /Password changed/);
    });
    await when('the same device is asked for another', async () => {
        await senco.goto('/me/factor');
        await look(senco, 'me_second_step');
        await senco.getByLabel('Your password').fill('nine loud magpies');
        await pressAndArrive('Add a passkey or an app', '/in/factor');
        await senco.getByRole('button', { name: 'Make a passkey' }).click();
    });
    await then('it says that it has one already', async () => {
        await senco.getByText('This device has a passkey of yours already').waitFor();
    });
    await when('she has lost the laptop, and signs in with a recovery code', async () => {
        await device.lose();
        await senco.goto('/me');
        await press(senco, 'Sign out');
        await senco.getByLabel('Email address').fill('senco@demo.example');
        await senco.getByLabel('Password').fill('nine loud magpies');
        await press(senco, 'Sign in');
        await senco.getByLabel('Or a code').fill(recovery[0]);
        await press(senco, 'Go on');
    });
    await then('she takes the passkey away: in a demo one may be without', async () => {
        await senco.goto('/me/passkeys');
        await look(senco, 'remove_passkey');
        await senco.getByLabel('School laptop').check();
        await senco.getByLabel('Your password').fill('nine loud magpies');
        await senco.getByLabel(/^Code/).fill(recovery[1]);
        assert.equal(await press(senco, 'Remove it'), 303);
        assert.match(await senco.getByRole('main').innerText(), /Second step\s+Not set up/);
    });
};
