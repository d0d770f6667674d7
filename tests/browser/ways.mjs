// ways: what people do again and again in the demo school, in the words that they see.
//
// Each takes Playwright's page, and is over when the next page is there.

/** Presses a button that sends a form. Returns the status of the answer; a form that is shown again
 *  has 422, or 409 when somebody else saved first. within: a locator, when the page has several. */
export async function press(page, button, within = page) {
    const [answer] = await Promise.all([
        page.waitForResponse(
            (response) => response.request().method() === 'POST' && !response.url().endsWith('/kept'),
        ),
        page.waitForEvent('framenavigated'),
        within.getByRole('button', { name: button, exact: true }).click(),
    ]);
    await page.waitForLoadState();
    return answer.status();
}

/** Looks for a name in the box at the top. One that fits alone leads to that child's record. */
export async function find(page, name) {
    const box = page.getByRole('searchbox', { name: /^Find a / });
    if ((await box.count()) === 0) {
        await page.goto('/today'); // a page that says what failed has no such box
    }
    await box.fill(name);
    await press(page, 'Find');
}

/** Opens the record of the one child of this name, and returns its address. */
export async function openRecord(page, name) {
    await find(page, name);
    const { pathname } = new URL(page.url());
    if (!/^\/learners\/\d+$/.test(pathname)) {
        throw new Error(`looking for ${name} led to ${pathname}`);
    }
    return pathname;
}

/** Goes to an address, and returns the status that the server gave. */
export async function visit(page, address) {
    const answer = await page.goto(address);
    return answer.status();
}

/** The day so many days from today, as people type it. */
export function dayFromToday(days) {
    const day = new Date(Date.now() + days * 86_400_000);
    const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'short' });
    return parts.format(day); // 05/11/2026
}

/** Asks for the link with which a family signs in, waits for the mail, which a demo shows, and
 *  returns the link's address. The mail of `before` is an older one. */
export async function askForLink(page, email, before = null) {
    await visit(page, '/family/in');
    await page.getByLabel('Your email address').fill(email);
    await press(page, 'Send me a link');
    for (let tries = 0; tries < 40; tries++) {
        const links = page.getByRole('link', { name: 'Open the link of this mail' });
        const newest = (await links.count()) > 0 ? await links.first().getAttribute('href') : before;
        if (newest !== before) {
            return newest;
        }
        await page.waitForTimeout(500);
        await visit(page, '/family/in/sent');
    }
    throw new Error(`no mail was written to ${email}`);
}
