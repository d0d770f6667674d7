// page_checks: what every page must hold to, whatever it is for.
//
// In the browser: no accessibility violation, no sideways scrolling. On the documents as they were
// sent: valid HTML, told by html-validate and by the W3C's checker. Each check returns a list of
// sentences, empty when all is well.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const require = createRequire(import.meta.url);
const run = promisify(execFile);

const axeSource = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
const vnuJar = require('vnu-jar');

// Newer than the W3C's checker; a browser that does not know it leaves it out.
const NEW_PROPERTIES = /^CSS: “(field-sizing)”: Property “\1” doesn't exist\.$/;

// Narrow enough that 1280 px zoomed to 400 % is no narrower (WCAG 1.4.10).
const NARROWEST = 320;

export async function checkAccessibility(page) {
    await page.evaluate(axeSource);
    const violations = await page.evaluate(async () => {
        const result = await window.axe.run(document, {
            resultTypes: ['violations'],
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        });
        return result.violations.map(({ id, help, nodes }) => ({
            id,
            help,
            where: nodes.slice(0, 3).map((node) => node.target.join(' ')),
        }));
    });
    return violations.map(({ id, help, where }) => `axe ${id}: ${help}: ${where.join('; ')}`);
}

/** As checkAccessibility, for a page whose scripts are off: axe itself is a script, so it looks at
 *  the same document in a reader that runs scripts, with the page's own taken out. */
export async function checkAccessibilityWithoutScripts(page, reader) {
    const document = withoutScripts(await page.content());
    const url = page.url();
    await reader.route(url, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: document }));
    try {
        await reader.setViewportSize(page.viewportSize());
        await reader.goto(url);
        return await checkAccessibility(reader);
    } finally {
        await reader.unroute(url);
    }
}

export function withoutScripts(document) {
    return document.replace(/<script\b[^>]*>.*?<\/script>/gis, '').replace(/<\/?noscript\b[^>]*>/gi, '');
}

export async function checkWidth(page) {
    const size = page.viewportSize();
    await page.setViewportSize({ ...size, width: NARROWEST });
    const tooWide = await page.evaluate((width) => {
        if (document.documentElement.scrollWidth <= width) {
            return null;
        }
        const boxes = [...document.body.querySelectorAll('*')].filter(
            (element) => element.getBoundingClientRect().right > width + 1,
        );
        const widest = boxes.filter((box) => !boxes.some((other) => other !== box && box.contains(other)));
        return widest.slice(0, 3).map((box) => box.outerHTML.slice(0, 80));
    }, NARROWEST);
    await page.setViewportSize(size);
    return tooWide === null ? [] : [`scrolls sideways at ${NARROWEST} px: ${tooWide.join(' ')}`];
}

const htmlValidate = new HtmlValidate(
    new StaticConfigLoader({
        root: true,
        extends: ['html-validate:standard', 'html-validate:a11y'],
        rules: {
            'no-inline-style': 'error',
            // A button in a form sends it, which is what most are for.
            'no-implicit-button-type': 'off',
            // As ARIA has it: a list may be named too.
            'aria-label-misuse': ['error', { allowAnyNamable: true }],
            'require-csp-nonce': 'off',
            // Served from the same place under a strict policy: a hash would add nothing.
            'require-sri': 'off',
        },
    }),
);

export async function checkHtml(document) {
    const report = await htmlValidate.validateString(document);
    return report.results.flatMap((result) =>
        result.messages.map((message) => `html-validate ${message.ruleId}: ${message.message} (line ${message.line})`),
    );
}

/** Looks at all the files (.html and .css) in one go, since the checker is slow to start. Returns
 *  a map from file to sentences. */
export async function checkWithW3c(files) {
    const problems = new Map(files.map((file) => [file, []]));
    if (files.length === 0) {
        return problems;
    }
    const options = ['-jar', vnuJar, '--format', 'json', '--stdout', '--exit-zero-always', '--also-check-css'];
    const { stdout } = await run('java', [...options, ...files], { maxBuffer: 1 << 28 });
    for (const { type, url, message, lastLine } of JSON.parse(stdout).messages) {
        if (type !== 'info' && !NEW_PROPERTIES.test(message)) {
            problems.get(new URL(url).pathname).push(`vnu: ${message} (line ${lastLine})`);
        }
    }
    return problems;
}
