import assert from 'node:assert/strict';

import { askForLink, find, press, visit } from '../browser/ways.mjs';

export const title = 'A family with a child at the school and one at the nursery signs in once';
export const variants = ['1366 px', '360 px, no JavaScript'];

export default async ({ given, when, then, person, look }) => {
    let mother, ama;

    await given('a mother who signs in with the school’s code', async () => {
        mother = await person();
        await visit(mother, await askForLink(mother, 'both@demo.example'));
        assert.equal(await press(mother, 'Go on'), 303);
        await mother.getByRole('textbox', { name: 'Your code' }).fill('TWO-SCH-OOL-ONE');
        assert.equal(await press(mother, 'Go on'), 303);
    });

    await then('she finds both children, each with its setting', async () => {
        const said = await mother.innerText('main');
        assert.match(said, /Ama[^]*4H[^]*Kofi Quaye[^]*Willow Nursery/);
        await look(mother, 'family-of-two');
        ama = await mother.getByRole('link', { name: 'Open the plan of Ama Quaye' }).getAttribute('href');
    });

    await when('she goes over to the nursery’s pages', async () => {
        assert.equal(await press(mother, 'Go to Kofi Quaye’s pages'), 303);
        assert.match(await mother.innerText('body'), /Willow Nursery/);
        await mother.getByRole('link', { name: /^Open the plan/ }).click();
        await look(mother, 'family-nursery');
    });

    await then('it speaks as a nursery does, and Ama’s pages are not among them', async () => {
        const said = await mother.innerText('main');
        assert.match(said, /Puts two words together/);
        assert.match(said, /key person/i);
        assert.doesNotMatch(said, /class teacher|Mill Lane/i);
        assert.equal(await visit(mother, ama), 404);
    });

    await then('the nursery’s SENCO finds the nursery’s children, and nobody of the school', async () => {
        const senco = await person('Nursery SENCO');
        assert.match(await senco.innerText('body'), /Find a child/);
        await visit(senco, '/register');
        assert.match(await senco.innerText('main'), /Quaye, Kofi/);
        await look(senco, 'register-nursery');
        assert.equal(await visit(senco, ama.replace('/family', '')), 404);
        await find(senco, 'Ama Quaye');
        assert.doesNotMatch(await senco.innerText('main'), /4H|Year 4/);
        await find(senco, 'Zofia Nowak');
        assert.doesNotMatch(await senco.innerText('main'), /4H|Year 4/);
    });

    await then('and the school’s SENCO finds no child of the nursery', async () => {
        const senco = await person('SENCO');
        await find(senco, 'Kofi Quaye');
        assert.doesNotMatch(await senco.innerText('main'), /Otters/);
    });
};
