// paper: a PDF that a page links to, looked at by programs that are not ours.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The text of the paper behind a link, after pdfinfo has found it tagged, titled and in English,
 *  and qpdf has found nothing wrong with it. link: a locator. */
export async function readPaper(page, link) {
    const answer = await page.request.get(await link.getAttribute('href'));
    assert.equal(answer.status(), 200, answer.url());
    assert.equal(answer.headers()['content-type'], 'application/pdf', answer.url());
    const folder = await mkdtemp(path.join(tmpdir(), 'paper-'));
    try {
        const file = path.join(folder, 'paper.pdf');
        await writeFile(file, await answer.body());
        const [facts, syntax, text] = await Promise.all([
            run('pdfinfo', [file]),
            run('qpdf', ['--check', file]),
            run('pdftotext', ['-layout', file, '-']),
        ]);
        assert.match(facts.stdout, /^Tagged: +yes$/m);
        assert.match(facts.stdout, /^Title: +\S/m);
        assert.match(syntax.stdout, /No syntax or stream encoding errors found/);
        return text.stdout.replace(/\s+/g, ' ');
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}
