// browser_test: what the journeys' checks must let pass, and what they must refuse.
//
// Walks one small journey for each case against stub.mjs, and prints one line of TAP for each.

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { text } from 'node:stream/consumers';

const HERE = path.dirname(fileURLToPath(import.meta.url));

const OPEN = (address) => `
    const page = await person('SENCO');
    await when('the page is open', () => page.goto('${address}'));`;

// Asks for one of the checks that a journey has to ask for.
const USE = (check, address) => `
    const page = await person('SENCO');
    await then('it can be used so', async () => {
        const { ${check} } = await import('${pathToFileURL(path.join(HERE, 'use_checks.mjs'))}');
        await page.goto('${address}');
        const problems = await ${check}(page);
        if (problems.length > 0) throw new Error(problems.join());
    });`;

const EVERYWHERE = ['1366 px', '1366 px, no JavaScript', '360 px', '360 px, no JavaScript'];
const USUAL = ['1366 px', '360 px, no JavaScript'];
const DESK = ['1366 px'];
const PHONE = ['360 px'];

// A journey; where it is walked (in the usual two variants unless it says otherwise); and for what must
// be refused: a sentence that must be said, and under which document unless it is the walk itself.
const CASES = [
    { name: 'a-good-page', walk: OPEN('/today') },
    { name: 'a-good-page-everywhere', walk: OPEN('/today'), variants: EVERYWHERE },
    { name: 'a-script-that-works', walk: OPEN('/script'), variants: DESK },
    { name: 'a-page-that-is-not-there', walk: OPEN('/nowhere'), variants: DESK },
    { name: 'a-stranger', walk: `await given('a stranger', async () => { await person(); });`, variants: PHONE },
    { name: 'faint-text', walk: OPEN('/contrast'), variants: DESK, says: 'axe color-contrast' },
    {
        name: 'a-fault-only-without-javascript',
        walk: OPEN('/noscript'),
        variants: ['360 px, no JavaScript'],
        says: 'axe image-alt',
    },
    { name: 'a-file-that-is-not-there', walk: OPEN('/half'), variants: DESK, says: 'console: Failed to load resource' },
    {
        name: 'two-answers-at-one-address',
        walk: `
        const page = await person('SENCO');
        const other = await person('SENCO');
        await when('the second is answered what the first was not', async () => {
            await page.goto('/second-time');
            await other.goto('/second-time');
        });`,
        variants: DESK,
    },
    { name: 'a-broken-script', walk: OPEN('/console'), variants: DESK, says: 'error in a script: broken' },
    {
        name: 'another-host',
        walk: OPEN('/host'),
        variants: ['1366 px, no JavaScript'],
        says: 'asks another host: http://elsewhere.example',
    },
    { name: 'sideways', walk: OPEN('/wide'), variants: PHONE, says: 'at 320 px: <p class="wide">' },
    {
        name: 'sideways-without-javascript',
        walk: OPEN('/wide'),
        variants: ['360 px, no JavaScript'],
        says: 'scrolls sideways',
    },
    {
        name: 'a-block-in-a-paragraph',
        walk: OPEN('/nesting'),
        variants: DESK,
        under: 'valid html: GET /nesting',
        says: 'vnu: No “p” element in scope',
    },
    {
        name: 'a-style-in-place',
        walk: OPEN('/style'),
        variants: DESK,
        under: 'valid html: GET /style',
        says: 'html-validate no-inline-style',
    },
    { name: 'all-by-keyboard', walk: USE('checkKeyboard', '/controls') },
    { name: 'turned-round', walk: USE('checkRightToLeft', '/controls') },
    { name: 'printed', walk: USE('checkPrint', '/controls') },
    {
        name: 'a-link-that-tab-passes-by',
        walk: USE('checkKeyboard', '/passed-by'),
        variants: DESK,
        says: 'Tab never comes to <a href="/today"',
    },
    {
        name: 'a-link-that-tab-comes-to-late',
        walk: USE('checkKeyboard', '/out-of-order'),
        variants: DESK,
        says: 'Tab comes too late to <a href="/today"',
    },
    {
        name: 'a-focus-that-nobody-sees',
        walk: USE('checkKeyboard', '/no-outline'),
        variants: DESK,
        says: 'no visible focus on <a href="/today"',
    },
    {
        name: 'a-button-under-a-bar',
        walk: USE('checkKeyboard', '/covered'),
        variants: DESK,
        says: 'what stands still covers <a href="/today"',
    },
    {
        name: 'a-link-over-a-link',
        walk: USE('checkLayout', '/overlap'),
        variants: DESK,
        says: 'lies over',
    },
    {
        name: 'a-margin-for-one-direction',
        walk: USE('checkRightToLeft', '/one-way'),
        variants: PHONE,
        says: 'scrolls sideways at 320 px, rtl',
    },
    {
        name: 'a-box-that-scrolls-on-paper',
        walk: USE('checkPrint', '/scroller'),
        variants: DESK,
        says: 'on paper: cut off: <div class="scroller"',
    },
    {
        name: 'a-button-on-paper',
        walk: USE('checkPrint', '/today-with-button'),
        variants: DESK,
        says: 'nothing to press',
    },
    {
        name: 'a-step-that-fails',
        walk: `await then('all is well', () => { throw new Error('it is not'); });`,
        variants: DESK,
        says: 'then all is well: it is not',
    },
    {
        name: 'a-step-that-never-ends',
        walk: `await when('nothing happens', () => new Promise(() => {}));`,
        variants: DESK,
        says: 'the journey took longer than 20 s\n#   last step: when nothing happens',
    },
    {
        name: 'a-role-nobody-has',
        walk: `await given('a stranger', () => person('Wizard'));`,
        variants: DESK,
        says: 'the server printed no account for Wizard; it has SENCO',
    },
    { name: 'a-variant-that-is-not-there', walk: '', variants: ['watch'], says: 'no variant watch' },
];

