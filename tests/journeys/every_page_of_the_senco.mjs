import assert from 'node:assert/strict';
import { EveryPage, rowsOfRegister, wordsOf } from '../browser/every_page.mjs';
import { openRecord } from '../browser/ways.mjs';

export const title = 'The SENCO goes through every page that is offered to her';
export const variants = ['1366 px, no JavaScript', '360 px'];

export default async (tools) => {
    const { given, then, person } = tools;
    const starts = ['/today'];
    let senco, every;

    await given('the SENCO, a boy of whom nothing is written, and records at each stage', async () => {
        senco = await person('SENCO');
        const rows = await rowsOfRegister(senco);
        every = new EveryPage(tools, wordsOf([...rows.map(({ name }) => name), 'Riley Johnson']));
        const at = (stage, part) => `${rows.find((row) => row.stage === stage).href}${part}`;
        starts.push(await openRecord(senco, 'Riley Johnson'), at('Do', ''));
        starts.push(at('Assess', '/assessment'), at('Plan', '/plan'), at('Do', '/plan'), at('Review', '/review'));
    });
    const opened = await every.goThrough('the SENCO', senco, starts);
    await then('every one holds to what pages must hold to', () => {
        assert.ok(opened > 30, `only ${opened} pages`);
        assert.deepEqual(every.problems, []);
    });
};
