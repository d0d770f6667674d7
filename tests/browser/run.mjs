// run: walks every journey in a real browser and prints one line of TAP for each.
//
//   node run.mjs --program build/fourfold --out build [--journeys FOLDER] [--patience S] [NAME...]
//
// A journey is a file in tests/journeys: one scenario, which docs/building.md shows. It is walked
// twice, at a desk with JavaScript and on a phone without (or in the variants that it names), each
// time against a server and a demo school of its own, and given up after so many seconds of
// patience. Every document that the server sent is then checked as one test.

import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { checkHtml, checkWithW3c } from './page_checks.mjs';
import { makeDemoSchool, startServer } from './server.mjs';
import { likeness, USUAL, VARIANTS, Visit, within } from './visit.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** What was sent, each document once, and which pages were looked at. */
class Library {
    checked = new Set();
    documents = new Map();

    add(document, kind, name) {
        const key = likeness(document);
        if (!this.documents.has(key)) {
            this.documents.set(key, { document, kind, name });
        }
    }
}

class Tally {
    number = 0;
    failed = 0;

    report(name, problems) {
        this.number++;
        const ok = problems.length === 0;
        this.failed += ok ? 0 : 1;
        console.log(`${ok ? 'ok' : 'not ok'} ${this.number} - ${name}`);
        for (const problem of problems) {
            console.log(`#   ${problem.replaceAll('\n', '\n#   ')}`);
        }
    }
}

function launch() {
    return chromium.launch({
        executablePath: '/usr/bin/chromium-headless-shell',
        args: [
            // Chromium's sandbox cannot be set up by root.
            ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            // What a page asks of another host is told of, and never leaves this machine.
            '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost',
        ],
    });
}

/** Walks one journey in one variant. Returns what went wrong. */
async function walk(journey, variantName, { browser, program, demoSchool, library, out, patience }) {
    const variant = VARIANTS.find(({ name }) => name === variantName);
    if (!variant) {
        throw new Error(`no variant ${variantName}`);
    }
    const label = `${journey.name}-${variant.width}${variant.javascript ? '' : '-plain'}`;
    const folder = path.join(out, 'journeys', label);
    const server = await startServer(program, demoSchool, folder, journey.flags);
    const visit = new Visit({ browser, server, variant, library, screenshots: path.join(out, 'screenshots') });
    const problems = [];
    try {
        await within(patience, journey.walk(visit.tools), 'the journey');
    } catch (error) {
        await visit.picture(path.join(folder, 'failed'));
        problems.push(`${error.message}\nlast step: ${visit.step}\nsee ${folder}`);
    }
    await visit.close().catch((error) => problems.push(error.message));
    const stopped = await server.stop();
    return [...problems, ...visit.problems, ...(stopped ? [stopped] : [])];
}

async function loadJourneys(folder, names) {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.mjs')).sort();
    const journeys = [];
    for (const file of files) {
        const name = path.basename(file, '.mjs');
        if (names.length === 0 || names.includes(name)) {
            const { title, variants, flags, default: walk } = await import(pathToFileURL(path.join(folder, file)));
            journeys.push({ name, title, walk, flags, variants: variants ?? USUAL });
        }
    }
    const unknown = names.filter((name) => !journeys.some((journey) => journey.name === name));
    if (unknown.length > 0 || journeys.length === 0) {
        throw new Error(`no journey ${unknown.join(', ')} in ${folder}`);
    }
    return journeys;
}

/** As many at a time as there are processors. */
async function inParallel(work) {
    const queue = work.values();
    const worker = async () => {
        for (const task of queue) {
            await task();
        }
    };
    const workers = availableParallelism?.() ?? cpus().length;
    await Promise.all(Array.from({ length: workers }, worker));
}

async function validateDocuments(library, out, tally) {
    const folder = path.resolve(out, 'journeys', 'documents');
    await mkdir(folder, { recursive: true });
    const files = new Map();
    for (const [index, entry] of [...library.documents.values()].entries()) {
        const file = path.join(folder, `${index + 1}.${entry.kind}`);
        await writeFile(file, entry.document);
        files.set(file, entry);
    }
    const w3c = await checkWithW3c([...files.keys()]);
    for (const [file, { document, kind, name }] of files) {
        const problems = [...(kind === 'html' ? await checkHtml(document) : []), ...w3c.get(file)];
        tally.report(`valid ${kind}: ${name}`, problems.length > 0 ? [...problems, `see ${file}`] : []);
    }
}

async function main() {
    const { values, positionals } = parseArgs({
        allowPositionals: true,
        options: {
            program: { type: 'string' },
            out: { type: 'string' },
            journeys: { type: 'string', default: path.join(HERE, '..', 'journeys') },
            patience: { type: 'string', default: '480' },
        },
    });
    const program = path.resolve(values.program);
    const out = path.resolve(values.out);
    const journeys = await loadJourneys(path.resolve(values.journeys), positionals);

    await rm(path.join(out, 'journeys'), { recursive: true, force: true });
    await mkdir(path.join(out, 'screenshots'), { recursive: true });
    const demoSchool = path.join(out, 'journeys', 'demo');
    await makeDemoSchool(program, demoSchool);

    const library = new Library();
    const tally = new Tally();
    const browser = await launch();
    const patience = Number(values.patience);
    const setting = { browser, program, demoSchool, library, out, patience };
    await inParallel(
        journeys.flatMap((journey) =>
            journey.variants.map((name) => async () => {
                const started = performance.now();
                const problems = await walk(journey, name, setting).catch((error) => [error.message]);
                const seconds = ((performance.now() - started) / 1000).toFixed(1);
                tally.report(`${journey.title} [${name}] (${seconds} s)`, problems);
            }),
        ),
    );
    await within(patience, browser.close(), 'closing the browser').catch(() => {});
    await validateDocuments(library, out, tally);
    return tally.failed === 0 ? 0 : 1;
}

// Whatever the browser still owes is not waited for.
process.exit(await main());
