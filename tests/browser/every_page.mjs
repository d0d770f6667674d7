// every_page: goes wherever a person's links lead, and looks at what is there.
//
// Few pages of each pattern (the path, ids aside) are opened, or there would be thousands. What is
// wrong is gathered in problems, so that one page does not hide the next.

import { checkKeyboard, checkLayout, checkPrint, checkRightToLeft } from './use_checks.mjs';

// Shows something else at each stage of the cycle, so two of each are looked at.
const STAGED = /^\/learners\/\d+(\/(assessment|plan|sessions|review))?$/;
const FILE = /\/(paper|class-sheet|assistant-card|file|csv|xlsx)$/; // is kept or shown by the browser itself
const KEPT = /^(application\/(pdf|vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet)|text\/csv)/;
const PRINTED = /^\/(today|register)$|^\/learners\/\d+(\/(plan|plans\/\d+|review|reviews\/\d+|history|sessions))?$/;

const patternOf = ({ pathname, search }) => pathname.replace(/\d+/g, 'ID') + (search ? '?' : '');

/** The addresses on this site that a page links to, without their fragments. */
async function linksOf(page, address) {
    const all = await page.locator('a[href]').evaluateAll((links) => links.map((link) => link.href.split('#')[0]));
    return [...new Set(all)].map((href) => new URL(href)).filter(({ origin }) => origin === address);
}

export class EveryPage {
    problems = [];
    #tools;
    #names;
    #used = new Set();
    #steps = new Map();

    /** names: words that must stand in no title and no address. */
    constructor(tools, names) {
        this.#tools = tools;
        this.#names = names;
    }

    /** From these addresses on, which are all opened, in the order in which links are met. A page of
     *  a pattern that nobody opened yet is a step of the journey, and so looked at as a step is.
     *  Returns how many were opened. */
    async goThrough(who, page, starts) {
        const { when, address } = this.#tools;
        const queue = starts.map((start) => ({ url: new URL(start, address), wanted: true }));
        const counts = new Map();
        const seen = new Set();
        for (const { url, wanted } of queue) {
            const pattern = patternOf(url);
            const limit = STAGED.test(url.pathname) ? 2 : 1;
            const count = (map) => map.get(pattern) ?? 0;
            if (seen.has(url.href) || (count(counts) >= limit && !wanted)) {
                continue;
            }
            seen.add(url.href);
            counts.set(pattern, count(counts) + 1);
            const look = async () => queue.push(...(await this.#look(who, page, url)));
            if (count(this.#steps) < limit || wanted) {
                this.#steps.set(pattern, count(this.#steps) + 1);
                await when(`${who} opens ${url.pathname}${url.search}`, look);
            } else {
                await look();
            }
        }
        await page.close();
        return seen.size;
    }

    /** Looks at what is there, and returns where it leads. */
    async #look(who, page, url) {
        const found = FILE.test(url.pathname)
            ? await this.#fetchFile(page, url)
            : await this.#openPage(page, url);
        this.problems.push(...found.map((sentence) => `${who}, ${url.pathname}${url.search}: ${sentence}`));
        return (await linksOf(page, this.#tools.address)).map((link) => ({ url: link, wanted: false }));
    }

    async #fetchFile(page, url) {
        const answer = await page.request.get(url.href);
        const type = answer.headers()['content-type'];
        return answer.status() === 200 && KEPT.test(type) ? [] : [`${answer.status()} ${type}`];
    }

    async #openPage(page, url) {
        const answer = await page.goto(url.href);
        const headings = await page.locator('h1').count();
        const language = await page.locator('html').getAttribute('lang');
        const words = `${await page.title()} ${decodeURIComponent(url.pathname + url.search)}`.split(/[^\p{L}’'-]+/u);
        const told = words.filter((word) => this.#names.has(word));
        return [
            ...(answer.status() === 200 ? [] : [`status ${answer.status()}`]),
            ...(headings === 1 ? [] : [`${headings} headings of the first rank`]),
            ...(/^en\b/.test(language) ? [] : [`language ${language}`]),
            ...(told.length === 0 ? [] : [`a child’s name in title or address: ${told.join()}`]),
            ...((await page.locator('.demo').isVisible()) ? [] : ['does not say that it is a demo']),
            ...(await this.#use(page, url)),
        ];
    }

    /** The slow checks, once for each pattern. */
    async #use(page, url) {
        const pattern = patternOf(url);
        if (this.#used.has(pattern)) {
            return [];
        }
        this.#used.add(pattern);
        return [
            ...(await checkLayout(page)),
            ...(await checkRightToLeft(page)),
            // Tab goes the same way with scripts and without.
            ...(this.#tools.javascript ? await checkKeyboard(page) : []),
            ...(PRINTED.test(url.pathname) ? await checkPrint(page) : []),
        ];
    }
}

/** The rows of the register that one page of it shows: address, name and stage. */
export async function rowsOfRegister(page) {
    await page.goto('/register');
    return page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => ({
        href: row.querySelector('a').getAttribute('href'),
        name: row.querySelector('a').textContent,
        stage: row.cells[3].textContent.trim(),
    })));
}

/** Each word of these names. */
export function wordsOf(names) {
    return new Set(names.flatMap((name) => name.split(/[ ,]+/)).filter((word) => word.length > 1));
}
