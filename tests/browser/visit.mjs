// visit: one walk through one journey, in one browser of one width, with or without JavaScript.
//
// Owns the people of the journey, each with a browser context of their own, and watches what their
// pages do. After each step it checks the pages that are open. What it found wrong is in problems.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { checkAccessibility, checkAccessibilityWithoutScripts, checkWidth } from './page_checks.mjs';
import { accountOf } from './server.mjs';

const STEP_SECONDS = 30;
const DESK = { viewport: { width: 1366, height: 768 } };
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

export const VARIANTS = [DESK, PHONE].flatMap((screen) =>
    [true, false].map((javascript) => ({
        screen,
        javascript,
        width: screen.viewport.width,
        name: `${screen.viewport.width} px${javascript ? '' : ', no JavaScript'}`,
    })),
);

/** Where a journey is walked that names no variants: each width once, and with scripts and without. */
export const USUAL = ['1366 px', '360 px, no JavaScript'];

/** The promise, or an error when it is not kept in time: what the browser never answers must not
 *  hold up every other journey. */
export async function within(seconds, promise, what) {
    let timer;
    const late = new Promise((_, refuse) => {
        timer = setTimeout(() => refuse(new Error(`${what} took longer than ${seconds} s`)), seconds * 1000);
    });
    try {
        return await Promise.race([promise, late]);
    } finally {
        clearTimeout(timer);
    }
}

/** The same for two pages that differ only in their tokens. */
export function likeness(document) {
    return createHash('sha256')
        .update(document.replace(/\b[A-Za-z0-9_-]{20,}\b/g, 'token'))
        .digest('hex');
}

export class Visit {
    problems = [];
    #browser;
    #server;
    #variant;
    #library;
    #screenshots;
    #contexts = [];
    #neighbours = new Set();
    #pages = [];
    #reader = null;
    #faults = new Set();
    #step = 'before the first step';
    #refusals = new WeakMap();
    #statusesSaid = [];
    #saving = [];

    /** library: what is shared by all visits: which pages were checked already, and the documents
     *  to be validated at the end. */
    constructor({ browser, server, variant, library, screenshots }) {
        this.#browser = browser;
        this.#server = server;
        this.#variant = variant;
        this.#library = library;
        this.#screenshots = screenshots;
    }

    /** What a journey is given. */
    get tools() {
        return {
            given: (words, work) => this.#take(`given ${words}`, work),
            when: (words, work) => this.#take(`when ${words}`, work),
            then: (words, work) => this.#take(`then ${words}`, work),
            person: (role) => this.#person(role),
            look: (page, name) => this.#look(page, name),
            /** A server of the journey's own on this machine: pages may lead there. */
            neighbour: (origin) => this.#neighbours.add(origin),
            address: this.#server.address,
            javascript: this.#variant.javascript,
            width: this.#variant.width,
        };
    }

    /** The step that is being taken, or was the last. */
    get step() {
        return this.#step;
    }