async function plantJourneys(folder) {
    await mkdir(folder);
    for (const { name, walk, variants = EVERYWHERE } of CASES) {
        const journey = `export const title = '${name}';
            export const variants = ${JSON.stringify(variants)};
            export default async ({ given, when, then, person }) => { ${walk} };`;
        await writeFile(path.join(folder, `${name}.mjs`), journey);
    }
}

/** Each line of the run, with the sentences that stand under it. */
function readTap(output) {
    const results = [];
    for (const line of output.split('\n')) {
        const [, verdict, name] = line.match(/^(ok|not ok) \d+ - (.*?)(?: \([\d.]+ s\))?$/) ?? [];
        if (verdict) {
            results.push({ ok: verdict === 'ok', name, said: '' });
        } else if (line.startsWith('#')) {
            results.at(-1).said += `${line}\n`;
        }
    }
    return results;
}

/** Why the run did not judge the case as it must, or null. */
function misjudged(results, { name, variants = USUAL, under, says }) {
    const walks = variants.map((variant) => results.find((result) => result.name === `${name} [${variant}]`));
    if (walks.includes(undefined)) {
        return `not walked in each of ${variants.join('; ')}`;
    }
    if (!says) {
        const refused = walks.find((result) => !result.ok);
        return refused ? `refused: ${refused.name} ${refused.said}` : null;
    }
    const judged = under ? results.find((result) => result.name === under) : walks[0];
    if (!judged || judged.ok) {
        return `let pass: ${under ?? variants[0]}`;
    }
    return judged.said.includes(says) ? null : `says ${judged.said}`;
}

const folder = await mkdtemp(path.join(tmpdir(), 'browser_test-'));
await plantJourneys(path.join(folder, 'journeys'));
const run = spawn(process.execPath, [
    path.join(HERE, 'run.mjs'),
    '--program', path.join(HERE, 'stub.mjs'),
    '--out', folder,
    '--journeys', path.join(folder, 'journeys'),
    '--patience', '20',
], { stdio: ['ignore', 'pipe', 'inherit'] });
const output = await text(run.stdout);
const results = readTap(output);
let failed = 0;
for (const [index, test] of CASES.entries()) {
    const problem = misjudged(results, test);
    failed += problem ? 1 : 0;
    console.log(`${problem ? 'not ok' : 'ok'} ${index + 1} - browser: ${test.name}`);
    if (problem) {
        console.log(`# ${problem.replaceAll('\n', '\n# ')}`);
    }
}
await rm(folder, { recursive: true, force: true });
process.exitCode = failed === 0 ? 0 : 1;
