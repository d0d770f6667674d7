import assert from 'node:assert/strict';
import { openRecord } from '../browser/ways.mjs';

export const title = 'A button pressed twice, or a form that the network sent twice, is done once';

export default async ({ given, when, then, person }) => {
    let senco, record, before;
    const words = 'She hides under the table when the bell rings.';
    const concerns = async () => {
        await senco.goto(`${record}/concerns`);
        return senco.getByRole('article').count();
    };
    const fill = async () => {
        await senco.goto(`${record}/concerns`);
        await senco.getByLabel(/^In your own words/).fill(words);
    };

    await given('the SENCO, who has written down a concern', async () => {
        senco = await person('SENCO');
        record = await openRecord(senco, 'Erin Walker');
        before = await concerns();
        await fill();
    });
    await when('she presses the button twice, as people do', async () => {
        await senco.getByRole('button', { name: 'Save the concern' }).dblclick();
        // Of the two answers the browser gives up the first, which waitForURL takes for a failure.
        const there = () => new URL(senco.url()).pathname.startsWith(`${record}/concerns/`);
        while (!there()) {
            await senco.waitForTimeout(50);
        }
        await senco.waitForLoadState();
    });
    await then('there is one concern more', async () => {
        assert.equal(await concerns(), before + 1);
    });
    await when('the network sends another form twice', async () => {
        await fill();
        const { action, body } = await senco.evaluate(() => {
            const form = document.querySelector('main form');
            return { action: form.action, body: new URLSearchParams(new FormData(form)).toString() };
        });
        const send = () =>
            senco.request.post(action, {
                data: body,
                headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
                maxRedirects: 0,
            });
        const [one, other] = await Promise.all([send(), send()]);
        assert.deepEqual([one.status(), other.status()], [303, 303]);
        assert.equal(one.headers().location, other.headers().location);
    });
    await then('there is one more, and both answers lead to it', async () => {
        assert.equal(await concerns(), before + 2);
    });
};