    async close() {
        await Promise.all(this.#saving);
        await within(STEP_SECONDS, Promise.all(this.#contexts.map((context) => context.close())), 'closing');
    }

    /** A picture of each open page, to see what went wrong. */
    async picture(file) {
        for (const [index, page] of this.#pages.entries()) {
            await page.screenshot({ path: `${file}-${index + 1}.png`, fullPage: true }).catch(() => {});
        }
    }

    async #take(words, work) {
        this.#step = words;
        try {
            await work();
        } catch (error) {
            throw new Error(`${words}: ${error.message}`, { cause: error });
        }
        for (const page of this.#pages) {
            // A page that goes on by itself while it is looked at is looked at where it arrives.
            await this.#checkInTime(page).catch(() => this.#checkInTime(page));
        }
        this.#judgeStatuses();
    }

    /** Opens a browser for someone: signed in as the role, or a stranger. Returns Playwright's page. */
    async #person(role = null) {
        const page = await this.#openPage({ javaScriptEnabled: this.#variant.javascript });
        this.#pages.push(page);
        this.#watch(page);
        await page.goto('/in');
        if (role !== null) {
            const { name, password } = await accountOf(this.#server, role);
            const form = page.locator('form', { has: page.locator('[autocomplete~="current-password"]') });
            await form.locator('[autocomplete~="username"]').fill(name);
            await form.locator('[autocomplete~="current-password"]').fill(password);
            await form.locator('button[type="submit"], button:not([type])').first().click();
            await page.waitForURL((url) => url.pathname !== '/in');
        }
        return page;
    }

    async #openPage(options = {}) {
        const context = await this.#browser.newContext({
            baseURL: this.#server.address,
            locale: 'en-GB',
            timezoneId: 'Europe/London',
            reducedMotion: 'reduce',
            ...this.#variant.screen,
            ...options,
        });
        context.setDefaultTimeout(STEP_SECONDS * 1000);
        this.#contexts.push(context);
        return context.newPage();
    }

    #wrong(page, sentence) {
        const fault = `${page.url().replace(this.#server.address, '')}: ${sentence}`;
        if (!this.#faults.has(fault)) {
            this.#faults.add(fault); // said at the first step that shows it
            this.problems.push(`${this.#step}: ${fault}`);
        }
    }

    #watch(page) {
        page.on('pageerror', (error) => this.#wrong(page, `error in a script: ${error.message}`));
        page.on('console', (message) => {
            if (message.type() === 'error' && message.text().startsWith('Failed to load resource')) {
                this.#statusesSaid.push({ page, message });
            } else if (message.type() === 'error') {
                this.#wrong(page, `console: ${message.text()}`);
            }
        });
        page.on('request', (request) => {
            const url = new URL(request.url());
            if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== this.#server.address &&
                !this.#neighbours.has(url.origin)) {
                this.#wrong(page, `asks another host: ${url.origin}`);
            }
        });
        page.on('response', (response) => {
            this.#noteRefusal(page, response);
            this.#saving.push(this.#saveDocument(response));
        });
    }

    /**
     * The console repeats a page's own status, 422 for a form to correct: no error of the page.
     * Each page has its own answers, since another who writes at the same address may be answered
     * otherwise. Judged when the step is over: the console may speak before the answer is known.
     */
    #judgeStatuses() {
        for (const { page, message } of this.#statusesSaid.splice(0)) {
            if (!this.#refusals.get(page)?.has(message.location().url)) {
                this.#wrong(page, `console: ${message.text()}`);
            }
        }
    }

    #noteRefusal(page, response) {
        if (response.request().isNavigationRequest() && response.status() >= 400) {
            const addresses = this.#refusals.get(page) ?? new Set();
            this.#refusals.set(page, addresses.add(response.url()));
        }
    }

    async #saveDocument(response) {
        const type = (response.headers()['content-type'] ?? '').split(';')[0];
        const request = response.request();
        const isPage = type === 'text/html' && request.isNavigationRequest();
        const ours = response.url().startsWith(this.#server.address);
        if (!ours || (!isPage && type !== 'text/css')) {
            return;
        }
        // A redirect has none, and neither has a page that was left before it was all there.
        const document = await within(STEP_SECONDS, response.text(), 'reading').catch(() => null);
        if (document) {
            const url = response.url().replace(this.#server.address, '');
            this.#library.add(document, isPage ? 'html' : 'css', `${request.method()} ${url}`);
        }
    }

    #checkInTime(page) {
        return within(STEP_SECONDS, this.#check(page), `${this.#step}: looking at the page`);
    }

    /** Each page is looked at once in each variant, however often journeys come past it. */
    async #check(page) {
        if (page.isClosed() || !page.url().startsWith(this.#server.address)) {
            return;
        }
        await page.waitForLoadState();
        const seen = `${this.#variant.name} ${likeness(await page.content())}`;
        if (this.#library.checked.has(seen)) {
            return;
        }
        const problems = this.#variant.javascript
            ? await checkAccessibility(page)
            : await checkAccessibilityWithoutScripts(page, (this.#reader ??= await this.#openPage()));
        if (this.#variant.screen === PHONE) {
            problems.push(...(await checkWidth(page)));
        }
        this.#library.checked.add(seen);
        for (const problem of problems) {
            this.#wrong(page, problem);
        }
    }

    async #look(page, name) {
        const scripts = this.#variant.javascript ? '' : '-plain';
        const file = path.join(this.#screenshots, `${name}-${this.#variant.width}${scripts}.png`);
        await page.screenshot({ path: file, fullPage: true });
    }
}
