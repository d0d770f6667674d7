import assert from 'node:assert/strict';
import { openRecord, press } from '../browser/ways.mjs';

export const title = 'Ten people write in one plan at once, and nothing that anybody wrote is lost';
export const variants = ['1366 px, no JavaScript'];

const FIELDS = [/^At home, the family will/, /^My part, in their own words/, /^How family and child were asked/];
const WRITERS = 10;
const TRIES = 4 * WRITERS;

export default async ({ given, when, then, person, look }) => {
    const writers = [];
    let plan;

    await given('ten people, each with the same draft open', async () => {
        for (let i = 0; i < WRITERS; i++) {
            const page = await person('SENCO');
            plan ??= `${await openRecord(page, 'Matilda Brooks')}/plan`;
            await page.goto(plan);
            writers.push({ page, name: FIELDS[i % FIELDS.length], words: `Written by number ${i + 1} of ten.`, clashes: 0 });
        }
    });
    const field = ({ page, name }) => page.getByRole('textbox', { name });

    /** Saves until it is taken; where somebody else wrote in the same field, puts both together. */
    async function save(writer) {
        for (let tries = 0; tries < TRIES; tries++) {
            const status = await press(writer.page, 'Save');
            if (status === 303) {
                return;
            }
            assert.equal(status, 409);
            assert.ok((await field(writer).inputValue()).includes(writer.words), 'their own words stay in the field');
            const theirs = writer.page.getByRole('group', { name: new RegExp(`^In the record now: ${writer.name.source.slice(1)}`) });
            if ((await theirs.count()) > 0) {
                const text = (await theirs.innerText()).replace(/^In the record now\s*/, '').trim();
                await field(writer).fill(`${text}\n${writer.words}`);
                writer.clashes++;
                if (writer.clashes === 1 && !writers.some((one) => one.looked)) {
                    writer.looked = true;
                    await look(writer.page, 'ten_write_at_once');
                }
            }
        }
        assert.fail(`${writer.words} was not taken in ${TRIES} tries`);
    }

    await when('all write and save at the same time', async () => {
        for (const writer of writers) {
            const before = await field(writer).inputValue();
            await field(writer).fill(before === '' ? writer.words : `${before}\n${writer.words}`);
        }
        await Promise.all(writers.map(save));
    });
    await then('some wrote in one field, and everything that any of them wrote is in the plan', async () => {
        assert.ok(writers.some(({ clashes }) => clashes > 0));
        await writers[0].page.goto(plan);
        for (const { name, words } of writers) {
            const text = await field({ page: writers[0].page, name }).inputValue();
            assert.ok(text.includes(words), `${words} is not in ${name}: ${text}`);
            assert.equal(text.split(words).length, 2, `${words} stands twice`);
        }
    });
};
