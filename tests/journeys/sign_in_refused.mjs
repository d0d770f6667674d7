import assert from 'node:assert/strict';

export const title = 'A wrong password is refused, and says nothing of who has an account';

export default async ({ given, when, then, person, look }) => {
    let stranger;
    const trySigningIn = async (email) => {
        await stranger.getByLabel('Email address').fill(email);
        await stranger.getByLabel('Password').fill('not the password at all');
        const answer = stranger.waitForResponse((response) => response.request().method() === 'POST');
        await stranger.getByRole('button', { name: 'Sign in' }).click();
        assert.equal((await answer).status(), 422);
    };
    let toldOfAccount;

    await given('a stranger on the sign-in page', async () => {
        stranger = await person();
        await look(stranger, 'sign_in');
    });
    await when('they try the SENCO with a wrong password', () => trySigningIn('senco@demo.example'));
    await then('the page says so, and keeps the address but not the password', async () => {
        toldOfAccount = await stranger.getByRole('alert').innerText();
        assert.match(await stranger.title(), /^Error: /);
        assert.equal(await stranger.getByLabel('Email address').inputValue(), 'senco@demo.example');
        assert.equal(await stranger.getByLabel('Password').inputValue(), '');
        await look(stranger, 'sign_in_refused');
    });
    await when('they try an address that nobody has', () => trySigningIn('nobody@demo.example'));
    await then('the page says the very same', async () => {
        assert.equal(await stranger.getByRole('alert').innerText(), toldOfAccount);
    });
};
