import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { press } from '../browser/ways.mjs';

export const title = 'A SENCO sets up an authenticator app, and signs in with it and without it';

const PASSWORD = 'four parts make one';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an authenticator app shows so many half minutes from now (RFC 6238). */
function codeOf(key, later = 0) {
    const bits = [...key].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
    const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    const step = Buffer.alloc(8);
    step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
    const mac = createHmac('sha1', secret).update(step).digest();
    const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, '0');
}

export default async ({ given, when, then, person, look }) => {
    let senco, key, used, recovery;
    const signIn = async () => {
        await press(senco, 'Sign out');
        await senco.getByLabel('Email address').fill('senco@demo.example');
        await senco.getByLabel('Password').fill(PASSWORD);
        await press(senco, 'Sign in');
        assert.equal(new URL(senco.url()).pathname, '/in/factor');
    };
    const give = async (code) => {
        await senco.getByLabel(/^Code/).fill(code);
        return press(senco, 'Go on');
    };

    await given('a SENCO on her own page', async () => {
        senco = await person('SENCO');
        await senco.goto('/me');
        await look(senco, 'me');
    });
    await when('she asks to set up an app, with a password that is not hers', async () => {
        await senco.getByRole('link', { name: 'Set it up' }).click();
        await senco.getByLabel('Your password').fill('not my password at all');
        assert.equal(await press(senco, 'Set it up'), 422);
    });
    await when('she asks with her own', async () => {
        await senco.getByLabel('Your password').fill(PASSWORD);
        await press(senco, 'Set it up');
    });
    await then('a picture and a key are there for the app', async () => {
        assert.ok(await senco.getByRole('img', { name: /QR code/ }).isVisible());
        key = (await senco.locator('.app-key').innerText()).replaceAll(' ', '');
        assert.equal(key.length, 32);
        await look(senco, 'factor_setup');
    });
    await when('she mistypes the code', async () => {
        await senco.getByLabel(/^Code/).fill('000000');
        assert.equal(await press(senco, 'Turn it on'), 422);
    });
    await when('she enters what the app shows', async () => {
        used = codeOf(key);
        await senco.getByLabel(/^Code/).fill(used);
        assert.equal(await press(senco, 'Turn it on'), 200);
    });
    await then('ten recovery codes are shown, once', async () => {
        recovery = await senco.locator('.codes li').allInnerTexts();
        assert.equal(new Set(recovery).size, 10);
        await look(senco, 'recovery_codes');
        await press(senco, 'I have kept them: go on');
        assert.equal(new URL(senco.url()).pathname, '/me');
        await look(senco, 'me_with_factor');
    });
    await when('she signs out and in again', signIn);
    await then('nothing opens before the code is given', async () => {
        await look(senco, 'factor');
        await senco.goto('/register');
        assert.equal(new URL(senco.url()).pathname, '/in/factor');
        assert.equal(await senco.getByRole('navigation', { name: 'Main' }).getByRole('link').count(), 0);
    });
    await when('she enters a code that was used', async () => {
        assert.equal(await give(used), 422);
    });
    await when('she enters the next one', async () => {
        assert.equal(await give(codeOf(key, 1)), 303);
    });
    await then('she is where she wanted to go', () => {
        assert.equal(new URL(senco.url()).pathname, '/register');
    });
    await when('she has lost her telephone, and enters a recovery code', async () => {
        await signIn();
        assert.equal(await give(recovery[0].toLowerCase()), 303);
    });
    await then('she is in, and told that the code is spent', async () => {
        assert.match(await senco.getByRole('status').innerText(), /will not work again/);
        await senco.goto('/me');
        assert.match(await senco.getByRole('main').innerText(), /9 recovery codes left/);
        await senco.goto('/me/factor');
        await look(senco, 'me_factor');
        await senco.goto('/me/password');
        await look(senco, 'me_password');
    });
};
