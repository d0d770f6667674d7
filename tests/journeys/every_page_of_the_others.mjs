import assert from 'node:assert/strict';
import { EveryPage, rowsOfRegister, wordsOf } from '../browser/every_page.mjs';

export const title = 'Everybody but the SENCO, and a stranger, go through every page offered to them';

export default async (tools) => {
    const { given, then, person } = tools;
    let head, every;

    await given('the headteacher, and the names on the register', async () => {
        head = await person('Headteacher');
        every = new EveryPage(tools, wordsOf((await rowsOfRegister(head)).map(({ name }) => name)));
    });
    const opened = [await every.goThrough('the head', head, ['/today'])];
    for (const role of ['Class teacher, 4H', 'Teaching assistant', 'School office']) {
        opened.push(await every.goThrough(role, await person(role), ['/today']));
    }
    const beside = ['Cover teacher, 5T', 'Exams officer', 'ICT administrator', 'Governor', 'Psychologist'];
    const few = [];
    for (const role of beside) {
        few.push(await every.goThrough(role, await person(role), ['/today']));
    }
    opened.push(await every.goThrough('a stranger', await person(), ['/in', '/setup']));
    await then('every one holds to what pages must hold to', () => {
        const [ofHead, teacher, assistant, office, stranger] = opened;
        assert.ok(ofHead > 15 && teacher > 12 && assistant > 10 && office > 3 && stranger > 2, opened.join());
        assert.ok(few.every((pages) => pages > 1), few.join());
        assert.deepEqual(every.problems, []);
    });
};
