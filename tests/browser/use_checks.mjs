// use_checks: what every page must hold to, however it is used: by keyboard, from right to left, on
// paper.
//
// Slower than page_checks.mjs, so a journey asks for them where it wants them. Each check returns a
// list of sentences, empty when all is well, and leaves the page as it was. They need no scripts of
// the page's own, and work where scripts are off.

const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';

// The width of an A4 sheet between its margins, in CSS pixels.
const PAPER = { width: 687, height: 1017 };

/** Everything that can be pressed or filled in can be come to with the Tab key, in the order in which
 *  it is read, is seen to be come to, and is not covered by what stands still when the page scrolls. */
export async function checkKeyboard(page) {
    const controls = await page.evaluate(markControls, CONTROLS);
    const problems = [];
    const met = [];
    for (let press = 0; press < controls.length + 20; press++) {
        await page.keyboard.press('Tab');
        const { mark, problem } = await page.evaluate(lookAtFocus);
        if (mark === null || (met.length > 0 && mark === met[0])) {
            break; // out of the page, and round again
        }
        if (problem) {
            problems.push(problem);
        }
        if (mark >= 0) {
            met.push(mark);
        }
    }
    const missed = controls.filter((_, mark) => !met.includes(mark));
    const turned = met.filter((mark, at) => at > 0 && mark < met[at - 1]);
    problems.push(...missed.map((control) => `Tab never comes to ${control}`));
    problems.push(...turned.map((mark) => `Tab comes too late to ${controls[mark]}`));
    await page.evaluate(() => {
        document.activeElement.blur();
        scrollTo(0, 0);
        document.querySelectorAll('[data-mark]').forEach((element) => element.removeAttribute('data-mark'));
    });
    return problems;
}

/** In the page: numbers what Tab must come to, and says what it is. A group of radio buttons is come
 *  to once: at the chosen one, or the first. */
function markControls(selector) {
    const groups = new Set();
    const controls = [...document.querySelectorAll(selector)].filter((element) => {
        const visible = element.checkVisibility({ visibilityProperty: true });
        if (!visible || element.disabled || element.ariaHidden === 'true') {
            return false;
        }
        if (element.type !== 'radio') {
            return true;
        }
        const group = `${element.form?.id} ${element.name}`;
        const chosen = document.querySelector(`input[name="${CSS.escape(element.name)}"]:checked`);
        const first = chosen ? chosen === element : !groups.has(group);
        groups.add(group);
        return first;
    });
    controls.forEach((control, mark) => control.setAttribute('data-mark', mark));
    return controls.map((control) => control.outerHTML.replace(/\s+/g, ' ').slice(0, 90));
}

/** In the page: which control has the focus, -1 for another element, null for none, and what is wrong
 *  with how that is shown. */
function lookAtFocus() {
    const element = document.activeElement;
    if (element === null || element === document.body || element === document.documentElement) {
        return { mark: null, problem: null };
    }
    const mark = Number(element.dataset.mark ?? -1);
    const shown = (one) => {
        const style = getComputedStyle(one);
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
    };
    const what = element.outerHTML.replace(/\s+/g, ' ').slice(0, 90);
    // A choice is outlined as a whole.
    if (!shown(element) && !(element.closest('.choice') && shown(element.closest('.choice')))) {
        return { mark, problem: `no visible focus on ${what}` };
    }
    const own = (top) => top !== null &&
        (element.contains(top) || top.contains(element) || top.closest('label')?.control === element);
    const parts = [0.1, 0.5, 0.9];
    const seen = [...element.getClientRects()].some((box) => parts.some((across) => parts.some((down) =>
        own(document.elementFromPoint(box.left + box.width * across, box.top + box.height * down)))));
    return { mark, problem: seen ? null : `what stands still covers ${what}` };
}

/** Nothing that is pressed or filled in lies over another such thing, or sticks out of the page. */
export async function checkLayout(page) {
    return page.evaluate((selector) => {
        const width = document.documentElement.clientWidth;
        const direction = document.documentElement.dir;
        const still = (element) => {
            for (let one = element; one; one = one.parentElement) {
                if (['fixed', 'sticky'].includes(getComputedStyle(one).position)) {
                    return true;
                }
            }
            return false;
        };
        const problems = [];
        if (document.documentElement.scrollWidth > width) {
            problems.push(`scrolls sideways at ${width} px, ${direction}`);
        }
        const boxes = [...document.querySelectorAll(selector)]
            .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
                !element.matches('.visually-hidden, .skip, aside') && !still(element))
            .flatMap((element) => [...element.getClientRects()].map((box) => ({ element, box })));
        for (const [at, one] of boxes.entries()) {
            for (const other of boxes.slice(at + 1)) {
                const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
                const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
                const nested = one.element.contains(other.element) || other.element.contains(one.element);
                if (across > 2 && down > 4 && !nested) {
                    const names = [one, other].map(({ element }) => element.outerHTML.slice(0, 60));
                    problems.push(`at ${width} px, ${direction}: ${names.join(' lies over ')}`);
                }
            }
        }
        return problems.slice(0, 3);
    }, CONTROLS);
}

/** The same where the page is written from right to left, on a desk or a phone. */
export async function checkRightToLeft(page) {
    const size = page.viewportSize();
    const before = await page.evaluate(() => {
        const root = document.documentElement;
        const direction = root.dir;
        root.dir = 'rtl';
        return direction;
    });
    const problems = await checkLayout(page);
    if (size.width < 400) {
        await page.setViewportSize({ ...size, width: 320 });
        problems.push(...(await checkLayout(page)));
        await page.setViewportSize(size);
    }
    await page.evaluate((direction) => {
        document.documentElement.dir = direction;
    }, before);
    return problems;
}

/** On paper nothing is cut off at an edge or hidden in a box that would scroll, and the frame with
 *  its controls is left out. */
export async function checkPrint(page) {
    const size = page.viewportSize();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize(PAPER);
    const problems = await page.evaluate(() => {
        const visible = (element) => element.checkVisibility({ visibilityProperty: true });
        const name = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 80);
        const said = [];
        if (document.documentElement.scrollWidth > document.documentElement.clientWidth) {
            said.push('on paper: wider than the sheet');
        }
        // A field of one line shows its beginning, as on the screen.
        for (const element of document.body.querySelectorAll(':not(input, select, .visually-hidden)')) {
            const style = getComputedStyle(element);
            const cuts = style.overflowX !== 'visible' || style.overflowY !== 'visible';
            const tall = element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
            const small = element.clientWidth <= 1 || style.display === 'inline';
            if (cuts && tall && !small && visible(element)) {
                said.push(`on paper: cut off: ${name(element)}`);
            }
        }
        for (const element of document.querySelectorAll('.bar, nav, button:not(.visually-hidden), .skip, dialog')) {
            if (visible(element)) {
                said.push(`on paper: there is nothing to press: ${name(element)}`);
            }
        }
        return said.slice(0, 3);
    });
    await page.setViewportSize(size);
    await page.emulateMedia({ media: null });
    return problems;
}
